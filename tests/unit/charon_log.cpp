// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/charon_log.h"

#include <algorithm>
#include <cstddef>

namespace ikev2::keyfile::test {

std::string charon_dump(const std::string& prefix, const std::string& label, std::string_view hex,
                        const char* end) {
    const std::size_t octets = hex.size() / 2;
    std::string text = prefix;
    text += label;
    text += " => " + std::to_string(octets) + " bytes @ ";
    text += octets == 0 ? "(nil)" : "0x7f082000b690";
    text += end;
    for (std::size_t at = 0; at < octets; at += 16) {
        const std::string offset = std::to_string(at);
        std::string area;
        for (std::size_t i = at; i < std::min(octets, at + 16); ++i) {
            area += area.empty() ? "" : " ";
            for (const char c : hex.substr(2 * i, 2)) {
                area += c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
            }
        }
        area.resize(47, ' ');
        text += prefix;
        text.append(5 - std::min<std::size_t>(5, offset.size()), ' ').append(offset).append(": ");
        text += area;
        text += "  AB 0: => 1 bytes @";
        text += end;
    }
    return text;
}

}  // namespace ikev2::keyfile::test
