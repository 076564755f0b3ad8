// Signature algorithms as an AlgorithmIdentifier names them.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/crypto/signature_algorithm.h"

#include <gcrypt.h>
#include <algorithm>

#include <string_view>

#include "plugin/crypto/gcrypt_init.h"
#include "tests/unit/vectors_json.h"

using namespace ikev2;
using namespace ikev2::crypto;
using namespace ikev2::tests;
using enum SignatureScheme;

namespace {

int ready(void** /*state*/) {
    return init_gcrypt() ? 0 : -1;
}

struct Expected {
    const char* name;  ///< of the RFC's section
    const char* der;
    SignatureScheme scheme;
    int hash;
    std::uint32_t salt_length = 0;
};

// RFC 7427, appendix A; RFC 8410, section 10.1 (without the key around it).
constexpr Expected kIdentifiers[] = {
    {"sha1WithRSAEncryption", "300d06092a864886f70d0101050500", rsassa_pkcs1_v1_5, GCRY_MD_SHA1},
    {"sha256WithRSAEncryption", "300d06092a864886f70d01010b0500", rsassa_pkcs1_v1_5,
     GCRY_MD_SHA256},
    {"sha384WithRSAEncryption", "300d06092a864886f70d01010c0500", rsassa_pkcs1_v1_5,
     GCRY_MD_SHA384},
    {"sha512WithRSAEncryption", "300d06092a864886f70d01010d0500", rsassa_pkcs1_v1_5,
     GCRY_MD_SHA512},
    {"dsa-with-sha1", "300906072a8648ce380403", dsa, GCRY_MD_SHA1},
    {"dsa-with-sha256", "300b0609608648016503040302", dsa, GCRY_MD_SHA256},
    {"ecdsa-with-sha1", "300906072a8648ce3d0401", ecdsa, GCRY_MD_SHA1},
    {"ecdsa-with-sha256", "300a06082a8648ce3d040302", ecdsa, GCRY_MD_SHA256},
    {"ecdsa-with-sha384", "300a06082a8648ce3d040303", ecdsa, GCRY_MD_SHA384},
    {"ecdsa-with-sha512", "300a06082a8648ce3d040304", ecdsa, GCRY_MD_SHA512},
    {"RSASSA-PSS with Empty Parameters", "300d06092a864886f70d01010a3000", rsassa_pss, GCRY_MD_SHA1,
     20},
    {"RSASSA-PSS with Default Parameters",
     "303e06092a864886f70d01010a3031a00b300906052b0e03021a0500a118301606092a864886f70d010108300906"
     "052b0e03021a0500a203020114a303020101",
     rsassa_pss, GCRY_MD_SHA1, 20},
    {"RSASSA-PSS with SHA-256",
     "304606092a864886f70d01010a3039a00f300d06096086480165030402010500a11c301a06092a864886f70d0101"
     "08300d06096086480165030402010500a203020120a303020101",
     rsassa_pss, GCRY_MD_SHA256, 32},
    {"Ed25519", "300506032b6570", ed25519, GCRY_MD_NONE},
    {"Ed448", "300506032b6571", ed448, GCRY_MD_NONE},
};

bool is(const SignatureAlgorithm& algorithm, const Expected& expected) {
    const int hash = algorithm.hash != nullptr ? algorithm.hash->id : GCRY_MD_NONE;
    return algorithm.name != nullptr && algorithm.scheme == expected.scheme &&
           std::string_view(expected.name).starts_with(algorithm.name) && hash == expected.hash &&
           (algorithm.scheme != rsassa_pss ||
            (algorithm.pss.hash == algorithm.hash && algorithm.pss.mgf_hash == algorithm.hash &&
             algorithm.pss.salt_length == expected.salt_length));
}

void the_identifiers_of_rfc_7427_are_recognised(void** /*state*/) {
    for (const Expected& one : kIdentifiers) {
        const Bytes der = from_hex(one.der);
        const auto algorithm = read_signature_algorithm(der);
        assert_true(algorithm.has_value());
        if (!is(*algorithm, one)) {
            fail_msg("%s", one.name);
        }
    }
}

void the_identifiers_of_the_shared_vectors_are_recognised(void** /*state*/) {
    skip_without_shared_vectors();
    for_each_case(
        shared_vectors("rfc7427-algorithm-identifiers.json"), "cases", [](const Case& one) {
            const auto algorithm = read_signature_algorithm(one.hex("der"));
            const auto* expected = std::find_if(
                std::begin(kIdentifiers), std::end(kIdentifiers), [&one](const Expected& each) {
                    return std::string_view(each.name) == one.text("name");
                });
            return algorithm && expected != std::end(kIdentifiers) && is(*algorithm, *expected);
        });
}

void a_truncated_identifier_is_malformed(void** /*state*/) {
    for (const Expected& one : kIdentifiers) {
        const Bytes der = from_hex(one.der);
        for (std::size_t length = 0; length < der.size(); ++length) {
            const Bytes cut(der.begin(), der.begin() + static_cast<std::ptrdiff_t>(length));
            assert_false(read_signature_algorithm(cut).has_value());
        }
        Bytes longer = der;
        longer.push_back(0);
        assert_false(read_signature_algorithm(longer).has_value());
    }
}

void parameters_of_rsassa_pss_are_read_whole(void** /*state*/) {
    assert_true(read_rsassa_pss_parameters(from_hex("3000")).has_value());
    for (const char* hex : {"", "30", "300000", "30003000", "3100", "3001a0", "3002a000"}) {
        assert_false(read_rsassa_pss_parameters(from_hex(hex)).has_value());
    }
}

void an_algorithm_that_is_not_known_is_unsupported(void** /*state*/) {
    // md5WithRSAEncryption; ML-DSA-44; id-tc26-signwithdigest-gost3410-12-256 (RFC 9385).
    for (const char* hex : {"300d06092a864886f70d0101040500", "300b0609608648016503040311",
                            "300a06082a85030701010302"}) {
        const auto algorithm = read_signature_algorithm(from_hex(hex));
        assert_true(algorithm.has_value());
        assert_true(algorithm->scheme == unsupported && algorithm->name == nullptr);
    }
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(the_identifiers_of_rfc_7427_are_recognised),
        cmocka_unit_test(the_identifiers_of_the_shared_vectors_are_recognised),
        cmocka_unit_test(a_truncated_identifier_is_malformed),
        cmocka_unit_test(parameters_of_rsassa_pss_are_read_whole),
        cmocka_unit_test(an_algorithm_that_is_not_known_is_unsupported),
    };
    return cmocka_run_group_tests(tests, ready, nullptr);
}
