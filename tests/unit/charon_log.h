// Writes lines as strongSwan's charon logs them.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <algorithm>
#include <cstdio>
#include <string>
#include <string_view>

namespace ikev2::keyfile::test {

/// A dump: its header and its rows, each line after `prefix`. `hex` are the octets.
inline std::string charon_dump(const std::string& prefix, const std::string& label,
                               std::string_view hex, const char* end = "\n") {
    const std::size_t octets = hex.size() / 2;
    std::string text = prefix + label + " => " + std::to_string(octets) + " bytes @ " +
                       (octets == 0 ? "(nil)" : "0x7f082000b690") + end;
    for (std::size_t at = 0; at < octets; at += 16) {
        std::string offset = std::to_string(at);
        std::string row =
            std::string(5 - std::min<std::size_t>(5, offset.size()), ' ') + offset + ": ";
        std::string area;
        for (std::size_t i = at; i < std::min(octets, at + 16); ++i) {
            area += (area.empty() ? "" : " ");
            for (const char c : hex.substr(2 * i, 2)) {
                area += c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
            }
        }
        area.resize(47, ' ');
        text += prefix + row + area + "  AB 0: => 1 bytes @" + end;
    }
    return text;
}

}  // namespace ikev2::keyfile::test
