// Encryption algorithms.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/crypto/encr.h"

#include <utility>

#include "plugin/crypto/gcrypt_init.h"
#include "plugin/crypto/integ.h"
#include "plugin/iana/transform_ids.h"
#include "tests/unit/vectors_json.h"

using namespace ikev2;
using namespace ikev2::crypto;
using namespace ikev2::tests;

namespace {

int ready(void** /*state*/) {
    return init_gcrypt() ? 0 : -1;
}

/// Lengths of one encryption algorithm as its RFC has them; `key_bits` is a valid Key Length.
struct Expected {
    std::uint16_t id;
    std::uint16_t key_bits;
    std::size_t sk_e_length;
    std::size_t block_length;
    std::size_t iv_length;
    std::size_t icv_length;
};

const Expected kAll[] = {
    {iana::encr::ENCR_DES, 0, 8, 8, 8, 0},
    {iana::encr::ENCR_DES, 64, 8, 8, 8, 0},
    {iana::encr::ENCR_3DES, 0, 24, 8, 8, 0},
    {iana::encr::ENCR_3DES, 192, 24, 8, 8, 0},
    {iana::encr::ENCR_IDEA, 0, 16, 8, 8, 0},
    {iana::encr::ENCR_CAST, 0, 16, 8, 8, 0},
    {iana::encr::ENCR_CAST, 128, 16, 8, 8, 0},
    {iana::encr::ENCR_BLOWFISH, 0, 16, 8, 8, 0},
    {iana::encr::ENCR_BLOWFISH, 40, 5, 8, 8, 0},
    {iana::encr::ENCR_BLOWFISH, 448, 56, 8, 8, 0},
    {iana::encr::ENCR_NULL, 0, 0, 1, 0, 0},
    {iana::encr::ENCR_AES_CBC, 128, 16, 16, 16, 0},
    {iana::encr::ENCR_AES_CBC, 192, 24, 16, 16, 0},
    {iana::encr::ENCR_AES_CBC, 256, 32, 16, 16, 0},
    {iana::encr::ENCR_AES_CTR, 128, 20, 1, 8, 0},
    {iana::encr::ENCR_AES_CTR, 256, 36, 1, 8, 0},
    {iana::encr::ENCR_AES_CCM_8, 128, 19, 1, 8, 8},
    {iana::encr::ENCR_AES_CCM_12, 192, 27, 1, 8, 12},
    {iana::encr::ENCR_AES_CCM_16, 256, 35, 1, 8, 16},
    {iana::encr::ENCR_AES_GCM_8, 128, 20, 1, 8, 8},
    {iana::encr::ENCR_AES_GCM_12, 192, 28, 1, 8, 12},
    {iana::encr::ENCR_AES_GCM_16, 256, 36, 1, 8, 16},
    {iana::encr::ENCR_CAMELLIA_CBC, 256, 32, 16, 16, 0},
    {iana::encr::ENCR_CAMELLIA_CTR, 192, 28, 1, 8, 0},
    {iana::encr::ENCR_CAMELLIA_CCM_8, 128, 19, 1, 8, 8},
    {iana::encr::ENCR_CAMELLIA_CCM_12, 192, 27, 1, 8, 12},
    {iana::encr::ENCR_CAMELLIA_CCM_16, 256, 35, 1, 8, 16},
    {iana::encr::ENCR_CHACHA20_POLY1305, 0, 36, 1, 8, 16},
    {iana::encr::ENCR_CHACHA20_POLY1305, 256, 36, 1, 8, 16},
};

/// A key, an IV and a message that it sealed.
struct Sealed {
    EncrKey key;
    Bytes iv, aad, plaintext, ciphertext, icv;

