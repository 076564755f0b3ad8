// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/crypto/aes_xcbc.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace ikev2::crypto {

AesXcbc::~AesXcbc() {
    explicit_bzero(k2_.data(), k2_.size());
    explicit_bzero(k3_.data(), k3_.size());
}

std::optional<AesXcbc> AesXcbc::make(Octets key) noexcept {
    if (key.size() != kBlockLength) {
        return std::nullopt;
    }
    gcry_cipher_hd_t ecb = nullptr;
    if (gcry_cipher_open(&ecb, GCRY_CIPHER_AES, GCRY_CIPHER_MODE_ECB, 0) != 0) {
        return std::nullopt;
    }
    const CipherHandle ecb_owner(ecb);
    gcry_cipher_hd_t cbc_mac = nullptr;
    if (gcry_cipher_open(&cbc_mac, GCRY_CIPHER_AES, GCRY_CIPHER_MODE_CBC, GCRY_CIPHER_CBC_MAC) !=
        0) {
        return std::nullopt;
    }
    AesXcbc xcbc;
    xcbc.cbc_mac_.reset(cbc_mac);

    // "K1 = 0x01010101010101010101010101010101 encrypted with Key K", and K2 and K3 likewise.
    Block k1;
    k1.fill(1);
    xcbc.k2_.fill(2);
    xcbc.k3_.fill(3);
    const bool derived =
        gcry_cipher_setkey(ecb, key.data(), key.size()) == 0 &&
        gcry_cipher_encrypt(ecb, k1.data(), k1.size(), nullptr, 0) == 0 &&
        gcry_cipher_encrypt(ecb, xcbc.k2_.data(), xcbc.k2_.size(), nullptr, 0) == 0 &&
        gcry_cipher_encrypt(ecb, xcbc.k3_.data(), xcbc.k3_.size(), nullptr, 0) == 0 &&
        gcry_cipher_setkey(cbc_mac, k1.data(), k1.size()) == 0;
    explicit_bzero(k1.data(), k1.size());
    if (!derived) {
        return std::nullopt;
    }
    return xcbc;
}

bool AesXcbc::compute(std::initializer_list<Octets> data, MutableOctets out) noexcept {
    if (out.size() > kBlockLength || gcry_cipher_reset(cbc_mac_.get()) != 0) {
        return false;
    }
    // With the CBC_MAC flag the cipher writes only the last block and keeps it as the next IV.
    Block chained{};
    const auto chain = [&](Octets blocks) {
        return gcry_cipher_encrypt(cbc_mac_.get(), chained.data(), chained.size(), blocks.data(),
                                   blocks.size()) == 0;
    };

    // The octets not chained yet: 1 to 16 once there were any, as the last block is a special one.
    Block block{};
    std::size_t held = 0;
    for (Octets piece : data) {
        if (piece.empty()) {
            continue;
        }
        if (held == block.size()) {
            if (!chain(block)) {
                return false;
            }
            held = 0;
        }
        if (held > 0) {
            const std::size_t taken = std::min(block.size() - held, piece.size());
            std::copy_n(piece.begin(), taken, block.begin() + held);
            held += taken;
            piece = piece.subspan(taken);
            if (piece.empty()) {
                continue;
            }
            if (!chain(block)) {
                return false;
            }
        }
        const std::size_t whole = (piece.size() - 1) / block.size() * block.size();
        if (whole > 0 && !chain(piece.first(whole))) {
            return false;
        }
        held = piece.size() - whole;
        std::copy_n(piece.subspan(whole).begin(), held, block.begin());
    }

    const Block& last_key = held == block.size() ? k2_ : k3_;
    if (held < block.size()) {
        block[held] = 0x80;
        std::fill(block.begin() + held + 1, block.end(), std::uint8_t{0});
    }
    for (std::size_t i = 0; i < block.size(); ++i) {
        block[i] ^= last_key[i];
    }
    const bool done = chain(block);
    std::copy_n(chained.begin(), out.size(), out.begin());
    return done;
}

}  // namespace ikev2::crypto
