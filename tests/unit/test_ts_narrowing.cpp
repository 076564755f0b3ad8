// Whether traffic selectors were narrowed, and how they and other values are written.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/ts_narrowing.h"

#include "plugin/iana/id_types.h"
#include "plugin/iana/ts_types.h"
#include "plugin/session/value_text.h"
#include "tests/unit/message_builder.h"

using namespace ikev2;
using namespace ikev2::session;
using namespace ikev2::tests;

namespace {

// RFC 7296, section 3.13.1.
Bytes ipv4(unsigned first, unsigned last, unsigned protocol = 0, unsigned first_port = 0,
           unsigned last_port = 65535) {
    return concat({number(iana::ts::TS_IPV4_ADDR_RANGE, 1), number(protocol, 1), number(16, 2),
                   number(first_port, 2), number(last_port, 2), number(first, 4), number(last, 4)});
}

Bytes body(std::initializer_list<Octets> selectors) {
    return concat({number(selectors.size(), 1), number(0, 3), concat(selectors)});
}

bool narrowed(const Bytes& offered, const Bytes& answered) {
    return is_narrowed(reader_of(offered), reader_of(answered));
}

constexpr unsigned kNet = 0x0a000000;  // 10.0.0.0
constexpr unsigned kNetLast = 0x0affffff;

void the_same_selectors_are_not_narrowed(void** /*state*/) {
    const Bytes all = body({ipv4(kNet, kNetLast)});
    assert_false(narrowed(all, all));
}

void a_smaller_range_of_addresses_is_narrowed(void** /*state*/) {
    assert_true(narrowed(body({ipv4(kNet, kNetLast)}), body({ipv4(kNet, kNet + 255)})));
    assert_false(narrowed(body({ipv4(kNet, kNet + 255)}), body({ipv4(kNet, kNetLast)})));
}

void a_protocol_or_ports_narrow_too(void** /*state*/) {
    const Bytes all = body({ipv4(kNet, kNetLast)});
    assert_true(narrowed(all, body({ipv4(kNet, kNetLast, 6)})));
    assert_true(narrowed(all, body({ipv4(kNet, kNetLast, 0, 80, 80)})));
}

// "the first Traffic Selector in each of TSi and TSr" may be that of a packet (section 2.9).
void a_selector_inside_another_of_the_answer_is_not_narrowed(void** /*state*/) {
    assert_false(narrowed(body({ipv4(kNet + 5, kNet + 5, 6, 80, 80), ipv4(kNet, kNetLast)}),
                          body({ipv4(kNet, kNetLast)})));
}

void an_answer_without_selectors_narrows_nothing(void** /*state*/) {
    assert_false(narrowed(body({ipv4(kNet, kNetLast)}), {}));
}

void selectors_are_written_as_ranges(void** /*state*/) {
    const Bytes all = body({ipv4(kNet, kNetLast), ipv4(kNet, kNet, 6, 80, 90)});
    const auto texts = selector_texts(reader_of(all));
    assert_int_equal(texts.size(), 2);
    assert_string_equal(texts[0].c_str(), "10.0.0.0-10.255.255.255");
    assert_string_equal(texts[1].c_str(), "10.0.0.0-10.0.0.0 protocol 6 ports 80-90");
}

Bytes id(unsigned type, const char* data) {
    const std::string text = data;
    return concat({number(type, 1), number(0, 3), Bytes(text.begin(), text.end())});
}

void identities_print_whatever_they_hold(void** /*state*/) {
    assert_string_equal(identity_text(id(iana::id::ID_FQDN, "vpn.example.net")).c_str(),
                        "vpn.example.net");
    assert_string_equal(identity_text(id(iana::id::ID_RFC822_ADDR, "a\x1b[\\\xff")).c_str(),
                        "a\\x1b[\\x5c\\xff");
    assert_string_equal(identity_text(id(iana::id::ID_KEY_ID, "ab")).c_str(), "0x6162");
    assert_string_equal(identity_text(id(iana::id::ID_IPV4_ADDR, "ABCD")).c_str(), "65.66.67.68");
    assert_string_equal(identity_text(id(iana::id::ID_IPV4_ADDR, "ABC")).c_str(), "0x414243");
    assert_string_equal(identity_text({}).c_str(), "");
}

void times_are_written_in_seconds(void** /*state*/) {
    assert_string_equal(seconds_text(12'345'678'901).c_str(), "12.345 s");
    assert_string_equal(seconds_text(-5'000'000).c_str(), "-0.005 s");
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(the_same_selectors_are_not_narrowed),
        cmocka_unit_test(a_smaller_range_of_addresses_is_narrowed),
        cmocka_unit_test(a_protocol_or_ports_narrow_too),
        cmocka_unit_test(a_selector_inside_another_of_the_answer_is_not_narrowed),
        cmocka_unit_test(an_answer_without_selectors_narrows_nothing),
        cmocka_unit_test(selectors_are_written_as_ranges),
        cmocka_unit_test(identities_print_whatever_they_hold),
        cmocka_unit_test(times_are_written_in_seconds),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
