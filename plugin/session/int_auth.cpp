// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/int_auth.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "plugin/crypto/join.h"
#include "plugin/crypto/prf.h"
#include "plugin/iana/payload_types.h"
#include "plugin/session/message_layout.h"

namespace ikev2::session {

namespace {

constexpr std::size_t kNextPayloadAt = 16;
constexpr std::size_t kLengthAt = 24;
constexpr std::size_t kGenericHeaderLength = 4;

void put_length(std::vector<std::uint8_t>& octets, std::size_t at, std::size_t width,
                std::size_t value) {
    for (std::size_t i = width; i-- > 0; value >>= 8U) {
        octets[at + i] = static_cast<std::uint8_t>(value);
    }
}

// IntAuth_[i/r]*A: "the sequence of octets from the first octet of the IKE Header ... to the last
// octet of the generic header of the Encrypted payload", in which the Length of the message and the
// Payload Length are as if IV, padding and Integrity Checksum Data were not there; and as if the
// message had not been fragmented.
std::vector<std::uint8_t> authenticated_header(const Message& message, const Encrypted& encrypted,
                                               std::uint8_t first_type, std::size_t length) {
    std::vector<std::uint8_t> header(message.octets.begin(),
                                     message.octets.begin() + ike::kHeaderLength);
    if (encrypted.fragment_number == 0) {
        header.assign(message.octets.begin(), message.octets.begin() + encrypted.where.body);
    } else {
        header[kNextPayloadAt] = iana::payload::SK;
        header.insert(header.end(), {first_type, 0, 0, 0});
    }
    put_length(header, kLengthAt, 4, header.size() + length);
    put_length(header, header.size() - 2, 2, kGenericHeaderLength + length);
    return header;
}

const IntAuth& covered_of(const Side& side) noexcept {
    static const IntAuth of_none;
    return side.int_auth ? *side.int_auth : of_none;
}

}  // namespace

void take_intermediate(IkeSa& sa, const Message& message, std::uint8_t first_type,
                       Octets payloads) {
    const Sender sender = sender_of(message);
    Side& side = sa.side(sender);
    const IntAuth& covered = covered_of(side);
    const auto encrypted = find_encrypted(message);
    // Message IDs count from 1, that of the first exchange after IKE_SA_INIT.
    if (!encrypted || message.header.message_id.value != covered.messages + 1 || !sa.bound ||
        !sa.can_derive()) {
        return;
    }
    const Secret& sk_p = sa.bound->sk_p(sender);
    Secret mac(sa.suite->prf->output_length);
    if (sk_p.empty() ||
        !crypto::compute_prf(
            *sa.suite->prf, sk_p,
            {covered.value, authenticated_header(message, *encrypted, first_type, payloads.size()),
             payloads},
            mac)) {
        return;
    }
    side.int_auth = IntAuth{std::move(mac), covered.messages + 1};
}

std::optional<Secret> int_auth(const IkeSa& sa) {
    if (!sa.intermediate_seen) {
        return Secret();
    }
    for (const Side& side : sa.sides) {
        if (covered_of(side).messages + 1 != sa.first_auth_id) {
            return std::nullopt;
        }
    }
    std::vector<std::uint8_t> message_id(4);
    put_length(message_id, 0, message_id.size(), sa.first_auth_id);
    return crypto::join({covered_of(sa.side(Sender::initiator)).value,
                         covered_of(sa.side(Sender::responder)).value, message_id});
}

}  // namespace ikev2::session
