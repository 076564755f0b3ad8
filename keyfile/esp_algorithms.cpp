// SPDX-License-Identifier: GPL-2.0-or-later
#include "keyfile/esp_algorithms.h"

#include <algorithm>
#include <iterator>

#include "keyfile/ascii.h"
#include "plugin/iana/transform_ids.h"

namespace ikev2::keyfile {

namespace {

using namespace iana;

struct EncrName {
    const char* name;
    std::uint16_t id;
    unsigned icv_bits = 0;  ///< that Linux names beside it
};

// The first row of an ID with a reference in brackets is the name in Wireshark's esp_sa table.
constexpr EncrName kEncrNames[] = {
    {"NULL", encr::ENCR_NULL},
    {"ecb(cipher_null)", encr::ENCR_NULL},
    {"cipher_null", encr::ENCR_NULL},
    {"TripleDes-CBC [RFC2451]", encr::ENCR_3DES},
    {"3DES_CBC", encr::ENCR_3DES},
    {"cbc(des3_ede)", encr::ENCR_3DES},
    {"DES-CBC [RFC2405]", encr::ENCR_DES},
    {"DES_CBC", encr::ENCR_DES},
    {"cbc(des)", encr::ENCR_DES},
    {"AES-CBC [RFC3602]", encr::ENCR_AES_CBC},
    {"AES_CBC", encr::ENCR_AES_CBC},
    {"cbc(aes)", encr::ENCR_AES_CBC},
    {"AES-CTR [RFC3686]", encr::ENCR_AES_CTR},
    {"AES_CTR", encr::ENCR_AES_CTR},
    {"rfc3686(ctr(aes))", encr::ENCR_AES_CTR},
    {"AES-GCM with 16 octet ICV [RFC4106]", encr::ENCR_AES_GCM_16},
    {"AES-GCM", encr::ENCR_AES_GCM_16},
    {"AES_GCM_16", encr::ENCR_AES_GCM_16},
    {"rfc4106(gcm(aes))", encr::ENCR_AES_GCM_16, 128},
    {"AES-GCM with 12 octet ICV [RFC4106]", encr::ENCR_AES_GCM_12},
    {"AES_GCM_12", encr::ENCR_AES_GCM_12},
    {"rfc4106(gcm(aes))", encr::ENCR_AES_GCM_12, 96},
    {"AES-GCM with 8 octet ICV [RFC4106]", encr::ENCR_AES_GCM_8},
    {"AES_GCM_8", encr::ENCR_AES_GCM_8},
    {"rfc4106(gcm(aes))", encr::ENCR_AES_GCM_8, 64},
    {"AES_CCM_16", encr::ENCR_AES_CCM_16},
    {"rfc4309(ccm(aes))", encr::ENCR_AES_CCM_16, 128},
    {"AES_CCM_12", encr::ENCR_AES_CCM_12},
    {"rfc4309(ccm(aes))", encr::ENCR_AES_CCM_12, 96},
    {"AES_CCM_8", encr::ENCR_AES_CCM_8},
    {"rfc4309(ccm(aes))", encr::ENCR_AES_CCM_8, 64},
    {"NULL_AES_GMAC", encr::ENCR_NULL_AUTH_AES_GMAC},
    {"rfc4543(gcm(aes))", encr::ENCR_NULL_AUTH_AES_GMAC, 128},
    {"CAMELLIA_CBC", encr::ENCR_CAMELLIA_CBC},
    {"cbc(camellia)", encr::ENCR_CAMELLIA_CBC},
    {"CAMELLIA_CTR", encr::ENCR_CAMELLIA_CTR},
    {"CAMELLIA_CCM_16", encr::ENCR_CAMELLIA_CCM_16},
    {"CAMELLIA_CCM_12", encr::ENCR_CAMELLIA_CCM_12},
    {"CAMELLIA_CCM_8", encr::ENCR_CAMELLIA_CCM_8},
    {"ChaCha20 with Poly1305 [RFC7634]", encr::ENCR_CHACHA20_POLY1305},
    {"CHACHA20_POLY1305", encr::ENCR_CHACHA20_POLY1305},
    {"rfc7539esp(chacha20,poly1305)", encr::ENCR_CHACHA20_POLY1305, 128},
    {"BLOWFISH-CBC [RFC2451]", encr::ENCR_BLOWFISH},
    {"BLOWFISH_CBC", encr::ENCR_BLOWFISH},
    {"cbc(blowfish)", encr::ENCR_BLOWFISH},
    {"CAST5-CBC [RFC2144]", encr::ENCR_CAST},
    {"CAST_CBC", encr::ENCR_CAST},
    {"cbc(cast5)", encr::ENCR_CAST},
    {"IDEA_CBC", encr::ENCR_IDEA},
};

struct IntegName {
    const char* name;
    EspInteg integ;
    unsigned icv_bits = 0;
};

constexpr IntegName kIntegNames[] = {
    {"NULL", {integ::AUTH_NONE}},
    {"NONE", {integ::AUTH_NONE}},
    {"digest_null", {integ::AUTH_NONE}},
    {"HMAC-SHA-1-96 [RFC2404]", {integ::AUTH_HMAC_SHA1_96}},
    {"HMAC_SHA1_96", {integ::AUTH_HMAC_SHA1_96}},
    {"hmac(sha1)", {integ::AUTH_HMAC_SHA1_96}, 96},
    {"HMAC-SHA-1-160", {integ::AUTH_HMAC_SHA1_160}},
    {"HMAC_SHA1_160", {integ::AUTH_HMAC_SHA1_160}},
    {"hmac(sha1)", {integ::AUTH_HMAC_SHA1_160}, 160},
    {"HMAC-MD5-96 [RFC2403]", {integ::AUTH_HMAC_MD5_96}},
    {"HMAC_MD5_96", {integ::AUTH_HMAC_MD5_96}},
    {"hmac(md5)", {integ::AUTH_HMAC_MD5_96}, 96},
    {"HMAC_MD5_128", {integ::AUTH_HMAC_MD5_128}},
    {"hmac(md5)", {integ::AUTH_HMAC_MD5_128}, 128},
    {"HMAC-SHA-256-128 [RFC4868]", {integ::AUTH_HMAC_SHA2_256_128}},
    {"HMAC_SHA2_256_128", {integ::AUTH_HMAC_SHA2_256_128}},
    {"hmac(sha256)", {integ::AUTH_HMAC_SHA2_256_128}, 128},
    {"HMAC-SHA-384-192 [RFC4868]", {integ::AUTH_HMAC_SHA2_384_192}},
    {"HMAC_SHA2_384_192", {integ::AUTH_HMAC_SHA2_384_192}},
    {"hmac(sha384)", {integ::AUTH_HMAC_SHA2_384_192}, 192},
    {"HMAC-SHA-512-256 [RFC4868]", {integ::AUTH_HMAC_SHA2_512_256}},
    {"HMAC_SHA2_512_256", {integ::AUTH_HMAC_SHA2_512_256}},
    {"hmac(sha512)", {integ::AUTH_HMAC_SHA2_512_256}, 256},
    {"AES_XCBC_96", {integ::AUTH_AES_XCBC_96}},
    {"xcbc(aes)", {integ::AUTH_AES_XCBC_96}, 96},
    {"AES_CMAC_96", {integ::AUTH_AES_CMAC_96}},
    {"cmac(aes)", {integ::AUTH_AES_CMAC_96}, 96},
    // Without Transform ID, of no use for more than the length of the ICV.
    {"HMAC-SHA-256-96 [draft-ietf-ipsec-ciph-sha-256-00]", {integ::AUTH_NONE, 12}},
    {"HMAC_SHA2_256_96", {integ::AUTH_NONE, 12}},
    {"hmac(sha256)", {integ::AUTH_NONE, 12}, 96},
    {"ANY 64 bit authentication [no checking]", {integ::AUTH_NONE, 8}},
    {"ANY 96 bit authentication [no checking]", {integ::AUTH_NONE, 12}},
    {"ANY 128 bit authentication [no checking]", {integ::AUTH_NONE, 16}},
    {"ANY 192 bit authentication [no checking]", {integ::AUTH_NONE, 24}},
    {"ANY 256 bit authentication [no checking]", {integ::AUTH_NONE, 32}},
};

struct EncrKeys {
    std::uint16_t id;
    std::uint8_t salt;      ///< octets after the key: salt of an AEAD or nonce of CTR
    std::uint8_t sizes[4];  ///< of the key without it; 0: no more. Two with `range`
    bool range = false;     ///< any size from the first to the second
    bool aead = false;
};

constexpr EncrKeys kEncrKeys[] = {
    {encr::ENCR_NULL, 0, {0}},
    {encr::ENCR_DES, 0, {8}},
    {encr::ENCR_3DES, 0, {24}},
    {encr::ENCR_IDEA, 0, {16}},
    {encr::ENCR_BLOWFISH, 0, {5, 56}, true},
    {encr::ENCR_CAST, 0, {5, 16}, true},
    {encr::ENCR_AES_CBC, 0, {16, 24, 32}},
    {encr::ENCR_AES_CTR, 4, {16, 24, 32}},
    {encr::ENCR_AES_CCM_8, 3, {16, 24, 32}, false, true},
    {encr::ENCR_AES_CCM_12, 3, {16, 24, 32}, false, true},
    {encr::ENCR_AES_CCM_16, 3, {16, 24, 32}, false, true},
    {encr::ENCR_AES_GCM_8, 4, {16, 24, 32}, false, true},
    {encr::ENCR_AES_GCM_12, 4, {16, 24, 32}, false, true},
    {encr::ENCR_AES_GCM_16, 4, {16, 24, 32}, false, true},
    {encr::ENCR_NULL_AUTH_AES_GMAC, 4, {16, 24, 32}, false, true},
    {encr::ENCR_CAMELLIA_CBC, 0, {16, 24, 32}},
    {encr::ENCR_CAMELLIA_CTR, 4, {16, 24, 32}},
    {encr::ENCR_CAMELLIA_CCM_8, 3, {16, 24, 32}, false, true},
    {encr::ENCR_CAMELLIA_CCM_12, 3, {16, 24, 32}, false, true},
    {encr::ENCR_CAMELLIA_CCM_16, 3, {16, 24, 32}, false, true},
    {encr::ENCR_CHACHA20_POLY1305, 4, {32}, false, true},
};

struct IntegKey {
    std::uint16_t id;
    std::uint8_t size;
};

constexpr IntegKey kIntegKeys[] = {
    {integ::AUTH_NONE, 0},
    {integ::AUTH_HMAC_MD5_96, 16},
    {integ::AUTH_HMAC_SHA1_96, 20},
    {integ::AUTH_HMAC_MD5_128, 16},
    {integ::AUTH_HMAC_SHA1_160, 20},
    {integ::AUTH_AES_XCBC_96, 16},
    {integ::AUTH_AES_CMAC_96, 16},
    {integ::AUTH_HMAC_SHA2_256_128, 32},
    {integ::AUTH_HMAC_SHA2_384_192, 48},
    {integ::AUTH_HMAC_SHA2_512_256, 64},
};

/// Without a reference in brackets and the blanks before it.
std::string_view without_reference(std::string_view name) noexcept {
    name = name.substr(0, name.find('['));
    while (!name.empty() && name.back() == ' ') {
        name.remove_suffix(1);
    }
    return name;
}

template <typename Row, std::size_t N>
const Row* find_name(const Row (&rows)[N], std::string_view name, unsigned icv_bits) {
    name = without_reference(name);
    const auto* found = std::find_if(std::begin(rows), std::end(rows), [&](const Row& row) {
        return row.icv_bits == icv_bits && ascii::same_letters(without_reference(row.name), name);
    });
    return found == std::end(rows) ? nullptr : found;
}

template <typename Row, std::size_t N>
const Row* find_id(const Row (&rows)[N], std::uint16_t id) {
    const auto* found = std::find_if(std::begin(rows), std::end(rows),
                                     [id](const Row& row) { return row.id == id; });
    return found == std::end(rows) ? nullptr : found;
}

/// Names with a reference are those of Wireshark's table; "NULL" has none there.
bool is_wireshark(std::string_view name) noexcept {
    return name == "NULL" || name == "HMAC-SHA-1-160" || name.find('[') != std::string_view::npos;
}

std::string of_octets(std::size_t got, const std::string& expected) {
    return std::to_string(got) + " octets, " + expected + " expected";
}

}  // namespace

std::optional<std::uint16_t> find_esp_encr(std::string_view name, unsigned icv_bits) {
    const EncrName* row = find_name(kEncrNames, name, icv_bits);
    return row == nullptr ? std::nullopt : std::optional(row->id);
}

std::optional<EspInteg> find_esp_integ(std::string_view name, unsigned icv_bits) {
    const IntegName* row = find_name(kIntegNames, name, icv_bits);
    return row == nullptr ? std::nullopt : std::optional(row->integ);
}

const char* wireshark_esp_encr(std::uint16_t id) {
    for (const EncrName& row : kEncrNames) {
        if (row.id == id && is_wireshark(row.name)) {
            return row.name;
        }
    }
    return nullptr;
}

const char* wireshark_esp_integ(EspInteg integ) {
    for (const IntegName& row : kIntegNames) {
        if (row.integ.id == integ.id && row.integ.unchecked_icv == integ.unchecked_icv &&
            is_wireshark(row.name)) {
            return row.name;
        }
    }
    return nullptr;
}

std::string encr_key_fault(std::uint16_t encr_id, std::size_t octets) {
    const EncrKeys* row = find_id(kEncrKeys, encr_id);
    if (row == nullptr) {
        return "";
    }
    if (row->range) {
        const bool fits = octets >= row->sizes[0] && octets <= row->sizes[1];
        return fits ? ""
                    : of_octets(octets, std::to_string(row->sizes[0]) + " to " +
                                            std::to_string(row->sizes[1]));
    }
    std::string expected;
    for (std::size_t i = 0; i < std::size(row->sizes); ++i) {
        if (i > 0 && row->sizes[i] == 0) {
            break;
        }
        const std::size_t size = std::size_t{row->sizes[i]} + row->salt;
        if (octets == size) {
            return "";
        }
        expected += (i > 0 ? " or " : "") + std::to_string(size);
    }
    if (row->salt != 0) {
        expected += " (the last " + std::to_string(row->salt) + " are the salt)";
    }
    return of_octets(octets, expected);
}

std::string integ_key_fault(std::uint16_t integ_id, std::size_t octets) {
    const IntegKey* row = find_id(kIntegKeys, integ_id);
    return row == nullptr || row->size == octets ? ""
                                                 : of_octets(octets, std::to_string(row->size));
}

bool is_aead(std::uint16_t encr_id) {
    const EncrKeys* row = find_id(kEncrKeys, encr_id);
    return row != nullptr && row->aead;
}

}  // namespace ikev2::keyfile
