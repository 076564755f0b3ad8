// One half of a key exchange, as a message carries it.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "plugin/base/octets.h"
#include "plugin/base/pool.h"
#include "plugin/ike/payload.h"
#include "plugin/session/message_content.h"
#include "plugin/session/suite.h"

namespace ikev2::session {

/// What one side contributes to the keys: nonce and Key Exchange Data. `octets` is a whole
/// IKE_SA_INIT message, which AUTH covers octet for octet (RFC 7296, section 2.15), or the payloads
/// of a CREATE_CHILD_SA message. Lengths of 0 say that there is no such payload.
struct Negotiation {
    /// What of the octets is kept.
    enum class Keep : std::uint8_t {
        all,
        offers,  ///< SA and TS payloads and the ticket, with what lies between them
    };

    KeptOctets octets;
    std::uint32_t nonce_offset = 0;
    std::uint32_t nonce_length = 0;
    std::uint32_t ke_offset = 0;  ///< of the Key Exchange Data
    std::uint32_t ke_length = 0;
    std::uint16_t ke_method = 0;  ///< Diffie-Hellman group of the KE payload
    std::uint32_t sa_offset = 0;  ///< body of the SA payload
    std::uint32_t sa_length = 0;
    std::uint32_t tsi_offset = 0;  ///< bodies of the TS payloads
    std::uint32_t tsi_length = 0;
    std::uint32_t tsr_offset = 0;
    std::uint32_t tsr_length = 0;
    std::uint32_t ppk_id_offset = 0;  ///< of the PPK_IDENTITY notification (RFC 9867)
    std::uint32_t ppk_id_length = 0;
    std::uint32_t ticket_offset = 0;  ///< of the TICKET_OPAQUE notification (RFC 5723)
    std::uint32_t ticket_length = 0;
    std::uint32_t link_offset = 0;  ///< of ADDITIONAL_KEY_EXCHANGE (RFC 9370, section 2.2.4)
    std::uint32_t link_length = 0;
    bool ppk_offered = false;  ///< PPK_IDENTITY_KEY is there (RFC 9867)
    bool use_transport_mode = false;
    bool full_transcript_auth = false;  ///< IKE_SA_INIT_FULL_TRANSCRIPT_AUTH is there
    bool whole = true;                  ///< all octets are in `octets`
    std::uint64_t digest = 0;           ///< digest_of them all; 0 where nobody set it

    /// Takes what was read of `octets` into `content`. Lengths say what is there, kept or not.
    [[nodiscard]] static Negotiation of(const MessageContent& content, Octets octets,
                                        Keep keep = Keep::all);

    /// Likewise, where only the SA and TS payloads are of use: of `octets` as many are kept as hold
    /// those, unless the message takes part in the keys as well.
    [[nodiscard]] static Negotiation of_child(const MessageContent& content, Octets octets);

    /// Reads the payloads that `chain` walks along. `chain` must be one over `octets`.
    [[nodiscard]] static Negotiation read(Octets octets, ike::Chain chain);

    /// Whether it was read from these octets, whose digest_of is `digest_of_them`.
    [[nodiscard]] bool is_of(Octets message, std::uint64_t digest_of_them) const noexcept;

    /// Empty if it was not kept.
    [[nodiscard]] Octets nonce() const noexcept { return kept(nonce_offset, nonce_length); }
    /// Likewise.
    [[nodiscard]] Octets public_value() const noexcept { return kept(ke_offset, ke_length); }
    /// A PPK_ID with its type; empty if there is none, or it was not kept.
    [[nodiscard]] Octets ppk_id() const noexcept { return kept(ppk_id_offset, ppk_id_length); }
    /// The ticket by which an IKE SA is resumed; empty if there is none.
    [[nodiscard]] Octets ticket() const noexcept {
        return Octets(octets).subspan(ticket_offset, ticket_length);
    }
    /// What links IKE_FOLLOWUP_KE to the exchange before it; empty if there is nothing, or it was
    /// not kept.
    [[nodiscard]] Octets link() const noexcept { return kept(link_offset, link_length); }
    /// The SA payload's body; empty if there is none.
    [[nodiscard]] Octets sa_body() const noexcept {
        return Octets(octets).subspan(sa_offset, sa_length);
    }
    /// A reader of it.
    [[nodiscard]] ike::Reader sa() const noexcept {
        return {octets, sa_offset, sa_offset + sa_length};
    }
    [[nodiscard]] ike::Reader tsi() const noexcept {
        return {octets, tsi_offset, tsi_offset + tsi_length};
    }
    [[nodiscard]] ike::Reader tsr() const noexcept {
        return {octets, tsr_offset, tsr_offset + tsr_length};
    }

  private:
    // Fills in all but `octets`.
    void locate(const MessageContent& content);
    void keep(Octets message, Keep what);
    [[nodiscard]] Octets kept(std::uint32_t offset, std::uint32_t length) const noexcept {
        return whole ? Octets(octets).subspan(offset, length) : Octets();
    }
};

/// Whether a CREATE_CHILD_SA exchange mixed a PPK into the keys that it makes: the requester
/// offered some by PPK_IDENTITY_KEY, and the other side named one (RFC 9867).
[[nodiscard]] inline bool mixes_ppk(const Negotiation& request,
                                    const Negotiation& response) noexcept {
    return request.ppk_offered && (response.ppk_offered || response.ppk_id_length != 0);
}

}  // namespace ikev2::session
