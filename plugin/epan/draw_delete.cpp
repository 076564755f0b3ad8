// The Delete payload.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/payload_table.h"
#include "plugin/epan/spi.h"
#include "plugin/iana/security_protocols.h"
#include "plugin/ike/payload_delete.h"

namespace ikev2::epan {

namespace {

int hf_protoid = -1;
int hf_spinum = -1;
int hf_spi = -1;

hf_register_info fields[] = {
    {&hf_protoid,
     {"Protocol ID", "ikev2.delete.protoid", FT_UINT32, BASE_DEC | BASE_RANGE_STRING,
      &iana::protocol::registry, 0x0, nullptr, HFILL}},
    {&hf_spinum,
     {"Number of SPIs", "ikev2.spinum", FT_UINT16, BASE_DEC, nullptr, 0x0, nullptr, HFILL}},
    {&hf_spi,
     {"Delete SPI", "ikev2.delete.spi", FT_BYTES, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
};

}  // namespace

void draw_delete(const Draw& draw, const ike::Payload& payload) {
    ike::Reader reader = payload.reader(draw.octets);
    auto it = ike::Delete::read(reader);
    add(draw, draw.tree, hf_protoid, it.protocol_id);
    add_spi_size(draw, draw.tree, it.spi_size);
    add(draw, draw.tree, hf_spinum, it.spi_count);
    ike::At<Octets> spi;
    while (it.next_spi(spi)) {
        add(draw, draw.tree, hf_spi, spi);
    }
    report_shortfall(draw, draw.tree, it.spis.shortfall(), "Delete payload");
    if (it.spis.ok()) {
        add_data(draw, draw.tree, it.spis.rest());
    }
}

void register_delete(const Registrar& to) {
    register_fields(to, fields);
}

}  // namespace ikev2::epan
