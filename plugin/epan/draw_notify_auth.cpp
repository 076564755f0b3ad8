// Notification Data that says how the peers can authenticate: secure password methods (RFC 6467),
// ERP (RFC 6867), signature hash algorithms (RFC 7427), authentication methods (RFC 9593).
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/algorithm_identifier.h"
#include "plugin/epan/notify_body.h"
#include "plugin/iana/auth_methods.h"
#include "plugin/iana/hash_algorithms.h"
#include "plugin/iana/notify_types.h"
#include "plugin/iana/secure_password_methods.h"
#include "plugin/ike/notify_auth_methods.h"

namespace ikev2::epan {

namespace {

int hf_secure_password_methods = -1;
int hf_secure_password_method = -1;
int hf_erx_domain = -1;
int hf_signature_hash_algorithms = -1;
int hf_announcement = -1;
int hf_announcement_length = -1;
int hf_announcement_method = -1;
int hf_announcement_cert_link = -1;
int hf_announcement_identifier = -1;

int ett_announcement = -1;

constexpr int kNamed = BASE_DEC | BASE_RANGE_STRING;

hf_register_info fields[] = {
    {&hf_secure_password_methods,
     {"Secure Password Methods", "ikev2.notify.data.secure_password_methods", FT_BYTES, BASE_NONE,
      nullptr, 0x0, nullptr, HFILL}},
    {&hf_secure_password_method,
     {"Secure Password Method", "ikev2.notify.data.secure_password_method", FT_UINT16, kNamed,
      &iana::secure_password::registry, 0x0, nullptr, HFILL}},
    {&hf_erx_domain,
     {"Domain name", "ikev2.notify.data.erx.domain", FT_STRING, BASE_NONE, nullptr, 0x0,
      "Domain or realm for EAP re-authentication", HFILL}},
    {&hf_signature_hash_algorithms,
     {"Supported Signature Hash Algorithm", "ikev2.notify.data.signature_hash_algorithms",
      FT_UINT16, kNamed, &iana::hash::registry, 0x0, nullptr, HFILL}},
    {&hf_announcement,
     {"Announcement", "ikev2.notify.data.supported_auth_methods.announcement", FT_NONE, BASE_NONE,
      nullptr, 0x0, nullptr, HFILL}},
    {&hf_announcement_length,
     {"Length", "ikev2.notify.data.supported_auth_methods.length", FT_UINT8, BASE_DEC, nullptr, 0x0,
      "Octets of the announcement", HFILL}},
    {&hf_announcement_method,
     {"Auth Method", "ikev2.notify.data.supported_auth_methods.method", FT_UINT8, kNamed,
      &iana::auth::registry, 0x0, nullptr, HFILL}},
    {&hf_announcement_cert_link,
     {"Cert Link", "ikev2.notify.data.supported_auth_methods.cert_link", FT_UINT8, BASE_DEC,
      nullptr, 0x0, "Number of the Certification Authority in the CERTREQ payloads; 0 for any",
      HFILL}},
    {&hf_announcement_identifier,
     {"AlgorithmIdentifier", "ikev2.notify.data.supported_auth_methods.algorithm_identifier",
      FT_BYTES, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
};

int* const subtrees[] = {&ett_announcement};

constexpr std::uint32_t kIdLength = 2;

// Draws a list of 16-bit numbers, and names them in the payload's item.
void draw_numbers(const Draw& draw, const ike::Notify& notify, int field,
                  const iana::Registry& names, const char* what) {
    ike::Reader reader(draw.octets, notify.data.offset, notify.data.end());
    const char* separator = ": ";
    while (reader.remaining() >= kIdLength) {
        const auto id = reader.u16();
        add(draw, draw.tree, field, id);
        append_text(draw.item, separator, names.name(id.value));
        separator = ", ";
    }
    if (!reader.at_end()) {
        static_cast<void>(reader.u16());
    }
    draw_end(draw, draw.tree, reader, what);
}

void draw_secure_password_methods(const Draw& draw, const ike::Notify& notify) {
    add(draw, draw.tree, hf_secure_password_methods, notify.data);
    draw_numbers(draw, notify, hf_secure_password_method, iana::secure_password::registry,
                 "list of secure password methods");
}

void draw_signature_hash_algorithms(const Draw& draw, const ike::Notify& notify) {
    draw_numbers(draw, notify, hf_signature_hash_algorithms, iana::hash::registry,
                 "list of hash algorithms");
}

void draw_announcement(const Draw& draw, const ike::AuthMethodAnnouncement& announcement) {
    proto_item* item = proto_tree_add_item(
        draw.tree, hf_announcement, draw.tvb, static_cast<int>(announcement.offset),
        static_cast<int>(announcement.end - announcement.offset), ENC_NA);
    proto_tree* tree = proto_item_add_subtree(item, ett_announcement);
    add(draw, tree, hf_announcement_length, announcement.length);
    add(draw, tree, hf_announcement_method, announcement.method);
    if (announcement.method.present()) {
        append_text(item, ": ", iana::auth::registry.name(announcement.method.value));
    }
    add(draw, tree, hf_announcement_cert_link, announcement.cert_link);
    proto_item* identifier =
        add(draw, tree, hf_announcement_identifier, announcement.algorithm_identifier);
    if (const char* name =
            draw_algorithm_identifier(draw, identifier, announcement.algorithm_identifier);
        name != nullptr) {
        append_text(item, ", ", name);
    }
    report_shortfall(draw, tree, announcement.shortfall, "announcement");
}

void draw_supported_auth_methods(const Draw& draw, const ike::Notify& notify) {
    ike::Reader reader(draw.octets, notify.data.offset, notify.data.end());
    ike::AuthMethodAnnouncement announcement;
    while (ike::next_announcement(reader, announcement)) {
        draw_announcement(draw, announcement);
    }
}

using namespace iana::notify;

constexpr NotifyBody bodies[] = {
    {.type = SECURE_PASSWORD_METHODS, .draw = draw_secure_password_methods, .shortest = kIdLength},
    {.type = ERX_SUPPORTED, .layout = {{text(&hf_erx_domain)}}, .optional = true},
    {.type = SIGNATURE_HASH_ALGORITHMS,
     .draw = draw_signature_hash_algorithms,
     .shortest = kIdLength},
    // Empty where the list itself follows in IKE_INTERMEDIATE (RFC 9593, section 3.1).
    {.type = SUPPORTED_AUTH_METHODS, .draw = draw_supported_auth_methods, .optional = true},
    // RFC 6631, sections 5.3 and 5.4.
    no_data(PSK_PERSIST),
    no_data(PSK_CONFIRM),
    // RFC 4739, RFC 5998.
    no_data(MULTIPLE_AUTH_SUPPORTED),
    no_data(ANOTHER_AUTH_FOLLOWS),
    no_data(EAP_ONLY_AUTHENTICATION),
};

void register_auth_methods(const Registrar& to) {
    register_fields(to, fields);
    register_subtrees(subtrees);
}

}  // namespace

constinit const NotifyFamily notify_auth{bodies, register_auth_methods};

}  // namespace ikev2::epan
