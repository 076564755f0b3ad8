// SPDX-License-Identifier: GPL-2.0-or-later
#include "keyfile/fields.h"

#include <algorithm>
#include <cstdint>

#include "keyfile/ascii.h"

namespace ikev2::keyfile {

namespace {

enum class Class : std::uint8_t { word, end, quote, control, not_ascii };

constexpr std::array<Class, 256> kClasses = [] {
    std::array<Class, 256> classes{};
    for (std::size_t i = 0; i < classes.size(); ++i) {
        const char c = static_cast<char>(i);
        if (c == '"') {
            classes[i] = Class::quote;
        } else if (ascii::is_blank(c) || c == '#') {
            classes[i] = Class::end;
        } else if (ascii::is_control(c)) {
            classes[i] = Class::control;
        } else {
            classes[i] = ascii::is_ascii(c) ? Class::word : Class::not_ascii;
        }
    }
    return classes;
}();

Class class_of(char c) noexcept {
    return kClasses[static_cast<unsigned char>(c)];
}

/// U+201C to U+201F, and U+00AB: what word processors make of ".
bool starts_with_typographic_quote(std::string_view text) noexcept {
    return (text.substr(0, 2) == "\xe2\x80" && text.size() > 2 && text[2] >= '\x9c' &&
            text[2] <= '\x9f') ||
           text.substr(0, 2) == "\xc2\xab";
}

const char* fault_at(std::string_view text) noexcept {
    switch (class_of(text.front())) {
        case Class::quote:
            return "a quotation mark within a word";
        case Class::control:
            return "a control character";
        default:
            return starts_with_typographic_quote(text)
                       ? "a typographic quotation mark; write a plain one"
                       : "not ASCII; only comments and text in quotation marks may hold it";
    }
}

/// Index of the quotation mark that closes the text which starts at `start`, or npos.
std::size_t closing_quote(std::string_view line, std::size_t start) noexcept {
    for (std::size_t i = start; i < line.size(); ++i) {
        if (line[i] == '"') {
            return i;
        }
        if (line[i] == '\\') {
            ++i;
        }
    }
    return std::string_view::npos;
}

std::string at_character(std::size_t index, const char* fault) {
    return "character " + std::to_string(index + 1) + ": " + fault;
}

}  // namespace

Fields split(std::string_view line, std::size_t start) {
    Fields fields;
    const auto keep = [&fields](Field field) {
        if (fields.count < Fields::kMost) {
            fields.field[fields.count] = field;
        }
        ++fields.count;
    };
    std::size_t i = start;
    while (true) {
        while (i < line.size() && ascii::is_blank(line[i])) {
            ++i;
        }
        if (i == line.size() || line[i] == '#') {
            return fields;
        }
        const bool quoted = line[i] == '"';
        const std::size_t first = i + (quoted ? 1 : 0);
        if (quoted) {
            i = closing_quote(line, first);
            if (i == std::string_view::npos) {
                fields.problem = "no closing quotation mark";
                return fields;
            }
            const auto text = line.substr(first, i - first);
            if (const auto* const control =
                    std::find_if(text.begin(), text.end(), ascii::is_control);
                control != text.end()) {
                fields.problem =
                    at_character(first + static_cast<std::size_t>(control - text.begin()),
                                 "a control character");
                return fields;
            }
            keep({text, true});
            ++i;
            if (i < line.size() && class_of(line[i]) != Class::end) {
                fields.problem = at_character(i, "no blank after the closing quotation mark");
                return fields;
            }
            continue;
        }
        while (i < line.size() && class_of(line[i]) == Class::word) {
            ++i;
        }
        if (i < line.size() && class_of(line[i]) != Class::end) {
            fields.problem = at_character(i, fault_at(line.substr(i)));
            return fields;
        }
        keep({line.substr(first, i - first), false});
    }
}

}  // namespace ikev2::keyfile
