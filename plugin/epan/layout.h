// Drawing octets that are fields one behind the other, from a row of a table.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/epan/draw.h"

namespace ikev2::epan {

/// One field. A length of 0 takes all the octets that there are. One that is `shown` is short
/// enough for the summary line.
struct Part {
    int* field = nullptr;
    std::uint32_t length = 0;
    unsigned encoding = ENC_NA;
    bool shown = false;
};

constexpr Part ipv4(int* field) {
    return {field, 4, ENC_BIG_ENDIAN, true};
}
constexpr Part ipv6(int* field) {
    return {field, 16, ENC_NA, true};
}
/// An unsigned integer of `length` octets.
constexpr Part number(int* field, std::uint32_t length) {
    return {field, length, ENC_BIG_ENDIAN, true};
}
constexpr Part text(int* field) {
    return {field, 0, ENC_UTF_8, true};
}
constexpr Part octets(int* field, std::uint32_t length = 0) {
    return {field, length, ENC_NA};
}
/// The same, but not for the summary line.
constexpr Part unshown(Part part) {
    part.shown = false;
    return part;
}

/// Fields in their order; those behind the last one are null. If `repeated`, they come again until
/// the octets end.
struct Layout {
    Part parts[5] = {};
    bool repeated = false;
};

/// Draws what `reader` has left, and reports what is missing or left over. `what` is what holds
/// it, for the report. The values that are to be shown are appended to `summary`.
void draw_layout(const Draw& draw, proto_tree* tree, ike::Reader reader, const Layout& layout,
                 const char* what, proto_item* summary);

/// Draws the octets that `reader` has left as octets that should not be there, and reports those
/// that are missing.
void draw_end(const Draw& draw, proto_tree* tree, ike::Reader reader, const char* what);

/// Appends ": ", or ", " if it is not the first, and what `item` shows to `summary`; nothing if
/// either is null.
void append_value(const Draw& draw, proto_item* summary, proto_item* item, bool first = true);

/// Whether all octets are printable ASCII, of which there is at least one.
bool is_printable(Octets octets);

/// Printable octets as a string, in memory of the packet.
const char* printable_text(const Draw& draw, const ike::At<Octets>& at);

void register_layout(const Registrar& to);

}  // namespace ikev2::epan
