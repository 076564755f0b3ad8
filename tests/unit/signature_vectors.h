// Keys and signatures of tests/vectors/signatures.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/base/octets.h"
#include "plugin/crypto/public_key.h"
#include "plugin/crypto/signature_verdict.h"
#include "tests/unit/vectors_json.h"

namespace ikev2::tests {

std::string signature_vectors();

/// The octets of a file; fails the test if there are none.
Bytes read_file(const std::string& path);

Bytes read_signature_file(const std::string& name);

/// What the signatures sign.
Bytes signed_octets_of_vectors();

std::optional<crypto::PublicKey> key_of(std::string_view form, Octets der);

/// A public key of the folder.
struct NamedKey {
    std::string file;
    std::string form;  ///< "certificate" or "public key info"
    std::string name;
    unsigned bits;
    crypto::PublicKey key;
};

/// All of them; fails the test if one cannot be read.
std::vector<NamedKey> read_keys();

const NamedKey& find_key(const std::vector<NamedKey>& keys, std::string_view file);

/// A signature of the folder.
struct Signature {
    std::string source;
    std::uint16_t method;
    std::string key;  ///< file
    crypto::SignatureVerdict verdict;
    Bytes authentication_data;
};

crypto::SignatureVerdict verdict_of(std::string_view name);

/// The signatures of one array of the file: "right" or "special".
std::vector<Signature> read_signatures(const char* member);

}  // namespace ikev2::tests
