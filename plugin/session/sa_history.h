// What happened to one IKE SA, in plain values.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "plugin/base/pool.h"
#include "plugin/session/ike_sa.h"
#include "plugin/session/message.h"
#include "plugin/session/message_view.h"
#include "plugin/session/sa_verdict.h"

namespace ikev2::session {

/// The AUTH payloads of one side. With EAP a side may send two.
struct AuthHistory {
    std::uint8_t method = 0;  ///< of the first; 0: none was seen
    bool verified = false;    ///< one was, and none was wrong
    bool wrong = false;
    const AuthView* last = &kNoAuth;  ///< of the last; belongs to the state of the capture
};

/// What the last AUTH payload was checked with: `PSK of keys.txt:5`, `key of certificate "CN=hub"
/// and PPK of keys.txt:6`; "" if with nothing.
[[nodiscard]] std::string source_text(const AuthHistory& auth);

/// Whether the address of a side is translated, by the hashes of RFC 7296, section 2.23.
enum class Nat : std::uint8_t { unknown, absent, present };

/// The NAT detection hashes of a side's IKE_SA_INIT message, of each the first 8 octets, until
/// somebody asks what they say.
struct NatHashes {
    std::uint64_t source = 0;
    std::uint64_t destination = 0;
    bool of_source = false;  ///< whether `source` is one
    bool of_destination = false;

    [[nodiscard]] bool any() const noexcept { return of_source || of_destination; }
};

/// One side of an IKE SA.
struct SideHistory {
    Address first_address{};
    Address address{};                      ///< the latest
    std::uint8_t first_address_length = 0;  ///< 4 or 16
    std::uint8_t address_length = 0;
    std::uint16_t first_port = 0;
    std::uint16_t port = 0;
    bool seen = false;       ///< the addresses and ports are known
    Nat nat = Nat::unknown;  ///< as far as it was judged: see nat_of
    NatHashes nat_hashes;    ///< that were not judged yet
    bool supports_fragmentation = false;
    bool supports_mobike = false;
    bool ids_known = false;     ///< whether next_id is
    std::uint32_t next_id = 0;  ///< the Message ID after the highest of its requests
    std::uint32_t window = 1;   ///< "is always one until a SET_WINDOW_SIZE" (section 2.3)
    std::uint32_t liveness_checks = 0;
    std::uint32_t requests = 0;
    std::vector<std::uint32_t, PoolAllocator<std::uint32_t>>
        open_requests;  ///< Message IDs, in their order
    AuthHistory auth;
};

/// An IKE SA. A frame of 0 says that there was no such message.
struct SaHistory {
    std::array<SideHistory, 2> sides;
    bool eap = false;
    bool fragments = false;        ///< an SKF payload was seen
    bool nat_t = false;            ///< port 4500 was used
    bool child_requested = false;  ///< IKE_AUTH asks for a CHILD_SA
    bool another_auth = false;     ///< the initiator is to authenticate once more (RFC 4739)
    bool auth_read = false;        ///< an IKE_AUTH response was decrypted
    bool short_refusal = false;    ///< the first one has no room for an AUTH payload
    std::uint32_t first_frame = 0;
    std::uint32_t last_frame = 0;
    std::int64_t first_time = 0;
    std::int64_t last_time = 0;

    std::uint32_t messages = 0;
    std::uint32_t encrypted = 0;
    std::uint32_t decrypted = 0;
    std::uint32_t integrity_failures = 0;
    std::uint32_t retransmissions = 0;
    std::uint32_t duplicates = 0;

    std::uint32_t init_request = 0;  ///< frames
    std::uint32_t init_response = 0;
    std::uint32_t auth_request = 0;
    std::uint32_t auth_response = 0;
    std::uint32_t later_exchange = 0;  ///< after IKE_AUTH
    std::uint32_t cookie_rounds = 0;
    std::uint32_t group_rounds = 0;
    std::uint32_t refusals = 0;    ///< whose reasons were looked for
    std::uint32_t last_round = 0;  ///< frame of the last response that asks for another request
    std::uint16_t last_round_notify = 0;
    std::uint32_t auth_lifetime = 0;  ///< seconds (RFC 4478); 0: none was set

    const Verdict* verdict = nullptr;   ///< as far as a message has decided; null: none has
    std::vector<std::uint16_t> errors;  ///< types of error notifies, each once, in their order

    std::uint32_t deleted = 0;
    Sender deleted_by{};
    const IkeSa* rekeyed_to = nullptr;

    [[nodiscard]] SideHistory& side(Sender sender) noexcept { return sides[index_of(sender)]; }
    [[nodiscard]] const SideHistory& side(Sender sender) const noexcept {
        return sides[index_of(sender)];
    }
};

/// What happened to a CHILD_SA.
struct ChildHistory {
    std::uint32_t deleted = 0;  ///< frame
    bool replaces_known = false;
    std::uint32_t replaces = 0;  ///< number of the CHILD_SA that it rekeyed
    bool narrowed = false;
};

}  // namespace ikev2::session
