// AUTH payloads with signatures, out of captures.
// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <fstream>
#include <sstream>
#include <string_view>

#include "plugin/crypto/auth.h"
#include "plugin/crypto/encr.h"
#include "plugin/crypto/gcrypt_init.h"
#include "plugin/crypto/key_schedule.h"
#include "plugin/crypto/signature.h"
#include "plugin/iana/auth_methods.h"
#include "plugin/iana/payload_types.h"
#include "plugin/iana/transform_ids.h"
#include "plugin/ike/header.h"
#include "plugin/ike/payload.h"
#include "plugin/ike/payload_auth.h"
#include "plugin/ike/payload_cert.h"
#include "plugin/ike/payload_sk.h"
#include "tests/unit/message_builder.h"
#include "tests/unit/signature_vectors.h"

using namespace ikev2;
using namespace ikev2::crypto;
using namespace ikev2::tests;

namespace {

constexpr std::size_t kIntegLength = 32;  ///< SK_a of HMAC-SHA2-256

int ready(void** /*state*/) {
    return init_gcrypt() ? 0 : -1;
}

Bytes to_octets(const Secret& secret) {
    return {secret.begin(), secret.end()};
}

/// The IKE messages in a capture file, found by the SPI that each begins with. They lie in it
/// whole.
std::vector<Bytes> messages_of(const Bytes& file, const Bytes& initiator_spi) {
    std::vector<Bytes> messages;
    auto at = file.begin();
    while ((at = std::search(at, file.end(), initiator_spi.begin(), initiator_spi.end())) !=
           file.end()) {
        const Octets rest = Octets(file).subspan(static_cast<std::size_t>(at - file.begin()));
        ike::Reader reader = reader_of(rest);
        const ike::Header header = ike::read_header(reader);
        if (header.version.value != 0x20 || header.length.value > rest.size()) {
            fail_msg("no IKE message at octet %td", at - file.begin());
        }
        messages.push_back(to_bytes(rest.first(header.length.value)));
        at += header.length.value;
    }
    return messages;
}

/// The body of the first payload of `type` in a chain, as it lies there.
Bytes find_payload(Octets chain, std::uint8_t first, std::uint32_t offset, std::uint8_t type) {
    ike::Chain payloads(chain, first, offset, static_cast<std::uint32_t>(chain.size()));
    ike::Payload payload;
    while (payloads.next(payload)) {
        if (payload.type == type) {
            return to_bytes(payload.body.value);
        }
    }
    fail_msg("no payload of type %u", type);
    return {};
}

/// The payloads of a message, or inside its SK payload.
struct Payloads {
    Bytes octets;
    std::uint8_t first = 0;
    std::uint32_t offset = 0;

