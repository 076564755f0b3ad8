// What the functions that draw payloads share.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/base/octets.h"
#include "plugin/epan/epan.h"
#include "plugin/epan/fields.h"
#include "plugin/epan/label.h"
#include "plugin/ike/header.h"
#include "plugin/ike/payload.h"
#include "plugin/ike/reader.h"
#include "plugin/session/message_view.h"

namespace ikev2::epan {

/// The message that is being drawn.
struct MessageContext {
    packet_info* pinfo;
    const ike::Header* header;
    const session::MessageView* view;  ///< null if the header could not be read
    tvbuff_t* message_tvb;
    Octets plaintext;         ///< of the SK or SKF payload; empty if it was not opened
    tvbuff_t* plaintext_tvb;  ///< null if it was not opened, or neither items nor fragments need it
    fragment_head* fragments;  ///< of an SKF payload; null if there is no whole message
    Octets payloads;           ///< inside the SK payload, or the reassembled message
};

/// Where to draw: a buffer, in which offsets count, and a tree.
struct Draw {
    const MessageContext* message;
    tvbuff_t* tvb;
    Octets octets;  ///< of `tvb`
    proto_tree* tree;
    proto_item* item;  ///< the item of `tree`
    bool inside_sk;
    ike::Chain chain = {};  ///< from its start, the payloads that are being drawn
};

/// Adds a field; nothing, and null, if it was not there. A number is not read a second time.
template <typename T>
proto_item* add(const Draw& draw, proto_tree* tree, int field, const ike::At<T>& at) {
    if (!at.present()) {
        return nullptr;
    }
    const auto offset = static_cast<int>(at.offset);
    const auto length = static_cast<int>(at.length);
    if constexpr (sizeof(T) <= sizeof(std::uint32_t)) {
        switch (proto_registrar_get_ftype(field)) {
            case FT_UINT8:
            case FT_UINT16:
            case FT_UINT24:
            case FT_UINT32:
                return proto_tree_add_uint(tree, field, draw.tvb, offset, length, at.value);
            case FT_BOOLEAN:
                return proto_tree_add_boolean(tree, field, draw.tvb, offset, length, at.value);
            default:
                break;
        }
    }
    return proto_tree_add_item(tree, field, draw.tvb, offset, length, ENC_BIG_ENDIAN);
}

inline proto_item* add(const Draw& draw, proto_tree* tree, int field, const ike::At<Octets>& at,
                       unsigned encoding = ENC_NA) {
    if (!at.present()) {
        return nullptr;
    }
    return proto_tree_add_item(tree, field, draw.tvb, static_cast<int>(at.offset),
                               static_cast<int>(at.length), encoding);
}

/// Adds the octets that a payload ends with; if there are none, an item without octets at its
/// `end`, as the built-in dissector does: so each payload has one.
proto_item* add_rest(const Draw& draw, proto_tree* tree, int field, const ike::At<Octets>& at,
                     std::uint32_t end);

/// Adds an item that stands for the octets from `offset` to `end`, and a subtree below it.
proto_tree* add_subtree(const Draw& draw, proto_tree* tree, std::uint32_t offset, std::uint32_t end,
                        int subtree, proto_item** item, const char* format, ...)
    G_GNUC_PRINTF(7, 8);

/// Adds the RESERVED field, and an expert item if it is not zero ("MUST be sent as zero; MUST be
/// ignored on receipt").
void add_reserved(const Draw& draw, proto_tree* tree, const ike::At<Octets>& at);
void add_reserved(const Draw& draw, proto_tree* tree, const ike::At<std::uint8_t>& at);

/// Says so, on the item of `tree`, if `what` ends before what it must contain.
void report_shortfall(const Draw& draw, proto_tree* tree, ike::Shortfall shortfall,
                      const char* what);

/// Draws the octets that nothing else was made of.
void add_data(const Draw& draw, proto_tree* tree, const ike::At<Octets>& at);

void register_draw(const Registrar& to);

}  // namespace ikev2::epan
