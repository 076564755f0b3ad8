// The file with certificates and public keys, and what they are called.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/certificate_file.h"

#include <utility>

#include "plugin/base/base64.h"
#include "plugin/crypto/distinguished_name.h"
#include "plugin/crypto/gcrypt_init.h"
#include "plugin/crypto/x509.h"
#include "tests/unit/captures.h"

using namespace ikev2;
using namespace ikev2::session;
using namespace ikev2::tests;

namespace {

int ready(void** /*state*/) {
    return crypto::init_gcrypt() ? 0 : -1;
}

std::string vector_file(const char* name) {
    return std::string(IKEV2_VECTORS "/signatures/") + name;
}

CertificateFile parse(std::string_view contents) {
    return CertificateFile::parse(octets_of(contents), "peers.pem");
}

// RFC 4648, section 10.
void base64_is_decoded(void** /*state*/) {
    const auto is = [](std::string_view text, std::string_view octets) {
        const auto decoded = decode_base64(text);
        return decoded && equal(*decoded, octets_of(octets));
    };
    assert_true(is("", ""));
    assert_true(is("Zg==", "f"));
    assert_true(is("Zm8=", "fo"));
    assert_true(is("Zm9v", "foo"));
    assert_true(is("Zm9vYg==", "foob"));
    assert_true(is("Zm9vYmE=", "fooba"));
    assert_true(is("Zm9v\r\nYmFy\n", "foobar"));
    assert_true(is("Zm8", "fo"));
    for (const char* bad : {"Z", "Zm9vY", "Zg=", "Zg===", "Zg==Zg", "Zm9-", "Zm8\x01"}) {
        assert_false(decode_base64(bad).has_value());
    }
}

void a_file_in_der_is_read(void** /*state*/) {
    const CertificateFile file = CertificateFile::read(vector_file("p256.cert.der"));
    assert_string_equal(file.problem().c_str(), "");
    assert_int_equal(file.keys().size(), 1);
    assert_string_equal(file.keys()[0].key.name(), "NIST P-256");
}

void pem_is_read_and_what_stands_around_it_skipped(void** /*state*/) {
    const std::string key = read_whole(capture_file("auth-ed25519", "certificates.pem"));
    const CertificateFile file =
        parse("Bag Attributes\n" + key +
              "-----BEGIN X509 CRL-----\nZm9v\n-----END X509 CRL-----\n" + key + "the end");
    assert_string_equal(file.problem().c_str(), "");
    assert_int_equal(file.keys().size(), 2);
    assert_string_equal(file.keys()[1].name.c_str(), "raw public key (Ed25519) of peers.pem");
}

void what_cannot_be_read_is_said(void** /*state*/) {
    assert_string_equal(CertificateFile::read("").problem().c_str(), "");
    assert_string_equal(CertificateFile::read("/nonexistent/peers.pem").problem().c_str(),
                        "/nonexistent/peers.pem: the certificate file cannot be read");
    const std::pair<const char*, const char*> cases[] = {
        {"", "peers.pem: neither a certificate nor a public key, in PEM or DER"},
        {"hello", "peers.pem: neither a certificate nor a public key, in PEM or DER"},
        {"-----BEGIN CERTIFICATE-----\nZm9v\n", "peers.pem: PEM without its end"},
        {"-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n",
         "peers.pem: PEM that is not base64"},
        {"-----BEGIN CERTIFICATE-----\nZm9v\n-----END CERTIFICATE-----\n",
         "peers.pem: a certificate or public key is malformed"},
        {"-----BEGIN X509 CRL-----\nZm9v\n-----END X509 CRL-----\n",
         "peers.pem: neither a certificate nor a public key, in PEM or DER"},
    };
    for (const auto& [contents, problem] : cases) {
        const CertificateFile file = parse(contents);
        assert_true(file.keys().empty());
        assert_string_equal(file.problem().c_str(), problem);
    }
}

void one_bad_certificate_loses_no_other(void** /*state*/) {
    const std::string key = read_whole(capture_file("auth-ed25519", "certificates.pem"));
    const CertificateFile file =
        parse("-----BEGIN CERTIFICATE-----\nZm9v\n-----END CERTIFICATE-----\n" + key);
    assert_int_equal(file.keys().size(), 1);
    assert_string_equal(file.problem().c_str(),
                        "peers.pem: a certificate or public key is malformed");
}

// RFC 4514: names from the last to the first, special characters escaped, others as octets.
void names_are_written_as_rfc_4514_says(void** /*state*/) {
    const auto text = [](const char* hex) { return crypto::to_text(from_hex(hex)); };
    assert_string_equal(text("3000").c_str(), "");
    // C=DE, O="a, b", CN=x+OU=y
    assert_string_equal(text("3035"
                             "310b3009060355040613024445"
                             "310d300b060355040a0c04612c2062"
                             "3117300806035504030c0178300b060355040b0c04c3bc2079")
                            .c_str(),
                        "CN=x+OU=\\c3\\bc y,O=a\\, b,C=DE");
    // An attribute type without a name, and a value that is no text.
    assert_string_equal(text("300e310c300a06032a0304a003020105").c_str(), "1.2.3.4=#a003020105");
    for (const char* bad : {"", "30", "3001", "300131", "30023100ff", "3006310430020603"}) {
        assert_string_equal(text(bad).c_str(), "");
    }
}

void a_long_name_is_cut(void** /*state*/) {
    Bytes value(2000, 'a');
    Bytes attribute = concat({from_hex("0603550403"), from_hex("0c8207d0"), value});
    const auto wrapped = [](const char* tag, const Bytes& contents) {
        return concat({from_hex(tag), number(0x82, 1), number(contents.size(), 2), contents});
    };
    const std::string text =
        crypto::to_text(wrapped("30", wrapped("31", wrapped("30", attribute))));
    assert_int_equal(text.size(), crypto::kLongestNameText);
    assert_string_equal(text.substr(text.size() - 4).c_str(), "a...");
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(base64_is_decoded),
        cmocka_unit_test(a_file_in_der_is_read),
        cmocka_unit_test(pem_is_read_and_what_stands_around_it_skipped),
        cmocka_unit_test(what_cannot_be_read_is_said),
        cmocka_unit_test(one_bad_certificate_loses_no_other),
        cmocka_unit_test(names_are_written_as_rfc_4514_says),
        cmocka_unit_test(a_long_name_is_cut),
    };
    return cmocka_run_group_tests(tests, ready, nullptr);
}
