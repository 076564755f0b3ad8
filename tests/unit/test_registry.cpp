// The tables of IANA's registries, and look-ups in them.
// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <cstring>
#include <initializer_list>
#include <set>
#include <string>

#include "plugin/iana/all.h"
#include "plugin/iana/attribute_types.h"
#include "plugin/iana/auth_methods.h"
#include "plugin/iana/cert_encodings.h"
#include "plugin/iana/cfg_attributes.h"
#include "plugin/iana/cfg_private_attributes.h"
#include "plugin/iana/cfg_types.h"
#include "plugin/iana/exchange_types.h"
#include "plugin/iana/gateway_identity_types.h"
#include "plugin/iana/group_attributes.h"
#include "plugin/iana/hash_algorithms.h"
#include "plugin/iana/id_types.h"
#include "plugin/iana/ipcomp_transform_ids.h"
#include "plugin/iana/notify_private_types.h"
#include "plugin/iana/notify_types.h"
#include "plugin/iana/payload_types.h"
#include "plugin/iana/ppk_id_types.h"
#include "plugin/iana/rohc_attributes.h"
#include "plugin/iana/secure_password_methods.h"
#include "plugin/iana/security_protocols.h"
#include "plugin/iana/transform_ids.h"
#include "plugin/iana/transform_types.h"
#include "plugin/iana/ts_types.h"
#include "tests/unit/cmocka_cpp.h"

using namespace ikev2::iana;

