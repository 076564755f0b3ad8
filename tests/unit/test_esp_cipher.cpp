// Opening ESP packets.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/esp_cipher.h"

#include <algorithm>
#include <utility>

#include "plugin/crypto/gcrypt_init.h"
#include "plugin/iana/transform_ids.h"
#include "plugin/session/esp_view.h"
#include "tests/unit/vectors_json.h"

using namespace ikev2;
using namespace ikev2::session;
using namespace ikev2::tests;

namespace {

int ready(void** /*state*/) {
    return crypto::init_gcrypt() ? 0 : -1;
}

EspSuite suite_of(const Case& one) {
    const auto suite = EspSuite::find(one.number("encr_id"), one.number("integ_id"),
                                      one.flag("esn") ? iana::esn::ESN : iana::esn::NO_ESN);
    assert_true(suite.has_value());
    return *suite;
}

EspCipher cipher_of(const Case& one) {
    auto cipher = EspCipher::make(suite_of(one), one.hex("encr_key"), one.hex("integ_key"));
    assert_true(cipher.has_value());
    return std::move(*cipher);
}

std::uint32_t high_of(const Case& one) {
    return static_cast<std::uint32_t>(one.hex_number("esn_high"));
}

bool is_open(EspResult result) {
    return result == EspResult::opened || result == EspResult::unverified;
}

constexpr std::uint8_t kUntouched = 0xee;

bool holds_nothing(Octets room) {
    return std::all_of(room.begin(), room.end(),
                       [](std::uint8_t octet) { return octet == kUntouched || octet == 0; });
}

template <typename Check>
void for_each_packet(Check check) {
    for_each_case(own_vectors("esp.json"), "cases", check);
}

void packets_of_the_vectors_are_opened(void** /*state*/) {
    for_each_packet([](const Case& one) {
        EspCipher cipher = cipher_of(one);
        const Bytes packet = one.hex("packet");
        const Bytes plaintext = one.hex("plaintext");
        Bytes room(packet.size(), kUntouched);
        const EspResult expected =
            cipher.suite().has_integrity() ? EspResult::opened : EspResult::unverified;
        return cipher.open(packet, high_of(one), room) == expected &&
               equal(Octets(room).first(plaintext.size()), plaintext) &&
               room[plaintext.size()] == kUntouched;
    });
}

void the_suite_says_the_length_of_a_key(void** /*state*/) {
    for_each_packet([](const Case& one) {
        return suite_of(one).encr_key_length(one.number("key_bits")) == one.hex("encr_key").size();
    });
}

void the_suite_says_the_length_of_the_plaintext(void** /*state*/) {
    for_each_packet([](const Case& one) {
        EspSaView view;
        view.iv_length = suite_of(one).iv_length();
        view.icv_length = suite_of(one).icv_length();
        const auto length = static_cast<std::uint32_t>(one.hex("packet").size());
        return view.plaintext_length(length) == one.hex("plaintext").size() &&
               view.plaintext_length(view.iv_length) == 0;
    });
}

void an_altered_octet_anywhere_is_noticed(void** /*state*/) {
    for_each_packet([](const Case& one) {
        EspCipher cipher = cipher_of(one);
        if (!cipher.suite().has_integrity()) {
            return true;
        }
        Bytes packet = one.hex("packet");
        for (std::uint8_t& octet : packet) {
            Bytes room(packet.size(), kUntouched);
            octet ^= 0x40U;
            if (cipher.open(packet, high_of(one), room) != EspResult::bad_icv ||
                !holds_nothing(room)) {
                return false;
            }
            octet ^= 0x40U;
        }
        return true;
    });
}

void the_high_order_bits_count_with_extended_sequence_numbers_only(void** /*state*/) {
    for_each_packet([](const Case& one) {
        EspCipher cipher = cipher_of(one);
        const Bytes packet = one.hex("packet");
        Bytes room(packet.size());
        return is_open(cipher.open(packet, high_of(one) + 1, room)) != one.flag("esn");
    });
}

void a_packet_that_is_cut_anywhere_is_not_opened(void** /*state*/) {
    for_each_packet([](const Case& one) {
        EspCipher cipher = cipher_of(one);
        if (!cipher.suite().has_integrity()) {
            return true;
        }
        const Bytes packet = one.hex("packet");
        for (std::size_t length = 0; length < packet.size(); ++length) {
            Bytes room(packet.size());
            if (is_open(cipher.open(Octets(packet).first(length), high_of(one), room))) {
                return false;
            }
        }
        return true;
    });
}

void lengths_that_cannot_be_are_told_apart(void** /*state*/) {
    const auto suite = EspSuite::find(iana::encr::ENCR_AES_CBC, iana::integ::AUTH_HMAC_SHA1_96, 0);
    auto cipher = EspCipher::make(*suite, Bytes(16), Bytes(20));
    assert_true(cipher.has_value());
    Bytes room(100);
    const auto open = [&](std::size_t length) { return cipher->open(Bytes(length), 0, room); };
    assert_int_equal(open(0), EspResult::too_short);
    assert_int_equal(open(7), EspResult::too_short);
    assert_int_equal(open(8 + 16 + 12), EspResult::too_short);
    assert_int_equal(open(8 + 16 + 12 + 1), EspResult::too_short);
    assert_int_equal(open(8 + 16 + 12 + 15), EspResult::not_block_aligned);
    assert_int_equal(open(8 + 16 + 12 + 16), EspResult::bad_icv);
}

void keys_of_a_wrong_length_make_no_cipher(void** /*state*/) {
    const auto suite = EspSuite::find(iana::encr::ENCR_AES_CBC, iana::integ::AUTH_HMAC_SHA1_96, 0);
    assert_false(EspCipher::make(*suite, Bytes(15), Bytes(20)).has_value());
    assert_false(EspCipher::make(*suite, Bytes(16), Bytes(19)).has_value());
}

void an_algorithm_that_is_not_supported_makes_no_suite(void** /*state*/) {
    constexpr std::uint16_t kUnassigned = 999;
    assert_false(EspSuite::find(kUnassigned, iana::integ::AUTH_HMAC_SHA1_96, 0).has_value());
    assert_false(EspSuite::find(iana::encr::ENCR_AES_CBC, kUnassigned, 0).has_value());
}

void an_aead_needs_no_integrity_algorithm(void** /*state*/) {
    const auto suite = EspSuite::find(iana::encr::ENCR_AES_GCM_16, iana::integ::AUTH_NONE, 0);
    assert_true(suite.has_value());
    assert_null(suite->integ);
    assert_true(suite->has_integrity());
    const auto open = EspSuite::find(iana::encr::ENCR_AES_CBC, iana::integ::AUTH_NONE, 0);
    assert_true(open.has_value());
    assert_false(open->has_integrity());
}

void a_trailer_divides_the_plaintext(void** /*state*/) {
    const std::uint8_t plaintext[] = {0x45, 0x46, 1, 2, 3, 3, 4};
    const EspTrailer trailer = EspTrailer::read(plaintext);
    assert_true(trailer.valid);
    assert_int_equal(trailer.payload_length, 2);
    assert_int_equal(trailer.pad_length, 3);
    assert_int_equal(trailer.next_header, 4);
}

void a_pad_length_that_is_too_big_is_not_valid(void** /*state*/) {
    const std::uint8_t plaintext[] = {0x45, 0x46, 3, 4};
    const EspTrailer trailer = EspTrailer::read(plaintext);
    assert_false(trailer.valid);
    assert_int_equal(trailer.payload_length, 2);
    assert_false(EspTrailer::read(Octets(plaintext).first(1)).valid);
    assert_false(EspTrailer::read({}).valid);
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(packets_of_the_vectors_are_opened),
        cmocka_unit_test(the_suite_says_the_length_of_a_key),
        cmocka_unit_test(the_suite_says_the_length_of_the_plaintext),
        cmocka_unit_test(an_altered_octet_anywhere_is_noticed),
        cmocka_unit_test(the_high_order_bits_count_with_extended_sequence_numbers_only),
        cmocka_unit_test(a_packet_that_is_cut_anywhere_is_not_opened),
        cmocka_unit_test(lengths_that_cannot_be_are_told_apart),
        cmocka_unit_test(keys_of_a_wrong_length_make_no_cipher),
        cmocka_unit_test(an_algorithm_that_is_not_supported_makes_no_suite),
        cmocka_unit_test(an_aead_needs_no_integrity_algorithm),
        cmocka_unit_test(a_trailer_divides_the_plaintext),
        cmocka_unit_test(a_pad_length_that_is_too_big_is_not_valid),
    };
    return cmocka_run_group_tests(tests, ready, nullptr);
}
