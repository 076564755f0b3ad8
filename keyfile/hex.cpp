// SPDX-License-Identifier: GPL-2.0-or-later
#include "keyfile/hex.h"

#include <array>

namespace ikev2::keyfile {

namespace {

constexpr std::uint8_t kNoDigit = 0xff;

constexpr std::array<std::uint8_t, 256> kDigits = [] {
    std::array<std::uint8_t, 256> digits{};
    digits.fill(kNoDigit);
    for (std::uint8_t i = 0; i < 10; ++i) {
        digits[static_cast<std::size_t>('0') + i] = i;
    }
    for (std::uint8_t i = 0; i < 6; ++i) {
        digits[static_cast<std::size_t>('a') + i] = static_cast<std::uint8_t>(10 + i);
        digits[static_cast<std::size_t>('A') + i] = static_cast<std::uint8_t>(10 + i);
    }
    return digits;
}();

std::uint8_t digit(char c) noexcept {
    return kDigits[static_cast<unsigned char>(c)];
}

}  // namespace

std::optional<std::uint8_t> hex_digit(char c) noexcept {
    return digit(c) == kNoDigit ? std::nullopt : std::optional(digit(c));
}

bool has_hex_prefix(std::string_view text) noexcept {
    return text.size() >= 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
}

std::size_t decode_hex(std::string_view digits, MutableOctets out) noexcept {
    for (std::size_t i = 0; i < out.size(); ++i) {
        const std::uint8_t high = digit(digits[2 * i]);
        const std::uint8_t low = digit(digits[2 * i + 1]);
        if (high == kNoDigit || low == kNoDigit) {
            return 2 * i + (high == kNoDigit ? 0 : 1);
        }
        out[i] = static_cast<std::uint8_t>(high << 4U | low);
    }
    if (digits.size() % 2 == 1 && digit(digits.back()) == kNoDigit) {
        return digits.size() - 1;
    }
    return digits.size();
}

}  // namespace ikev2::keyfile
