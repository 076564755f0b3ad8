// Opening Encrypted payloads of one direction of an IKE SA.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/sk_cipher.h"

#include <utility>

#include "plugin/crypto/encr.h"
#include "plugin/crypto/gcrypt_init.h"
#include "plugin/crypto/integ.h"
#include "plugin/iana/payload_types.h"
#include "plugin/iana/transform_ids.h"
#include "plugin/session/message_layout.h"
#include "tests/unit/playback.h"

using namespace ikev2;
using namespace ikev2::session;
using namespace ikev2::tests;
namespace encr = ikev2::iana::encr;
namespace integ = ikev2::iana::integ;

namespace {

constexpr HeaderFields kHeader{.spis = {1, 2}};

int ready(void** /*state*/) {
    return crypto::init_gcrypt() ? 0 : -1;
}

SkLocation location_of(const Bytes& octets) {
    const Frame frame{0, octets, {}, {}};
    const auto encrypted = find_encrypted(frame.message());
    assert_true(encrypted.has_value());
    return encrypted->where;
}

SkCipher cipher_of(const SealKeys& keys) {
    auto cipher = SkCipher::make(keys.suite, keys.sk_e, keys.sk_a);
    assert_true(cipher.has_value());
    return std::move(*cipher);
}

SealKeys keys_for(std::uint16_t encr_id, std::uint16_t key_bits, std::uint16_t integ_id) {
    Suite suite;
    suite.encr_id = encr_id;
    suite.key_bits = key_bits;
    suite.encr = crypto::find_encr(encr_id);
    suite.integ_id = integ_id;
    suite.integ = suite.encr->is_aead() ? nullptr : crypto::find_integ(integ_id);
    assert_true(suite.can_open());
    const std::size_t integ_length = suite.integ != nullptr ? suite.integ->key_length : 0;
    return {suite, Bytes(*crypto::sk_e_length(*suite.encr, key_bits), 0x42),
            Bytes(integ_length, 0x24)};
}

// What opening `octets` comes to, with the room that it may write to.
struct Opened {
    OpenResult result;
    Bytes room;
};
Opened open(SkCipher& cipher, const Bytes& octets, SkLocation where) {
    Opened it{OpenResult::bad_icv, Bytes(octets.size(), kUntouched)};
    it.result = cipher.open(octets, where, it.room);
    return it;
}
Opened open(SkCipher& cipher, const Bytes& octets) {
    return open(cipher, octets, location_of(octets));
}

// The rest of the room stays as it was.
bool begins_with(const Opened& opened, Octets plaintext) {
    const Octets room(opened.room);
    return opened.result == OpenResult::opened && equal(room.first(plaintext.size()), plaintext) &&
           equal(room.subspan(plaintext.size()), Bytes(room.size() - plaintext.size(), kUntouched));
}

void every_message_of_a_capture_is_opened(void** /*state*/) {
    for (const char* capture :
         {"cisco-ios-psk", "3des-md5-psk", "aes-gcm-psk", "aes256-sha512-psk", "wrong-psk"}) {
        const Exchange exchange(capture);
        SkCipher ciphers[] = {cipher_of(exchange.seal_keys(Sender::initiator)),
                              cipher_of(exchange.seal_keys(Sender::responder))};
        for (std::size_t i = 2; i < exchange.frames.size(); ++i) {
            const Frame& frame = exchange.frames[i];
            SkCipher& cipher = ciphers[index_of(sender_of(frame.message()))];
            const SkLocation where = location_of(frame.octets);
            const Opened opened = open(cipher, frame.octets, where);
            assert_true(opened.result == OpenResult::opened);
            const Octets plaintext = Octets(opened.room).first(cipher.ciphertext_length(where));
            assert_true(is_plaintext_of(exchange.facts, frame.number, plaintext));
            const std::string path = encrypted_payload(frame.number);
            assert_int_equal(cipher.iv_length(), exchange.facts.hex(path + ".iv").size());
            assert_int_equal(cipher.icv_length(), exchange.facts.hex(path + ".icv").size());
        }
    }
}

void the_keys_of_the_other_direction_do_not_open(void** /*state*/) {
    for (const Exchange& exchange : {cisco(), gcm()}) {
        SkCipher responder = cipher_of(exchange.seal_keys(Sender::responder));
        const Opened opened = open(responder, exchange.auth_request().octets);
        assert_true(opened.result == OpenResult::bad_icv);
        assert_true(holds_no_plaintext(opened.room));
    }
}

// RFC 7296, section 3.14, and RFC 5282, section 5.1: the check covers the message from the first
// octet on, whatever part of it an octet belongs to.
void a_message_with_any_octet_altered_is_not_opened(void** /*state*/) {
    for (const Exchange& exchange : {cisco(), gcm()}) {
        SkCipher cipher = cipher_of(exchange.seal_keys(Sender::responder));
        const Bytes& good = exchange.auth_response().octets;
        const SkLocation where = location_of(good);
        for (std::size_t i = 0; i < good.size(); ++i) {
            Bytes altered = good;
            altered[i] ^= 0x10;
            const Opened opened = open(cipher, altered, where);
            if (opened.result != OpenResult::bad_icv || !holds_no_plaintext(opened.room)) {
                fail_msg("%s: octet %zu altered", exchange.name.c_str(), i);
            }
        }
        assert_true(open(cipher, good).result == OpenResult::opened);
    }
}

void an_aead_needs_no_integrity_key_and_other_ciphers_one(void** /*state*/) {
    const SealKeys aead = gcm().seal_keys(Sender::initiator);
    assert_true(SkCipher::make(aead.suite, aead.sk_e, {}).has_value());
    const SealKeys cbc = cisco().seal_keys(Sender::initiator);
    assert_true(SkCipher::make(cbc.suite, cbc.sk_e, cbc.sk_a).has_value());
    assert_false(SkCipher::make(cbc.suite, cbc.sk_e, {}).has_value());
}

void a_key_of_another_length_is_refused(void** /*state*/) {
    const SealKeys keys = cisco().seal_keys(Sender::initiator);
    const Bytes longer(keys.sk_e.size() + 1);
    const Bytes twice(2 * keys.sk_e.size());  // a key of AES, but not of AES-CBC-128
    for (const Octets sk_e :
         {Octets(), Octets(keys.sk_e).first(15), Octets(longer), Octets(twice)}) {
        assert_false(SkCipher::make(keys.suite, sk_e, keys.sk_a).has_value());
    }
    const Bytes longer_a(keys.sk_a.size() + 1);
    for (const Octets sk_a : {Octets(keys.sk_a).first(19), Octets(longer_a)}) {
        assert_false(SkCipher::make(keys.suite, keys.sk_e, sk_a).has_value());
    }
    const SealKeys aead = gcm().seal_keys(Sender::initiator);
    assert_false(SkCipher::make(aead.suite, Octets(aead.sk_e).first(32), {}).has_value());
}

void a_suite_that_is_not_supported_gives_no_cipher(void** /*state*/) {
    const SealKeys keys = cisco().seal_keys(Sender::initiator);
    assert_false(SkCipher::make(Suite(), keys.sk_e, keys.sk_a).has_value());
    Suite no_integ = keys.suite;
    no_integ.integ = nullptr;
    assert_false(SkCipher::make(no_integ, keys.sk_e, keys.sk_a).has_value());
}

void a_payload_without_room_for_a_ciphertext_is_too_short(void** /*state*/) {
    for (const SealKeys& keys :
         {cisco().seal_keys(Sender::initiator), gcm().seal_keys(Sender::initiator)}) {
        SkCipher cipher = cipher_of(keys);
        const std::uint32_t overhead = cipher.iv_length() + cipher.icv_length();
        for (std::uint32_t body = 0; body <= overhead; ++body) {
            const Bytes octets = message(kHeader, iana::payload::SK, payload(0, Bytes(body)));
            const SkLocation where = location_of(octets);
            assert_int_equal(where.end - where.body, body);
            assert_int_equal(cipher.ciphertext_length(where), 0);
            assert_true(open(cipher, octets).result == OpenResult::too_short);
        }
        const Bytes one_more = message(kHeader, iana::payload::SK, payload(0, Bytes(overhead + 1)));
        assert_int_equal(cipher.ciphertext_length(location_of(one_more)), 1);
        assert_true(open(cipher, one_more).result != OpenResult::too_short);
    }
}

void a_ciphertext_that_is_not_a_multiple_of_the_block_is_not_opened(void** /*state*/) {
    SkCipher cipher = cipher_of(cisco().seal_keys(Sender::initiator));
    const std::uint32_t overhead = cipher.iv_length() + cipher.icv_length();
    for (std::uint32_t ciphertext = 1; ciphertext <= 33; ++ciphertext) {
        const Bytes octets =
            message(kHeader, iana::payload::SK, payload(0, Bytes(overhead + ciphertext)));
        const Opened opened = open(cipher, octets);
        assert_true(opened.result ==
                    (ciphertext % 16 == 0 ? OpenResult::bad_icv : OpenResult::not_block_aligned));
        assert_true(holds_no_plaintext(opened.room));
    }
}

void every_suite_opens_what_it_sealed(void** /*state*/) {
    const Bytes plaintext = concat({from_hex("2900000801004000"), Bytes(7), from_hex("07")});
    for (const SealKeys& keys :
         {keys_for(encr::ENCR_3DES, 0, integ::AUTH_HMAC_MD5_96),
          keys_for(encr::ENCR_AES_CBC, 256, integ::AUTH_HMAC_SHA2_512_256),
          keys_for(encr::ENCR_AES_CTR, 128, integ::AUTH_AES_XCBC_96),
          keys_for(encr::ENCR_AES_CCM_8, 128, 0), keys_for(encr::ENCR_AES_CCM_16, 256, 0),
          keys_for(encr::ENCR_AES_GCM_12, 192, 0), keys_for(encr::ENCR_CHACHA20_POLY1305, 0, 0),
          keys_for(encr::ENCR_NULL, 0, integ::AUTH_HMAC_SHA1_96)}) {
        SkCipher cipher = cipher_of(keys);
        const Bytes octets = seal_plaintext(kHeader, keys, iana::payload::N, plaintext);
        assert_true(begins_with(open(cipher, octets), plaintext));
        Bytes altered = octets;
        altered[octets.size() - cipher.icv_length() - 1] ^= 1;
        const Opened refused = open(cipher, altered);
        assert_true(refused.result == OpenResult::bad_icv);
        assert_true(holds_no_plaintext(refused.room));
    }
}

// RFC 7383, section 2.5: the fragment's header is part of what is checked, and the Initialization
// Vector stands behind it.
void a_fragment_is_checked_with_its_numbers(void** /*state*/) {
    const Bytes plaintext = Bytes(16, 0x0f);
    for (const SealKeys& keys :
         {cisco().seal_keys(Sender::initiator), gcm().seal_keys(Sender::initiator)}) {
        SkCipher cipher = cipher_of(keys);
        const Bytes octets = seal_plaintext(kHeader, keys, 0, plaintext, FragmentNumbers{2, 3});
        const SkLocation where = location_of(octets);
        assert_int_equal(where.body, ike::kHeaderLength + 8);
        assert_true(begins_with(open(cipher, octets), plaintext));
        for (std::size_t i = where.body - 4; i < where.body; ++i) {
            Bytes altered = octets;
            altered[i] ^= 1;
            assert_true(open(cipher, altered, where).result == OpenResult::bad_icv);
        }
    }
}

void unencrypted_payloads_before_the_encrypted_one_are_checked_too(void** /*state*/) {
    const SealKeys keys = gcm().seal_keys(Sender::initiator);
    SkCipher cipher = cipher_of(keys);
    const Bytes notify = payload(iana::payload::SK, from_hex("00004000"));
    // The same as without the notify, but for its octets, which the ICV does not know.
    const Bytes alone = seal_plaintext(kHeader, keys, 0, Bytes(1));
    const Bytes both = message(kHeader, iana::payload::N,
                               concat({notify, Octets(alone).subspan(ike::kHeaderLength)}));
    const SkLocation where = location_of(both);
    assert_int_equal(where.body, ike::kHeaderLength + notify.size() + 4);
    assert_int_equal(cipher.ciphertext_length(where), 1);
    assert_true(open(cipher, both).result == OpenResult::bad_icv);
    assert_true(open(cipher, alone).result == OpenResult::opened);
}

// A CCM key as a key for AES-CTR has it: the Flags octet of CCM's counter blocks (RFC 3610, section
// 2.3), which is L - 1 = 3 in IKE, before the three octets of salt.
void a_ccm_key_may_carry_the_flags_octet_before_its_salt(void** /*state*/) {
    for (const std::uint16_t key_bits : {std::uint16_t{128}, std::uint16_t{256}}) {
        const SealKeys keys = keys_for(encr::ENCR_AES_CCM_16, key_bits, 0);
        const Octets key = Octets(keys.sk_e).first(key_bits / 8U);
        const Octets salt = Octets(keys.sk_e).last(3);
        const Bytes octets = seal_plaintext(kHeader, keys, 0, Bytes(1));

        auto cipher = SkCipher::make(keys.suite, concat({key, from_hex("03"), salt}), {});
        assert_true(cipher.has_value());
        assert_true(begins_with(open(*cipher, octets), Bytes(1)));
        const Bytes other_flags = concat({key, from_hex("02"), salt});
        assert_false(SkCipher::make(keys.suite, other_flags, {}).has_value());
        const Bytes flags_elsewhere = concat({key, salt, from_hex("03")});
        assert_false(SkCipher::make(keys.suite, flags_elsewhere, {}).has_value());
    }
    const SealKeys gcm_keys = gcm().seal_keys(Sender::initiator);
    const Octets key = Octets(gcm_keys.sk_e).first(32);
    const Bytes with_flags = concat({key, from_hex("03"), Octets(gcm_keys.sk_e).last(4)});
    assert_false(SkCipher::make(gcm_keys.suite, with_flags, {}).has_value());
}

void a_moved_cipher_goes_on_opening(void** /*state*/) {
    const Exchange exchange = cisco();
    SkCipher first = cipher_of(exchange.seal_keys(Sender::initiator));
    SkCipher second = std::move(first);
    for (unsigned times = 0; times < 3; ++times) {
        assert_true(open(second, exchange.auth_request().octets).result == OpenResult::opened);
    }
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(every_message_of_a_capture_is_opened),
        cmocka_unit_test(the_keys_of_the_other_direction_do_not_open),
        cmocka_unit_test(a_message_with_any_octet_altered_is_not_opened),
        cmocka_unit_test(an_aead_needs_no_integrity_key_and_other_ciphers_one),
        cmocka_unit_test(a_key_of_another_length_is_refused),
        cmocka_unit_test(a_suite_that_is_not_supported_gives_no_cipher),
        cmocka_unit_test(a_payload_without_room_for_a_ciphertext_is_too_short),
        cmocka_unit_test(a_ciphertext_that_is_not_a_multiple_of_the_block_is_not_opened),
        cmocka_unit_test(every_suite_opens_what_it_sealed),
        cmocka_unit_test(a_fragment_is_checked_with_its_numbers),
        cmocka_unit_test(unencrypted_payloads_before_the_encrypted_one_are_checked_too),
        cmocka_unit_test(a_ccm_key_may_carry_the_flags_octet_before_its_salt),
        cmocka_unit_test(a_moved_cipher_goes_on_opening),
    };
    return cmocka_run_group_tests(tests, ready, nullptr);
}
