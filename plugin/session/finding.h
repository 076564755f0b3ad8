// What is worth an engineer's notice in a message: the table of findings.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace ikev2::session {

enum class FindingKind : std::uint8_t {
    cookie_required,
    wrong_group,
    message_ids_skipped,
    outside_window,
    message_id_reused,
    simultaneous_initiation,
    crossing_rekeys,
    moved_to_nat_t_port,
    address_changed,
    path_tried,
    mobike_move,
    liveness_check,
    ts_narrowed,
    exchange_refused,
    unprotected_error,
    deleted,
};
inline constexpr std::size_t kFindingKinds = static_cast<std::size_t>(FindingKind::deleted) + 1;

/// How much a finding matters.
enum class Weight : std::uint8_t { chat, note, warning };

/// A row of the table.
struct FindingRow {
    FindingKind kind;
    const char* name;  ///< for programs
    Weight weight;
    const char* text;  ///< for people, without a full stop
};

[[nodiscard]] const FindingRow& row_of(FindingKind kind) noexcept;

/// A finding. Belongs to the state of the capture.
struct Finding {
    FindingKind kind{};
    std::uint32_t sa = 0;           ///< number of the IKE SA
    std::uint32_t frame = 0;        ///< of the message
    const char* detail = nullptr;   ///< what there is to say besides; null: nothing
    const Finding* next = nullptr;  ///< in the same message
};

}  // namespace ikev2::session
