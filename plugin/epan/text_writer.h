// Writing texts without formats: for what is written for each packet, many times.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace ikev2::epan {

/// Writes a text into memory that somebody else owns; what would be too long is cut. The text ends
/// with a null octet at any time.
class TextWriter {
  public:
    /// `size` is at least 1.
    TextWriter(char* octets, std::size_t size) : octets_(octets), room_(size - 1) {
        *octets_ = '\0';
    }

    TextWriter& append(const char* text) { return append(text, std::strlen(text)); }

    /// In decimal, with zeros in front if it has less than `digits`.
    TextWriter& append(std::uint32_t number, std::size_t digits = 1) {
        char text[16];
        const char* end = std::to_chars(text, text + sizeof(text), number).ptr;
        const auto length = static_cast<std::size_t>(end - text);
        for (std::size_t i = length; i < digits; ++i) {
            append("0", 1);
        }
        return append(text, length);
    }

    [[nodiscard]] bool full() const { return room_ == 0; }

  private:
    TextWriter& append(const char* text, std::size_t length) {
        const std::size_t taken = length < room_ ? length : room_;
        std::memcpy(octets_, text, taken);
        octets_ += taken;
        room_ -= taken;
        *octets_ = '\0';
        return *this;
    }

    char* octets_;      // where the text ends
    std::size_t room_;  // behind that, without the null octet
};

}  // namespace ikev2::epan
