// Where the parts of a message lie that keys and state depend on.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "plugin/ike/payload.h"
#include "plugin/session/ike_sa.h"
#include "plugin/session/message.h"
#include "plugin/session/message_view.h"
#include "plugin/session/sk_cipher.h"
#include "plugin/session/suite.h"

namespace ikev2::session {

/// The SK or SKF payload of a message.
struct Encrypted {
    SkLocation where;
    std::uint8_t first_type = 0;        ///< of the payloads inside; 0 in later fragments
    std::uint16_t fragment_number = 0;  ///< of an SKF payload, from 1; 0 in an SK payload
    std::uint16_t fragment_total = 0;
};

/// Whether `exchange` makes an IKE SA, before there are keys to encrypt with: IKE_SA_INIT, or
/// IKE_SESSION_RESUME (RFC 5723).
[[nodiscard]] bool makes_ike_sa(std::uint8_t exchange) noexcept;

/// The unencrypted payloads of `message`.
[[nodiscard]] ike::Chain chain_of(const Message& message) noexcept;

/// Decrypted payloads, of which the first is of type `first_type`.
[[nodiscard]] ike::Chain chain_of(Octets payloads, std::uint8_t first_type) noexcept;

/// The SK or SKF payload of `message`, if it has one.
[[nodiscard]] std::optional<Encrypted> find_encrypted(const Message& message) noexcept;

/// Whether the capture holds all of `message`.
[[nodiscard]] bool is_whole(const Message& message) noexcept;

/// Says in `view` how `suite` divides an Encrypted payload.
void set_layout(MessageView& view, const Suite& suite) noexcept;

/// Who sent `message`, by its Initiator flag.
[[nodiscard]] Sender sender_of(const Message& message) noexcept;

/// Who began the exchange that `message` belongs to.
[[nodiscard]] Sender requester_of(const Message& message) noexcept;

}  // namespace ikev2::session
