// What differs between a captured message and the same message as a router printed it.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "plugin/ios/capture_message.h"
#include "plugin/ios/finding.h"
#include "plugin/ios/log_event.h"

namespace ikev2::ios {

/// One thing that differs. A length that follows from another difference is none of its own.
struct Difference {
    FindingKind kind = FindingKind::value;
    std::uint32_t line = 0;
    std::string where;  ///< "TSi"; empty: the message as a whole
    std::string in_capture;
    std::string in_debug;
    const char* meaning = "";
};

/// What a router's dump of a message says against itself: lengths that do not add up, payloads that
/// another payload or the SK payload announces and that were not printed. `shows_inside`: the log
/// shows elsewhere what the messages that the router sends encrypted hold.
[[nodiscard]] std::vector<Difference> contradictions(const LogMessage& message, bool shows_inside);

/// What differs. What a debug cannot show is no difference: SPIs of proposals, key lengths, the SK
/// payload of a received message, what the form of the dump leaves out, names that no table has;
/// nor what `contradictions` has named.
[[nodiscard]] std::vector<Difference> differences(const CaptureMessage& captured,
                                                  const LogMessage& logged);

/// Whether both list the same payloads with the same lengths.
[[nodiscard]] bool same_payload_list(const Message& captured, const Message& logged);

}  // namespace ikev2::ios
