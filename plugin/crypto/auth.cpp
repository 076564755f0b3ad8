// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/crypto/auth.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "plugin/crypto/join.h"

namespace ikev2::crypto {

namespace {

/// 17 ASCII characters, no null at the end (RFC 7296, section 2.15).
constexpr std::array<std::uint8_t, 17> kKeyPad = {'K', 'e', 'y', ' ', 'P', 'a', 'd', ' ', 'f',
                                                  'o', 'r', ' ', 'I', 'K', 'E', 'v', '2'};

}  // namespace

std::optional<Secret> signed_octets(const Prf& prf, Octets real_message, Octets peer_nonce,
                                    Octets sk_p, Octets id_payload_body, Octets int_auth) {
    Secret maced_id(prf.output_length);
    if (!compute_prf(prf, sk_p, {id_payload_body}, maced_id)) {
        return std::nullopt;
    }
    return join({real_message, peer_nonce, maced_id, int_auth});
}

Mac* SharedKeyPads::keyed(const Prf& prf, Octets shared_secret) {
    for (Entry& entry : entries_) {
        if (entry.prf == &prf && std::ranges::equal(entry.shared_secret, shared_secret)) {
            return &*entry.mac;
        }
    }
    Secret key(prf.output_length);
    if (!compute_prf(prf, shared_secret, {kKeyPad}, key)) {
        return nullptr;
    }
    std::optional<Mac> mac = keyed_prf(prf, key);
    if (!mac) {
        return nullptr;
    }
    Entry& entry = entries_.at(next_);
    next_ = (next_ + 1) % entries_.size();
    entry = {&prf, to_secret(shared_secret), std::move(mac)};
    return &*entry.mac;
}

std::optional<Secret> shared_key_auth(const Prf& prf, Octets shared_secret, Octets real_message,
                                      Octets peer_nonce, Octets sk_p, Octets id_payload_body,
                                      Octets int_auth, SharedKeyPads* pads) {
    SharedKeyPads once;
    Mac* keyed = (pads != nullptr ? *pads : once).keyed(prf, shared_secret);
    Secret maced_id(prf.output_length);
    Secret auth(prf.output_length);
    if (keyed == nullptr || !compute_prf(prf, sk_p, {id_payload_body}, maced_id) ||
        !keyed->compute({real_message, peer_nonce, maced_id, int_auth}, auth)) {
        return std::nullopt;
    }
    return auth;
}

}  // namespace ikev2::crypto
