// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/payload_table.h"

#include "plugin/epan/layout.h"
#include "plugin/iana/payload_types.h"

namespace ikev2::epan {

namespace {

struct Row {
    std::uint8_t type;
    DrawBody draw;
};

constexpr Row rows[] = {
    {iana::payload::SA, draw_sa},
    {iana::payload::KE, draw_ke},
    {iana::payload::IDi, draw_id},
    {iana::payload::IDr, draw_id},
    {iana::payload::CERT, draw_cert},
    {iana::payload::CERTREQ, draw_certreq},
    {iana::payload::AUTH, draw_auth},
    {iana::payload::NONCE, draw_nonce},
    {iana::payload::N, draw_notify},
    {iana::payload::D, draw_delete},
    {iana::payload::V, draw_vendor_id},
    {iana::payload::TSi, draw_ts},
    {iana::payload::TSr, draw_ts},
    {iana::payload::SK, draw_sk},
    {iana::payload::CP, draw_cp},
    {iana::payload::EAP, draw_eap},
    {iana::payload::GSPM, draw_gspm},
    {iana::payload::IDg, draw_id},
    {iana::payload::GSA, draw_gsa},
    {iana::payload::KD, draw_kd},
    {iana::payload::SKF, draw_sk},
    {iana::payload::PS, draw_ps},
    {iana::payload::CISCO_FRAGMENT, draw_cisco_fragment},
};

constexpr void (*registrations[])(const Registrar&) = {
    register_sa,    register_ke,  register_id,     register_cert,   register_auth,
    register_nonce, register_spi, register_notify, register_delete, register_vendor_id,
    register_ts,    register_sk,  register_cp,     register_eap,    register_layout,
    register_gspm,  register_gsa, register_kd,     register_ps,     register_cisco_fragment,
};

}  // namespace

DrawBody find_draw_body(std::uint8_t type) {
    for (const Row& row : rows) {
        if (row.type == type) {
            return row.draw;
        }
    }
    return nullptr;
}

void register_bodies(const Registrar& to) {
    for (const auto& registration : registrations) {
        registration(to);
    }
}

}  // namespace ikev2::epan
