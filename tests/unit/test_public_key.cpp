// Public keys from certificates and from keys alone.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/crypto/public_key.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "plugin/crypto/der.h"
#include "plugin/crypto/gcrypt_init.h"
#include "plugin/crypto/signature.h"
#include "plugin/crypto/x509.h"
#include "plugin/iana/auth_methods.h"
#include "tests/unit/der_builder.h"
#include "tests/unit/signature_vectors.h"

using namespace ikev2;
using namespace ikev2::crypto;
using namespace ikev2::tests;

namespace {

int ready(void** /*state*/) {
    return init_gcrypt() ? 0 : -1;
}

Bytes null_parameters() {
    return element(der::NULL_TYPE, {});
}

/// A number of `bits` bits, the topmost and the lowest set.
Bytes number_of(unsigned bits) {
    Bytes octets((bits + 7) / 8);
    octets.front() = static_cast<std::uint8_t>(1U << ((bits - 1) % 8));
    octets.back() |= 1;
    return octets;
}

Bytes rsa_key_info(Octets modulus, Octets exponent, const char* algorithm = kRsaEncryption) {
    return public_key_info(algorithm, null_parameters(),
                           sequence({integer(modulus), integer(exponent)}));
}

struct DsaNumbers {
    Bytes p = number_of(1024);
    Bytes q = number_of(160);
    Bytes g = {2};
    Bytes y = {4};
};

Bytes dsa_key_info(const DsaNumbers& numbers) {
    return public_key_info(kIdDsa,
                           sequence({integer(numbers.p), integer(numbers.q), integer(numbers.g)}),
                           integer(numbers.y));
}

Bytes p256_key_info(Octets point) {
    return public_key_info(kIdEcPublicKey, object_identifier("2a8648ce3d030107"), point);
}

/// A certificate of version 1 (RFC 5280, section 4.1), whose names, dates and signature are empty.
Bytes certificate_of_version_1(Octets key_info) {
    const Bytes none = sequence({});
    const Bytes one = {1};
    return sequence(
        {sequence({integer(one), none, none, none, none, key_info}), none, bit_string({})});
}

bool is_refused(Octets key_info) {
    return !PublicKey::from_public_key_info(key_info).has_value();
}

bool is_unsupported(Octets key_info) {
    const auto key = PublicKey::from_public_key_info(key_info);
    return key && std::holds_alternative<UnsupportedKey>(key->key()) && key->bits() == 0 &&
           key->name() == std::string_view("unsupported");
}

bool is_named(Octets key_info, std::string_view name, unsigned bits) {
    const auto key = PublicKey::from_public_key_info(key_info);
    return key && key->name() == name && key->bits() == bits;
}

void keys_of_every_kind_are_read(void** /*state*/) {
    for (const NamedKey& one : read_keys()) {
        if (one.key.name() != one.name || one.key.bits() != one.bits) {
            fail_msg("%s: %s, %u bits", one.file.c_str(), one.key.name(), one.key.bits());
        }
    }
}

void a_key_is_the_same_in_a_certificate_of_version_1(void** /*state*/) {
    for (const NamedKey& one : read_keys()) {
        if (one.form == "public key info") {
            const Bytes certificate = certificate_of_version_1(read_signature_file(one.file));
            const auto key = PublicKey::from_certificate(certificate);
            assert_true(key && key->name() == one.name && key->bits() == one.bits);
        }
    }
}

void a_truncated_key_is_refused(void** /*state*/) {
    for (const NamedKey& one : read_keys()) {
        const Bytes der = read_signature_file(one.file);
        for (std::size_t length = 0; length < der.size(); ++length) {
            // A copy, so that a sanitizer sees a read behind its end.
            const Bytes cut(der.begin(), der.begin() + static_cast<std::ptrdiff_t>(length));
            assert_false(PublicKey::from_certificate(cut).has_value());
            assert_false(PublicKey::from_public_key_info(cut).has_value());
        }
        Bytes longer = der;
        longer.push_back(0);
        assert_false(key_of(one.form, longer).has_value());
    }
}

void a_certificate_and_a_key_are_not_taken_for_each_other(void** /*state*/) {
    for (const NamedKey& one : read_keys()) {
        const Bytes der = read_signature_file(one.file);
        const bool certificate = one.form == "certificate";
        assert_int_equal(PublicKey::from_certificate(der).has_value(), certificate);
        assert_int_equal(PublicKey::from_public_key_info(der).has_value(), !certificate);
        assert_int_equal(read_certificate(der).has_value(), certificate);
    }
}

void an_rsa_key_with_numbers_that_none_has_is_refused(void** /*state*/) {
    const Bytes modulus = number_of(2048);
    Bytes even = modulus;
    even.back() = 0;
    const Bytes three = {3};
    const Bytes four = {4};
    assert_true(is_named(rsa_key_info(modulus, three), "RSA", 2048));
    assert_true(is_refused(rsa_key_info({}, three)));
    assert_true(is_refused(rsa_key_info(modulus, {})));
    assert_true(is_refused(rsa_key_info({}, {})));
    assert_true(is_refused(rsa_key_info(even, three)));
    assert_true(is_refused(rsa_key_info(modulus, four)));
    const Bytes one = {1};
    assert_true(is_refused(rsa_key_info(modulus, one)));
    assert_true(is_refused(rsa_key_info(modulus, modulus)));
    assert_true(is_refused(rsa_key_info(modulus, number_of(2049))));
    const Bytes negative = element(der::INTEGER, {Bytes(256, 0x81)});
    assert_true(is_refused(
        public_key_info(kRsaEncryption, null_parameters(), sequence({negative, integer(three)}))));
}

void an_rsa_key_of_an_unusual_form_is_refused(void** /*state*/) {
    const Bytes n = integer(number_of(2048));
    const Bytes e = integer(Bytes{3});
    const Bytes key = sequence({n, e});
    assert_true(is_named(public_key_info(kRsaEncryption, {}, key), "RSA", 2048));
    assert_true(is_refused(public_key_info(kRsaEncryption, e, key)));
    assert_true(is_refused(public_key_info(kRsaEncryption, null_parameters(), sequence({n}))));
    assert_true(
        is_refused(public_key_info(kRsaEncryption, null_parameters(), sequence({n, e, e}))));
    assert_true(is_refused(public_key_info(kRsaEncryption, null_parameters(), {})));
    assert_true(is_refused(public_key_info(kRsaEncryption, null_parameters(), n)));
    const Bytes bits = element(der::BIT_STRING, {Bytes{1}, key});
    const Bytes algorithm = sequence({object_identifier(kRsaEncryption), null_parameters()});
    assert_true(is_refused(sequence({algorithm, bits})));
    assert_true(is_refused(sequence({algorithm, bit_string(key), e})));
    assert_true(is_refused(sequence({algorithm})));
    assert_true(is_refused(sequence({})));
}

void an_rsa_key_that_would_take_seconds_is_unsupported(void** /*state*/) {
    const Bytes short_exponent = number_of(64);
    const Bytes long_exponent = number_of(65);
    assert_true(is_unsupported(rsa_key_info(number_of(511), short_exponent)));
    assert_true(is_named(rsa_key_info(number_of(512), short_exponent), "RSA", 512));
    assert_true(is_named(rsa_key_info(number_of(16384), short_exponent), "RSA", 16384));
    assert_true(is_unsupported(rsa_key_info(number_of(16385), short_exponent)));
    assert_true(is_named(rsa_key_info(number_of(3072), long_exponent), "RSA", 3072));
    assert_true(is_unsupported(rsa_key_info(number_of(3073), long_exponent)));
}

void an_rsassa_pss_key_has_parameters_that_can_be_read(void** /*state*/) {
    const Bytes n = number_of(2048);
    const Bytes key = sequence({integer(n), integer(Bytes{3})});
    const Bytes empty = sequence({});
    const Bytes unknown_hash = sequence(
        {element(der::explicit_tag(0), {sequence({object_identifier("608648016503040208")})})});
    const Bytes trailer_2 = sequence({element(der::explicit_tag(3), {integer(Bytes{2})})});
    assert_true(is_named(public_key_info(kIdRsassaPss, {}, key), "RSASSA-PSS", 2048));
    assert_true(
        is_named(public_key_info(kIdRsassaPss, null_parameters(), key), "RSASSA-PSS", 2048));
    assert_true(is_named(public_key_info(kIdRsassaPss, empty, key), "RSASSA-PSS", 2048));
    assert_true(is_unsupported(public_key_info(kIdRsassaPss, unknown_hash, key)));
    assert_true(is_refused(public_key_info(kIdRsassaPss, trailer_2, key)));
    assert_true(is_refused(public_key_info(kIdRsassaPss, integer(n), key)));
    assert_true(is_refused(public_key_info(kIdRsassaPss, empty, empty)));
}

void a_dsa_key_with_numbers_that_none_has_is_refused(void** /*state*/) {
    assert_true(is_named(dsa_key_info({}), "DSA", 1024));
    const Bytes zero;
    const Bytes even = {0xc0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    const Bytes p = number_of(1024);
    for (const DsaNumbers& bad : {
             DsaNumbers{.p = zero},
             DsaNumbers{.q = zero},
             DsaNumbers{.g = zero},
             DsaNumbers{.y = zero},
             DsaNumbers{.q = even},
             DsaNumbers{.q = p},
             DsaNumbers{.g = p},
             DsaNumbers{.y = p},
             DsaNumbers{.p = number_of(159)},
         }) {
        assert_true(is_refused(dsa_key_info(bad)));
    }
}

void a_dsa_key_of_an_unusual_size_is_unsupported(void** /*state*/) {
    assert_true(is_unsupported(dsa_key_info({.p = number_of(511)})));
    assert_true(is_unsupported(dsa_key_info({.p = number_of(8193)})));
    assert_true(is_unsupported(dsa_key_info({.q = number_of(159)})));
    assert_true(is_unsupported(dsa_key_info({.q = number_of(513)})));
    // Parameters that are the issuer's.
    assert_true(is_unsupported(public_key_info(kIdDsa, {}, integer(Bytes{4}))));
}

void a_dsa_key_whose_order_is_no_prime_verifies_nothing(void** /*state*/) {
    // 3 divides q, and so s = 3 has no inverse.
    DsaNumbers numbers;
    numbers.q = Bytes(20, 0xff);
    const auto key = PublicKey::from_public_key_info(dsa_key_info(numbers));
    assert_true(key.has_value());
    Bytes signature(40);
    signature[19] = 1;
    signature[39] = 3;
    assert_true(verify_signature(iana::auth::DSS, *key, {}, signature) == SignatureVerdict::wrong);
}

void a_point_that_is_not_on_its_curve_is_refused(void** /*state*/) {
    std::size_t count = 0;
    for (const NamedKey& one : read_keys()) {
        if (one.form == "public key info" && std::holds_alternative<EcdsaKey>(one.key.key()) &&
            one.file != "p256-compressed.der") {
            Bytes der = read_signature_file(one.file);
            der.back() ^= 1;
            assert_true(is_refused(der));
            ++count;
        }
    }
    assert_int_equal(count, 8);
    // The point (0, 0), and that at infinity.
    assert_true(is_refused(p256_key_info(Bytes{0})));
    Bytes zeros(65);
    zeros[0] = 4;
    assert_true(is_refused(p256_key_info(zeros)));
    // Half of all numbers are no y coordinate of an Edwards curve, this one for either x.
    Bytes none(32, 0x02);
    assert_true(is_refused(public_key_info(kIdEd25519, {}, none)));
    none[31] = 0x82;
    assert_true(is_refused(public_key_info(kIdEd25519, {}, none)));
}

/// Authentication Data of method 14 with an algorithm without parameters.
Bytes digital_signature(const char* algorithm, Octets signature) {
    const Bytes identifier = sequence({object_identifier(algorithm)});
    Bytes auth(1 + identifier.size() + signature.size());
    auth[0] = static_cast<std::uint8_t>(identifier.size());
    std::copy(identifier.begin(), identifier.end(), auth.begin() + 1);
    std::copy(signature.begin(), signature.end(),
              auth.end() - static_cast<std::ptrdiff_t>(signature.size()));
    return auth;
}

/// Reads the key that `octets` are and, if it is one, verifies with it a signature that is wrong.
void try_edwards_key(const char* algorithm, const Bytes& octets) {
    const auto key = PublicKey::from_public_key_info(public_key_info(algorithm, {}, octets));
    const Bytes auth = digital_signature(algorithm, Bytes(2 * octets.size(), 1));
    assert_true(!key || verify_signature(iana::auth::DIGITAL_SIGNATURE, *key, {}, auth) !=
                            SignatureVerdict::verified);
}

void an_edwards_point_with_short_coordinates_is_unsupported(void** /*state*/) {
    struct {
        const char* algorithm;
        std::size_t length;
        std::vector<int> on_curve;  ///< y of some points
    } const curves[] = {{kIdEd25519, 32, {0, 1, 3, 4, 5, 6}}, {kIdEd448, 57, {0, 1, 3, 4, 5, 7}}};
    for (const auto& curve : curves) {
        for (const int y : curve.on_curve) {
            Bytes octets(curve.length);
            octets[0] = static_cast<std::uint8_t>(y);
            assert_true(is_unsupported(public_key_info(curve.algorithm, {}, octets)));
        }
    }
}

void an_edwards_point_at_a_limit_does_no_harm(void** /*state*/) {
    for (const auto& [algorithm, length] :
         {std::pair(kIdEd25519, std::size_t{32}), std::pair(kIdEd448, std::size_t{57})}) {
        // y near zero and near the prime, of every length, with either sign of x.
        for (std::size_t octet = 0; octet < length; ++octet) {
            for (const int value : {0x01, 0x02, 0x7f, 0x80, 0xec, 0xfe}) {
                for (const int fill : {0x00, 0xff}) {
                    Bytes octets(length, static_cast<std::uint8_t>(fill));
                    octets[octet] = static_cast<std::uint8_t>(value);
                    try_edwards_key(algorithm, octets);
                    octets.back() ^= 0x80;
                    try_edwards_key(algorithm, octets);
                }
            }
        }
    }
}

void an_edwards_point_of_order_8_does_no_harm(void** /*state*/) {
    // Its multiples by a hash are, by turns, all the points of small order.
    const Bytes point =
        from_hex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05");
    const auto key = PublicKey::from_public_key_info(public_key_info(kIdEd25519, {}, point));
    assert_true(key && key->name() == std::string_view("Ed25519"));
    std::size_t verified = 0;
    for (int i = 0; i < 64; ++i) {
        // R is the neutral element, s is zero.
        Bytes signature(64);
        signature[0] = 1;
        const Bytes data(1, static_cast<std::uint8_t>(i));
        const SignatureVerdict verdict = verify_signature(iana::auth::DIGITAL_SIGNATURE, *key, data,
                                                          digital_signature(kIdEd25519, signature));
        assert_true(verdict == SignatureVerdict::verified || verdict == SignatureVerdict::wrong);
        verified += verdict == SignatureVerdict::verified ? 1 : 0;
    }
    assert_in_range(verified, 1, 32);
}

void a_point_of_another_length_is_refused(void** /*state*/) {
    const Bytes good = read_signature_file("p256-other.der");
    const Bytes point(good.end() - 65, good.end());
    assert_true(is_named(p256_key_info(point), "NIST P-256", 256));
    Bytes longer = point;
    longer.push_back(0);
    assert_true(is_refused(p256_key_info(longer)));
    assert_true(is_refused(p256_key_info(Octets(point).first(64))));
    assert_true(is_refused(p256_key_info(Octets(point).first(33))));
    assert_true(is_refused(p256_key_info(Octets(point).first(1))));
    assert_true(is_refused(p256_key_info({})));
    for (const int form : {0, 1, 2, 3, 5, 6, 7, 0xff}) {
        Bytes other = point;
        other[0] = static_cast<std::uint8_t>(form);
        assert_true(is_refused(p256_key_info(other)));
    }
    assert_true(is_refused(public_key_info(kIdEd25519, {}, Bytes(31, 1))));
    assert_true(is_refused(public_key_info(kIdEd25519, {}, Bytes(33, 1))));
    assert_true(is_refused(public_key_info(kIdEd25519, {}, {})));
}

void a_curve_that_is_not_supported_is_said_to_be(void** /*state*/) {
    const Bytes good = read_signature_file("p256-other.der");
    const Bytes point(good.end() - 65, good.end());
    // secp256k1; explicit parameters; none at all, which are the issuer's.
    assert_true(
        is_unsupported(public_key_info(kIdEcPublicKey, object_identifier("2b8104000a"), point)));
    assert_true(is_unsupported(public_key_info(kIdEcPublicKey, sequence({}), point)));
    assert_true(is_unsupported(public_key_info(kIdEcPublicKey, null_parameters(), point)));
    assert_true(is_unsupported(public_key_info(kIdEcPublicKey, {}, point)));
    // P-224, whose compressed points libgcrypt does not read.
    Bytes compressed(29, 1);
    compressed[0] = 2;
    assert_true(is_unsupported(
        public_key_info(kIdEcPublicKey, object_identifier("2b81040021"), compressed)));
}

void an_algorithm_that_is_not_known_is_unsupported(void** /*state*/) {
    // X25519; ML-DSA-65; id-tc26-gost3410-12-256; id-RSAES-OAEP.
    for (const char* algorithm :
         {"2b656e", "608648016503040312", "2a85030701010101", "2a864886f70d010107"}) {
        assert_true(is_unsupported(public_key_info(algorithm, {}, Bytes(32, 1))));
        assert_true(is_unsupported(public_key_info(algorithm, sequence({}), Bytes(32, 1))));
    }
}

void a_certificate_whose_parts_are_of_other_types_is_refused(void** /*state*/) {
    const Bytes key_info = read_signature_file("ed25519-other.der");
    const Bytes none = sequence({});
    const Bytes number = integer(Bytes{1});
    const Bytes version = element(der::explicit_tag(0), {number});
    const Bytes bits = bit_string({});
    const Bytes tbs = sequence({version, number, none, none, none, none, key_info});
    const auto refused = [](const Bytes& der) {
        return !read_certificate(der) && !PublicKey::from_certificate(der);
    };
    assert_false(refused(sequence({tbs, none, bits})));
    assert_true(refused(sequence({tbs, none, bits, none})));
    assert_true(refused(sequence({tbs, none})));
    assert_true(refused(sequence({tbs, bits, none})));
    assert_true(
        refused(sequence({sequence({version, none, none, none, none, key_info}), none, bits})));
    assert_true(
        refused(sequence({sequence({version, number, none, none, none, key_info}), none, bits})));
    assert_true(
        refused(sequence({sequence({version, number, none, none, none, none}), none, bits})));
    assert_true(refused(sequence({sequence({version}), none, bits})));
    assert_true(refused(sequence({none, none, bits})));
    assert_true(
        refused(sequence({sequence({version, number, none, none, none, none, bits}), none, bits})));
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(keys_of_every_kind_are_read),
        cmocka_unit_test(a_key_is_the_same_in_a_certificate_of_version_1),
        cmocka_unit_test(a_truncated_key_is_refused),
        cmocka_unit_test(a_certificate_and_a_key_are_not_taken_for_each_other),
        cmocka_unit_test(an_rsa_key_with_numbers_that_none_has_is_refused),
        cmocka_unit_test(an_rsa_key_of_an_unusual_form_is_refused),
        cmocka_unit_test(an_rsa_key_that_would_take_seconds_is_unsupported),
        cmocka_unit_test(an_rsassa_pss_key_has_parameters_that_can_be_read),
        cmocka_unit_test(a_dsa_key_with_numbers_that_none_has_is_refused),
        cmocka_unit_test(a_dsa_key_of_an_unusual_size_is_unsupported),
        cmocka_unit_test(a_dsa_key_whose_order_is_no_prime_verifies_nothing),
        cmocka_unit_test(a_point_that_is_not_on_its_curve_is_refused),
        cmocka_unit_test(an_edwards_point_with_short_coordinates_is_unsupported),
        cmocka_unit_test(an_edwards_point_at_a_limit_does_no_harm),
        cmocka_unit_test(an_edwards_point_of_order_8_does_no_harm),
        cmocka_unit_test(a_point_of_another_length_is_refused),
        cmocka_unit_test(a_curve_that_is_not_supported_is_said_to_be),
        cmocka_unit_test(an_algorithm_that_is_not_known_is_unsupported),
        cmocka_unit_test(a_certificate_whose_parts_are_of_other_types_is_refused),
    };
    return cmocka_run_group_tests(tests, ready, nullptr);
}
