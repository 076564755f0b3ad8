// The Traffic Selector payloads.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/payload_ts.h"

#include "plugin/iana/ts_types.h"
#include "tests/unit/cuts.h"

using namespace ikev2;
using namespace ikev2::ike;
using namespace ikev2::tests;

namespace {

// 192.0.2.0 to 192.0.2.127, TCP port 443.
const Bytes& ipv4_selector() {
    static const Bytes selector = from_hex(
        "07"          // TS Type: TS_IPV4_ADDR_RANGE
        "06"          // IP Protocol ID: TCP
        "0010"        // Selector Length
        "01bb"        // Start Port
        "01bc"        // End Port
        "c0000200"    // Starting Address
        "c000027f");  // Ending Address
    return selector;
}

const Bytes& ipv6_selector() {
    static const Bytes selector = from_hex(
        "08"                                  // TS Type: TS_IPV6_ADDR_RANGE
        "00"                                  // IP Protocol ID: any
        "0028"                                // Selector Length
        "0000"                                // Start Port
        "ffff"                                // End Port
        "20010db8000000000000000000000000"    // Starting Address
        "20010db80000ffffffffffffffffffff");  // Ending Address
    return selector;
}

Bytes payload_body(std::initializer_list<Octets> selectors) {
    return concat({number(selectors.size(), 1), from_hex("0a0b0c"), concat(selectors)});
}

std::vector<TrafficSelector> selectors_of(const Bytes& body) {
    Reader reader = reader_of(body);
    TrafficSelectors ts = TrafficSelectors::read(reader);
    std::vector<TrafficSelector> all;
    TrafficSelector selector;
    while (next_traffic_selector(ts.selectors, selector)) {
        all.push_back(selector);
    }
    assert_true(ts.selectors.at_end());
    return all;
}

// The selector of a body that holds this one alone.
TrafficSelector only_selector(const Bytes& octets) {
    const std::vector<TrafficSelector> all = selectors_of(payload_body({octets}));
    assert_int_equal(all.size(), 1);
    return all[0];
}

void every_field_of_the_figures_is_read(void** /*state*/) {
    const Bytes body = payload_body({ipv4_selector(), ipv6_selector()});
    Reader reader = reader_of(body);
    TrafficSelectors ts = TrafficSelectors::read(reader);
    assert_true(is_at(ts.count, 2, 0));
    assert_true(is_at(ts.reserved, "0a0b0c", 1));

    TrafficSelector v4;
    assert_true(next_traffic_selector(ts.selectors, v4));
    assert_int_equal(v4.offset, 4);
    assert_true(is_at(v4.type, iana::ts::TS_IPV4_ADDR_RANGE, 4));
    assert_true(is_at(v4.protocol_id, 6, 5));
    assert_true(is_at(v4.length, 16, 6));
    assert_true(is_at(v4.start_port, 443, 8));
    assert_true(is_at(v4.end_port, 444, 10));
    assert_true(is_at(v4.start_address, "c0000200", 12));
    assert_true(is_at(v4.end_address, "c000027f", 16));
    assert_false(v4.data.present());
    assert_int_equal(v4.end, 20);
    assert_true(v4.shortfall == Shortfall::none);

    TrafficSelector v6;
    assert_true(next_traffic_selector(ts.selectors, v6));
    assert_int_equal(v6.offset, 20);
    assert_true(is_at(v6.type, iana::ts::TS_IPV6_ADDR_RANGE, 20));
    assert_true(is_at(v6.end_port, 0xffff, 26));
    assert_true(is_at(v6.start_address, "20010db8000000000000000000000000", 28));
    assert_true(is_at(v6.end_address, "20010db80000ffffffffffffffffffff", 44));
    assert_int_equal(v6.end, 60);
    assert_true(v6.shortfall == Shortfall::none);
    TrafficSelector none;
    assert_false(next_traffic_selector(ts.selectors, none));
}

void a_selector_of_another_type_is_left_whole(void** /*state*/) {
    const Bytes label = from_hex("0a0000076c6162");  // TS_SECLABEL: RFC 9478, section 3.1
    const TrafficSelector selector = only_selector(label);
    assert_int_equal(selector.type.value, iana::ts::TS_SECLABEL);
    assert_int_equal(selector.length.value, 7);
    assert_int_equal(selector.data.offset, 8);
    assert_int_equal(selector.data.length, 3);
    assert_false(selector.start_port.present());
    assert_false(selector.start_address.present());
    assert_true(selector.shortfall == Shortfall::none);
    const TrafficSelector empty = only_selector(from_hex("ff000004"));
    assert_false(empty.data.present());
    assert_true(empty.shortfall == Shortfall::none);
}

void a_selector_of_another_type_that_is_cut_is_given_as_far_as_it_goes(void** /*state*/) {
    Bytes label = from_hex("0a0000076c6162");
    put(label, 2, 8, 2);
    const TrafficSelector selector = only_selector(label);
    assert_true(selector.shortfall == Shortfall::structure);
    assert_int_equal(selector.data.length, 3);
    assert_int_equal(selector.end, 11);
}

void the_count_does_not_decide_how_many_are_read(void** /*state*/) {
    for (const unsigned count : {0U, 1U, 255U}) {
        Bytes body = payload_body({ipv4_selector(), ipv4_selector()});
        put(body, 0, count, 1);
        assert_int_equal(selectors_of(body).size(), 2);
    }
}

void a_payload_without_selectors_gives_none(void** /*state*/) {
    assert_true(selectors_of(payload_body({})).empty());
}

void a_selector_length_past_the_end_is_a_shortfall(void** /*state*/) {
    for (const unsigned length : {17U, 0xffffU}) {
        Bytes selector = ipv4_selector();
        put(selector, 2, length, 2);
        const TrafficSelector it = only_selector(selector);
        assert_true(it.shortfall == Shortfall::structure);
        assert_int_equal(it.length.value, length);
        assert_int_equal(it.end, 20);
        assert_int_equal(it.end_address.length, 4);
    }
}

void a_selector_length_below_its_header_takes_the_rest(void** /*state*/) {
    for (unsigned length = 0; length < 4; ++length) {
        Bytes selector = ipv4_selector();
        put(selector, 2, length, 2);
        const std::vector<TrafficSelector> all =
            selectors_of(payload_body({selector, ipv4_selector()}));
        assert_int_equal(all.size(), 1);
        assert_true(all[0].shortfall == Shortfall::structure);
        assert_int_equal(all[0].end, 36);
    }
}

void a_selector_too_short_for_its_addresses_does_not_take_the_next(void** /*state*/) {
    for (unsigned length = 4; length < 16; ++length) {
        Bytes selector = ipv4_selector();
        put(selector, 2, length, 2);
        selector.resize(length);
        const std::vector<TrafficSelector> all =
            selectors_of(payload_body({selector, ipv6_selector()}));
        assert_int_equal(all.size(), 2);
        assert_true(all[0].shortfall == Shortfall::structure);
        assert_int_equal(all[0].start_port.present(), length >= 6);
        assert_int_equal(all[0].start_address.present(), length >= 12);
        assert_false(all[0].end_address.present());
        assert_true(all[1].shortfall == Shortfall::none);
        assert_int_equal(all[1].end_address.length, 16);
    }
}

void an_ipv6_range_as_long_as_an_ipv4_one_is_a_shortfall(void** /*state*/) {
    Bytes selector = ipv4_selector();
    put(selector, 0, iana::ts::TS_IPV6_ADDR_RANGE, 1);
    const TrafficSelector it = only_selector(selector);
    assert_true(it.shortfall == Shortfall::structure);
    assert_true(it.end_port.present());
    assert_false(it.start_address.present());
}

void a_body_that_is_cut_gives_the_fields_before_the_cut(void** /*state*/) {
    const Bytes body = payload_body({ipv4_selector(), ipv6_selector()});
    check_every_cut_but(
        body, [](std::uint32_t kept) { return kept == 4 || kept == 20; },
        [](Reader& reader) {
            TrafficSelectors ts = TrafficSelectors::read(reader);
            Parsed all = parsed(reader, ts.count, ts.reserved);
            TrafficSelector it;
            while (next_traffic_selector(ts.selectors, it)) {
                all.add(it.type, it.protocol_id, it.length, it.start_port, it.end_port,
                        it.start_address, it.end_address, it.data);
                all.add_shortfall(it.shortfall);
            }
            return all;
        });
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(every_field_of_the_figures_is_read),
        cmocka_unit_test(a_selector_of_another_type_is_left_whole),
        cmocka_unit_test(a_selector_of_another_type_that_is_cut_is_given_as_far_as_it_goes),
        cmocka_unit_test(the_count_does_not_decide_how_many_are_read),
        cmocka_unit_test(a_payload_without_selectors_gives_none),
        cmocka_unit_test(a_selector_length_past_the_end_is_a_shortfall),
        cmocka_unit_test(a_selector_length_below_its_header_takes_the_rest),
        cmocka_unit_test(a_selector_too_short_for_its_addresses_does_not_take_the_next),
        cmocka_unit_test(an_ipv6_range_as_long_as_an_ipv4_one_is_a_shortfall),
        cmocka_unit_test(a_body_that_is_cut_gives_the_fields_before_the_cut),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
