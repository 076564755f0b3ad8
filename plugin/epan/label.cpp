// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/label.h"

#include <cstring>

namespace ikev2::epan {

namespace {

// What proto_item_set_text makes as well. Wireshark 4.2 and later keep in it, too, where the value
// stands in the text: in a text of our own nowhere.
char* own_text(proto_item* item) {
    field_info* field = PITEM_FINFO(item);
    if (field->rep == nullptr) {
        field->rep = static_cast<item_label_t*>(
            wmem_alloc(PTREE_DATA(item)->pinfo->pool, sizeof(item_label_t)));
    }
    if constexpr (sizeof(item_label_t) != ITEM_LABEL_LENGTH) {
        *field->rep = {};
    }
    return field->rep->representation;
}

}  // namespace

TextWriter write_text(proto_item* item) {
    return {own_text(item), ITEM_LABEL_LENGTH};
}

TextWriter extend_text(proto_item* item) {
    const field_info* field = PITEM_FINFO(item);
    if (field->rep == nullptr) {
        // Makes the text of the field, unless the item is hidden.
        proto_item_append_text(item, "%s", "");
    }
    if (field->rep == nullptr) {
        return write_text(item);
    }
    char* text = field->rep->representation;
    const std::size_t length = std::strlen(text);
    return {text + length, ITEM_LABEL_LENGTH - length};
}

}  // namespace ikev2::epan
