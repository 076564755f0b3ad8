// Texts of items, written where the item keeps them.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/epan/epan.h"
#include "plugin/epan/text_writer.h"

namespace ikev2::epan {

/// Whether the text of `item` is going to be seen. In a tree that is made for a filter it is not.
inline bool shows_text(const proto_item* item) {
    return item != nullptr && PTREE_DATA(item)->visible;
}

/// A writer of the text of `item`, from its start. `item` must show its text.
TextWriter write_text(proto_item* item);

/// A writer of what comes behind the text that `item` has; if it has none of its own, that of its
/// field is made first, which costs more than to write the whole text. `item` must show its text.
TextWriter extend_text(proto_item* item);

/// Makes `parts`, one after the other, the text of `item`; each is what a TextWriter takes. In
/// place of proto_item_set_text: formats are most of what that costs, and a message has a hundred
/// items with texts.
template <typename... Parts>
[[gnu::always_inline]] inline void set_text(proto_item* item, Parts... parts) {
    if (shows_text(item)) {
        TextWriter text = write_text(item);
        (text.append(parts), ...);
    }
}

/// Makes the name of the field and `parts`, as its value, the text of `item`.
template <typename... Parts>
[[gnu::always_inline]] inline void set_value_text(proto_item* item, Parts... parts) {
    if (shows_text(item)) {
        set_text(item, PITEM_FINFO(item)->hfinfo->name, ": ", parts...);
    }
}

/// Appends `parts`, likewise, in place of proto_item_append_text.
template <typename... Parts>
[[gnu::always_inline]] inline void append_text(proto_item* item, Parts... parts) {
    if (shows_text(item)) {
        TextWriter text = extend_text(item);
        (text.append(parts), ...);
    }
}

}  // namespace ikev2::epan
