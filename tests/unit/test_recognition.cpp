// Telling IKEv2 messages from foreign octets.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/recognition.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <random>
#include <vector>

#include "plugin/ike/header.h"
#include "tests/unit/cmocka_cpp.h"

using namespace ikev2;
using namespace ikev2::ike;

namespace {

using Message = std::vector<std::uint8_t>;

// An IKE_SA_INIT request with a Nonce payload of 32 octets and a Vendor ID of 8.
Message init_request() {
    Message octets = {1, 2, 3,  4,    5,  6, 7, 8, 0, 0, 0, 0, 0, 0,
                      0, 0, 40, 0x20, 34, 8, 0, 0, 0, 0, 0, 0, 0, 76};
    const Message nonce = {43, 0, 0, 36};
    octets.insert(octets.end(), nonce.begin(), nonce.end());
    octets.resize(octets.size() + 32, 0xa5);
    const Message vendor_id = {0, 0, 0, 12};
    octets.insert(octets.end(), vendor_id.begin(), vendor_id.end());
    octets.resize(octets.size() + 8, 0x5a);
    return octets;
}

// An INFORMATIONAL request whose SK payload fills it.
Message informational_request() {
    Message octets = {1,  2,  3,  4,    5,  6, 7, 8, 9, 10, 11, 12, 13, 14,
                      15, 16, 46, 0x20, 37, 8, 0, 0, 0, 7,  0,  0,  0,  80};
    const Message sk = {42, 0, 0, 52};
    octets.insert(octets.end(), sk.begin(), sk.end());
    octets.resize(80, 0x77);
    return octets;
}

bool is_message(const Message& octets) {
    return looks_like_message(octets, static_cast<std::uint32_t>(octets.size()));
}

Message with(Message octets, std::size_t offset, unsigned value) {
    octets[offset] = static_cast<std::uint8_t>(value);
    return octets;
}

void messages_are_recognised(void** /*state*/) {
    assert_true(is_message(init_request()));
    assert_true(is_message(informational_request()));
}

void a_message_of_which_the_capture_lacks_the_end_is_recognised(void** /*state*/) {
    for (const Message& octets : {init_request(), informational_request()}) {
        const auto length = static_cast<std::uint32_t>(octets.size());
        for (std::size_t captured = 0; captured <= octets.size(); ++captured) {
            const bool recognised = looks_like_message(Octets(octets).first(captured), length);
            assert_int_equal(recognised, captured >= kHeaderLength);
        }
    }
}

void each_field_of_the_header_counts(void** /*state*/) {
    const Message octets = init_request();
    for (const unsigned first : {0U, 1U, 32U, 55U, 127U, 255U}) {
        assert_false(is_message(with(octets, 16, first)));
    }
    for (const unsigned version : {0x00U, 0x10U, 0x21U, 0x2fU, 0x30U}) {
        assert_false(is_message(with(octets, 17, version)));
    }
    for (const unsigned exchange : {0U, 33U, 45U, 240U, 255U}) {
        assert_false(is_message(with(octets, 18, exchange)));
    }
    for (const unsigned flags : {0x09U, 0x0aU, 0x0cU, 0x48U, 0x88U}) {
        assert_false(is_message(with(octets, 19, flags)));
    }
    assert_true(is_message(with(octets, 19, 0x18)));
    for (const unsigned length : {75U, 77U, 0U}) {
        assert_false(is_message(with(octets, 27, length)));
    }
    Message no_spi = octets;
    std::fill_n(no_spi.begin(), 8, std::uint8_t{0});
    assert_false(is_message(no_spi));
}

void the_first_exchange_has_message_id_0_and_a_request_of_the_initiator(void** /*state*/) {
    const Message octets = init_request();
    assert_false(is_message(with(octets, 23, 1)));
    assert_false(is_message(with(octets, 19, 0)));
    assert_false(is_message(with(octets, 19, 0x28)));
    assert_true(is_message(with(octets, 19, 0x20)));
}

void later_exchanges_have_both_spis(void** /*state*/) {
    Message octets = informational_request();
    std::fill_n(octets.begin() + 8, 8, std::uint8_t{0});
    assert_false(is_message(octets));
}

void ike_auth_has_another_message_id_than_0(void** /*state*/) {
    const Message auth = with(informational_request(), 18, 35);
    assert_true(is_message(auth));
    assert_false(is_message(with(auth, 23, 0)));
}

void a_message_id_of_0_is_fine_for_a_request_of_the_responder(void** /*state*/) {
    assert_true(is_message(with(with(informational_request(), 23, 0), 19, 0)));
}

void payload_lengths_have_to_add_up(void** /*state*/) {
    const Message octets = init_request();
    for (const unsigned length : {0U, 3U, 35U, 37U, 48U, 49U}) {
        assert_false(is_message(with(octets, 31, length)));
    }
    assert_false(is_message(with(octets, 67, 11)));
    assert_false(is_message(with(octets, 67, 13)));
    assert_false(is_message(with(informational_request(), 31, 51)));
    assert_false(is_message(with(informational_request(), 31, 53)));
}

void reserved_bits_of_a_payload_are_zero_and_the_critical_bit_is_free(void** /*state*/) {
    assert_false(is_message(with(init_request(), 29, 0x01)));
    assert_false(is_message(with(init_request(), 29, 0xc0)));
    assert_true(is_message(with(init_request(), 29, 0x80)));
}

void a_header_alone_is_no_message(void** /*state*/) {
    Message octets = informational_request();
    octets.resize(kHeaderLength);
    assert_false(is_message(with(with(octets, 16, 0), 27, kHeaderLength)));
    assert_false(is_message(with(octets, 27, kHeaderLength)));
}

// Foreign datagrams, as they come and with some of the right octets, so that every check has work.

constexpr unsigned kDatagrams = 2'000'000;

void put_u32(Message& octets, std::size_t at, std::uint32_t value) {
    for (std::size_t i = 0; i < 4; ++i) {
        octets[at + i] = static_cast<std::uint8_t>(value >> (24U - 8U * i));
    }
}

template <typename Shape>
unsigned count_recognised(Shape shape) {
    std::mt19937_64 random(1);
    Message octets;
    unsigned recognised = 0;
    for (unsigned i = 0; i < kDatagrams; ++i) {
        octets.resize(28 + random() % 100);
        for (std::size_t at = 0; at < octets.size(); at += 8) {
            const std::uint64_t value = random();
            std::memcpy(octets.data() + at, &value, std::min<std::size_t>(8, octets.size() - at));
        }
        shape(octets);
        recognised += is_message(octets) ? 1U : 0U;
    }
    return recognised;
}

void no_random_datagram_is_recognised(void** /*state*/) {
    assert_int_equal(count_recognised([](Message&) {}), 0);
}

void no_random_datagram_with_the_right_version_and_length_is_recognised(void** /*state*/) {
    assert_int_equal(count_recognised([](Message& octets) {
                         octets[17] = 0x20;
                         put_u32(octets, 24, static_cast<std::uint32_t>(octets.size()));
                     }),
                     0);
}

// What is left are the payloads: about one datagram in 100,000 may have a chain that ends right.
void hardly_a_random_datagram_with_the_right_header_is_recognised(void** /*state*/) {
    const unsigned recognised = count_recognised([](Message& octets) {
        octets[16] = static_cast<std::uint8_t>(33 + octets[16] % 22);
        octets[17] = 0x20;
        octets[18] = 37;
        octets[19] = 0x08;
        put_u32(octets, 24, static_cast<std::uint32_t>(octets.size()));
    });
    assert_true(recognised <= kDatagrams / 100'000);
}

// The beginnings of other protocols' datagrams, over and over with random rests.

struct Foreign {
    const char* name;
    std::vector<std::uint8_t> start;
};

const std::array<Foreign, 9>& foreign() {
    static const std::array<Foreign, 9> list = {{
        {"DNS query", {0x12, 0x34, 0x01, 0x20, 0, 1, 0, 0, 0, 0, 0, 1, 3, 'w', 'w', 'w', 7, ' '}},
        {"TFTP read request", {0, 1, 'f', 'i', 'l', 'e', 0, 'o', 'c', 't', 'e', 't', 0}},
        {"TFTP data", {0, 3, 0, 32}},
        {"QUIC v1 Initial", {0xc3, 0, 0, 0, 1, 8}},
        {"QUIC short header", {0x43}},
        {"NTP", {0x23, 2, 6, 0xec, 0, 0, 0, 0x20, 0, 0, 0, 0x20}},
        {"DHCP", {1, 1, 6, 0, 0x12, 0x34, 0x56, 0x78, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x20}},
        {"SIP", {'O', 'P', 'T', 'I', 'O', 'N', 'S', ' ', 's', 'i', 'p', ':', ' ', ' ', ' ', ' '}},
        {"all zero", std::vector<std::uint8_t>(28)},
    }};
    return list;
}

void no_datagram_that_begins_as_another_protocol_is_recognised(void** /*state*/) {
    for (const Foreign& it : foreign()) {
        const unsigned recognised = count_recognised([&it](Message& octets) {
            const std::size_t count = std::min(it.start.size(), octets.size());
            std::copy_n(it.start.begin(), count, octets.begin());
        });
        if (recognised != 0) {
            fail_msg("%s: %u of %u", it.name, recognised, kDatagrams);
        }
    }
}

// Texts, in which 0x20 is the most frequent octet.
void no_text_is_recognised(void** /*state*/) {
    assert_int_equal(count_recognised([](Message& octets) {
                         std::ranges::transform(octets, octets.begin(), [](std::uint8_t octet) {
                             return static_cast<std::uint8_t>(0x20 + octet % 0x5f);
                         });
                         octets[17] = ' ';
                     }),
                     0);
}

void a_header_resembles_one_without_its_length(void** /*state*/) {
    const Message octets = init_request();
    assert_true(resembles_header(with(octets, 27, 0xff)));
    assert_false(resembles_header(with(octets, 17, 0x10)));
    assert_false(resembles_header(with(octets, 18, 33)));
    assert_false(resembles_header(with(octets, 19, 0x01)));
    assert_false(resembles_header(Octets(octets).first(kHeaderLength - 1)));
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(messages_are_recognised),
        cmocka_unit_test(a_message_of_which_the_capture_lacks_the_end_is_recognised),
        cmocka_unit_test(each_field_of_the_header_counts),
        cmocka_unit_test(the_first_exchange_has_message_id_0_and_a_request_of_the_initiator),
        cmocka_unit_test(later_exchanges_have_both_spis),
        cmocka_unit_test(ike_auth_has_another_message_id_than_0),
        cmocka_unit_test(a_message_id_of_0_is_fine_for_a_request_of_the_responder),
        cmocka_unit_test(payload_lengths_have_to_add_up),
        cmocka_unit_test(reserved_bits_of_a_payload_are_zero_and_the_critical_bit_is_free),
        cmocka_unit_test(a_header_alone_is_no_message),
        cmocka_unit_test(no_random_datagram_is_recognised),
        cmocka_unit_test(no_random_datagram_with_the_right_version_and_length_is_recognised),
        cmocka_unit_test(hardly_a_random_datagram_with_the_right_header_is_recognised),
        cmocka_unit_test(no_datagram_that_begins_as_another_protocol_is_recognised),
        cmocka_unit_test(no_text_is_recognised),
        cmocka_unit_test(a_header_resembles_one_without_its_length),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
