// SPDX-License-Identifier: GPL-2.0-or-later
#include <fstream>  // first: CMocka has a macro fail()

#include "tests/unit/signature_vectors.h"

#include <iterator>
#include <utility>

namespace ikev2::tests {

std::string signature_vectors() {
    return own_vectors("signatures/signatures.json");
}

Bytes read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    Bytes octets{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    if (octets.empty()) {
        fail_msg("%s: not readable", path.c_str());
    }
    return octets;
}

Bytes read_signature_file(const std::string& name) {
    return read_file(own_vectors("signatures/") + name);
}

Bytes signed_octets_of_vectors() {
    return read_signature_file("signed-octets");
}

std::optional<crypto::PublicKey> key_of(std::string_view form, Octets der) {
    return form == "certificate" ? crypto::PublicKey::from_certificate(der)
                                 : crypto::PublicKey::from_public_key_info(der);
}

std::vector<NamedKey> read_keys() {
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

const NamedKey& find_key(const std::vector<NamedKey>& keys, std::string_view file) {
    for (const NamedKey& key : keys) {
        if (key.file == file) {
            return key;
        }
    }
    fail_msg("no key %s", std::string(file).c_str());
    return keys.front();
}

crypto::SignatureVerdict verdict_of(std::string_view name) {
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

std::vector<Signature> read_signatures(const char* member) {
    std::vector<Signature> signatures;
    for_each_case(signature_vectors(), member, [&signatures](const Case& one) {
        signatures.push_back({one.text("source"), one.number("method"), one.text("key"),
                              verdict_of(one.text("verdict")), one.hex("authentication_data")});
        return true;
    });
    return signatures;
}

}  // namespace ikev2::tests
