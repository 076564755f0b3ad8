// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ios/stamp.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <string_view>

namespace ikev2::ios {

namespace {

constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

bool take_month(Scanner& scanner, std::uint8_t& month) {
    for (std::size_t i = 0; i < months.size(); ++i) {
        if (scanner.literal(months[i])) {
            month = static_cast<std::uint8_t>(i + 1);
            return true;
        }
    }
    return false;
}

bool take_fraction(Scanner& scanner, std::uint32_t& nanosecond) {
    const std::string_view before = scanner.left();
    std::uint64_t digits = 0;
    if (!scanner.number(digits)) {
        return false;
    }
    constexpr std::size_t kDigits = 9;
    const std::size_t count = before.size() - scanner.left().size();
    if (count > kDigits) {
        return false;
    }
    for (std::size_t i = count; i < kDigits; ++i) {
        digits *= 10;
    }
    nanosecond = static_cast<std::uint32_t>(digits);
    return true;
}

// HH:MM:SS[.fraction]
bool take_time_of_day(Scanner& scanner, Stamp& stamp) {
    if (!scanner.number(stamp.hour) || !scanner.literal(":") || !scanner.number(stamp.minute) ||
        !scanner.literal(":") || !scanner.number(stamp.second)) {
        return false;
    }
    if (stamp.minute > 59 || stamp.second > 60) {
        return false;
    }
    return !scanner.literal(".") || take_fraction(scanner, stamp.nanosecond);
}

bool take_end(Scanner& scanner) {
    if (!scanner.literal(":")) {
        return false;
    }
    scanner.literal(" ");
    return true;
}

// YYYY-MM-DDTHH:MM:SS[.fraction][Z]
bool take_iso(Scanner& scanner, Stamp& stamp) {
    const bool date = scanner.number(stamp.year) && scanner.literal("-") &&
                      scanner.number(stamp.month) && scanner.literal("-") &&
                      scanner.number(stamp.day) && scanner.literal("T");
    if (!date || stamp.month == 0 || stamp.month > months.size()) {
        return false;
    }
    if (!take_time_of_day(scanner, stamp)) {
        return false;
    }
    if (scanner.literal("Z")) {
        stamp.zone = "Z";
    }
    return take_end(scanner);
}

// Mon DD [YYYY] HH:MM:SS[.fraction] [ZONE]
bool take_ios(Scanner& scanner, Stamp& stamp) {
    for (const char clock : {'*', '.'}) {
        if (scanner.literal({&clock, 1})) {
            stamp.clock = clock;
        }
    }
    if (!take_month(scanner, stamp.month) || !scanner.at(" ") || !scanner.number(stamp.day)) {
        return false;
    }
    Scanner with_year = scanner;
    if (with_year.at(" ") && with_year.number(stamp.year) && with_year.at(" ")) {
        scanner = with_year;
    } else {
        stamp.year = 0;
    }
    if (!scanner.at(" ") || !take_time_of_day(scanner, stamp)) {
        return false;
    }
    if (scanner.literal(" ")) {
        std::string_view zone;
        if (Scanner ahead = scanner;
            !ahead.until(":", zone) || zone.find(' ') != std::string_view::npos) {
            return false;
        }
        scanner.literal(zone);
        stamp.zone = zone;
    }
    return take_end(scanner);
}

std::string padded(std::int64_t number, std::size_t width, char fill) {
    const std::string digits = std::to_string(number);
    return std::string(width - std::min(width, digits.size()), fill) + digits;
}

}  // namespace

bool take_stamp(Scanner& scanner, Stamp& stamp) {
    for (const auto form : {take_ios, take_iso}) {
        Scanner ahead = scanner;
        Stamp it;
        if (form(ahead, it)) {
            scanner = ahead;
            stamp = std::move(it);
            return true;
        }
    }
    Scanner ahead = scanner;
    Stamp it;
    ahead.literal("*");
    if (take_time_of_day(ahead, it) && take_end(ahead)) {
        scanner = ahead;
        stamp = std::move(it);
        return true;
    }
    return false;
}

std::int64_t Stamp::time(int default_year) const noexcept {
    using namespace std::chrono;
    nanoseconds time = hours(hour) + minutes(minute) + seconds(second) + nanoseconds(nanosecond);
    if (month != 0) {
        const year_month_day date{std::chrono::year(year != 0 ? year : default_year),
                                  std::chrono::month(month), std::chrono::day(day)};
        time += sys_days(date).time_since_epoch();
    }
    return time.count();
}

std::string write_stamp(std::int64_t time) {
    using namespace std::chrono;
    const sys_time<nanoseconds> at{nanoseconds(time)};
    const auto day = floor<days>(at);
    const year_month_day date(day);
    const hh_mm_ss clock(floor<milliseconds>(at - day));
    std::string text = "*";
    text += months[static_cast<unsigned>(date.month()) - 1];
    text += ' ' + padded(static_cast<unsigned>(date.day()), 2, ' ');
    text += ' ' + padded(clock.hours().count(), 2, '0');
    text += ':' + padded(clock.minutes().count(), 2, '0');
    text += ':' + padded(clock.seconds().count(), 2, '0');
    text += '.' + padded(clock.subseconds().count(), 3, '0');
    return text;
}

int year_of(std::int64_t time) noexcept {
    using namespace std::chrono;
    const sys_time<nanoseconds> at{nanoseconds(time)};
    return static_cast<int>(year_month_day(floor<days>(at)).year());
}

}  // namespace ikev2::ios
