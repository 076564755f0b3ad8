// Drawing the fields that payloads, proposals and transforms begin with.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/epan/draw.h"

namespace ikev2::epan {

/// Adds the item that stands for a whole payload or substructure, from `offset` to `end`. `name`
/// is what its type is called.
proto_item* add_payload_item(const Draw& draw, proto_tree* tree, std::uint8_t type,
                             const char* name, std::uint32_t offset, std::uint32_t end);

/// Adds the type of what follows.
void add_next_payload(const Draw& draw, proto_tree* tree, const ike::At<std::uint8_t>& next,
                      const char* name);

/// Adds the critical bit and the seven reserved bits beside it.
void add_payload_flags(const Draw& draw, proto_tree* tree, const ike::At<std::uint8_t>& flags);

/// Adds the length; with an expert item if the structure cannot have it and so was taken to be
/// `actual` octets long.
void add_payload_length(const Draw& draw, proto_tree* tree, const ike::At<std::uint16_t>& length,
                        std::uint32_t actual);

void register_generic_header(const Registrar& to);

}  // namespace ikev2::epan
