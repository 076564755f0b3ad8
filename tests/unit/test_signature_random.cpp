// Random octets and mutated keys and signatures.
// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <random>

#include "plugin/crypto/emsa.h"
#include "plugin/crypto/gcrypt_init.h"
#include "plugin/crypto/signature.h"
#include "plugin/crypto/signature_algorithm.h"
#include "plugin/iana/auth_methods.h"
#include "tests/unit/der_builder.h"
#include "tests/unit/signature_vectors.h"

using namespace ikev2;
using namespace ikev2::crypto;
using namespace ikev2::tests;

namespace {

/// Fixed, so that a failure comes again.
std::mt19937 generator(20260102);

constexpr std::uint16_t kMethods[] = {0, 1, 2, 3, 9, 10, 11, 14, 255};

int ready(void** /*state*/) {
    return init_gcrypt() ? 0 : -1;
}

std::size_t below(std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(generator);
}

std::uint8_t random_octet() {
    return static_cast<std::uint8_t>(below(256));
}

Bytes random_octets(std::size_t length) {
    Bytes octets(length);
    std::generate(octets.begin(), octets.end(), random_octet);
    return octets;
}

template <typename Container>
const auto& any_of(const Container& container) {
    return *(std::begin(container) + static_cast<std::ptrdiff_t>(below(std::size(container))));
}

/// An octet that changes what a DER element is, or any octet.
std::uint8_t telling_octet() {
    constexpr std::uint8_t kTelling[] = {0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x1f, 0x30,
                                         0x7f, 0x80, 0x81, 0x82, 0x84, 0x88, 0xa0, 0xa3, 0xff};
    return below(2) == 0 ? any_of(kTelling) : random_octet();
}

/// `octets` with up to four changes.
Bytes mutated(Bytes octets) {
    for (std::size_t changes = 1 + below(4); changes > 0 && !octets.empty(); --changes) {
        const auto at = octets.begin() + static_cast<std::ptrdiff_t>(below(octets.size()));
        const auto rest = static_cast<std::size_t>(octets.end() - at);
        const auto count = static_cast<std::ptrdiff_t>(1 + below(std::min<std::size_t>(rest, 40)));
        switch (below(5)) {
            case 0:
                octets.erase(at, at + count);
                break;
            case 1: {
                const Bytes copy(at, at + count);
                octets.insert(at, copy.begin(), copy.end());
                break;
            }
            case 2:
                octets.resize(octets.size() - rest);
                break;
            case 3:
                *at ^= static_cast<std::uint8_t>(1U << below(8));
                break;
            default:
                *at = telling_octet();
                break;
        }
    }
    return octets;
}

SignatureVerdict verify(const PublicKey& key, std::uint16_t method, const Bytes& data,
                        const Bytes& auth) {
    const SignatureVerdict verdict = verify_signature(method, key, data, auth);
    assert_true(verdict <= SignatureVerdict::malformed);
    return verdict;
}

void random_octets_do_no_harm(void** /*state*/) {
    const std::vector<NamedKey> keys = read_keys();
    for (int i = 0; i < 10000; ++i) {
        const Bytes octets = random_octets(below(300));
        assert_false(PublicKey::from_certificate(octets).has_value());
        assert_false(PublicKey::from_public_key_info(octets).has_value());
        assert_false(read_signature_algorithm(octets).has_value());
        assert_false(read_emsa_pkcs1(octets).has_value());
        assert_true(verify(any_of(keys).key, any_of(kMethods), octets, octets) !=
                    SignatureVerdict::verified);
    }
}

void random_der_does_no_harm(void** /*state*/) {
    constexpr std::uint8_t kTags[] = {0x02, 0x03, 0x04, 0x05, 0x06, 0x30, 0xa0, 0xa1, 0xa2, 0xa3};
    for (int i = 0; i < 10000; ++i) {
        Bytes octets;
        for (std::size_t depth = below(12); depth > 0; --depth) {
            octets = below(3) == 0 ? element(any_of(kTags), {octets, random_octets(below(20))})
                                   : element(any_of(kTags), {octets});
            const Bytes before = random_octets(below(2));
            octets.insert(octets.begin(), before.begin(), before.end());
        }
        static_cast<void>(PublicKey::from_certificate(octets));
        static_cast<void>(PublicKey::from_public_key_info(octets));
        static_cast<void>(read_signature_algorithm(octets));
        static_cast<void>(read_rsassa_pss_parameters(octets));
    }
}

void mutated_keys_do_no_harm(void** /*state*/) {
    const std::vector<NamedKey> keys = read_keys();
    const std::vector<Signature> right = read_signatures("right");
    const Bytes data = signed_octets_of_vectors();
    std::size_t still_keys = 0;
    for (int i = 0; i < 10000; ++i) {
        const NamedKey& one = any_of(keys);
        const auto key = key_of(one.form, mutated(read_signature_file(one.file)));
        if (key) {
            ++still_keys;
            const Signature& signature = any_of(right);
            static_cast<void>(verify(*key, signature.method, data, signature.authentication_data));
        }
    }
    assert_true(still_keys > 500);
}

void mutated_signatures_are_not_verified(void** /*state*/) {
    const std::vector<NamedKey> keys = read_keys();
    const Bytes data = signed_octets_of_vectors();
    const std::vector<Signature> right = read_signatures("right");
    const std::vector<Signature> special = read_signatures("special");
    for (int i = 0; i < 10000; ++i) {
        const Signature& one = any_of(right);
        const Bytes auth = mutated(one.authentication_data);
        if (verify(find_key(keys, one.key).key, one.method, data, auth) ==
                SignatureVerdict::verified &&
            auth != one.authentication_data) {
            fail_msg("%s: verified", one.source.c_str());
        }
        // These may be mended by a change.
        const Signature& other = any_of(special);
        static_cast<void>(verify(find_key(keys, other.key).key, other.method, data,
                                 mutated(other.authentication_data)));
    }
}

/// An odd number of `bits` bits, or now and then a small one.
Bytes odd_number(unsigned bits) {
    Bytes octets = random_octets((bits + 7) / 8);
    octets.front() |= 0x80;
    octets.back() |= 1;
    return below(10) == 0 ? Bytes{static_cast<std::uint8_t>(random_octet() | 1U)} : octets;
}

void keys_of_random_numbers_do_no_harm(void** /*state*/) {
    std::size_t verified = 0;
    for (int i = 0; i < 3000; ++i) {
        const Bytes p = odd_number(512);
        const Bytes q = odd_number(160);
        const Bytes g = random_octets(below(64));
        const Bytes y = random_octets(below(64));
        const auto dsa = PublicKey::from_public_key_info(
            public_key_info(kIdDsa, sequence({integer(p), integer(q), integer(g)}), integer(y)));
        const auto rsa = PublicKey::from_public_key_info(
            public_key_info(kRsaEncryption, {}, sequence({integer(p), integer(odd_number(64))})));
        // r and s are now and then factors of a q that is no prime.
        Bytes r_and_s = random_octets(40);
        for (const std::size_t half : {0U, 20U}) {
            if (below(2) == 0) {
                std::fill_n(r_and_s.begin() + static_cast<std::ptrdiff_t>(half), 19,
                            std::uint8_t{0});
            }
        }
        const Bytes data = random_octets(below(100));
        if (dsa) {
            verified += verify(*dsa, iana::auth::DSS, data, r_and_s) == SignatureVerdict::verified;
        }
        if (rsa) {
            verified += verify(*rsa, iana::auth::RSA_SIGNATURE, data, random_octets(64)) ==
                        SignatureVerdict::verified;
        }
    }
    // A DSA key of numbers without structure, 0 or 1 among them, may verify.
    assert_true(verified < 100);
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(random_octets_do_no_harm),
        cmocka_unit_test(random_der_does_no_harm),
        cmocka_unit_test(mutated_keys_do_no_harm),
        cmocka_unit_test(mutated_signatures_are_not_verified),
        cmocka_unit_test(keys_of_random_numbers_do_no_harm),
    };
    return cmocka_run_group_tests(tests, ready, nullptr);
}
