// What a negotiation came to, and why: the table of causes.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

namespace ikev2::session {

/// How a negotiation ended.
enum class Outcome : std::uint8_t {
    open,         ///< the capture does not tell
    established,  ///< IKE SA and what was asked for besides
    partial,      ///< the IKE SA, but not its first CHILD_SA
    failed,
};

/// Why.
enum class Cause : std::uint8_t {
    established,
    ts_narrowed,
    childless,
    rekeyed,
    seen_established,
    no_proposal_chosen,
    invalid_ke_payload,
    authentication_failed,
    ts_unacceptable,
    invalid_syntax,
    unsupported_critical_payload,
    invalid_major_version,
    internal_address_failure,
    failed_cp_required,
    refused,
    refused_unread,
    eap_failure,
    ticket_nack,
    cookie_unanswered,
    no_reply,
    fragments_lost,
    half_open,
    unfinished,
    not_decrypted,
    no_beginning,
};

/// A row of the table.
struct CauseRow {
    Cause cause;
    const char* name;      ///< for programs; that of the notify where one is the cause
    Outcome outcome;       ///< unless the verdict says otherwise
    std::uint16_t notify;  ///< the error notify that it stands for; 0: none
    const char* text;      ///< for people, without a full stop
};

[[nodiscard]] const CauseRow& row_of(Cause cause) noexcept;

/// The cause that an error notify of this type is; Cause::refused if the table has none of its own.
[[nodiscard]] Cause cause_of_notify(std::uint16_t type) noexcept;

/// "established", "partial", "failed", "open".
[[nodiscard]] const char* name_of(Outcome outcome) noexcept;

/// A verdict. Owns nothing.
struct Verdict {
    Cause cause{};
    Outcome outcome{};
    std::uint32_t frame = 0;       ///< to look at; 0: none
    const char* detail = nullptr;  ///< what there is to say besides; null: nothing
};

}  // namespace ikev2::session
