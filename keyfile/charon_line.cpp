// SPDX-License-Identifier: GPL-2.0-or-later
#include "keyfile/charon_line.h"

#include <algorithm>
#include <array>

#include "keyfile/ascii.h"
#include "keyfile/hex.h"
#include "keyfile/text.h"

namespace ikev2::keyfile {

namespace {

constexpr std::size_t kRowOctets = 16;

bool is_group(std::string_view text) noexcept {
    return text.size() >= 3 &&
           std::all_of(text.begin(), text.begin() + 3, [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// `<site|1> ` or `<1> ` at the start of `text`, removed from it.
std::string_view take_sa(std::string_view& text) {
    if (!text.starts_with('<')) {
        return {};
    }
    const std::size_t end = text.find("> ");
    if (end == std::string_view::npos) {
        return {};
    }
    const std::string_view name = text.substr(1, end - 1);
    const std::string_view id = name.substr(name.rfind('|') + 1);
    if (!text::number(id)) {
        return {};
    }
    text.remove_prefix(end + 2);
    return id;
}

/// The last two words of what syslog writes before the message, if it ends with a colon.
std::string_view host_of(std::string_view prefix) {
    while (!prefix.empty() && prefix.back() == ' ') {
        prefix.remove_suffix(1);
    }
    if (!prefix.ends_with(':')) {
        return {};
    }
    const std::size_t program = prefix.rfind(' ');
    if (program == std::string_view::npos || program == 0) {
        return prefix;
    }
    return prefix.substr(prefix.rfind(' ', program - 1) + 1);
}

}  // namespace

std::optional<CharonLine> charon_line(std::string_view line) {
    for (std::size_t i = line.find('['); i != std::string_view::npos; i = line.find('[', i + 1)) {
        if (i < 2 || line.size() < i + 6 || line[i + 4] != ']' || line[i + 5] != ' ' ||
            !is_group(line.substr(i + 1))) {
            continue;
        }
        std::size_t start = i;
        while (start > 0 && ascii::is_digit(line[start - 1])) {
            --start;
        }
        if (i - start < 2 || i - start > 5) {
            continue;
        }
        CharonLine found;
        found.host = host_of(line.substr(0, start));
        found.thread = line.substr(start, i - start);
        found.text = line.substr(i + 6);
        found.sa = take_sa(found.text);
        return found;
    }
    return std::nullopt;
}

std::optional<CharonLine> charon_journal_line(std::string_view line) {
    const std::size_t program = line.find("charon");
    if (program == std::string_view::npos) {
        return std::nullopt;
    }
    const std::size_t colon = line.find(": ", program);
    // charon-systemd[12345], charon-nm
    if (colon == std::string_view::npos || colon - program > 24 ||
        line.substr(program, colon - program).find(' ') != std::string_view::npos) {
        return std::nullopt;
    }
    return CharonLine{host_of(line.substr(0, colon + 1)), {}, {}, line.substr(colon + 2)};
}

std::optional<DumpHeader> dump_header(std::string_view text) {
    // The label of an AUTH octets dump holds "=" and "+", so the arrow is the last one.
    const std::size_t end = text.rfind(" bytes @ ");
    if (end == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view before = text.substr(0, end);
    const std::size_t arrow = before.rfind(" => ");
    if (arrow == std::string_view::npos) {
        return std::nullopt;
    }
    const auto octets = text::number(before.substr(arrow + 4));
    if (!octets) {
        return std::nullopt;
    }
    return DumpHeader{before.substr(0, arrow), *octets};
}

bool take_dump_row(std::string_view text, std::uint32_t total, Secret& octets) {
    text = ascii::without_leading_blanks(text);
    const std::size_t colon = text.find(": ");
    if (colon == std::string_view::npos) {
        return false;
    }
    const auto offset = text::number(text.substr(0, colon));
    if (!offset || *offset != octets.size() || *offset >= total) {
        return false;
    }
    text.remove_prefix(colon + 2);
    const std::size_t count = std::min<std::size_t>(kRowOctets, total - *offset);
    if (text.size() < 3 * count - 1) {
        return false;
    }
    std::array<std::uint8_t, kRowOctets> row{};
    const MutableOctets all(row);
    bool good = true;
    for (std::size_t i = 0; i < count && good; ++i) {
        good = decode_hex(text.substr(3 * i, 2), all.subspan(i, 1)) == 2 &&
               (i + 1 == count || text[3 * i + 2] == ' ');
    }
    if (good) {
        octets.insert(octets.end(), row.begin(), row.begin() + static_cast<std::ptrdiff_t>(count));
    }
    explicit_bzero(row.data(), row.size());
    return good;
}

}  // namespace ikev2::keyfile
