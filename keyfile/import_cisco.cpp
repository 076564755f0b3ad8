// SPDX-License-Identifier: GPL-2.0-or-later
#include "keyfile/import_cisco.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "keyfile/ascii.h"
#include "keyfile/hex.h"
#include "keyfile/text.h"
#include "plugin/iana/id_types.h"

namespace ikev2::keyfile {

namespace {

constexpr const char* kEncrypted =
    "a pre-shared key that the router has encrypted (type 6 or 8): it cannot be used; write it as "
    "a "
    "PSK line";
constexpr const char* kHidden =
    "a pre-shared key that the configuration hides; \"more system:running-config\" shows it";
constexpr const char* kIkev1 =
    "a pre-shared key of IKEv1, which does not serve for IKEv2; not used";

}  // namespace

bool CiscoImporter::take(std::string_view line, std::uint32_t number) {
    const std::string_view text = text::trimmed(line);
    std::string_view rest = text;
    if (text::take_prefix(rest, "crypto ikev2 ")) {
        end_peer();
        in_tunnel_group_ = false;
        in_keyring_ = text::take_word(rest) == "keyring";
        return true;
    }
    if (text.starts_with("crypto isakmp ") || text.starts_with("crypto keyring ")) {
        end_peer();
        in_keyring_ = false;
        in_tunnel_group_ = false;
        if (text.starts_with("crypto isakmp key ")) {
            findings_.warn_once(number, kIkev1);
        }
        return true;
    }
    if (text::take_prefix(rest, "tunnel-group ")) {
        end_peer();
        in_keyring_ = false;
        const std::string_view group = text::take_word(rest);
        in_tunnel_group_ = text::take_word(rest) == "ipsec-attributes";
        const auto parsed = Identity::parse(group);
        if (in_tunnel_group_ && parsed.identity &&
            (parsed.identity->form() == Identity::Form::ipv4 ||
             parsed.identity->form() == Identity::Form::ipv6)) {
            addresses_.push_back(*parsed.identity);
        }
        return true;
    }
    if (take_peer_line(text, number)) {
        return true;
    }
    // A line of another part ends the keyring; "!" only separates.
    if (!ascii::is_blank(line.front()) && line.front() != '!') {
        end_peer();
        in_keyring_ = false;
        in_tunnel_group_ = false;
    }
    return false;
}

bool CiscoImporter::take_peer_line(std::string_view text, std::uint32_t number) {
    if (in_tunnel_group_) {
        if (text::take_prefix(text, "ikev2 remote-authentication pre-shared-key ")) {
            take_key(Whose::remote, text, number);
            return true;
        }
        if (text::take_prefix(text, "ikev2 local-authentication pre-shared-key ")) {
            take_key(Whose::local, text, number);
            return true;
        }
        return false;
    }
    if (text::take_prefix(text, "pre-shared-key ")) {
        Whose whose = Whose::both;
        if (text::take_prefix(text, "local ")) {
            whose = Whose::local;
        } else if (text::take_prefix(text, "remote ")) {
            whose = Whose::remote;
        }
        take_key(whose, text, number);
        return true;
    }
    if (!in_keyring_) {
        return false;
    }
    if (text::take_prefix(text, "peer ")) {
        end_peer();
    } else if (text::take_prefix(text, "address ")) {
        take_address(text);
    } else if (text::take_prefix(text, "identity ")) {
        take_identity(text);
    } else {
        return text.starts_with("hostname ") || text.starts_with("description ");
    }
    return true;
}

void CiscoImporter::take_identity(std::string_view text) {
    const std::string_view type = text::take_word(text);
    const std::string_view value = text::trimmed(text);
    if (value.empty() || value.size() > Identity::kLongest) {
        return;
    }
    const Octets octets = text::octets_of(value);
    if (type == "address") {
        if (const auto parsed = Identity::parse(value); parsed.identity) {
            identities_.push_back(*parsed.identity);
        }
    } else if (type == "fqdn" && !value.starts_with("domain ")) {
        identities_.push_back(Identity::of_payload(iana::id::ID_FQDN, octets));
    } else if (type == "email" && !value.starts_with("domain ")) {
        identities_.push_back(Identity::of_payload(iana::id::ID_RFC822_ADDR, octets));
    } else if (type == "key-id") {
        identities_.push_back(Identity::of_payload(iana::id::ID_KEY_ID, octets));
    }
}

/// `192.0.2.1`, `192.0.2.0 255.255.255.0`, `2001:db8::/32`
void CiscoImporter::take_address(std::string_view text) {
    const std::string_view address = text::take_word(text);
    const std::string_view mask = text::take_word(text);
    if (!mask.empty() && mask != "255.255.255.255") {
        return;
    }
    std::string_view host = address;
    if (const std::size_t slash = address.find('/'); slash != std::string_view::npos) {
        if (address.substr(slash) != "/128" && address.substr(slash) != "/32") {
            return;
        }
        host = address.substr(0, slash);
        if (address.substr(slash) == "/32" && text::contains(host, ":")) {
            return;
        }
    }
    const auto parsed = Identity::parse(host);
    if (parsed.identity && host != "0.0.0.0" &&
        (parsed.identity->form() == Identity::Form::ipv4 ||
         parsed.identity->form() == Identity::Form::ipv6)) {
        addresses_.push_back(*parsed.identity);
    }
}

void CiscoImporter::take_key(Whose whose, std::string_view text, std::uint32_t number) {
    text = text::trimmed(text);
    std::string_view rest = text;
    const std::string_view type = text::take_word(rest);
    rest = text::trimmed(rest);
    if (!rest.empty() && (type == "6" || type == "8")) {
        findings_.warn(number, kEncrypted);
        return;
    }
    if (text.size() >= 3 &&
        std::all_of(text.begin(), text.end(), [](char c) { return c == '*'; })) {
        findings_.warn(number, kHidden);
        return;
    }
    std::optional<Secret> value;
    if (!rest.empty() && type == "hex") {
        value = text::hex_octets(rest);
    } else if (!rest.empty() && type == "0") {
        value = to_secret(text::octets_of(rest));
    } else {
        value = to_secret(text::octets_of(text));
    }
    if (!value || value->empty()) {
        findings_.error(number, "pre-shared-key: an even number of hex digits expected");
        return;
    }
    keys_.push_back({whose, std::move(*value), number});
}

void CiscoImporter::add(const Key& key, const Identity& peer) {
    if (key.whose != Whose::remote) {
        findings_.add(Identity(), peer, key.value, key.line);
    }
    if (key.whose != Whose::local) {
        findings_.add(peer, Identity(), key.value, key.line);
    }
}

void CiscoImporter::end_peer() {
    const std::vector<Key> keys = std::exchange(keys_, {});
    const std::vector<Identity> identities = std::exchange(identities_, {});
    const std::vector<Identity> addresses = std::exchange(addresses_, {});
    for (const Key& key : keys) {
        for (const Identity& identity : identities) {
            add(key, identity);
        }
        for (const Identity& address : addresses) {
            add(key, address);
        }
        if (identities.empty()) {
            findings_.add(Identity(), Identity(), key.value, key.line);
        }
    }
}

}  // namespace ikev2::keyfile
