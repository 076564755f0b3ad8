// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ios/payload_lines.h"

#include <algorithm>
#include <cctype>

#include "plugin/iana/payload_types.h"
#include "plugin/ios/names.h"
#include "plugin/ios/scanner.h"

namespace ikev2::ios {

namespace {

// More of anything than a message of 65535 octets can have is not kept.
constexpr std::size_t kMost = 8192;

template <typename T>
T& add(std::vector<T>& list) {
    if (list.size() == kMost) {
        list.pop_back();
    }
    return list.emplace_back();
}

template <typename T>
T& last(std::vector<T>& list) {
    return list.empty() ? list.emplace_back() : list.back();
}

// The number behind `label`, wherever that stands in the text.
template <typename T>
bool labelled(std::string_view text, std::string_view label, T& value) {
    const std::size_t at = text.find(label);
    return at != std::string_view::npos && Scanner(text.substr(at + label.size())).number(value);
}

template <typename T>
void labelled(std::string_view text, std::string_view label, std::optional<T>& value) {
    if (T number{}; labelled(text, label, number)) {
        value = number;
    }
}

// What stands in front of `end`, or all if that is not there.
std::string_view before(std::string_view text, std::string_view end) {
    return Scanner::trimmed(text.substr(0, text.find(end)));
}

void read_last_proposal(std::string_view text, Payload& payload) {
    labelled(text, "length:", add(payload.proposals).length);
}

void read_last_transform(std::string_view text, Payload& payload) {
    labelled(text, "length:", add(last(payload.proposals).transforms).length);
}

// The first transform shares the line with the proposal.
void read_proposal(std::string_view text, Payload& payload) {
    constexpr std::string_view kTransform = "last transform:";
    Proposal& proposal = last(payload.proposals);
    Scanner scanner(text);
    scanner.number(proposal.number);
    std::string_view protocol;
    if (scanner.until("Protocol id:", protocol)) {
        proposal.protocol = protocol_names.read(before(scanner.left(), ", SPI"));
    }
    labelled(text, "SPI size:", proposal.spi_size);
    labelled(text, "#trans:", proposal.transform_count);
    if (const std::size_t at = text.find(kTransform); at != std::string_view::npos) {
        read_last_transform(text.substr(at + kTransform.size()), payload);
    }
}

void read_transform(std::string_view text, Payload& payload) {
    Transform& transform = last(last(payload.proposals).transforms);
    Scanner scanner(text);
    scanner.number(transform.type);
    std::string_view reserved;
    if (scanner.until("id:", reserved)) {
        transform.id = transform_names(transform.type).read(scanner.rest());
    }
}

void read_group(std::string_view text, Payload& payload) {
    labelled(text, "", payload.group);
}

void read_protocol(std::string_view text, Payload& payload) {
    payload.protocol = protocol_names.read(before(text, ", spi"));
    labelled(text, "spi size:", payload.spi_size);
    labelled(text, "num of spi:", payload.spi_count);
    constexpr std::string_view kType = ", type:";
    if (const std::size_t at = text.find(kType); at != std::string_view::npos) {
        payload.kind = notify_names.read(Scanner::trimmed(text.substr(at + kType.size())));
    }
}

void read_id(std::string_view text, Payload& payload) {
    payload.kind = id_names.read(before(text, ", Reserved"));
}

void read_auth(std::string_view text, Payload& payload) {
    payload.kind = auth_names.read(before(text, ", reserved"));
}

void read_cert(std::string_view text, Payload& payload) {
    payload.kind = cert_names.read(Scanner::trimmed(text));
}

void read_data(std::string_view text, Payload& payload) {
    labelled(text, "", payload.data_length);
}

void read_cfg(std::string_view text, Payload& payload) {
    payload.kind = cfg_names.read(before(text, ", reserved"));
}

void read_attribute(std::string_view text, Payload& payload) {
    ConfigAttribute& attribute = add(payload.attributes);
    attribute.type = attribute_names.read(before(text, ", length:"));
    labelled(text, "length:", attribute.length);
}

void read_ts_count(std::string_view text, Payload& payload) {
    labelled(text, "", payload.ts_count);
}

void read_ts(std::string_view text, Payload& payload) {
    TrafficSelector& selector = add(payload.selectors);
    selector.type = ts_names.read(before(text, ", proto"));
    labelled(text, "proto id:", selector.protocol);
    labelled(text, "length:", selector.length);
}

void read_ports(std::string_view text, Payload& payload) {
    TrafficSelector& selector = last(payload.selectors);
    labelled(text, "", selector.start_port);
    labelled(text, "end port:", selector.end_port);
}

void read_addresses(std::string_view text, Payload& payload) {
    constexpr std::string_view kEnd = "end addr:";
    TrafficSelector& selector = last(payload.selectors);
    selector.start_address = before(text, ",");
    if (const std::size_t at = text.find(kEnd); at != std::string_view::npos) {
        selector.end_address = Scanner::trimmed(text.substr(at + kEnd.size()));
    }
}

void read_nothing(std::string_view /*text*/, Payload& /*payload*/) {}

struct Detail {
    std::string_view begins;
    void (*read)(std::string_view rest, Payload& payload);
};

constexpr Detail details[] = {
    {"last proposal:", read_last_proposal},
    {"Proposal:", read_proposal},
    {"last transform:", read_last_transform},
    {"type:", read_transform},
    {"DH group:", read_group},
    {"Security protocol id:", read_protocol},
    {"Id type:", read_id},
    {"Auth method ", read_auth},
    {"Auth data:", read_data},
    {"Cert encoding ", read_cert},
    {"Cert data:", read_data},
    {"CertReq data:", read_data},
    {"cfg type:", read_cfg},
    {"attrib type:", read_attribute},
    {"Attrib type:", read_attribute},
    {"Num of TSs:", read_ts_count},
    {"TS type:", read_ts},
    {"start port:", read_ports},
    {"start addr:", read_addresses},
    {"Encrypted data:", read_nothing},
    {"Decrypted packet:", read_nothing},
    {"REAL Decrypted packet:", read_nothing},
    {"Code:", read_nothing},  // of EAP, as is the next
    {"Type:", read_nothing},
};

const Detail* detail_of(std::string_view text) noexcept {
    const auto* found = std::find_if(std::begin(details), std::end(details),
                                     [&](const Detail& it) { return text.starts_with(it.begins); });
    return found == std::end(details) ? nullptr : found;
}

// Octets of two hex digits each, nothing else; a lone one could be any number.
bool is_hex_row(std::string_view text) noexcept {
    std::size_t octets = 0;
    for (Scanner scanner(text);; ++octets) {
        const std::string_view word = scanner.word();
        if (word.empty()) {
            return octets != 0;
        }
        if (word.size() != 2 || !std::all_of(word.begin(), word.end(), [](char c) {
                return std::isxdigit(static_cast<unsigned char>(c)) != 0;
            })) {
            return false;
        }
    }
}

constexpr std::string_view kNextPayload = "Next payload:";

// The word in front of "Next payload:" with its type in parentheses, which may have blanks.
std::string_view name_before(std::string_view text) {
    text = Scanner::trimmed(text);
    std::size_t end = text.size();
    if (text.ends_with(')')) {
        end = text.rfind('(');
    }
    if (end == std::string_view::npos) {
        return {};
    }
    const std::size_t blank = text.substr(0, end).find_last_of(" \t");
    return blank == std::string_view::npos ? text : text.substr(blank + 1);
}

// "NAME" or "NOTIFY(TYPE)".
bool read_name(std::string_view name, Payload& payload) {
    const std::size_t open = name.find('(');
    payload.type = payload_names.read(name.substr(0, open));
    if (open != std::string_view::npos) {
        if (!name.ends_with(')')) {
            return false;
        }
        payload.kind = notify_names.read(name.substr(open + 1, name.size() - open - 2));
    }
    return true;
}

}  // namespace

bool read_payload_line(std::string_view text, Payload& payload, bool& parsed) {
    const std::size_t at = text.find(kNextPayload);
    if (at == std::string_view::npos || at == 0) {
        return false;
    }
    const std::string_view front = Scanner::trimmed(text.substr(0, at));
    std::string_view name = name_before(front);
    Payload it;
    if (name.empty() || !read_name(name, it)) {
        return false;
    }
    const bool received = front.starts_with("Parse ") && front.size() != name.size();
    if (!received && front.size() != name.size()) {
        return false;
    }
    const std::string_view back = text.substr(at + kNextPayload.size());
    if (back.find(", version:") != std::string_view::npos) {
        return false;
    }
    it.next = payload_names.read(before(back, ","));
    labelled(back, ", length:", it.length);
    if (!it.length) {
        return false;
    }
    if (received && it.type.number == iana::payload::V) {
        constexpr std::string_view kPayload = "Payload:";
        if (const std::size_t colon = front.find(kPayload); colon != std::string_view::npos) {
            const std::string_view rest = front.substr(colon + kPayload.size());
            it.vendor = Scanner::trimmed(rest.substr(0, rest.size() - name.size()));
        }
    }
    payload = std::move(it);
    parsed = received;
    return true;
}

DumpLine read_detail_line(std::string_view text, Payload& payload) {
    text = Scanner::trimmed(text);
    if (const Detail* detail = detail_of(text); detail != nullptr) {
        detail->read(text.substr(detail->begins.size()), payload);
        return DumpLine::detail;
    }
    return is_hex_row(text) ? DumpLine::octets : DumpLine::none;
}

bool begins_like_dump(std::string_view text) noexcept {
    const std::string_view trimmed = Scanner::trimmed(text);
    if (trimmed.starts_with("Payload contents:")) {
        return true;
    }
    if (trimmed.empty() || trimmed.front() == text.front()) {
        return false;  // a dump indents its lines
    }
    const std::size_t next = trimmed.find(kNextPayload);
    return detail_of(trimmed) != nullptr ||
           (next != std::string_view::npos && next != 0 &&
            Scanner::trimmed(trimmed.substr(0, next)).find(' ') == std::string_view::npos);
}

bool read_names_line(std::string_view text, std::vector<Payload>& payloads) {
    std::vector<Payload> found;
    Scanner scanner(text);
    for (;;) {
        scanner.blanks();
        if (scanner.done()) {
            break;
        }
        std::string_view word = scanner.word();
        if (word.find('(') != std::string_view::npos && !word.ends_with(')')) {
            // "NOTIFY(Unknown - 40960)"
            const std::string_view rest = scanner.left();
            const std::size_t close = rest.find(')');
            if (close == std::string_view::npos) {
                return false;
            }
            word = {word.data(), word.size() + close + 1};
            scanner = Scanner(rest.substr(close + 1));
        }
        Payload& payload = add(found);
        if (!read_name(word, payload) || !payload.type.known()) {
            return false;
        }
    }
    if (found.empty() || payloads.size() + found.size() > kMost) {
        return false;
    }
    payloads.insert(payloads.end(), std::make_move_iterator(found.begin()),
                    std::make_move_iterator(found.end()));
    return true;
}

}  // namespace ikev2::ios
