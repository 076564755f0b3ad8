// Drawing SPIs and their sizes.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/epan/draw.h"

namespace ikev2::epan {

void add_spi_size(const Draw& draw, proto_tree* tree, const ike::At<std::uint8_t>& size);
void add_spi(const Draw& draw, proto_tree* tree, const ike::At<Octets>& spi);

}  // namespace ikev2::epan
