// Drawing the fields that payloads, proposals and transforms begin with.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/epan/draw.h"

namespace ikev2::epan {

/// What follows one another: the same number is called otherwise in each.
enum class Chained : std::uint8_t { payloads, proposals, transforms };

/// Adds the item that stands for a whole payload or substructure, from `offset` to `end`. `detail`
/// is what its text ends with.
proto_item* add_payload_item(const Draw& draw, proto_tree* tree, Chained what, std::uint8_t type,
                             std::uint32_t offset, std::uint32_t end);

/// Adds the type of what follows, or 0.
void add_next_payload(const Draw& draw, proto_tree* tree, Chained what,
                      const ike::At<std::uint8_t>& next);

/// Adds the critical bit and the seven reserved bits beside it.
void add_payload_flags(const Draw& draw, proto_tree* tree, const ike::At<std::uint8_t>& flags);

/// Adds the length; with an expert item if the structure cannot have it and so was taken to be
/// `actual` octets long.
void add_payload_length(const Draw& draw, proto_tree* tree, const ike::At<std::uint16_t>& length,
                        std::uint32_t actual);

void register_generic_header(const Registrar& to);

}  // namespace ikev2::epan
