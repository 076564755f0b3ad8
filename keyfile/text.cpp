// SPDX-License-Identifier: GPL-2.0-or-later
#include "keyfile/text.h"

#include <algorithm>

#include "keyfile/ascii.h"
#include "keyfile/hex.h"

namespace ikev2::keyfile::text {

std::string_view trimmed(std::string_view text) noexcept {
    text = ascii::without_leading_blanks(text);
    while (!text.empty() && ascii::is_blank(text.back())) {
        text.remove_suffix(1);
    }
    return text;
}

std::string_view take_word(std::string_view& text) noexcept {
    text = ascii::without_leading_blanks(text);
    const std::string_view word = text.substr(0, text.find_first_of(" \t"));
    text.remove_prefix(word.size());
    return word;
}

bool take_prefix(std::string_view& text, std::string_view prefix) noexcept {
    if (!text.starts_with(prefix)) {
        return false;
    }
    text.remove_prefix(prefix.size());
    return true;
}

std::optional<std::string_view> between(std::string_view text, std::string_view open,
                                        std::string_view close) noexcept {
    const std::size_t start = text.find(open);
    if (start == std::string_view::npos) {
        return std::nullopt;
    }
    text.remove_prefix(start + open.size());
    const std::size_t end = text.find(close);
    return end == std::string_view::npos ? std::nullopt : std::optional(text.substr(0, end));
}

std::optional<std::uint32_t> number(std::string_view digits) noexcept {
    if (digits.empty() || digits.size() > 9 ||
        !std::all_of(digits.begin(), digits.end(), ascii::is_digit)) {
        return std::nullopt;
    }
    std::uint32_t value = 0;
    for (const char digit : digits) {
        value = 10 * value + static_cast<std::uint32_t>(digit - '0');
    }
    return value;
}

std::optional<std::uint64_t> hex_number(std::string_view digits, std::size_t most) noexcept {
    if (has_hex_prefix(digits)) {
        digits.remove_prefix(2);
    }
    if (digits.empty() || digits.size() > std::min<std::size_t>(most, 16)) {
        return std::nullopt;
    }
    std::uint64_t value = 0;
    for (const char c : digits) {
        const auto digit = hex_digit(c);
        if (!digit) {
            return std::nullopt;
        }
        value = value << 4U | *digit;
    }
    return value;
}

std::optional<Secret> hex_octets(std::string_view digits) {
    if (has_hex_prefix(digits)) {
        digits.remove_prefix(2);
    }
    Secret octets(digits.size() / 2);
    if (digits.size() % 2 == 1 || decode_hex(digits, octets) != digits.size()) {
        return std::nullopt;
    }
    return octets;
}

std::optional<Secret> base64_octets(std::string_view digits) {
    while (digits.ends_with('=')) {
        digits.remove_suffix(1);
    }
    constexpr std::string_view kAlphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    Secret octets;
    octets.reserve(digits.size());
    std::uint32_t bits = 0;
    unsigned count = 0;
    for (const char c : digits) {
        const std::size_t value = kAlphabet.find(c);
        if (value == std::string_view::npos) {
            return std::nullopt;
        }
        bits = bits << 6U | static_cast<std::uint32_t>(value);
        count += 6;
        if (count >= 8) {
            count -= 8;
            octets.push_back(static_cast<std::uint8_t>(bits >> count));
        }
    }
    return digits.size() % 4 == 1 ? std::nullopt : std::optional(std::move(octets));
}

std::uint64_t first_eight(Octets octets) noexcept {
    std::uint64_t value = 0;
    for (const std::uint8_t octet : octets.first(8)) {
        value = value << 8U | octet;
    }
    return value;
}

std::optional<std::string> journal_message(std::string_view line) {
    constexpr std::string_view kMember = "\"MESSAGE\"";
    const std::size_t member = line.starts_with('{') ? line.find(kMember) : std::string_view::npos;
    if (member == std::string_view::npos) {
        return std::nullopt;
    }
    std::string_view rest = trimmed(line.substr(member + kMember.size()));
    if (!rest.starts_with(':')) {
        return std::nullopt;
    }
    rest = trimmed(rest.substr(1));
    if (!rest.starts_with('"')) {
        return std::nullopt;
    }
    std::string message;
    for (std::size_t i = 1; i < rest.size() && rest[i] != '"'; ++i) {
        // Of the escapes only those that stand for themselves matter here.
        if (rest[i] == '\\' && i + 1 < rest.size()) {
            ++i;
        }
        message += rest[i];
    }
    return message;
}

}  // namespace ikev2::keyfile::text