    [[nodiscard]] bool opens() {
        Bytes out(ciphertext.size(), 0xee);
        return key.open(iv, aad, ciphertext, icv, out) && equal(out, plaintext);
    }
    /// True if opening fails and leaves zeros.
    [[nodiscard]] bool is_refused() {
        Bytes out(ciphertext.size(), 0xee);
        return !key.open(iv, aad, ciphertext, icv, out) && equal(out, Bytes(out.size()));
    }
};

Sealed seal(const Expected& row, std::size_t length, std::size_t first_octet = 1) {
    const Encr& encr = *find_encr(row.id);
    Bytes sk_e(row.sk_e_length);
    for (std::size_t i = 0; i < sk_e.size(); ++i) {
        sk_e[i] = static_cast<std::uint8_t>(i * 7 + first_octet);
    }
    Sealed sealed{std::move(*EncrKey::make(encr, sk_e)),
                  Bytes(encr.iv_length, 0x33),
                  encr.is_aead() ? Bytes(32, 0x44) : Bytes(),
                  Bytes(length, 0x55),
                  Bytes(length),
                  Bytes(encr.icv_length)};
    assert_true(
        sealed.key.seal(sealed.iv, sealed.aad, sealed.plaintext, sealed.ciphertext, sealed.icv));
    return sealed;
}

bool matches(const Encr& encr, const Case& one) {
    const Bytes iv = one.hex("iv");
    const Bytes aad = one.hex("aad");
    const Bytes plaintext = one.hex("plaintext");
    const Bytes ciphertext = one.hex("ciphertext");
    const Bytes icv = one.hex("icv");
    std::optional<EncrKey> key = EncrKey::make(encr, one.hex("sk_e"));
    if (!key) {
        return false;
    }
    // Twice, as a handle serves message after message.
    for (int round = 0; round < 2; ++round) {
        Bytes opened(ciphertext.size());
        Bytes sealed(plaintext.size());
        Bytes sealed_icv(icv.size());
        if (!key->open(iv, aad, ciphertext, icv, opened) || !equal(opened, plaintext) ||
            !key->seal(iv, aad, plaintext, sealed, sealed_icv) || !equal(sealed, ciphertext) ||
            !equal(sealed_icv, icv)) {
            return false;
        }
    }
    Bytes in_place = ciphertext;
    return key->open(iv, aad, in_place, icv, in_place) && equal(in_place, plaintext);
}

void published_vectors_are_reproduced(void** /*state*/) {
    for_each_case(own_vectors("encr.json"), "cases", [](const Case& one) {
        const Encr* encr = find_encr(one.number("id"));
        return encr != nullptr && std::string(encr->name) == one.text("name") &&
               matches(*encr, one);
    });
}

/// Whether the keys of a case decrypt its message (RFC 7296, section 3.14) to its plaintext. Each
/// case has one SK or SKF payload that follows the IKE header.
bool opens_message(const Case& one, const char* message_member) {
    const Encr* encr = find_encr(one.number("encr_id"));
    if (encr == nullptr) {
        return false;
    }
    const Bytes message = one.hex(message_member);
    const Bytes expected = one.hex("plaintext");
    const Octets octets = message;
    constexpr std::uint8_t kSkf = 53;
    const std::size_t header = 28 + 4 + (message[16] == kSkf ? 4U : 0U);
    const Integ* integ = one.has("integ_id") ? find_integ(one.number("integ_id")) : nullptr;
    const std::size_t icv_length = integ != nullptr ? integ->icv_length : encr->icv_length;
    const Octets icv = octets.last(icv_length);
    const Octets iv = octets.subspan(header, encr->iv_length);
    const Octets ciphertext =
        octets.subspan(header + iv.size(), octets.size() - header - iv.size() - icv_length);
    if (integ != nullptr) {
        std::optional<IntegKey> sk_a = IntegKey::make(*integ, one.hex("SK_a"));
        if (!sk_a || !sk_a->verify({octets.first(octets.size() - icv_length)}, icv)) {
            return false;
        }
    }
    std::optional<EncrKey> sk_e = EncrKey::make(*encr, one.hex("SK_e"));
    Bytes plaintext(ciphertext.size());
    if (!sk_e || !sk_e->open(iv, encr->is_aead() ? octets.first(header) : Octets{}, ciphertext,
                             encr->is_aead() ? icv : Octets{}, plaintext)) {
        return false;
    }
    const std::size_t padding = plaintext.back();
    return padding == one.number("pad_len") &&
           equal(Octets(plaintext).first(plaintext.size() - 1 - padding), expected);
}

void messages_of_the_aosp_tests_are_opened(void** /*state*/) {
    skip_without_shared_vectors();
    for_each_case(shared_vectors("aosp-unit-sk-messages.json"), "messages",
                  [](const Case& one) { return opens_message(one, "message"); });
}

void messages_of_the_openswan_tests_are_opened(void** /*state*/) {
    skip_without_shared_vectors();
    unsigned opened = 0;
    for_each_case(shared_vectors("openswan-unit-messages.json"), "messages",
                  [&opened](const Case& one) {
                      if (!one.has("SK_e") || one.flag("truncated") || !one.flag("icv_ok")) {
                          return true;
                      }
                      ++opened;
                      return opens_message(one, "hex");
                  });
    assert_true(opened > 0);
}

void every_encr_has_the_lengths_of_its_rfc(void** /*state*/) {
    for (const Expected& row : kAll) {
        const Encr* encr = find_encr(row.id);
        assert_non_null(encr);
        assert_int_equal(encr->block_length, row.block_length);
        assert_int_equal(encr->iv_length, row.iv_length);
        assert_int_equal(encr->icv_length, row.icv_length);
        assert_int_equal(encr->is_aead(), row.icv_length != 0);
        const auto length = sk_e_length(*encr, row.key_bits);
        assert_true(length.has_value());
        assert_int_equal(*length, row.sk_e_length);
    }
}

void an_encr_that_is_not_supported_is_not_found(void** /*state*/) {
    assert_null(find_encr(0));
    assert_null(find_encr(iana::encr::ENCR_RC5));
    assert_null(find_encr(iana::encr::ENCR_AES_GCM_16_IIV));
    assert_null(find_encr(65535));
}

void a_key_length_that_the_cipher_has_not_is_refused(void** /*state*/) {
    const struct {
        std::uint16_t id;
        std::uint16_t key_bits;
    } wrong[] = {
        {iana::encr::ENCR_AES_CBC, 0},      {iana::encr::ENCR_AES_CBC, 64},
        {iana::encr::ENCR_AES_CBC, 129},    {iana::encr::ENCR_AES_CBC, 160},
        {iana::encr::ENCR_AES_CBC, 512},    {iana::encr::ENCR_AES_GCM_16, 0},
        {iana::encr::ENCR_CAMELLIA_CBC, 0}, {iana::encr::ENCR_3DES, 128},
        {iana::encr::ENCR_DES, 56},         {iana::encr::ENCR_NULL, 128},
        {iana::encr::ENCR_BLOWFISH, 32},    {iana::encr::ENCR_BLOWFISH, 456},
        {iana::encr::ENCR_CAST, 40},        {iana::encr::ENCR_CHACHA20_POLY1305, 128},
        {iana::encr::ENCR_AES_CBC, 65535},  {iana::encr::ENCR_IDEA, 64},
        {iana::encr::ENCR_AES_CBC, 32768},  {iana::encr::ENCR_BLOWFISH, 41},
    };
    for (const auto& row : wrong) {
        assert_false(sk_e_length(*find_encr(row.id), row.key_bits).has_value());
    }
}

void a_key_without_its_salt_is_refused(void** /*state*/) {
    const struct {
        std::uint16_t id;
        std::size_t length;
    } wrong[] = {
        {iana::encr::ENCR_AES_GCM_16, 16}, {iana::encr::ENCR_AES_GCM_16, 3},
        {iana::encr::ENCR_AES_GCM_16, 0},  {iana::encr::ENCR_AES_CCM_16, 20},
        {iana::encr::ENCR_AES_CTR, 32},    {iana::encr::ENCR_CHACHA20_POLY1305, 32},
        {iana::encr::ENCR_AES_CBC, 20},    {iana::encr::ENCR_3DES, 16},
        {iana::encr::ENCR_NULL, 1},        {iana::encr::ENCR_BLOWFISH, 57},
    };
    for (const auto& row : wrong) {
        assert_false(EncrKey::make(*find_encr(row.id), Bytes(row.length, 1)).has_value());
    }
}

void a_weak_des_key_is_taken(void** /*state*/) {
    // FIPS 74: with this key, encryption is its own inverse.
    const Bytes weak(8, 0x01);
    std::optional<EncrKey> key = EncrKey::make(*find_encr(iana::encr::ENCR_DES), weak);
    assert_true(key.has_value());
    const Bytes iv(8);
    const Bytes plaintext(8, 0x55);
    Bytes once(8);
    Bytes twice(8);
    assert_true(key->seal(iv, {}, plaintext, once, {}));
    assert_false(equal(once, plaintext));
    assert_true(key->seal(iv, {}, once, twice, {}));
    assert_true(equal(twice, plaintext));
}

void what_is_sealed_is_opened(void** /*state*/) {
    for (const Expected& row : kAll) {
        for (const std::size_t blocks : {0U, 1U, 2U, 5U, 97U}) {
            assert_true(seal(row, blocks * row.block_length).opens());
        }
    }
}

void one_wrong_bit_fails_an_aead_and_leaves_no_plaintext(void** /*state*/) {
    for (const Expected& row : kAll) {
        if (row.icv_length == 0) {
            continue;
        }
        Sealed sealed = seal(row, 50);
        for (Bytes* part : {&sealed.icv, &sealed.ciphertext, &sealed.aad, &sealed.iv}) {
            for (std::size_t bit = 0; bit < part->size() * 8; bit += 3) {
                (*part)[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
                assert_true(sealed.is_refused());
                (*part)[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
            }
        }
        assert_true(sealed.opens());
    }
}

void an_aead_message_without_plaintext_is_still_checked(void** /*state*/) {
    for (const Expected& row : kAll) {
        if (row.icv_length == 0) {
            continue;
        }
        Sealed sealed = seal(row, 0);
        assert_true(sealed.opens());
        sealed.aad.back() ^= 1U;
        assert_true(sealed.is_refused());
        sealed.aad.clear();
        assert_true(sealed.is_refused());
    }
}

void a_truncated_tag_is_refused(void** /*state*/) {
    for (const Expected& row : kAll) {
        if (row.icv_length == 0) {
            continue;
        }
        Sealed sealed = seal(row, 20);
        const Bytes whole = sealed.icv;
        for (std::size_t length = 0; length < whole.size(); ++length) {
            sealed.icv.assign(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length));
            assert_true(sealed.is_refused());
        }
        sealed.icv = whole;
        sealed.icv.push_back(0);
        assert_true(sealed.is_refused());
    }
}

void wrong_lengths_are_refused(void** /*state*/) {
    for (const Expected& row : kAll) {
        Sealed sealed = seal(row, 2 * row.block_length);
        sealed.iv.push_back(0);
        assert_true(sealed.is_refused());
        sealed.iv.pop_back();
        if (!sealed.iv.empty()) {
            sealed.iv.pop_back();
            assert_true(sealed.is_refused());
            sealed.iv.push_back(0x33);
        }
        if (row.icv_length == 0) {
            sealed.aad.push_back(0);
            assert_true(sealed.is_refused());
            sealed.aad.clear();
            sealed.icv.push_back(0);
            assert_true(sealed.is_refused());
            sealed.icv.clear();
        }
        if (row.block_length > 1) {
            sealed.ciphertext.pop_back();
            assert_true(sealed.is_refused());
            sealed.ciphertext.push_back(0);
        }
        Bytes shorter(sealed.ciphertext.size() - 1, 0xee);
        assert_false(
            sealed.key.open(sealed.iv, sealed.aad, sealed.ciphertext, sealed.icv, shorter));
        assert_true(equal(shorter, Bytes(shorter.size())));
    }
}

void a_failure_does_not_disturb_the_next_message(void** /*state*/) {
    for (const Expected& row : kAll) {
        Sealed sealed = seal(row, 4 * row.block_length);
        Sealed broken = seal(row, 4 * row.block_length);
        broken.key = std::move(sealed.key);
        broken.iv.push_back(0);
        assert_true(broken.is_refused());
        if (row.icv_length > 0) {
            broken.iv.pop_back();
            broken.icv[0] ^= 1U;
            assert_true(broken.is_refused());
        }
        sealed.key = std::move(broken.key);
        assert_true(sealed.opens());
    }
}

// A handle that is given back serves the next key.
void nothing_stays_of_the_key_before(void** /*state*/) {
    for (const Expected& row : kAll) {
        const Bytes first = seal(row, 4 * row.block_length).ciphertext;
        const Bytes other = seal(row, 4 * row.block_length, 2).ciphertext;
        assert_true(row.sk_e_length == 0 || !equal(first, other));
        EncrKey::close_spares();
        for (const std::size_t first_octet : {2U, 1U, 2U}) {
            Sealed again = seal(row, 4 * row.block_length, first_octet);
            assert_true(equal(again.ciphertext, first_octet == 1 ? first : other));
            assert_true(again.opens());
        }
    }
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(published_vectors_are_reproduced),
        cmocka_unit_test(messages_of_the_aosp_tests_are_opened),
        cmocka_unit_test(messages_of_the_openswan_tests_are_opened),
        cmocka_unit_test(every_encr_has_the_lengths_of_its_rfc),
        cmocka_unit_test(an_encr_that_is_not_supported_is_not_found),
        cmocka_unit_test(a_key_length_that_the_cipher_has_not_is_refused),
        cmocka_unit_test(a_key_without_its_salt_is_refused),
        cmocka_unit_test(a_weak_des_key_is_taken),
        cmocka_unit_test(what_is_sealed_is_opened),
        cmocka_unit_test(one_wrong_bit_fails_an_aead_and_leaves_no_plaintext),
        cmocka_unit_test(an_aead_message_without_plaintext_is_still_checked),
        cmocka_unit_test(a_truncated_tag_is_refused),
        cmocka_unit_test(wrong_lengths_are_refused),
        cmocka_unit_test(a_failure_does_not_disturb_the_next_message),
        cmocka_unit_test(nothing_stays_of_the_key_before),
    };
    return cmocka_run_group_tests(tests, ready, nullptr);
}
