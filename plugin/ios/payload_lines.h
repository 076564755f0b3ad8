// The lines of a payload dump.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

#include "plugin/ios/message.h"

namespace ikev2::ios {

/// What a line of a dump was read as.
enum class DumpLine : std::uint8_t {
    none,     ///< nothing of a dump
    payload,  ///< the generic header of a payload, which begins a new one
    detail,   ///< what a payload holds
    octets,   ///< a row of hex digits
};

/// Reads ` NAME  Next payload: P, reserved: 0x0, length: L`, with what may stand in front of it
/// when it was received (`Parse Notify Payload: COOKIE NOTIFY(COOKIE)  Next payload: ...`):
/// `parsed` then. False if the line is none; `payload` is then left alone.
[[nodiscard]] bool read_payload_line(std::string_view text, Payload& payload, bool& parsed);

/// Reads a line about what `payload` holds into it.
[[nodiscard]] DumpLine read_detail_line(std::string_view text, Payload& payload);

/// Whether the line begins like one of a dump; used to tell it from the rest of a wrapped line.
[[nodiscard]] bool begins_like_dump(std::string_view text) noexcept;

/// Reads a line of payload names, ` SA KE N VID NOTIFY(COOKIE)`, and adds one payload for each.
/// False if it has any other word.
[[nodiscard]] bool read_names_line(std::string_view text, std::vector<Payload>& payloads);

}  // namespace ikev2::ios
