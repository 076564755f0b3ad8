// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ios/lines.h"

#include <algorithm>
#include <cctype>

#include "plugin/ios/payload_lines.h"
#include "plugin/ios/record.h"

namespace ikev2::ios {

namespace {

constexpr std::size_t kColumns = 80;

// The pager prints " --More-- " and wipes it out again with backspaces and blanks.
std::string without_pager(std::string_view text) {
    constexpr std::string_view kMore = "--More--";
    std::string result(text);
    if (const std::size_t at = result.find(kMore); at != std::string::npos) {
        std::size_t end = at + kMore.size();
        const std::size_t wiped = result.find_last_of('\b');
        if (wiped != std::string::npos && wiped > at) {
            end = wiped + 1;
        }
        const std::size_t begin = at != 0 && result[at - 1] == ' ' ? at - 1 : at;
        result.erase(begin, end - begin);
    }
    std::erase(result, '\b');
    std::erase(result, '\0');
    return result;
}

bool begins_a_record(std::string_view text) {
    if (text.empty() || begins_like_dump(text)) {
        return true;
    }
    Record record;
    record.read(text);
    return record.stamp || record.tag != Tag::none || record.prompted || record.numbered;
}

}  // namespace

void Lines::feed(std::string_view chunk) {
    while (!chunk.empty()) {
        const std::size_t end = chunk.find('\n');
        const std::string_view part = chunk.substr(0, end);
        part_ += part.substr(0, kLongestLine - std::min(kLongestLine, part_.size()));
        if (end == std::string_view::npos) {
            return;
        }
        chunk.remove_prefix(end + 1);
        take_part(part_);
        part_.clear();
    }
}

void Lines::take_part(std::string_view part) {
    ++count_;
    while (part.ends_with('\r')) {
        part.remove_suffix(1);
    }
    const auto is_odd = [](char c) { return c == '\b' || c == '\0'; };
    std::string cleaned;
    if (std::any_of(part.begin(), part.end(), is_odd) || part.find("--More--") != part.npos) {
        cleaned = without_pager(part);
        part = cleaned;
    }
    const bool full = part.size() == kColumns;
    wraps_ = wraps_ && part.size() <= kColumns;
    if (held_ && wraps_ && !begins_a_record(part) && line_.size() < kLongestLine) {
        line_ += part;
    } else {
        give();
        first_ = count_;
        line_ = part;
    }
    held_ = wraps_ && full;
    if (!held_) {
        give();
    }
}

void Lines::give() {
    if (first_ != 0) {
        take_(first_, line_);
    }
    first_ = 0;
    line_.clear();
    held_ = false;
}

void Lines::finish() {
    if (!part_.empty()) {
        take_part(part_);
        part_.clear();
    }
    give();
}

}  // namespace ikev2::ios