namespace {

void a_registered_value_has_its_name(void** /*state*/) {
    assert_string_equal(exchange::registry.name(exchange::IKE_AUTH), "IKE_AUTH");
    assert_string_equal(exchange::registry.find(34)->reference, "RFC 7296");
}

void a_value_inside_a_range_has_the_name_of_the_range(void** /*state*/) {
    assert_string_equal(exchange::registry.name(250), "Private use");
    assert_string_equal(exchange::registry.name(240), "Private use");
    assert_string_equal(exchange::registry.name(255), "Private use");
}

void an_unassigned_value_has_no_row(void** /*state*/) {
    assert_null(exchange::registry.find(239));
    assert_string_equal(exchange::registry.name(239), "Unknown");
    assert_string_equal(exchange::registry.name(239, "Unassigned"), "Unassigned");
    assert_null(exchange::registry.find(256));
    assert_null(exchange::registry.find(UINT32_MAX));
}

void assert_rows_ascend(const Registry& registry) {
    assert_true(std::strlen(registry.title) > 0);
    assert_false(registry.entries.empty());
    for (const Entry& entry : registry.entries) {
        if (entry.first > entry.last) {
            fail_msg("%s: row %s ends before it starts", registry.title, entry.name);
        }
        if (std::strlen(entry.name) == 0 || std::strlen(entry.reference) == 0) {
            fail_msg("%s: %u lacks a name or a reference", registry.title, entry.first);
        }
    }
    const auto wrong = std::adjacent_find(
        registry.entries.begin(), registry.entries.end(),
        [](const Entry& left, const Entry& right) { return left.last >= right.first; });
    if (wrong != registry.entries.end()) {
        fail_msg("%s: the row after %s is not above it", registry.title, wrong->name);
    }
}

void the_rows_of_every_registry_ascend_without_overlap(void** /*state*/) {
    assert_int_equal(all_registries().size(), 29);
    for (const Registry* registry : all_registries()) {
        assert_rows_ascend(*registry);
    }
    for (const Registry* table : all_private_tables()) {
        assert_rows_ascend(*table);
    }
}

void every_registry_has_a_title_of_its_own(void** /*state*/) {
    std::set<std::string> titles;
    for (const Registry* registry : all_registries()) {
        assert_true(titles.insert(registry->title).second);
    }
    for (const Registry* table : all_private_tables()) {
        assert_true(titles.insert(table->title).second);
    }
}

/// A constant and the name it is to have.
struct Constant {
    std::uint32_t value;
    const char* name;
};

void assert_found(const Registry& registry, std::initializer_list<Constant> constants) {
    assert_true(constants.size() > 0);
    for (const Constant& constant : constants) {
        const Entry* entry = registry.find(constant.value);
        if (entry == nullptr || entry->first != entry->last ||
            std::strcmp(entry->name, constant.name) != 0) {
            fail_msg("%s: %u is not found as %s", registry.title, constant.value, constant.name);
        }
    }
}

#define CONSTANT(constant, value, name, reference, ...) {constant, name},
#define ASSERT_FOUND(ns, table, LIST)                              \
    do {                                                           \
        using namespace ns;                                        \
        assert_found(table, {LIST(CONSTANT, IKEV2_IANA_NOTHING)}); \
    } while (false)

void every_constant_finds_its_row(void** /*state*/) {
    ASSERT_FOUND(exchange, registry, IKEV2_EXCHANGE_TYPES);
    ASSERT_FOUND(payload, registry, IKEV2_PAYLOAD_TYPES);
    ASSERT_FOUND(payload, private_use, IKEV2_PRIVATE_PAYLOAD_TYPES);
    ASSERT_FOUND(transform_type, registry, IKEV2_TRANSFORM_TYPES);
    ASSERT_FOUND(attribute, registry, IKEV2_TRANSFORM_ATTRIBUTE_TYPES);
    ASSERT_FOUND(encr, registry, IKEV2_ENCR_IDS);
    ASSERT_FOUND(prf, registry, IKEV2_PRF_IDS);
    ASSERT_FOUND(integ, registry, IKEV2_INTEG_IDS);
    ASSERT_FOUND(dh, registry, IKEV2_KEY_EXCHANGE_METHODS);
    ASSERT_FOUND(esn, registry, IKEV2_SEQUENCE_NUMBERS_IDS);
    ASSERT_FOUND(kwa, registry, IKEV2_KEY_WRAP_IDS);
    ASSERT_FOUND(gcauth, registry, IKEV2_GROUP_CONTROLLER_AUTH_IDS);
    ASSERT_FOUND(id, registry, IKEV2_ID_TYPES);
    ASSERT_FOUND(cert, registry, IKEV2_CERT_ENCODINGS);
    ASSERT_FOUND(auth, registry, IKEV2_AUTH_METHODS);
    ASSERT_FOUND(notify, registry, IKEV2_NOTIFY_ERROR_TYPES);
    ASSERT_FOUND(notify, registry, IKEV2_NOTIFY_STATUS_TYPES);
    ASSERT_FOUND(notify, private_use, IKEV2_NOTIFY_PRIVATE_TYPES);
    ASSERT_FOUND(ipcomp, registry, IKEV2_IPCOMP_TRANSFORM_IDS);
    ASSERT_FOUND(protocol, registry, IKEV2_SECURITY_PROTOCOLS);
    ASSERT_FOUND(ts, registry, IKEV2_TS_TYPES);
    ASSERT_FOUND(cfg, registry, IKEV2_CFG_TYPES);
    ASSERT_FOUND(cfg_attribute, registry, IKEV2_CFG_ATTRIBUTES);
    ASSERT_FOUND(cfg_attribute, private_use, IKEV2_CFG_PRIVATE_ATTRIBUTES);
    ASSERT_FOUND(gateway, registry, IKEV2_GATEWAY_IDENTITY_TYPES);
    ASSERT_FOUND(rohc, registry, IKEV2_ROHC_ATTRIBUTES);
    ASSERT_FOUND(secure_password, registry, IKEV2_SECURE_PASSWORD_METHODS);
    ASSERT_FOUND(hash, registry, IKEV2_HASH_ALGORITHMS);
    ASSERT_FOUND(ppk_id, registry, IKEV2_PPK_ID_TYPES);
    ASSERT_FOUND(gsa_attribute, registry, IKEV2_GSA_ATTRIBUTES);
    ASSERT_FOUND(gwp_attribute, registry, IKEV2_GROUP_WIDE_POLICY_ATTRIBUTES);
    ASSERT_FOUND(group_key_bag, registry, IKEV2_GROUP_KEY_BAG_ATTRIBUTES);
    ASSERT_FOUND(member_key_bag, registry, IKEV2_MEMBER_KEY_BAG_ATTRIBUTES);
}

// Values as the RFCs print them, written down here a second time.
void values_are_those_of_the_rfcs(void** /*state*/) {
    assert_string_equal(encr::registry.name(12), "ENCR_AES_CBC");                      // RFC 3602
    assert_string_equal(encr::registry.name(20), "ENCR_AES_GCM_16");                   // RFC 5282
    assert_string_equal(encr::registry.name(28), "ENCR_CHACHA20_POLY1305");            // RFC 7634
    assert_string_equal(encr::registry.name(30), "ENCR_AES_GCM_16_IIV");               // RFC 8750
    assert_null(encr::registry.find(17));                                              // unassigned
    assert_string_equal(prf::registry.name(5), "PRF_HMAC_SHA2_256");                   // RFC 4868
    assert_string_equal(prf::registry.name(4), "PRF_AES128_XCBC");                     // RFC 4434
    assert_string_equal(integ::registry.name(0), "NONE");                              // RFC 7296
    assert_string_equal(integ::registry.name(12), "AUTH_HMAC_SHA2_256_128");           // RFC 4868
    assert_string_equal(dh::registry.name(2), "1024-bit MODP Group");                  // RFC 7296
    assert_string_equal(dh::registry.name(19), "256-bit random ECP group");            // RFC 5903
    assert_string_equal(dh::registry.name(31), "Curve25519");                          // RFC 8031
    assert_string_equal(dh::registry.name(4), "Reserved");                             // RFC 7296
    assert_string_equal(esn::registry.name(0), "32-bit Sequential Numbers");           // RFC 9827
    assert_string_equal(attribute::registry.name(14), "Key Length (in bits)");         // RFC 7296
    assert_string_equal(id::registry.name(11), "ID_KEY_ID");                           // RFC 7296
    assert_null(id::registry.find(4));                                                 // unassigned
    assert_string_equal(auth::registry.name(2), "Shared Key Message Integrity Code");  // RFC 7296
    assert_string_equal(auth::registry.name(14), "Digital Signature");                 // RFC 7427
    assert_string_equal(cert::registry.name(4), "X.509 Certificate - Signature");      // RFC 7296
    assert_string_equal(protocol::registry.name(3), "ESP");                            // RFC 7296
    assert_string_equal(ts::registry.name(7), "TS_IPV4_ADDR_RANGE");                   // RFC 7296
    assert_string_equal(ts::registry.name(10), "TS_SECLABEL");                         // RFC 9478
    assert_string_equal(cfg::registry.name(2), "CFG_REPLY");                           // RFC 7296
    assert_string_equal(cfg_attribute::registry.name(13), "INTERNAL_IP4_SUBNET");      // RFC 7296
    assert_string_equal(cfg_attribute::registry.name(29), "ENCDNS_DIGEST_INFO");       // RFC 9464
    assert_string_equal(notify::registry.name(14), "NO_PROPOSAL_CHOSEN");              // RFC 7296
    assert_string_equal(notify::registry.name(24), "AUTHENTICATION_FAILED");           // RFC 7296
    assert_string_equal(notify::registry.name(16388), "NAT_DETECTION_SOURCE_IP");      // RFC 7296
    assert_string_equal(notify::registry.name(16430), "IKEV2_FRAGMENTATION_SUPPORTED");  // RFC 7383
    assert_string_equal(notify::registry.name(16441), "ADDITIONAL_KEY_EXCHANGE");        // RFC 9370
    assert_string_equal(hash::registry.name(2), "SHA2-256");                             // RFC 7427
    assert_string_equal(ipcomp::registry.name(2), "IPCOMP_DEFLATE");                     // RFC 7296
    assert_string_equal(gateway::registry.name(3), "FQDN of the VPN gateway");           // RFC 5685
    assert_string_equal(ppk_id::registry.name(2), "PPK_ID_FIXED");                       // RFC 8784
}

void a_payload_type_has_a_name_and_a_notation(void** /*state*/) {
    assert_string_equal(payload::registry.name(payload::SA), "Security Association");
    assert_string_equal(payload::notation(33), "SA");
    assert_string_equal(payload::notation(37), "CERT");
    assert_string_equal(payload::notation(40), "Nonce");
    assert_string_equal(payload::notation(46), "SK");
    assert_string_equal(payload::notation(53), "SKF");
}

void a_payload_type_without_notation_gets_the_fallback(void** /*state*/) {
    assert_string_equal(payload::notation(1), "Unknown");
    assert_string_equal(payload::notation(55, "?"), "?");
    assert_string_equal(payload::notation(132, "?"), "?");
}

void a_transform_type_leads_to_the_registry_of_its_ids(void** /*state*/) {
    using namespace transform_type;
    assert_ptr_equal(&ids_of(ENCR), &encr::registry);
    assert_ptr_equal(&ids_of(transform_type::PRF), &prf::registry);
    assert_ptr_equal(&ids_of(INTEG), &integ::registry);
    assert_ptr_equal(&ids_of(KE), &dh::registry);
    assert_ptr_equal(&ids_of(SN), &esn::registry);
    for (std::uint8_t type = ADDKE1; type <= ADDKE7; ++type) {
        assert_ptr_equal(&ids_of(type), &dh::registry);
    }
    assert_ptr_equal(&ids_of(KWA), &kwa::registry);
    assert_ptr_equal(&ids_of(GCAUTH), &gcauth::registry);
}

void the_ids_of_an_unknown_transform_type_are_all_unknown(void** /*state*/) {
    assert_string_equal(transform_type::ids_of(0).name(1), "Unknown");
    assert_string_equal(transform_type::ids_of(15).name(1), "Unknown");
    assert_string_equal(transform_type::ids_of(255).name(0), "Unknown");
}

void a_transform_type_has_an_abbreviation(void** /*state*/) {
    assert_string_equal(transform_type::abbreviation(1), "ENCR");
    assert_string_equal(transform_type::abbreviation(transform_type::DH), "KE");
    assert_string_equal(transform_type::abbreviation(12), "ADDKE7");
    assert_string_equal(transform_type::abbreviation(0), "Unknown");
    assert_string_equal(transform_type::abbreviation(15, "?"), "?");
}

void a_notify_type_below_16384_is_an_error(void** /*state*/) {
    assert_true(notify::is_error(0));
    assert_true(notify::is_error(notify::NO_PROPOSAL_CHOSEN));
    assert_true(notify::is_error(16383));
    assert_false(notify::is_error(16384));
    assert_false(notify::is_error(65535));
}

void a_private_number_is_named_with_its_vendor(void** /*state*/) {
    assert_string_equal(notify::name(41101), "DEVICE_IDENTITY (3GPP)");
    assert_string_equal(cfg_attribute::name(28672), "UNITY_BANNER (Cisco)");
    assert_string_equal(payload::name(132), "Cisco Fragment");
}

void a_private_number_of_two_vendors_is_named_with_both(void** /*state*/) {
    assert_string_equal(notify::name(8192),
                        "PDN_CONNECTION_REJECTION (3GPP) or ME_CONNECT_FAILED (strongSwan)");
    assert_string_equal(notify::name(40961),
                        "REACTIVATION_REQUESTED_CAUSE (3GPP) or USE_BEET_MODE (strongSwan)");
}

void a_private_number_that_nobody_is_known_to_use_is_private_use(void** /*state*/) {
    assert_string_equal(notify::name(8194), "Private use - Errors");
    assert_string_equal(notify::name(65535), "Private use - Status");
    assert_string_equal(cfg_attribute::name(32767), "Private use");
    assert_string_equal(payload::name(133), "Private use");
}

void a_registered_number_keeps_its_name_beside_the_private_ones(void** /*state*/) {
    assert_string_equal(notify::name(16390), "COOKIE");
    assert_string_equal(notify::name(20000, "?"), "?");
    assert_string_equal(cfg_attribute::name(1), "INTERNAL_IP4_ADDRESS");
    assert_string_equal(payload::name(41), "Notify");
}

bool is_private(const Registry& registry, std::uint32_t value) {
    return std::strncmp(registry.name(value), "Private use", std::strlen("Private use")) == 0;
}

void private_tables_hold_only_numbers_of_private_ranges(void** /*state*/) {
    for (const Entry& entry : payload::private_use.entries) {
        assert_true(is_private(payload::registry, entry.first));
    }
    for (const Entry& entry : notify::private_use.entries) {
        assert_true(is_private(notify::registry, entry.first));
    }
    for (const Entry& entry : cfg_attribute::private_use.entries) {
        assert_true(is_private(cfg_attribute::registry, entry.first));
    }
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(a_registered_value_has_its_name),
        cmocka_unit_test(a_value_inside_a_range_has_the_name_of_the_range),
        cmocka_unit_test(an_unassigned_value_has_no_row),
        cmocka_unit_test(the_rows_of_every_registry_ascend_without_overlap),
        cmocka_unit_test(every_registry_has_a_title_of_its_own),
        cmocka_unit_test(every_constant_finds_its_row),
        cmocka_unit_test(values_are_those_of_the_rfcs),
        cmocka_unit_test(a_payload_type_has_a_name_and_a_notation),
        cmocka_unit_test(a_payload_type_without_notation_gets_the_fallback),
        cmocka_unit_test(a_transform_type_leads_to_the_registry_of_its_ids),
        cmocka_unit_test(the_ids_of_an_unknown_transform_type_are_all_unknown),
        cmocka_unit_test(a_transform_type_has_an_abbreviation),
        cmocka_unit_test(a_notify_type_below_16384_is_an_error),
        cmocka_unit_test(a_private_number_is_named_with_its_vendor),
        cmocka_unit_test(a_private_number_of_two_vendors_is_named_with_both),
        cmocka_unit_test(a_private_number_that_nobody_is_known_to_use_is_private_use),
        cmocka_unit_test(a_registered_number_keeps_its_name_beside_the_private_ones),
        cmocka_unit_test(private_tables_hold_only_numbers_of_private_ranges),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
