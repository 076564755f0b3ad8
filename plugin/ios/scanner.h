// Reading a line of text from left to right.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <charconv>
#include <cstddef>
#include <string_view>

namespace ikev2::ios {

/// What is left of a line. Each function that returns bool takes what it names from the front and
/// returns true, or takes nothing.
class Scanner {
  public:
    explicit Scanner(std::string_view text) noexcept : left_(text) {}

    [[nodiscard]] std::string_view left() const noexcept { return left_; }
    [[nodiscard]] bool done() const noexcept { return left_.empty(); }
    [[nodiscard]] bool at(std::string_view text) const noexcept { return left_.starts_with(text); }

    bool literal(std::string_view text) noexcept {
        if (!left_.starts_with(text)) {
            return false;
        }
        left_.remove_prefix(text.size());
        return true;
    }

    void blanks() noexcept {
        while (!left_.empty() && (left_.front() == ' ' || left_.front() == '\t')) {
            left_.remove_prefix(1);
        }
    }

    /// `text` after any blanks.
    bool next(std::string_view text) noexcept {
        Scanner ahead = *this;
        ahead.blanks();
        if (!ahead.literal(text)) {
            return false;
        }
        *this = ahead;
        return true;
    }

    /// A number after any blanks.
    template <typename T>
    bool number(T& value, int base = 10) noexcept {
        Scanner ahead = *this;
        ahead.blanks();
        const char* begin = ahead.left_.data();
        const auto [end, error] = std::from_chars(begin, begin + ahead.left_.size(), value, base);
        if (error != std::errc()) {
            return false;
        }
        ahead.left_.remove_prefix(static_cast<std::size_t>(end - begin));
        *this = ahead;
        return true;
    }

    /// What stands in front of `end`, without the blanks around it; and takes `end` too.
    bool until(std::string_view end, std::string_view& text) noexcept {
        const std::size_t at = left_.find(end);
        if (at == std::string_view::npos) {
            return false;
        }
        text = trimmed(left_.substr(0, at));
        left_.remove_prefix(at + end.size());
        return true;
    }

    /// All that is left, without the blanks around it.
    std::string_view rest() noexcept {
        const std::string_view text = trimmed(left_);
        left_ = {};
        return text;
    }

    /// A word: what stands in front of the next blank, after any blanks; empty at the end.
    std::string_view word() noexcept {
        blanks();
        const std::string_view text = left_.substr(0, left_.find_first_of(" \t"));
        left_.remove_prefix(text.size());
        return text;
    }

    [[nodiscard]] static std::string_view trimmed(std::string_view text) noexcept {
        const std::size_t first = text.find_first_not_of(" \t");
        if (first == std::string_view::npos) {
            return {};
        }
        return text.substr(first, text.find_last_not_of(" \t") - first + 1);
    }

  private:
    std::string_view left_;
};

}  // namespace ikev2::ios
