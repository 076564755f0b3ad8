// Identities of PSK lines against ID payloads.
// SPDX-License-Identifier: GPL-2.0-or-later
#include <string>
#include <string_view>
#include <vector>

#include "keyfile/identity.h"
#include "plugin/iana/id_types.h"
#include "tests/unit/cmocka_cpp.h"

using namespace ikev2;
using keyfile::Identity;
using Form = Identity::Form;

namespace {

Identity id(std::string_view text) {
    const auto parsed = Identity::parse(text);
    assert_true(parsed.identity.has_value());
    assert_null(parsed.reason);
    return *parsed.identity;
}

std::vector<std::uint8_t> data(std::string_view text) {
    return {text.begin(), text.end()};
}

bool matches(std::string_view pattern, std::uint8_t type, std::string_view id_data) {
    return id(pattern).matches(type, data(id_data));
}

using namespace std::string_view_literals;

constexpr std::string_view kIpv6 = "\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\1"sv;

void each_form_is_told_by_its_text(void** /*state*/) {
    const struct {
        const char* text;
        Form form;
        const char* shown;
    } rows[] = {
        {"*", Form::any, "*"},
        {"192.0.2.1", Form::ipv4, "192.0.2.1"},
        {"2001:DB8::1", Form::ipv6, "2001:db8::1"},
        {"::", Form::ipv6, "::"},
        {"::ffff:192.0.2.1", Form::ipv6, "::ffff:192.0.2.1"},
        {"Hub.Example.org", Form::fqdn, "hub.example.org"},
        {"router1", Form::fqdn, "router1"},
        {"_ike.example.org", Form::fqdn, "_ike.example.org"},
        {"gr\xc3\xbcn.example.org", Form::fqdn, "gr\xc3\xbcn.example.org"},
        {"1.2.3.a", Form::fqdn, "1.2.3.a"},
        {"Alice@Example.org", Form::rfc822, "alice@example.org"},
        {"\"a@b\"@example.org", Form::rfc822, "\"a@b\"@example.org"},
        {"10.0.0.1@example.org", Form::rfc822, "10.0.0.1@example.org"},
        {"0x00fF", Form::octets, "0x00ff"},
        {"0X41", Form::octets, "0x41"},
    };
    for (const auto& row : rows) {
        assert_int_equal(id(row.text).form(), row.form);
        assert_string_equal(id(row.text).text().c_str(), row.shown);
        assert_true(id(id(row.text).text()) == id(row.text));
    }
}

void what_is_no_identity_is_rejected_with_a_reason(void** /*state*/) {
    const struct {
        std::string text;
        const char* reason;
    } rows[] = {
        {"", "empty"},
        {"0x", "no hex digits after 0x"},
        {"0xabc", "an odd number of hex digits"},
        {"0xzz", "a character after 0x is not a hex digit"},
        {"192.0.2.256", "not an IPv4 address"},
        {"192.0.2", "not an IPv4 address"},
        {"192.0.2.0/24", "not an IPv4 address"},
        {"17", "not an IPv4 address"},
        {"2001:db8::g", "not an IPv6 address"},
        {"fe80::1%eth0", "not an IPv6 address"},
        {"hub.example.org:500", "not an IPv6 address"},
        {"*.example.org", "a * within a name; it can only stand for a whole ID"},
        {"C=CH,O=Lab",
         "a distinguished name is written as 0x and the hex digits of its DER encoding"},
        {"@example.org",
         "an e-mail address with nothing before the @ (an FQDN is written without @)"},
        {"alice@", "an e-mail address with nothing after the @"},
        {"a b", "neither *, an address, an FQDN, an e-mail address nor 0x and hex digits"},
        {"hub,spoke", "neither *, an address, an FQDN, an e-mail address nor 0x and hex digits"},
        {std::string(1025, 'a'), "longer than 1024 octets"},
        {"0x" + std::string(2050, 'a'), "longer than 1024 octets"},
    };
    for (const auto& row : rows) {
        const auto parsed = Identity::parse(row.text);
        assert_false(parsed.identity.has_value());
        assert_string_equal(parsed.reason, row.reason);
    }
}

void the_longest_identity_is_accepted(void** /*state*/) {
    assert_int_equal(id(std::string(1024, 'a')).form(), Form::fqdn);
    assert_int_equal(id("0x" + std::string(2048, 'a')).form(), Form::octets);
}

void a_star_matches_every_identity(void** /*state*/) {
    assert_true(matches("*", iana::id::ID_IPV4_ADDR, "\x0a\0\0\1"sv));
    assert_true(matches("*", iana::id::ID_DER_ASN1_DN, "\x30\x00"sv));
    assert_true(matches("*", iana::id::ID_NULL, ""));
    assert_true(Identity().matches(iana::id::ID_FQDN, data("hub")));
}

void an_address_matches_its_octets_and_type_only(void** /*state*/) {
    assert_true(matches("192.0.2.1", iana::id::ID_IPV4_ADDR, "\xc0\0\2\1"sv));
    assert_false(matches("192.0.2.1", iana::id::ID_IPV4_ADDR, "\xc0\0\2\2"sv));
    assert_false(matches("192.0.2.1", iana::id::ID_IPV4_ADDR, "\xc0\0\2"sv));
    assert_false(matches("192.0.2.1", iana::id::ID_IPV4_ADDR, "\xc0\0\2\1\0"sv));
    assert_false(matches("192.0.2.1", iana::id::ID_KEY_ID, "\xc0\0\2\1"sv));
    assert_false(matches("192.0.2.1", iana::id::ID_FQDN, "192.0.2.1"));
    assert_true(matches("2001:db8::1", iana::id::ID_IPV6_ADDR, kIpv6));
    assert_false(matches("2001:db8::2", iana::id::ID_IPV6_ADDR, kIpv6));
    assert_false(matches("2001:db8::1", iana::id::ID_IPV4_ADDR, kIpv6));
}

void names_match_regardless_of_ascii_case(void** /*state*/) {
    assert_true(matches("hub.EXAMPLE.org", iana::id::ID_FQDN, "HUB.example.ORG"));
    assert_false(matches("hub.example.org", iana::id::ID_FQDN, "hub.example.org."));
    assert_false(matches("hub.example.org", iana::id::ID_FQDN, "hub.example"));
    assert_false(matches("hub.example.org", iana::id::ID_FQDN, ""));
    assert_false(matches("hub.example.org", iana::id::ID_RFC822_ADDR, "hub.example.org"));
    assert_true(matches("Alice@example.org", iana::id::ID_RFC822_ADDR, "alice@Example.ORG"));
    assert_false(matches("alice@example.org", iana::id::ID_FQDN, "alice@example.org"));
    // U+00DC and U+00FC are letters of two cases, but not ASCII.
    assert_false(matches("gr\xc3\xbcn", iana::id::ID_FQDN, "gr\xc3\x9cn"));
    // '@' is 0x40 and '`' 0x60: 0x20 apart as letters of two cases are.
    assert_false(matches("a@b", iana::id::ID_RFC822_ADDR, "a`b"));
}

void hex_matches_the_octets_of_every_type(void** /*state*/) {
    assert_true(matches("0x6272", iana::id::ID_KEY_ID, "br"));
    assert_true(matches("0x6272", iana::id::ID_FQDN, "br"));
    assert_true(matches("0xc0000201", iana::id::ID_IPV4_ADDR, "\xc0\0\2\1"sv));
    assert_true(matches("0x3000", iana::id::ID_DER_ASN1_DN, "0\0"sv));
    assert_false(matches("0x6272", iana::id::ID_KEY_ID, "BR"));
    assert_false(matches("0x6272", iana::id::ID_KEY_ID, "b"));
    assert_false(matches("0x6272", iana::id::ID_KEY_ID, "bra"));
}

void identities_are_equal_if_they_match_the_same(void** /*state*/) {
    assert_true(id("HUB.example.org") == id("hub.example.org"));
    assert_true(id("2001:db8:0::1") == id("2001:db8::1"));
    assert_false(id("0xc0000201") == id("192.0.2.1"));
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(each_form_is_told_by_its_text),
        cmocka_unit_test(what_is_no_identity_is_rejected_with_a_reason),
        cmocka_unit_test(the_longest_identity_is_accepted),
        cmocka_unit_test(a_star_matches_every_identity),
        cmocka_unit_test(an_address_matches_its_octets_and_type_only),
        cmocka_unit_test(names_match_regardless_of_ascii_case),
        cmocka_unit_test(hex_matches_the_octets_of_every_type),
        cmocka_unit_test(identities_are_equal_if_they_match_the_same),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
