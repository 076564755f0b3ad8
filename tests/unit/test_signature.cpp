// Verifying AUTH payloads that were made with a signature.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/crypto/signature.h"

#include <algorithm>
#include <set>

#include "plugin/crypto/gcrypt_init.h"
#include "plugin/iana/auth_methods.h"
#include "tests/unit/der_builder.h"
#include "tests/unit/signature_vectors.h"

using namespace ikev2;
using namespace ikev2::crypto;
using namespace ikev2::tests;
using enum SignatureVerdict;

namespace {

/// What the tests share, read once.
struct Vectors {
    std::vector<NamedKey> keys = read_keys();
    std::vector<Signature> right = read_signatures("right");
    std::vector<Signature> special = read_signatures("special");
    Bytes data = signed_octets_of_vectors();

    [[nodiscard]] const PublicKey& key(const Signature& one) const {
        return find_key(keys, one.key).key;
    }
    [[nodiscard]] SignatureVerdict verify(const Signature& one, Octets auth) const {
        return verify_signature(one.method, key(one), data, auth);
    }
};

int ready(void** state) {
    if (!init_gcrypt()) {
        return -1;
    }
    *state = new Vectors;
    return 0;
}

int done(void** state) {
    delete static_cast<Vectors*>(*state);
    return 0;
}

const Vectors& vectors(void** state) {
    return *static_cast<Vectors*>(*state);
}

void check(const Signature& one, SignatureVerdict verdict, SignatureVerdict expected) {
    if (verdict != expected) {
        fail_msg("%s: verdict %d, not %d", one.source.c_str(), static_cast<int>(verdict),
                 static_cast<int>(expected));
    }
}

/// No signature is right by accident, and none that has the key and method of a right one is
/// unsupported or in want of another key, unless its AlgorithmIdentifier was changed.
void check_damaged(const Signature& one, SignatureVerdict verdict, std::size_t octet) {
    const bool in_algorithm =
        one.method == iana::auth::DIGITAL_SIGNATURE && octet <= one.authentication_data[0];
    if (verdict != wrong && verdict != malformed && (!in_algorithm || verdict == verified)) {
        fail_msg("%s: verdict %d with octet %zu changed", one.source.c_str(),
                 static_cast<int>(verdict), octet);
    }
}

void right_signatures_of_every_algorithm_are_verified(void** state) {
    std::set<std::uint16_t> methods;
    for (const Signature& one : vectors(state).right) {
        check(one, vectors(state).verify(one, one.authentication_data), one.verdict);
        assert_true(one.verdict == verified);
        methods.insert(one.method);
    }
    const std::set<std::uint16_t> all = {1, 3, 9, 10, 11, 14};
    assert_true(methods == all);
}

void special_signatures_have_their_verdicts(void** state) {
    for (const Signature& one : vectors(state).special) {
        check(one, vectors(state).verify(one, one.authentication_data), one.verdict);
    }
}

void a_changed_bit_of_a_signature_is_noticed(void** state) {
    for (const Signature& one : vectors(state).right) {
        Bytes auth = one.authentication_data;
        // Each octet in front, and some of the signature.
        for (std::size_t i = 0; i < auth.size(); i += i < 20 ? 1 : 7) {
            const auto bit = static_cast<std::uint8_t>(1U << (i % 8));
            auth[i] ^= bit;
            check_damaged(one, vectors(state).verify(one, auth), i);
            auth[i] ^= bit;
        }
    }
}

void a_truncated_signature_is_noticed(void** state) {
    for (const Signature& one : vectors(state).right) {
        for (std::size_t length = 0; length < one.authentication_data.size(); ++length) {
            // A copy, so that a sanitizer sees a read behind its end.
            const Bytes auth(one.authentication_data.begin(),
                             one.authentication_data.begin() + static_cast<std::ptrdiff_t>(length));
            const SignatureVerdict verdict = vectors(state).verify(one, auth);
            if (verdict != wrong && verdict != malformed) {
                fail_msg("%s: verdict %d after %zu octets", one.source.c_str(),
                         static_cast<int>(verdict), length);
            }
        }
    }
}

void an_octet_more_is_noticed(void** state) {
    for (const Signature& one : vectors(state).right) {
        Bytes auth = one.authentication_data;
        auth.push_back(0);
        const SignatureVerdict verdict = vectors(state).verify(one, auth);
        if (verdict != wrong && verdict != malformed) {
            fail_msg("%s: verdict %d", one.source.c_str(), static_cast<int>(verdict));
        }
    }
}

void a_signature_of_other_octets_is_wrong(void** state) {
    const Bytes data = signed_octets_of_vectors();
    Bytes first_changed = data;
    first_changed.front() ^= 1;
    Bytes last_changed = data;
    last_changed.back() ^= 0x80;
    const Bytes shorter(data.begin(), data.end() - 1);
    Bytes longer = data;
    longer.push_back(0);
    for (const Signature& one : vectors(state).right) {
        for (const Octets other : {Octets(first_changed), Octets(last_changed), Octets(shorter),
                                   Octets(longer), Octets()}) {
            check(one,
                  verify_signature(one.method, vectors(state).key(one), other,
                                   one.authentication_data),
                  wrong);
        }
    }
}

void a_signature_with_another_key_of_the_kind_is_wrong(void** state) {
    std::size_t others = 0;
    for (const Signature& one : vectors(state).right) {
        const NamedKey& own = find_key(vectors(state).keys, one.key);
        for (const NamedKey& other : vectors(state).keys) {
            if (other.file.find("-other") != std::string::npos && other.name == own.name &&
                other.bits == own.bits) {
                check(one,
                      verify_signature(one.method, other.key, vectors(state).data,
                                       one.authentication_data),
                      wrong);
                ++others;
            }
        }
    }
    // Three of the keys have no other: two for RSASSA-PSS only, and one of RSA.
    assert_true(others + 5 > vectors(state).right.size());
}

void a_signature_is_verified_by_no_key_but_its_own(void** state) {
    for (const Signature& one : vectors(state).right) {
        for (const NamedKey& other : vectors(state).keys) {
            const bool own = other.file == one.key ||
                             (other.file == "p256-compressed.der" && one.key == "p256.cert.der");
            const SignatureVerdict verdict = verify_signature(
                one.method, other.key, vectors(state).data, one.authentication_data);
            if ((verdict == verified) != own) {
                fail_msg("%s: verdict %d with %s", one.source.c_str(), static_cast<int>(verdict),
                         other.file.c_str());
            }
        }
    }
}

void a_signature_is_verified_by_no_method_but_its_own(void** state) {
    for (const Signature& one : vectors(state).right) {
        for (std::uint16_t method = 0; method < 256; ++method) {
            if (method != one.method) {
                assert_true(verify_signature(method, vectors(state).key(one), vectors(state).data,
                                             one.authentication_data) != verified);
            }
        }
    }
}

void a_signature_with_a_key_that_is_not_supported_is_unsupported(void** state) {
    // X25519, which signs nothing.
    const Bytes x25519 = from_hex(
        "302a300506032b656e032100"
        "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
    const auto key = PublicKey::from_public_key_info(x25519);
    assert_true(key.has_value());
    for (const Signature& one : vectors(state).right) {
        check(one, verify_signature(one.method, *key, vectors(state).data, one.authentication_data),
              unsupported);
    }
}

/// Authentication Data with the AlgorithmIdentifier of `one` and another signature.
Bytes with_signature(const Signature& one, Octets signature) {
    const std::size_t front =
        one.method == iana::auth::DIGITAL_SIGNATURE ? 1U + one.authentication_data[0] : 0;
    Bytes auth(front + signature.size());
    std::copy_n(one.authentication_data.begin(), front, auth.begin());
    std::copy(signature.begin(), signature.end(),
              auth.begin() + static_cast<std::ptrdiff_t>(front));
    return auth;
}

void a_modulus_too_short_for_the_hash_verifies_nothing(void** state) {
    const Bytes modulus(64, 0xff);
    const Bytes exponent = {3};
    const auto key = PublicKey::from_public_key_info(
        public_key_info(kRsaEncryption, {}, sequence({integer(modulus), integer(exponent)})));
    assert_true(key && key->bits() == 512);
    for (const Signature& one : vectors(state).right) {
        Bytes signature(64, 0x11);
        // Some of them end, when they are opened, as RSASSA-PSS has it.
        for (int last = 0; last < 256; ++last) {
            signature.back() = static_cast<std::uint8_t>(last);
            const SignatureVerdict verdict = verify_signature(one.method, *key, vectors(state).data,
                                                              with_signature(one, signature));
            assert_true(verdict == wrong || verdict == bad_key);
        }
    }
}

/// RFC 8032, section 7.
struct EddsaVector {
    const char* key_info_head;  ///< SubjectPublicKeyInfo up to the key (RFC 8410, section 10.1)
    const char* public_key;
    const char* message;
    const char* algorithm;  ///< with the length octet in front
    const char* signature;
};

constexpr const char* kEd25519KeyInfo = "302a300506032b6570032100";
constexpr const char* kEd448KeyInfo = "3043300506032b6571033a00";
constexpr const char* kEd25519Algorithm = "07300506032b6570";
constexpr const char* kEd448Algorithm = "07300506032b6571";

constexpr EddsaVector kEddsaVectors[] = {
    {kEd25519KeyInfo, "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     kEd25519Algorithm,
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9"
     "b46bd25bf5f0595bbe24655141438e7a100b"},
    {kEd25519KeyInfo, "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     kEd25519Algorithm,
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f1"
     "1d8c387b2eaeb4302aeeb00d291612bb0c00"},
    {kEd25519KeyInfo, "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     kEd25519Algorithm,
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984d"
     "c6594a7c15e9716ed28dc027beceea1ec40a"},
    {kEd448KeyInfo,
     "5fd7449b59b461fd2ce787ec616ad46a1da1342485a70e1f8a0ea75d80e96778edf124769b46c7061bd6783df1e5"
     "0f6cd1fa1abeafe8256180",
     "", kEd448Algorithm,
     "533a37f6bbe457251f023c0d88f976ae2dfb504a843e34d2074fd823d41a591f2b233f034f628281f2fd7a22dd"
     "d47d7828c59bd0a21bfd3980ff0d2028d4b18a9df63e006c5d1c2d345b925d8dc00b4104852db99ac5c7cdda85"
     "30a113a0f4dbb61149f05a7363268c71d95808ff2e652600"},
};

void the_eddsa_vectors_of_rfc_8032_are_verified(void** /*state*/) {
    for (const EddsaVector& one : kEddsaVectors) {
        const Bytes key_info = from_hex((std::string(one.key_info_head) + one.public_key).c_str());
        const Bytes auth = from_hex((std::string(one.algorithm) + one.signature).c_str());
        const Bytes message = from_hex(one.message);
        const auto key = PublicKey::from_public_key_info(key_info);
        assert_true(key.has_value());
        assert_true(verify_signature(iana::auth::DIGITAL_SIGNATURE, *key, message, auth) ==
                    verified);
    }
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(right_signatures_of_every_algorithm_are_verified),
        cmocka_unit_test(special_signatures_have_their_verdicts),
        cmocka_unit_test(a_changed_bit_of_a_signature_is_noticed),
        cmocka_unit_test(a_truncated_signature_is_noticed),
        cmocka_unit_test(an_octet_more_is_noticed),
        cmocka_unit_test(a_signature_of_other_octets_is_wrong),
        cmocka_unit_test(a_signature_with_another_key_of_the_kind_is_wrong),
        cmocka_unit_test(a_signature_is_verified_by_no_key_but_its_own),
        cmocka_unit_test(a_signature_is_verified_by_no_method_but_its_own),
        cmocka_unit_test(a_signature_with_a_key_that_is_not_supported_is_unsupported),
        cmocka_unit_test(a_modulus_too_short_for_the_hash_verifies_nothing),
        cmocka_unit_test(the_eddsa_vectors_of_rfc_8032_are_verified),
    };
    return cmocka_run_group_tests(tests, ready, done);
}
