// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/spi.h"

#include "plugin/epan/payload_table.h"

namespace ikev2::epan {

namespace {

int hf_spisize = -1;
int hf_spi = -1;

hf_register_info fields[] = {
    {&hf_spisize,
     {"SPI Size", "ikev2.spisize", FT_UINT8, BASE_DEC, nullptr, 0x0, "In octets", HFILL}},
    {&hf_spi,
     {"SPI", "ikev2.spi", FT_BYTES, BASE_NONE, nullptr, 0x0, "Security Parameter Index", HFILL}},
};

}  // namespace

void add_spi_size(const Draw& draw, proto_tree* tree, const ike::At<std::uint8_t>& size) {
    add(draw, tree, hf_spisize, size);
}

void add_spi(const Draw& draw, proto_tree* tree, const ike::At<Octets>& spi) {
    add(draw, tree, hf_spi, spi);
}

void register_spi(const Registrar& to) {
    register_fields(to, fields);
}

}  // namespace ikev2::epan
