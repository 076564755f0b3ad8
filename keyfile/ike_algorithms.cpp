// SPDX-License-Identifier: GPL-2.0-or-later
#include "keyfile/ike_algorithms.h"

#include <algorithm>
#include <iterator>

#include "keyfile/ascii.h"
#include "keyfile/text.h"

namespace ikev2::keyfile {

namespace {

// RFC 5282, section 7.1; RFC 5930, section 2.1; RFC 7634, section 2.
struct Family {
    const char* name;
    std::size_t salt;
    std::size_t key;  ///< 0: the name is followed by its bits
};

constexpr Family kFamilies[] = {
    {"NULL", 0, 0},       {"3DES", 0, 24},     {"3DES192", 0, 24},   {"DES", 0, 8},
    {"AES", 0, 0},        {"AES-CBC-", 0, 0},  {"AES-CTR-", 4, 0},   {"AES_CTR", 4, 0},
    {"AES-GCM-", 4, 0},   {"AES_GCM_8", 4, 0}, {"AES_GCM_12", 4, 0}, {"AES_GCM_16", 4, 0},
    {"AES_GCM", 4, 0},    {"AES-CCM-", 3, 0},  {"AES_CCM_8", 3, 0},  {"AES_CCM_12", 3, 0},
    {"AES_CCM_16", 3, 0}, {"AES_CCM", 3, 0},   {"CAMELLIA", 0, 0},   {"CHACHA20_POLY1305", 4, 32},
};

struct Integ {
    const char* name;
    std::size_t key;
};

constexpr Integ kIntegs[] = {
    {"NONE", 0},
    {"HMAC_MD5_96", 16},
    {"HMAC_MD5_128", 16},
    {"HMAC_SHA1_96", 20},
    {"HMAC_SHA1_160", 20},
    {"HMAC_SHA2_256_96", 32},
    {"HMAC_SHA2_256_128", 32},
    {"HMAC_SHA2_384_192", 48},
    {"HMAC_SHA2_512_256", 64},
    {"MD5", 16},
    {"SHA1", 20},
    {"SHA256", 32},
    {"SHA384", 48},
    {"SHA512", 64},
    {"AES_XCBC", 16},
    {"AES_CMAC", 16},
};

/// `bits` at the end of `name`, removed from it; 0 if there are none.
std::size_t take_bits(std::string_view& name) noexcept {
    for (const std::size_t bits : {128U, 192U, 256U}) {
        const char* digits = bits == 128 ? "128" : bits == 192 ? "192" : "256";
        if (name.ends_with(digits)) {
            name.remove_suffix(3);
            return bits;
        }
    }
    return 0;
}

}  // namespace

std::optional<IkeKeyLength> ike_encr_key_length(std::string_view name) {
    name = text::trimmed(name.substr(0, name.find('[')));
    name = text::trimmed(name.substr(0, name.find(" with ")));
    const auto find = [](std::string_view wanted) {
        return std::find_if(std::begin(kFamilies), std::end(kFamilies), [&](const Family& row) {
            return ascii::same_letters(row.name, wanted);
        });
    };
    if (const auto* row = find(name); row != std::end(kFamilies)) {
        const bool whole = row->key != 0 || ascii::same_letters(row->name, "NULL");
        return whole ? std::optional(IkeKeyLength{row->key, row->salt}) : std::nullopt;
    }
    const std::size_t bits = take_bits(name);
    const auto* row = find(name);
    if (bits == 0 || row == std::end(kFamilies)) {
        return std::nullopt;
    }
    return IkeKeyLength{row->key != 0 ? row->key : bits / 8, row->salt};
}

std::optional<std::size_t> ike_integ_key_length(std::string_view name) {
    name = text::trimmed(name.substr(0, name.find('[')));
    const auto* row = std::find_if(std::begin(kIntegs), std::end(kIntegs), [&](const Integ& integ) {
        return ascii::same_letters(integ.name, name);
    });
    return row == std::end(kIntegs) ? std::nullopt : std::optional(row->key);
}

}  // namespace ikev2::keyfile
