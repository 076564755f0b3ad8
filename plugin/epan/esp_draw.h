// An ESP packet of a CHILD_SA, as far as the built-in dissector cannot show it.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/base/octets.h"
#include "plugin/epan/bridge/esp_bridge.h"
#include "plugin/epan/fields.h"

namespace ikev2::epan {

/// An ESP packet, and what is known of it.
struct EspDraw {
    packet_info* pinfo;
    tvbuff_t* tvb;  ///< begins with the SPI
    std::uint32_t length;
    proto_tree* tree;      ///< where the packet inside goes
    proto_tree* esp_tree;  ///< of the built-in dissector's item
    proto_item* esp_item;
    const session::EspView* view;  ///< of a known SA
    Octets plaintext;              ///< empty if it was not opened
};

/// Draws the plaintext with the built-in dissector's own fields, hands the packet inside to its
/// dissector, and says which CHILD_SA the packet belongs to, or why it was not opened.
void draw_esp(const EspDraw& draw);

void register_esp_draw(const Registrar& to);

/// Looks up the built-in dissector's fields and the dissectors of what ESP carries.
void hand_off_esp_draw();

}  // namespace ikev2::epan
