// The time stamps of a router's log.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include "plugin/ios/scanner.h"

namespace ikev2::ios {

/// A time stamp, as a router prints it.
struct Stamp {
    std::uint16_t year = 0;  ///< 0: not printed
    std::uint8_t month = 0;  ///< from 1; 0: only the time of day, or since the start, was printed
    std::uint8_t day = 0;
    std::uint32_t hour = 0;
    std::uint8_t minute = 0;
    std::uint8_t second = 0;
    std::uint32_t nanosecond = 0;
    char clock = 0;  ///< '*': the clock is not authoritative; '.': it was, and is not now; 0: it is
    std::string zone;

    /// Nanoseconds since 1970 on the router's clock. `year` stands in where none was printed; the
    /// zone does not count, as most of them have no fixed meaning.
    [[nodiscard]] std::int64_t time(int default_year) const noexcept;
};

/// Takes a time stamp with the colon behind it, and the blank behind that:
///     *Nov 11 19:30:34.811: | Jun  8 19:14:38.051 GMT: | Nov 30 2024 11:16:54.881 UTC:
///     2023-03-22T15:10:19Z: | 00:12:34:
[[nodiscard]] bool take_stamp(Scanner& scanner, Stamp& stamp);

/// A stamp as IOS prints it when `service timestamps debug datetime msec` is set, with "*" and
/// without the colon, for a time in nanoseconds since 1970 (UTC).
[[nodiscard]] std::string write_stamp(std::int64_t time);

/// The year of a time in nanoseconds since 1970 (UTC).
[[nodiscard]] int year_of(std::int64_t time) noexcept;

}  // namespace ikev2::ios
