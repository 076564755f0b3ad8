// What Notification Data holds, by Notify Message Type.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <span>

#include "plugin/epan/layout.h"
#include "plugin/ike/payload_notify.h"

namespace ikev2::epan {

/// Draws the data of `notify` into `draw.tree`, whose item, `draw.item`, is that of the payload.
using DrawNotifyData = void (*)(const Draw& draw, const ike::Notify& notify);

constexpr std::uint32_t kAnyLength = 0xffffffff;

/// One type. Its data is drawn by `draw` or, if that is null, as `layout` says.
struct NotifyBody {
    std::uint16_t type = 0;
    Layout layout = {};
    DrawNotifyData draw = nullptr;
    std::uint32_t shortest = 0;  ///< octets of data
    std::uint32_t longest = kAnyLength;
    bool optional = false;  ///< some messages have it without data
    bool counted = false;   ///< the first octet says how many follow
};

/// "There is no data associated with this Notify type."
constexpr NotifyBody no_data(std::uint16_t type) {
    return {.type = type, .longest = 0, .optional = true};
}

/// Data that is one field of `shortest` to `longest` octets.
constexpr NotifyBody one_field(std::uint16_t type, Part part, std::uint32_t shortest = 0,
                               std::uint32_t longest = kAnyLength) {
    return {.type = type, .layout = {{part}}, .shortest = shortest, .longest = longest};
}

/// Data that a function draws.
constexpr NotifyBody drawn(std::uint16_t type, DrawNotifyData draw) {
    return {.type = type, .draw = draw};
}

/// The same, if its first octet says how many follow.
constexpr NotifyBody counted(std::uint16_t type, DrawNotifyData draw) {
    return {.type = type, .draw = draw, .counted = true};
}

/// The types of one standard, or a few that belong together. One file, draw_notify_NAME.cpp, each.
struct NotifyFamily {
    std::span<const NotifyBody> bodies;
    void (*register_fields)(const Registrar& to);
};

extern const NotifyFamily notify_base;        // RFC 7296
extern const NotifyFamily notify_nat;         // RFC 7296, section 2.23
extern const NotifyFamily notify_mobike;      // RFC 4555
extern const NotifyFamily notify_redirect;    // RFC 5685
extern const NotifyFamily notify_resumption;  // RFC 4478, RFC 5723
extern const NotifyFamily notify_rohc;        // RFC 5857
extern const NotifyFamily notify_cluster;     // RFC 6290, RFC 6311
extern const NotifyFamily notify_auth;        // RFC 6467, RFC 6867, RFC 7427, RFC 9593
extern const NotifyFamily notify_ppk;         // RFC 8784, RFC 9867
extern const NotifyFamily notify_extensions;  // the rest of IANA's registry
extern const NotifyFamily notify_3gpp;        // 3GPP TS 24.302
extern const NotifyFamily notify_5g;          // 3GPP TS 24.302 and TS 24.502, for 5G
extern const NotifyFamily notify_vendor;      // what vendors use of the private ranges

}  // namespace ikev2::epan
