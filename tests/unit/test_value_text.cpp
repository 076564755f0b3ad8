// Identities as people write them.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/value_text.h"

#include <string>

#include "plugin/iana/id_types.h"
#include "tests/unit/der_builder.h"

using namespace ikev2;
using namespace ikev2::tests;

namespace {

// The body of an ID payload (RFC 7296, section 3.5).
std::string id_text(std::uint8_t type, Octets data) {
    Bytes body = {type, 0, 0, 0};
    body.insert(body.end(), data.begin(), data.end());
    return session::identity_text(body);
}

Bytes rdn(const char* type, std::uint8_t tag, std::string_view value) {
    constexpr std::uint8_t kSet = 0x31;
    const Bytes octets(value.begin(), value.end());
    return element(kSet, {sequence({object_identifier(type), element(tag, {octets})})});
}

constexpr const char* kDomainComponent = "0992268993f22c640119";
constexpr const char* kUserId = "0992268993f22c640101";
constexpr const char* kCommonName = "550403";
constexpr std::uint8_t kIa5String = 0x16;
constexpr std::uint8_t kUtf8String = 0x0c;

// The examples of RFC 4514, section 4.
void a_distinguished_name_is_written_as_in_rfc_4514(void** /*state*/) {
    const Bytes net = rdn(kDomainComponent, kIa5String, "net");
    const Bytes example = rdn(kDomainComponent, kIa5String, "example");
    const Bytes user = sequence({net, example, rdn(kUserId, kUtf8String, "jsmith")});
    assert_string_equal(id_text(iana::id::ID_DER_ASN1_DN, user).c_str(),
                        "UID=jsmith,DC=example,DC=net");
    const Bytes quoted =
        sequence({net, example, rdn(kCommonName, kUtf8String, "James \"Jim\" Smith, III")});
    assert_string_equal(id_text(iana::id::ID_DER_ASN1_DN, quoted).c_str(),
                        R"(CN=James \"Jim\" Smith\, III,DC=example,DC=net)");
}

void what_is_no_distinguished_name_is_shown_in_hex(void** /*state*/) {
    const Bytes cut = from_hex("300d310b3009");
    assert_string_equal(id_text(iana::id::ID_DER_ASN1_DN, cut).c_str(), "0x300d310b3009");
}

void addresses_and_names_are_shown_as_they_are(void** /*state*/) {
    assert_string_equal(id_text(iana::id::ID_IPV4_ADDR, from_hex("c0000201")).c_str(), "192.0.2.1");
    assert_string_equal(
        id_text(iana::id::ID_IPV6_ADDR, from_hex("20010db8000000000000000000000001")).c_str(),
        "2001:db8::1");
    assert_string_equal(id_text(iana::id::ID_FQDN, from_hex("687562")).c_str(), "hub");
    assert_string_equal(id_text(iana::id::ID_IPV4_ADDR, from_hex("c00002")).c_str(), "0xc00002");
}

void what_does_not_print_in_a_name_is_escaped(void** /*state*/) {
    assert_string_equal(id_text(iana::id::ID_FQDN, from_hex("680a5c")).c_str(), R"(h\x0a\x5c)");
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(a_distinguished_name_is_written_as_in_rfc_4514),
        cmocka_unit_test(what_is_no_distinguished_name_is_shown_in_hex),
        cmocka_unit_test(addresses_and_names_are_shown_as_they_are),
        cmocka_unit_test(what_does_not_print_in_a_name_is_escaped),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
