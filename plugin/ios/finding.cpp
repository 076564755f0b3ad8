// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ios/finding.h"

#include <array>

namespace ikev2::ios {

namespace {

constexpr std::array<const char*, 7> kinds{
    "missing-in-capture", "missing-in-debug",   "length", "payloads", "value",
    "retransmit",         "debug-inconsistent",
};

// Octets of the UTF-8 sequence that begins at `at`; 0 if there is none.
std::size_t sequence_length(std::string_view text, std::size_t at) {
    const auto first = static_cast<unsigned char>(text[at]);
    std::size_t length = 0;
    if (first >= 0xc2 && first < 0xe0) {
        length = 2;
    } else if (first >= 0xe0 && first < 0xf0) {
        length = 3;
    } else if (first >= 0xf0 && first < 0xf5) {
        length = 4;
    }
    if (length == 0 || at + length > text.size()) {
        return 0;
    }
    for (std::size_t i = 1; i < length; ++i) {
        if ((static_cast<unsigned char>(text[at + i]) & 0xc0U) != 0x80U) {
            return 0;
        }
    }
    return length;
}

// Logs can hold anything: what is not UTF-8 is written as the code points of its octets.
void append_escaped(std::string& out, unsigned char octet) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    out += "\\u00";
    out += kDigits[octet >> 4U];
    out += kDigits[octet & 0xfU];
}

std::string printable(std::string_view text) {
    std::string out;
    for (const char c : text) {
        out += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? '?' : c;
    }
    return out;
}

std::string json_or_null(const std::string& text) {
    return text.empty() ? "null" : write_json_string(text);
}

}  // namespace

const char* kind_name(FindingKind kind) noexcept {
    return kinds.at(static_cast<std::size_t>(kind));
}

std::string write_finding(const Finding& finding, const std::string& log_name) {
    std::string text = kind_name(finding.kind);
    text += ": frame " + (finding.frame != 0 ? std::to_string(finding.frame) : "-") + ", " +
            printable(log_name);
    if (finding.line != 0) {
        text += ":" + std::to_string(finding.line);
    }
    text += ": " + printable(finding.what) + ": capture " +
            (finding.in_capture.empty() ? "nothing" : printable(finding.in_capture)) + ", debug " +
            (finding.in_debug.empty() ? "nothing" : printable(finding.in_debug)) + " (" +
            finding.meaning + ")";
    return text;
}

std::string write_json_string(std::string_view text) {
    std::string out = "\"";
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const auto octet = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (octet >= 0x20 && octet < 0x7f) {
            out += c;
        } else if (const std::size_t length = octet < 0x80 ? 0 : sequence_length(text, i);
                   length != 0) {
            out += text.substr(i, length);
            i += length - 1;
        } else {
            append_escaped(out, octet);
        }
    }
    return out + '"';
}

std::string write_finding_json(const Finding& finding, const std::string& log_name) {
    const auto number = [](std::uint32_t value) {
        return value != 0 ? std::to_string(value) : std::string("null");
    };
    return R"({"kind":")" + std::string(kind_name(finding.kind)) + R"(","frame":)" +
           number(finding.frame) + R"(,"log":)" + write_json_string(log_name) + R"(,"line":)" +
           number(finding.line) + R"(,"what":)" + write_json_string(finding.what) +
           R"(,"capture":)" + json_or_null(finding.in_capture) + R"(,"debug":)" +
           json_or_null(finding.in_debug) + R"(,"meaning":)" + write_json_string(finding.meaning) +
           "}";
}

}  // namespace ikev2::ios
