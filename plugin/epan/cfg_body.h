// What the value of a configuration attribute holds, by its type.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <span>

#include "plugin/epan/attribute_item.h"
#include "plugin/epan/layout.h"

namespace ikev2::epan {

/// Draws the value of `attribute`, which is not empty, into `it.tree`.
using DrawCfgValue = void (*)(const Draw& draw, const AttributeItem& it,
                              const ike::Attribute& attribute);

/// One type. Its value is drawn by `draw` or, if that is null, as `layout` says.
struct CfgBody {
    std::uint16_t type = 0;
    Layout layout = {};
    DrawCfgValue draw = nullptr;
    bool is_list = false;  ///< several values in one attribute are as they should be
};

/// A value that is one or two fields.
constexpr CfgBody value(std::uint16_t type, Part part, Part second = {}) {
    return {.type = type, .layout = {{part, second}}};
}

/// The same. The standard has one value in an attribute; several are understood all the same.
constexpr CfgBody values(std::uint16_t type, Part part, Part second = {}) {
    return {.type = type, .layout = {{part, second}, true}};
}

/// A list of values.
constexpr CfgBody list(std::uint16_t type, const Layout& layout) {
    return {.type = type, .layout = layout, .is_list = true};
}

/// The attributes of one standard, or a few that belong together. One file, draw_cp_NAME.cpp, each.
struct CfgFamily {
    std::span<const CfgBody> bodies;
    void (*register_fields)(const Registrar& to);
};

extern const CfgFamily cfg_internal;  // RFC 7296, RFC 5026, RFC 5739
extern const CfgFamily cfg_dns;       // RFC 8598, RFC 9464
extern const CfgFamily cfg_3gpp;      // RFC 7651, 3GPP TS 24.302, TS 29.139
extern const CfgFamily cfg_xauth;     // draft-beaulieu-ike-xauth-02
extern const CfgFamily cfg_vendor;    // Cisco Unity, Microsoft, Check Point

}  // namespace ikev2::epan
