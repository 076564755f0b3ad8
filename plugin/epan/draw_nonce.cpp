// The Nonce payload (RFC 7296, section 3.9).
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/payload_table.h"

namespace ikev2::epan {

namespace {

int hf_nonce = -1;

hf_register_info fields[] = {
    {&hf_nonce, {"Nonce DATA", "ikev2.nonce", FT_BYTES, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
};

// "The size of the Nonce Data MUST be between 16 and 256 octets, inclusive."
constexpr std::uint32_t kShortest = 16;
constexpr std::uint32_t kLongest = 256;

expert_field ei_length = EI_INIT;

ei_register_info expert_items[] = {
    {&ei_length,
     {"ikev2.nonce.length", PI_PROTOCOL, PI_WARN, "A nonce has 16 to 256 octets", EXPFILL}},
};

}  // namespace

void draw_nonce(const Draw& draw, const ike::Payload& payload) {
    ike::Reader reader = payload.reader(draw.octets);
    if (reader.at_end()) {
        report_shortfall(draw, draw.tree, ike::Shortfall::structure, "Nonce payload");
        return;
    }
    const auto nonce = reader.rest();
    proto_item* item = add(draw, draw.tree, hf_nonce, nonce);
    if (nonce.present() && (nonce.length < kShortest || nonce.length > kLongest)) {
        expert_add_info_format(
            draw.message->pinfo, item, &ei_length,
            "A nonce of %u octets; it must have %u to %u (RFC 7296, section 3.9)", nonce.length,
            kShortest, kLongest);
    }
}

void register_nonce(const Registrar& to) {
    register_fields(to, fields);
    register_expert_items(to, expert_items);
}

}  // namespace ikev2::epan
