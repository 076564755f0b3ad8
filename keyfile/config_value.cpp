// SPDX-License-Identifier: GPL-2.0-or-later
#include "keyfile/config_value.h"

#include <algorithm>
#include <iterator>

#include "keyfile/hex.h"
#include "keyfile/text.h"
#include "plugin/iana/id_types.h"

namespace ikev2::keyfile {

namespace {

/// More IDs than these are not paired: each then shares the PSK with everybody.
constexpr std::size_t kMostPaired = 16;

struct TypePrefix {
    std::string_view prefix;
    std::uint8_t id_type;  ///< 0: as the rest says
};

constexpr TypePrefix kPrefixes[] = {
    {"keyid:", iana::id::ID_KEY_ID},
    {"fqdn:", iana::id::ID_FQDN},
    {"dns:", iana::id::ID_FQDN},
    {"rfc822:", iana::id::ID_RFC822_ADDR},
    {"email:", iana::id::ID_RFC822_ADDR},
    {"userfqdn:", iana::id::ID_RFC822_ADDR},
    {"ipv4:", 0},
    {"ipv6:", 0},
    {"@@", iana::id::ID_RFC822_ADDR},
};

Identity of_text(std::uint8_t id_type, std::string_view text) {
    return Identity::of_payload(id_type, text::octets_of(text));
}

Identity of_key_id(Octets octets) {
    return Identity::of_payload(iana::id::ID_KEY_ID, octets);
}

}  // namespace

std::optional<Identity> config_identity(std::string_view text) {
    text = text::trimmed(text);
    if (text.empty() || text.size() > Identity::kLongest) {
        return std::nullopt;
    }
    if (text.starts_with('%') || text == "0.0.0.0" || text == "::" || text::contains(text, "*") ||
        text::contains(text, "=")) {
        return Identity();
    }
    if (text::take_prefix(text, "@#") || text::take_prefix(text, "keyid:0x")) {
        const auto octets = text::hex_octets(text);
        return octets && !octets->empty() ? std::optional(of_key_id(*octets)) : std::nullopt;
    }
    for (const TypePrefix& row : kPrefixes) {
        if (text::take_prefix(text, row.prefix)) {
            if (row.id_type != 0) {
                return text.empty() ? std::nullopt : std::optional(of_text(row.id_type, text));
            }
            break;
        }
    }
    if (text::take_prefix(text, "@")) {
        return text.empty() ? std::nullopt : std::optional(of_text(iana::id::ID_FQDN, text));
    }
    if (has_hex_prefix(text)) {
        return of_text(iana::id::ID_FQDN, text);
    }
    return Identity::parse(text).identity;
}

std::optional<Secret> config_secret(std::string_view text) {
    if (has_hex_prefix(text)) {
        return text::hex_octets(text);
    }
    if (text::take_prefix(text, "0s")) {
        return text::base64_octets(text);
    }
    return to_secret(text::octets_of(text));
}

void add_shared_psk(Findings& findings, const std::vector<Identity>& ids, Octets psk,
                    std::uint32_t line) {
    const Identity everybody;
    if (ids.empty()) {
        findings.add(everybody, everybody, psk, line);
        return;
    }
    const bool paired = ids.size() > 1 && ids.size() <= kMostPaired;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (!paired) {
            findings.add(ids[i], everybody, psk, line);
            findings.add(everybody, ids[i], psk, line);
            continue;
        }
        for (std::size_t j = 0; j < ids.size(); ++j) {
            if (i != j) {
                findings.add(ids[i], ids[j], psk, line);
            }
        }
    }
}

}  // namespace ikev2::keyfile
