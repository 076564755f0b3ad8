// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/finding.h"

#include <array>

namespace ikev2::session {

namespace {

using enum Weight;

// In the order of FindingKind.
constexpr std::array kRows{
    FindingRow{FindingKind::cookie_required, "COOKIE_REQUIRED", note,
               "The responder asks for a COOKIE; the negotiation goes on with the next request"},
    FindingRow{FindingKind::wrong_group, "WRONG_GROUP", note,
               "The wrong key exchange group was guessed"},
    FindingRow{FindingKind::message_ids_skipped, "MESSAGE_IDS_SKIPPED", note,
               "Requests are missing"},
    FindingRow{FindingKind::outside_window, "OUTSIDE_WINDOW", warning,
               "More requests are under way than the peer's window allows"},
    FindingRow{FindingKind::message_id_reused, "MESSAGE_ID_REUSED", warning,
               "The Message ID was used for another message"},
    FindingRow{FindingKind::simultaneous_initiation, "SIMULTANEOUS_INITIATION", note,
               "Both ends initiate at the same time"},
    FindingRow{FindingKind::crossing_rekeys, "CROSSING_REKEYS", note,
               "Both ends rekey at the same time (RFC 7296, section 2.8.1)"},
    FindingRow{FindingKind::moved_to_nat_t_port, "MOVED_TO_PORT_4500", chat,
               "The exchange goes on on port 4500"},
    FindingRow{FindingKind::address_changed, "ADDRESS_CHANGED", note,
               "The sender has another address or port than before"},
    FindingRow{FindingKind::path_tried, "PATH_TRIED", chat,
               "The sender tries other addresses (RFC 4555)"},
    FindingRow{FindingKind::mobike_move, "MOBIKE_MOVE", note,
               "The IKE SA moves to other addresses (RFC 4555)"},
    FindingRow{FindingKind::liveness_check, "LIVENESS_CHECK", chat,
               "Liveness check (dead peer detection)"},
    FindingRow{FindingKind::ts_narrowed, "TS_NARROWED", note,
               "The traffic selectors were narrowed"},
    FindingRow{FindingKind::exchange_refused, "EXCHANGE_REFUSED", warning,
               "The exchange was refused"},
    FindingRow{FindingKind::unprotected_error, "UNPROTECTED_ERROR", warning,
               "An error that nothing protects: the peer, or anybody, sent it"},
    FindingRow{FindingKind::deleted, "DELETED", note, "The IKE SA is deleted"},
};

constexpr bool is_in_order() {
    for (std::size_t i = 0; i < kRows.size(); ++i) {
        if (static_cast<std::size_t>(kRows[i].kind) != i) {
            return false;
        }
    }
    return true;
}
static_assert(is_in_order() && kRows.size() == kFindingKinds);

}  // namespace

const FindingRow& row_of(FindingKind kind) noexcept {
    return kRows[static_cast<std::size_t>(kind)];
}

}  // namespace ikev2::session
