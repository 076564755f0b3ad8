// Notification Data of redirection (RFC 5685, section 9).
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/notify_body.h"
#include "plugin/iana/gateway_identity_types.h"
#include "plugin/iana/notify_types.h"
#include "plugin/ike/notify_redirect.h"

namespace ikev2::epan {

namespace {

int hf_identity_type = -1;
int hf_identity_length = -1;
int hf_new_ipv4 = -1;
int hf_new_ipv6 = -1;
int hf_new_fqdn = -1;
int hf_new_data = -1;
int hf_nonce_data = -1;
int hf_original_ipv4 = -1;
int hf_original_ipv6 = -1;
int hf_original_fqdn = -1;
int hf_original_data = -1;

hf_register_info fields[] = {
    {&hf_identity_type,
     {"Gateway Identity Type", "ikev2.notify.data.redirect.gw_ident.type", FT_UINT8,
      BASE_DEC | BASE_RANGE_STRING, &iana::gateway::registry, 0x0, nullptr, HFILL}},
    {&hf_identity_length,
     {"Gateway Identity Length", "ikev2.notify.data.redirect.gw_ident.len", FT_UINT8, BASE_DEC,
      nullptr, 0x0, "In octets", HFILL}},
    {&hf_new_ipv4,
     {"New Responder Gateway Identity (IPv4)", "ikev2.notify.data.redirect.new_resp_gw_ident.ipv4",
      FT_IPv4, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_new_ipv6,
     {"New Responder Gateway Identity (IPv6)", "ikev2.notify.data.redirect.new_resp_gw_ident.ipv6",
      FT_IPv6, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_new_fqdn,
     {"New Responder Gateway Identity (FQDN)", "ikev2.notify.data.redirect.new_resp_gw_ident.fqdn",
      FT_STRING, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_new_data,
     {"New Responder Gateway Identity (DATA)", "ikev2.notify.data.redirect.new_resp_gw_ident.data",
      FT_BYTES, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_nonce_data,
     {"Redirect Nonce Data", "ikev2.notify.data.redirect.nonce_data", FT_BYTES, BASE_NONE, nullptr,
      0x0, "The initiator's nonce", HFILL}},
    {&hf_original_ipv4,
     {"Original Responder Gateway Identity (IPv4)",
      "ikev2.notify.data.redirect.org_resp_gw_ident.ipv4", FT_IPv4, BASE_NONE, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_original_ipv6,
     {"Original Responder Gateway Identity (IPv6)",
      "ikev2.notify.data.redirect.org_resp_gw_ident.ipv6", FT_IPv6, BASE_NONE, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_original_fqdn,
     {"Original Responder Gateway Identity (FQDN)",
      "ikev2.notify.data.redirect.org_resp_gw_ident.fqdn", FT_STRING, BASE_NONE, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_original_data,
     {"Original Responder Gateway Identity (DATA)",
      "ikev2.notify.data.redirect.org_resp_gw_ident.data", FT_BYTES, BASE_NONE, nullptr, 0x0,
      nullptr, HFILL}},
};

expert_field ei_length = EI_INIT;

ei_register_info expert_items[] = {
    {&ei_length,
     {"ikev2.notify.data.redirect.gw_ident.len.wrong", PI_MALFORMED, PI_ERROR,
      "The gateway identity has not the length of an address", EXPFILL}},
};

// The field of an identity, by its type.
struct IdentityField {
    std::uint8_t type;
    Part part;
};
constexpr IdentityField new_identities[] = {
    {iana::gateway::IPV4_ADDRESS, ipv4(&hf_new_ipv4)},
    {iana::gateway::IPV6_ADDRESS, ipv6(&hf_new_ipv6)},
    {iana::gateway::FQDN, text(&hf_new_fqdn)},
};
constexpr IdentityField original_identities[] = {
    {iana::gateway::IPV4_ADDRESS, ipv4(&hf_original_ipv4)},
    {iana::gateway::IPV6_ADDRESS, ipv6(&hf_original_ipv6)},
    {iana::gateway::FQDN, text(&hf_original_fqdn)},
};

template <std::size_t N>
void draw_redirection(const Draw& draw, const ike::Notify& notify,
                      const IdentityField (&identities)[N], int otherwise, const char* what) {
    ike::Reader reader(draw.octets, notify.data.offset, notify.data.end());
    const auto redirect = ike::Redirect::read(reader);
    add(draw, draw.tree, hf_identity_type, redirect.identity_type);
    proto_item* length = add(draw, draw.tree, hf_identity_length, redirect.identity_length);
    Part part = octets(&otherwise);
    for (const IdentityField& row : identities) {
        if (row.type == redirect.identity_type.value) {
            part = row.part;
        }
    }
    if (part.length != 0 && length != nullptr && part.length != redirect.identity_length.value) {
        expert_add_info(draw.message->pinfo, length, &ei_length);
        part = octets(&otherwise);
    }
    proto_item* item = add(draw, draw.tree, *part.field, redirect.identity, part.encoding);
    append_value(draw, draw.item, item);
    add(draw, draw.tree, hf_nonce_data, redirect.nonce);
    report_shortfall(draw, draw.tree, reader.shortfall(), what);
}

void draw_redirect(const Draw& draw, const ike::Notify& notify) {
    draw_redirection(draw, notify, new_identities, hf_new_data, "REDIRECT");
}

void draw_redirected_from(const Draw& draw, const ike::Notify& notify) {
    draw_redirection(draw, notify, original_identities, hf_original_data, "REDIRECTED_FROM");
}

using namespace iana::notify;

constexpr NotifyBody bodies[] = {
    no_data(REDIRECT_SUPPORTED),
    drawn(REDIRECT, draw_redirect),
    drawn(REDIRECTED_FROM, draw_redirected_from),
};

void register_redirect(const Registrar& to) {
    register_fields(to, fields);
    register_expert_items(to, expert_items);
}

}  // namespace

constinit const NotifyFamily notify_redirect{bodies, register_redirect};

}  // namespace ikev2::epan
