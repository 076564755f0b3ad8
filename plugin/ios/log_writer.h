// Writing messages as `debug crypto ikev2 packet` of IOS 15 prints them.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "plugin/ios/message.h"

namespace ikev2::ios {

/// What a router knows of a message besides what it holds.
struct LogContext {
    Direction direction = Direction::received;  ///< how it passes the router that writes
    std::optional<std::uint32_t> sa_id;         ///< none: the IKE SA is not known yet
    std::int64_t time = 0;                      ///< nanoseconds since 1970 (UTC), for the stamps
};

/// The lines, each with its newline, that a router prints about `message`: its header and its
/// payloads. Those inside the SK payload of a sent message come before the header, those of a
/// received one after it. A message that was not opened has the line of its SK payload either way.
/// The time is that of the capture: a router's own lines would show a little before or after it.
[[nodiscard]] std::string write_log(const Message& message, const LogContext& context);

/// "SA KE N VID NOTIFY(COOKIE)": the names of the payloads, as the summary of IOS-XE prints them.
[[nodiscard]] std::string write_names(const std::vector<Payload>& payloads);

/// "NOTIFY(COOKIE)".
[[nodiscard]] std::string write_name(const Payload& payload);

}  // namespace ikev2::ios
