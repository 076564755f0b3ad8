// Writing texts without formats: for what is written for each packet, many times.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "plugin/base/octets.h"

namespace ikev2::epan {

/// Characters without a null octet behind them.
struct Characters {
    const char* first;
    std::size_t length;
};

/// A number that is written in hexadecimal, with zeros in front if it has less than `digits`.
struct Hex {
    std::uint32_t number;
    unsigned digits;
};

/// One that is written in decimal, likewise.
struct Decimal {
    std::uint32_t number;
    unsigned digits;
};

/// Writes a text into memory that somebody else owns; what would be too long is cut, between two
/// characters of UTF-8. The text ends with a null octet at any time.
class TextWriter {
  public:
    /// `size` is at least 1.
    TextWriter(char* octets, std::size_t size) : octets_(octets), room_(size - 1) {
        *octets_ = '\0';
    }

    // Inline, so that the length of a literal is known.
    [[gnu::always_inline]] TextWriter& append(const char* text) {
        return append(text, std::strlen(text));
    }

    TextWriter& append(Characters text) { return append(text.first, text.length); }

    /// In hexadecimal, two digits for each.
    TextWriter& append(Octets octets) {
        for (const std::uint8_t octet : octets) {
            append(Hex{octet, 2});
        }
        return *this;
    }

    TextWriter& append(Hex hex) {
        char text[16];
        const char* end = std::to_chars(text, text + sizeof(text), hex.number, 16).ptr;
        return append_digits(text, static_cast<std::size_t>(end - text), hex.digits);
    }

    /// In decimal.
    TextWriter& append(std::uint32_t number) { return append(Decimal{number, 1}); }

    TextWriter& append(Decimal decimal) {
        char text[16];
        const char* end = std::to_chars(text, text + sizeof(text), decimal.number).ptr;
        return append_digits(text, static_cast<std::size_t>(end - text), decimal.digits);
    }

    [[nodiscard]] bool full() const { return room_ == 0; }

  private:
    TextWriter& append_digits(const char* text, std::size_t length, std::size_t digits) {
        for (std::size_t i = length; i < digits; ++i) {
            append("0", 1);
        }
        return append(text, length);
    }

    [[gnu::always_inline]] TextWriter& append(const char* text, std::size_t length) {
        if (length > room_) {
            return append_start(text);
        }
        std::memcpy(octets_, text, length);
        octets_ += length;
        room_ -= length;
        *octets_ = '\0';
        return *this;
    }

    // Of `text`, which is too long. "10xxxxxx" goes on with a character (RFC 3629, section 3).
    [[gnu::cold]] TextWriter& append_start(const char* text) {
        std::size_t length = room_;
        while (length != 0 && (static_cast<unsigned char>(text[length]) & 0xc0U) == 0x80U) {
            --length;
        }
        room_ = length;
        return append(text, length);
    }

    char* octets_;      // where the text ends
    std::size_t room_;  // behind that, without the null octet
};

}  // namespace ikev2::epan
