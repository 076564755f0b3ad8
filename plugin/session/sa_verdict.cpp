// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/sa_verdict.h"

#include <algorithm>
#include <array>

#include "plugin/iana/notify_types.h"

namespace ikev2::session {

namespace {

using enum Outcome;

// In the order of Cause.
constexpr std::array kRows{
    CauseRow{Cause::established, "ESTABLISHED", established, 0, "IKE SA and CHILD_SA established"},
    CauseRow{Cause::ts_narrowed, "TS_NARROWED", established, 0,
             "IKE SA and CHILD_SA established, with narrowed traffic selectors"},
    CauseRow{Cause::childless, "CHILDLESS", established, 0,
             "IKE SA established without a CHILD_SA"},
    CauseRow{Cause::rekeyed, "REKEYED", established, 0, "IKE SA established by rekeying another"},
    CauseRow{Cause::seen_established, "SEEN_ESTABLISHED", established, 0,
             "Established, as the exchanges after IKE_AUTH show; IKE_AUTH itself was not read"},
    CauseRow{Cause::no_proposal_chosen, "NO_PROPOSAL_CHOSEN", failed,
             iana::notify::NO_PROPOSAL_CHOSEN, "No proposal was acceptable"},
    CauseRow{Cause::invalid_ke_payload, "INVALID_KE_PAYLOAD", failed,
             iana::notify::INVALID_KE_PAYLOAD,
             "The wrong key exchange group was guessed, and there was no second try"},
    CauseRow{Cause::authentication_failed, "AUTHENTICATION_FAILED", failed,
             iana::notify::AUTHENTICATION_FAILED, "Authentication failed"},
    CauseRow{Cause::ts_unacceptable, "TS_UNACCEPTABLE", failed, iana::notify::TS_UNACCEPTABLE,
             "The traffic selectors were not acceptable"},
    CauseRow{Cause::invalid_syntax, "INVALID_SYNTAX", failed, iana::notify::INVALID_SYNTAX,
             "The peer could not make sense of the request"},
    CauseRow{Cause::unsupported_critical_payload, "UNSUPPORTED_CRITICAL_PAYLOAD", failed,
             iana::notify::UNSUPPORTED_CRITICAL_PAYLOAD,
             "The peer does not know a payload that is marked critical"},
    CauseRow{Cause::invalid_major_version, "INVALID_MAJOR_VERSION", failed,
             iana::notify::INVALID_MAJOR_VERSION, "The peer does not speak this version of IKE"},
    CauseRow{Cause::internal_address_failure, "INTERNAL_ADDRESS_FAILURE", failed,
             iana::notify::INTERNAL_ADDRESS_FAILURE,
             "The responder has no internal address to give"},
    CauseRow{Cause::failed_cp_required, "FAILED_CP_REQUIRED", failed,
             iana::notify::FAILED_CP_REQUIRED,
             "The responder demands that an internal address is asked for"},
    CauseRow{Cause::refused, "REFUSED", failed, 0, "The peer refused"},
    CauseRow{Cause::refused_unread, "REFUSED_UNREAD", failed, 0,
             "IKE_AUTH was refused; a key would tell why"},
    CauseRow{Cause::eap_failure, "EAP_FAILURE", failed, 0, "EAP failed"},
    CauseRow{Cause::ticket_nack, "TICKET_NACK", failed, 0,
             "The responder does not take the ticket: the IKE SA was not resumed"},
    CauseRow{Cause::cookie_unanswered, "COOKIE_UNANSWERED", failed, 0,
             "The responder asked for a COOKIE, and none came"},
    CauseRow{Cause::no_reply, "NO_REPLY", failed, 0, "No reply"},
    CauseRow{Cause::fragments_lost, "FRAGMENTS_LOST", failed, 0,
             "Fragments of a message were lost"},
    CauseRow{Cause::half_open, "HALF_OPEN", open, 0,
             "Half-open: IKE_SA_INIT is done, and IKE_AUTH is not in the capture"},
    CauseRow{Cause::unfinished, "UNFINISHED", open, 0, "The capture ends before IKE_AUTH is done"},
    CauseRow{Cause::not_decrypted, "NOT_DECRYPTED", open, 0,
             "IKE_AUTH was answered, and what it says was not decrypted"},
    CauseRow{Cause::no_beginning, "NO_BEGINNING", open, 0, "The negotiation is not in the capture"},
};

constexpr bool is_in_order() {
    for (std::size_t i = 0; i < kRows.size(); ++i) {
        if (static_cast<std::size_t>(kRows[i].cause) != i) {
            return false;
        }
    }
    return true;
}
static_assert(is_in_order());

}  // namespace

const CauseRow& row_of(Cause cause) noexcept {
    return kRows[static_cast<std::size_t>(cause)];
}

Cause cause_of_notify(std::uint16_t type) noexcept {
    const auto* row = std::ranges::find_if(
        kRows, [&](const CauseRow& one) { return one.notify != 0 && one.notify == type; });
    return row != kRows.end() ? row->cause : Cause::refused;
}

const char* name_of(Outcome outcome) noexcept {
    switch (outcome) {
        case open:
            return "open";
        case established:
            return "established";
        case partial:
            return "partial";
        case failed:
            break;
    }
    return "failed";
}

}  // namespace ikev2::session
