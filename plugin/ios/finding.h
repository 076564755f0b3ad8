// What was found in holding a log against a capture.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ikev2::ios {

enum class FindingKind : std::uint8_t {
    missing_in_capture,
    missing_in_debug,
    length,
    payloads,
    value,
    retransmit,
    debug_inconsistent,
};

/// "missing-in-capture": the word that a finding begins with.
[[nodiscard]] const char* kind_name(FindingKind kind) noexcept;

struct Finding {
    FindingKind kind = FindingKind::value;
    std::uint32_t frame = 0;        ///< 0: none
    std::size_t log = 0;            ///< index of the log
    std::uint32_t line = 0;         ///< of the log; 0: none
    std::string what;               ///< "IKE_AUTH response, ID 1: TSr"
    std::string in_capture;         ///< empty: nothing
    std::string in_debug;           ///< empty: nothing
    const char* meaning = "";       ///< in one line, what it usually means
    std::uint32_t after_frame = 0;  ///< without a frame: the last one before it in the log; 0: none
};

/// The finding in one line without newline, its kind first:
///     value: frame 4, router1.log:178: IKE_AUTH response, ID 1: TSr: capture 10.0.0.0-10.0.0.255,
///     debug 0.0.0.0-255.255.255.255 (meaning)
[[nodiscard]] std::string write_finding(const Finding& finding, const std::string& log_name);

/// The same as a JSON object in one line: `kind frame log line what capture debug meaning`; frame
/// and line are null where there is none, capture and debug where nothing is.
[[nodiscard]] std::string write_finding_json(const Finding& finding, const std::string& log_name);

/// `text` as a JSON string with its quotes.
[[nodiscard]] std::string write_json_string(std::string_view text);

}  // namespace ikev2::ios
