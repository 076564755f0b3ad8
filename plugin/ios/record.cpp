// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ios/record.h"

#include <algorithm>

namespace ikev2::ios {

namespace {

struct TagName {
    std::string_view text;
    Tag tag;
    bool level;  ///< a number and a colon follow
};

constexpr TagName tags[] = {
    {"IKEv2:", Tag::ikev2, false},
    {"IKEv2-ERROR:", Tag::error, false},
    {"IKEv2-INTERNAL:", Tag::internal, false},
    {"IKEv2-PAK:", Tag::packet, false},
    {"IKEv2-PROTO-", Tag::asa, true},
    {"IKEv2-PLAT-", Tag::asa, true},
};

constexpr std::string_view kTag = "IKEv2";

bool take_tag(Scanner& scanner, Tag& tag) {
    for (const TagName& each : tags) {
        Scanner ahead = scanner;
        unsigned level = 0;
        if (ahead.literal(each.text) &&
            (!each.level || (ahead.number(level) && ahead.literal(":")))) {
            if (each.level) {
                ahead.literal(" ");
            }
            scanner = ahead;
            tag = each.tag;
            return true;
        }
    }
    return false;
}

// "<167>" or "<167>:"
bool take_priority(Scanner& scanner) {
    Scanner ahead = scanner;
    unsigned priority = 0;
    if (!ahead.literal("<") || !ahead.number(priority) || !ahead.literal(">")) {
        return false;
    }
    ahead.literal(":");
    scanner = ahead;
    return true;
}

// "2328304: "; a time of day has no blank behind its first colon.
bool take_sequence(Scanner& scanner) {
    Scanner ahead = scanner;
    std::uint64_t sequence = 0;
    if (scanner.at(" ") || !ahead.number(sequence) || !ahead.literal(": ")) {
        return false;
    }
    scanner = ahead;
    return true;
}

// "%ASA-7-711001: "
bool take_syslog(Scanner& scanner) {
    Scanner ahead = scanner;
    std::string_view name;
    if (!ahead.literal("%") || !ahead.until(": ", name) || name.find(' ') != name.npos ||
        name.find('-') == name.npos) {
        return false;
    }
    scanner = ahead;
    return true;
}

// "Hub#" or "XE-R4(config-if)#": letters, digits and a few signs; a blank in front would make it
// text of the dump.
bool take_prompt(Scanner& scanner) {
    const std::string_view text = scanner.left();
    constexpr std::size_t kLongest = 80;
    const auto end = std::find_if_not(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_' || c == '.' || c == '/' || c == '(' || c == ')';
    });
    const auto length = static_cast<std::size_t>(end - text.begin());
    if (length == 0 || length > kLongest || end == text.end() || (*end != '#' && *end != '>')) {
        return false;
    }
    return scanner.literal(text.substr(0, length + 1));
}

bool take_who(Scanner& scanner, Record& record) {
    Scanner ahead = scanner;
    std::uint32_t session = 0;
    std::uint32_t sa = 0;
    if (ahead.literal("(SESSION ID = ") && ahead.number(session) && ahead.literal(",SA ID = ") &&
        ahead.number(sa) && ahead.literal("):")) {
        record.session_id = session;
        record.sa_id = sa;
        scanner = ahead;
        scanner.literal(":");
        return true;
    }
    ahead = scanner;
    if (ahead.literal("(SA ID = ") && ahead.number(sa) && ahead.literal("):")) {
        record.sa_id = sa;
        scanner = ahead;
        scanner.literal(":");
        return true;
    }
    return false;
}

bool take_number(Scanner& scanner, std::uint32_t& number) {
    Scanner ahead = scanner;
    if (!ahead.literal("(") || ahead.at(" ") || !ahead.number(number) || !ahead.literal("):")) {
        return false;
    }
    scanner = ahead;
    return true;
}

// ASA puts "(n): " in front of the lines of a dump and between their parts.
void take_numbers(Scanner& scanner, Record& record) {
    std::uint32_t number = 0;
    Scanner ahead = scanner;
    ahead.blanks();
    if (!take_number(ahead, number)) {
        return;
    }
    scanner = ahead;
    scanner.literal(" ");
    record.sa_id = number;
    record.numbered = true;
}

std::string without_numbers(std::string_view text, std::uint32_t number) {
    const std::string mark = "(" + std::to_string(number) + "):";
    std::string result;
    for (;;) {
        const std::size_t at = text.find(mark);
        result += text.substr(0, at);
        if (at == std::string_view::npos) {
            return result;
        }
        text.remove_prefix(at + mark.size());
        if (text.starts_with(' ')) {
            text.remove_prefix(1);
        }
    }
}

// The last stamp in what a syslog server put in front.
void find_stamp(std::string_view text, std::optional<Stamp>& found) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (at != 0 && text[at - 1] != ' ' && text[at - 1] != ':') {
            continue;
        }
        Scanner scanner(text.substr(at));
        Stamp stamp;
        if (take_stamp(scanner, stamp)) {
            found = stamp;
            at = text.size() - scanner.left().size() - 1;
        }
    }
}

}  // namespace

void Record::read(std::string_view line) {
    *this = Record();
    Scanner scanner(line);
    for (bool taken = true; taken;) {
        Stamp it;
        if (take_stamp(scanner, it)) {
            stamp = std::move(it);
        } else if (!prompted && take_prompt(scanner)) {
            prompted = true;
            if (Scanner ahead = scanner; ahead.next("*") || ahead.next(kTag)) {
                scanner.blanks();
            }
        } else {
            taken = take_priority(scanner) || take_sequence(scanner) || take_syslog(scanner);
        }
    }
    if (!take_tag(scanner, tag)) {
        for (std::size_t at = scanner.left().find(kTag); at != std::string_view::npos;
             at = scanner.left().find(kTag, at + 1)) {
            const std::string_view before = scanner.left().substr(0, at);
            Scanner ahead(scanner.left().substr(at));
            Tag found{};
            if (!take_tag(ahead, found)) {
                continue;
            }
            // Text of ASA without a newline behind it is no prefix, but a record of its own.
            if (found != Tag::asa || before.find('%') != std::string_view::npos) {
                tag = found;
                if (!stamp) {
                    find_stamp(before, stamp);
                }
                scanner = ahead;
            }
            break;
        }
    }
    if (!take_who(scanner, *this) && (tag == Tag::none || tag == Tag::asa)) {
        take_numbers(scanner, *this);
    }
    text = numbered ? without_numbers(scanner.left(), *sa_id) : std::string(scanner.left());
}

std::size_t glued_record(std::string_view text) noexcept {
    for (std::size_t at = text.find(kTag, 1); at != std::string_view::npos;
         at = text.find(kTag, at + 1)) {
        Scanner scanner(text.substr(at));
        if (Tag tag{}; take_tag(scanner, tag) && tag == Tag::asa) {
            return at;
        }
    }
    return std::string_view::npos;
}

}  // namespace ikev2::ios
