// Keys and signatures of tests/vectors/signatures.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plugin/crypto/public_key.h"
#include "plugin/crypto/signature_verdict.h"
#include "tests/unit/vectors_json.h"

namespace ikev2::tests {

inline std::string signature_vectors() {
    return own_vectors("signatures/signatures.json");
}

/// The octets of a file; fails the test if there are none.
inline Bytes read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    Bytes octets{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    if (octets.empty()) {
        fail_msg("%s: not readable", path.c_str());
    }
    return octets;
}

inline Bytes read_signature_file(const std::string& name) {
    return read_file(own_vectors("signatures/") + name);
}

/// What the signatures sign.
inline Bytes signed_octets_of_vectors() {
    return read_signature_file("signed-octets");
}

inline std::optional<crypto::PublicKey> key_of(std::string_view form, Octets der) {
    return form == "certificate" ? crypto::PublicKey::from_certificate(der)
                                 : crypto::PublicKey::from_public_key_info(der);
}

/// A public key of the folder.
struct NamedKey {
    std::string file;
    std::string form;  ///< "certificate" or "public key info"
    std::string name;
    unsigned bits;
    crypto::PublicKey key;
};

/// All of them; fails the test if one cannot be read.
inline std::vector<NamedKey> read_keys() {
    std::vector<NamedKey> keys;
    for_each_case(signature_vectors(), "keys", [&keys](const Case& one) {
        const std::string file = one.text("file");
        const std::string form = one.text("form");
        auto key = key_of(form, read_signature_file(file));
        if (!key) {
            return false;
        }
        keys.push_back({file, form, one.text("name"), one.number("bits"), std::move(*key)});
        return true;
    });
    return keys;
}

inline const NamedKey& find_key(const std::vector<NamedKey>& keys, std::string_view file) {
    for (const NamedKey& key : keys) {
        if (key.file == file) {
            return key;
        }
    }
    fail_msg("no key %s", std::string(file).c_str());
    return keys.front();
}

/// A signature of the folder.
struct Signature {
    std::string source;
    std::uint16_t method;
    std::string key;  ///< file
    crypto::SignatureVerdict verdict;
    Bytes authentication_data;
};

inline crypto::SignatureVerdict verdict_of(std::string_view name) {
    using enum crypto::SignatureVerdict;
    constexpr std::pair<std::string_view, crypto::SignatureVerdict> kVerdicts[] = {
        {"verified", verified}, {"wrong", wrong},         {"unsupported", unsupported},
        {"bad_key", bad_key},   {"malformed", malformed},
    };
    for (const auto& [text, verdict] : kVerdicts) {
        if (text == name) {
            return verdict;
        }
    }
    fail_msg("no verdict %s", std::string(name).c_str());
    return unsupported;
}

/// The signatures of one array of the file: "right" or "special".
inline std::vector<Signature> read_signatures(const char* member) {
    std::vector<Signature> signatures;
    for_each_case(signature_vectors(), member, [&signatures](const Case& one) {
        signatures.push_back({one.text("source"), one.number("method"), one.text("key"),
                              verdict_of(one.text("verdict")), one.hex("authentication_data")});
        return true;
    });
    return signatures;
}

}  // namespace ikev2::tests
