// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/base/base64.h"

namespace ikev2 {

namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kWhiteSpace = " \t\r\n";

}  // namespace

std::optional<std::vector<std::uint8_t>> decode_base64(std::string_view text) {
    std::vector<std::uint8_t> octets;
    octets.reserve(text.size() / 4 * 3);
    std::uint32_t bits = 0;
    unsigned digits = 0;
    unsigned padding = 0;
    for (const char character : text) {
        if (kWhiteSpace.find(character) != std::string_view::npos) {
            continue;
        }
        if (character == '=') {
            ++padding;
            continue;
        }
        const std::size_t digit = kAlphabet.find(character);
        if (digit == std::string_view::npos || padding != 0) {
            return std::nullopt;
        }
        bits = bits << 6U | static_cast<std::uint32_t>(digit);
        ++digits;
        // Digits 2, 3 and 4 of each four complete an octet.
        if (const unsigned position = digits % 4; position != 1) {
            const unsigned left = position == 2 ? 4 : position == 3 ? 2 : 0;
            octets.push_back(static_cast<std::uint8_t>(bits >> left));
        }
    }
    if (digits % 4 == 1 || padding > 2 || (padding != 0 && (digits + padding) % 4 != 0)) {
        return std::nullopt;
    }
    return octets;
}

}  // namespace ikev2
