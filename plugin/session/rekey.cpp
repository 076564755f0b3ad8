// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/rekey.h"

#include "plugin/iana/security_protocols.h"
#include "plugin/ike/payload_sa.h"

namespace ikev2::session {

namespace {

constexpr std::uint32_t kIkeSpiLength = 8;

// "During subsequent negotiations, it is equal to the size, in octets, of the SPI of the
// corresponding protocol (8 for IKE, 4 for ESP and AH)" (RFC 7296, section 3.3.1).
std::optional<std::uint64_t> ike_spi(const ike::Proposal& proposal) noexcept {
    if (proposal.protocol_id.value != iana::protocol::IKE || proposal.spi.length != kIkeSpiLength) {
        return std::nullopt;
    }
    ike::Reader reader(proposal.spi.value, 0, kIkeSpiLength);
    return reader.u64().value;
}

}  // namespace

std::optional<SpiPair> rekeyed_spis(const Negotiation& request,
                                    const Negotiation& response) noexcept {
    ike::Reader chosen_from = response.sa();
    ike::Proposal chosen;
    if (response.nonce_length == 0 || !ike::next_proposal(chosen_from, chosen)) {
        return std::nullopt;
    }
    const auto responder = ike_spi(chosen);
    if (!responder) {
        return std::nullopt;
    }
    // The response's proposal has the number of the accepted one (section 3.3.1), and each offered
    // proposal has an SPI of its own.
    ike::Reader offered_from = request.sa();
    ike::Proposal offered;
    while (ike::next_proposal(offered_from, offered)) {
        if (offered.number.value == chosen.number.value) {
            if (const auto initiator = ike_spi(offered)) {
                return SpiPair{*initiator, *responder};
            }
        }
    }
    return std::nullopt;
}

}  // namespace ikev2::session
