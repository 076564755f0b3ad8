// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/crypto/hash.h"

#include <gcrypt.h>

#include <algorithm>
#include <iterator>

namespace ikev2::crypto {

namespace {

// RFC 8017, appendix B.1.
constexpr Hash kHashes[] = {
    {GCRY_MD_MD5, "MD5", 16, Oid("1.2.840.113549.2.5")},
    {GCRY_MD_SHA1, "SHA-1", 20, Oid("1.3.14.3.2.26")},
    {GCRY_MD_SHA224, "SHA-224", 28, Oid("2.16.840.1.101.3.4.2.4")},
    {GCRY_MD_SHA256, "SHA-256", 32, Oid("2.16.840.1.101.3.4.2.1")},
    {GCRY_MD_SHA384, "SHA-384", 48, Oid("2.16.840.1.101.3.4.2.2")},
    {GCRY_MD_SHA512, "SHA-512", 64, Oid("2.16.840.1.101.3.4.2.3")},
};

template <typename Matches>
const Hash* find(Matches matches) noexcept {
    const auto* row = std::find_if(std::begin(kHashes), std::end(kHashes), matches);
    return row == std::end(kHashes) || gcry_md_test_algo(row->id) != 0 ? nullptr : row;
}

}  // namespace

const Hash* find_hash(Octets oid) noexcept {
    return find([oid](const Hash& hash) { return hash.oid.is(oid); });
}

const Hash* find_hash(int id) noexcept {
    return find([id](const Hash& hash) { return hash.id == id; });
}

std::optional<Digest> Digest::make(const Hash& hash, std::initializer_list<Octets> data) noexcept {
    std::array<gcry_buffer_t, 4> pieces{};
    if (data.size() > pieces.size()) {
        return std::nullopt;
    }
    std::size_t count = 0;
    for (const Octets piece : data) {
        // libgcrypt only reads it.
        pieces.at(count).data = const_cast<std::uint8_t*>(piece.data());
        pieces.at(count).len = piece.size();
        ++count;
    }
    Digest digest(hash.length);
    if (gcry_md_hash_buffers(hash.id, 0, digest.octets_.data(), pieces.data(),
                             static_cast<int>(count)) != 0) {
        return std::nullopt;
    }
    return digest;
}

bool Digest::equals(Octets other) const noexcept {
    return std::ranges::equal(octets(), other);
}

}  // namespace ikev2::crypto