    [[nodiscard]] Bytes find(std::uint8_t type) const {
        return find_payload(octets, first, offset, type);
    }
};

Payloads payloads_of(const Bytes& message) {
    ike::Reader reader = reader_of(message);
    return {message, ike::read_header(reader).next_payload.value, ike::kHeaderLength};
}

/// Opens the SK payload of `message`, which is its only one. The ICV of an AEAD is checked.
Payloads open(const Bytes& message, const Encr& encr, std::size_t icv_length, const Bytes& sk_e) {
    const Bytes body = payloads_of(message).find(iana::payload::SK);
    const std::size_t headers = message.size() - body.size();
    const Octets iv = Octets(body).first(encr.iv_length);
    const Octets icv = Octets(body).last(icv_length);
    const Octets ciphertext = Octets(body).subspan(iv.size(), body.size() - iv.size() - icv.size());
    Bytes plaintext(ciphertext.size());
    auto key = EncrKey::make(encr, sk_e);
    assert_true(key.has_value());
    assert_true(key->open(iv, encr.is_aead() ? Octets(message).first(headers) : Octets(),
                          ciphertext, encr.is_aead() ? icv : Octets(), plaintext));
    // The Next Payload field of the SK payload's own header.
    return {to_bytes(ike::Plaintext::read(plaintext).payloads.value), message[headers - 4], 0};
}

/// What is known of a capture in which one side signs.
struct Capture {
    std::string file;
    std::string initiator_spi;
    bool responder_signs;
    std::uint16_t encr;
    std::size_t icv_length;
    std::uint16_t method;
    std::string key_name;
};

/// SK_e and SK_p of the side that signs.
struct Keys {
    Bytes sk_e;
    Bytes sk_p;
};

/// The SKEYSEED line of a key file.
Bytes skeyseed_of(const std::string& key_file) {
    std::ifstream file(key_file);
    std::string line;
    while (std::getline(file, line)) {
        std::istringstream words(line);
        std::string keyword;
        std::string spi_i;
        std::string spi_r;
        std::string value;
        if (words >> keyword >> spi_i >> spi_r >> value && keyword == "SKEYSEED") {
            return from_hex(value.c_str());
        }
    }
    fail_msg("%s: no SKEYSEED", key_file.c_str());
    return {};
}

const Prf& prf_hmac_sha2_256() {
    const Prf* prf = find_prf(iana::prf::PRF_HMAC_SHA2_256);
    assert_non_null(prf);
    return *prf;
}

/// Finds AUTH, CERT and ID in the first IKE_AUTH message of the side that signs, makes the signed
/// octets and verifies. `keys` is a function of both IKE_SA_INIT messages.
template <typename KeysOf>
void check_capture(const Capture& capture, KeysOf keys_of) {
    const Bytes spi = from_hex(capture.initiator_spi.c_str());
    const std::vector<Bytes> messages = messages_of(read_file(capture.file), spi);
    assert_true(messages.size() >= 4);
    const Keys keys = keys_of(messages[0], messages[1]);
    const std::size_t side = capture.responder_signs ? 1 : 0;
    const Encr* encr = find_encr(capture.encr);
    assert_non_null(encr);

    const Payloads inner = open(messages[2 + side], *encr, capture.icv_length, keys.sk_e);
    const Bytes auth_body = inner.find(iana::payload::AUTH);
    const Bytes cert_body = inner.find(iana::payload::CERT);
    const Bytes id_body =
        inner.find(capture.responder_signs ? iana::payload::IDr : iana::payload::IDi);
    const Bytes nonce = payloads_of(messages[1 - side]).find(iana::payload::NONCE);

    ike::Reader auth_reader = reader_of(auth_body);
    const auto auth = ike::Authentication::read(auth_reader);
    assert_int_equal(auth.method.value, capture.method);
    ike::Reader cert_reader = reader_of(cert_body);
    const auto key = PublicKey::from_certificate(ike::Certificate::read(cert_reader).data.value);
    assert_true(key.has_value());
    assert_string_equal(key->name(), capture.key_name.c_str());

    auto octets = signed_octets(prf_hmac_sha2_256(), messages[side], nonce, keys.sk_p, id_body);
    assert_true(octets.has_value());
    assert_true(verify_signature(auth.method.value, *key, *octets, auth.data.value) ==
                SignatureVerdict::verified);
    octets->front() ^= 1;
    assert_true(verify_signature(auth.method.value, *key, *octets, auth.data.value) ==
                SignatureVerdict::wrong);
}

/// The same for a capture of this repository, whose key file holds SKEYSEED. The responder signs.
void check_own_capture(const char* name, std::size_t encr_key_length, const char* initiator_spi,
                       const char* key_name) {
    const std::string folder = own_vectors("../../captures/") + name + "/";
    const Capture capture = {
        folder + "capture.pcap",       initiator_spi, true, iana::encr::ENCR_AES_CBC, 16,
        iana::auth::DIGITAL_SIGNATURE, key_name};
    check_capture(capture, [&](const Bytes& request, const Bytes& response) {
        const Prf& prf = prf_hmac_sha2_256();
        ike::Reader reader = reader_of(response);
        const SkLengths lengths = {prf.key_length, kIntegLength, encr_key_length, prf.key_length};
        const auto keys = derive_sk(prf, skeyseed_of(folder + "keys.txt"),
                                    payloads_of(request).find(iana::payload::NONCE),
                                    payloads_of(response).find(iana::payload::NONCE),
                                    ike::read_header(reader).spis(), lengths);
        assert_true(keys.has_value());
        return Keys{to_octets(keys->er), to_octets(keys->pr)};
    });
}

void an_ed25519_signature_of_a_capture_is_verified(void** /*state*/) {
    check_own_capture("eap-identity", 16, "e81872a806c33849", "Ed25519");
}

void an_rsa_signature_of_strongswan_is_verified(void** /*state*/) {
    check_own_capture("strongswan-eap-mschapv2", 32, "27aa7dd900b9257a", "RSA");
}

void an_ecdsa_signature_of_a_public_capture_is_verified(void** /*state*/) {
    skip_without_shared_vectors();
    // packetgen-plugin-ipsec, spec/ikev2.pcapng, with the keys of spec/ike/auth_spec.rb (MIT).
    const Capture capture = {shared_vectors("../captures/public/packetgen-ikev2.pcapng"),
                             "4e70d7f13e5e1bda",
                             false,
                             iana::encr::ENCR_AES_GCM_16,
                             16,
                             iana::auth::ECDSA_256,
                             "NIST P-256"};
    check_capture(capture, [](const Bytes& /*request*/, const Bytes& /*response*/) {
        return Keys{from_hex("b37e73d129ffe681d2e3aa3728c2401e"
                             "d50160e39fd55ef1a1eae0d3f4aa6126d8b8a626"),
                    from_hex("9c4e0c0f5a30f1277eeba001356a95db"
                             "e6052aae13ff634950e19c1a35f61f39")};
    });
}

/// Messages of a session of the AOSP tests; null where it has none like that.
template <typename Matches>
const Case* find_message(const std::vector<Case>& messages, Matches matches) {
    const auto found = std::find_if(messages.begin(), messages.end(), matches);
    return found == messages.end() ? nullptr : &*found;
}

void an_rsa_signature_of_the_aosp_tests_is_verified(void** /*state*/) {
    skip_without_shared_vectors();
    std::size_t count = 0;
    for_each_case(shared_vectors("aosp-cts-sessions.json"), "sessions", [&count](const Case& one) {
        const std::vector<Case> messages = one.cases("messages");
        const Case* init = find_message(messages, [](const Case& message) {
            return message.text("exchange") == std::string_view("IKE_SA_INIT");
        });
        const Case* signing = find_message(messages, [](const Case& message) {
            return message.has("auth_signature_verified") && message.has("reassembled");
        });
        if (init == nullptr || signing == nullptr) {
            return true;
        }
        ++count;
        const Prf* prf = find_prf(one.number("prf_id"));
        const Payloads inner = {signing->hex("reassembled"), iana::payload::IDr, 0};
        const Bytes auth_body = inner.find(iana::payload::AUTH);
        const Bytes cert_body = inner.find(iana::payload::CERT);
        ike::Reader auth_reader = reader_of(auth_body);
        const auto auth = ike::Authentication::read(auth_reader);
        ike::Reader cert_reader = reader_of(cert_body);
        const auto key =
            PublicKey::from_certificate(ike::Certificate::read(cert_reader).data.value);
        const auto octets = signed_octets(*prf, init->hex("hex"), one.hex("Ni"), one.hex("SK_pr"),
                                          inner.find(iana::payload::IDr));
        return key && key->name() == std::string_view("RSA") && octets &&
               equal(*octets, signing->hex("signed_octets")) &&
               verify_signature(auth.method.value, *key, *octets, auth.data.value) ==
                   SignatureVerdict::verified;
    });
    assert_int_equal(count, 2);
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(an_ed25519_signature_of_a_capture_is_verified),
        cmocka_unit_test(an_rsa_signature_of_strongswan_is_verified),
        cmocka_unit_test(an_ecdsa_signature_of_a_public_capture_is_verified),
        cmocka_unit_test(an_rsa_signature_of_the_aosp_tests_is_verified),
    };
    return cmocka_run_group_tests(tests, ready, nullptr);
}
