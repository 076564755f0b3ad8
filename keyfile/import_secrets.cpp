// SPDX-License-Identifier: GPL-2.0-or-later
#include "keyfile/import_secrets.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

#include "keyfile/ascii.h"
#include "keyfile/config_value.h"
#include "keyfile/hex.h"
#include "keyfile/text.h"

namespace ikev2::keyfile {

namespace {

constexpr const char* kPassword =
    "an EAP or XAuth password: it is not the MSK that AUTH is computed with; not used";
constexpr const char* kPrivateKey =
    "a private key or its passphrase: it signs, it does not decrypt IKEv2; not used";

/// The types of a line in ipsec.secrets.
struct Type {
    std::string_view word;
    const char* reason;  ///< why such a secret does not serve; null if it does
};

constexpr Type kTypes[] = {
    {"PSK", nullptr},       {"PPK", nullptr},        {"PPKS", nullptr},      {"RSA", kPrivateKey},
    {"ECDSA", kPrivateKey}, {"P8", kPrivateKey},     {"PKCS8", kPrivateKey}, {"BLISS", kPrivateKey},
    {"P12", kPrivateKey},   {"PKCS12", kPrivateKey}, {"PIN", kPrivateKey},   {"EAP", kPassword},
    {"XAUTH", kPassword},   {"NTLM", kPassword},
};

/// Removes a word or a text in quotation marks, of either kind, from the start of `text`. Nothing
/// if there is none.
std::optional<std::string_view> take_token(std::string_view& text, bool& quoted) {
    text = ascii::without_leading_blanks(text);
    quoted = text.starts_with('"') || text.starts_with('\'');
    if (!quoted) {
        const std::string_view word = text::take_word(text);
        return word.empty() ? std::nullopt : std::optional(word);
    }
    const std::size_t end = text.find(text.front(), 1);
    if (end == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view inside = text.substr(1, end - 1);
    text.remove_prefix(end + 1);
    return inside;
}

/// The secret at the start of `text`, or why there is none.
std::optional<Secret> read_secret(std::string_view& text, const char*& fault) {
    bool quoted = false;
    const auto token = take_token(text, quoted);
    if (!token) {
        fault = "no secret, or no closing quotation mark";
        return std::nullopt;
    }
    if (quoted) {
        return to_secret(text::octets_of(*token));
    }
    if (!has_hex_prefix(*token) && !token->starts_with("0s")) {
        fault =
            "a secret that is neither in quotation marks nor 0x and hex digits nor 0s and Base64";
        return std::nullopt;
    }
    auto secret = config_secret(*token);
    fault = secret ? nullptr : "a secret whose hex digits or Base64 are wrong";
    return secret;
}

}  // namespace

bool IpsecSecretsImporter::take(std::string_view line, std::uint32_t number) {
    if (in_key_ && (ascii::is_blank(line.front()) || line.front() == '}')) {
        return true;
    }
    for (std::size_t colon = line.find(':'); colon != std::string_view::npos;
         colon = line.find(':', colon + 1)) {
        // The colons of an IPv6 address have no blank before them.
        if (colon != 0 && !ascii::is_blank(line[colon - 1])) {
            continue;
        }
        std::string_view rest = line.substr(colon + 1);
        const std::string_view word = text::take_word(rest);
        const auto* type = std::find_if(std::begin(kTypes), std::end(kTypes), [&](const Type& row) {
            return ascii::same_letters(row.word, word);
        });
        if (type == std::end(kTypes)) {
            continue;
        }
        in_key_ = type->reason == kPrivateKey;
        if (type->reason != nullptr) {
            findings_.warn_once(number, type->reason);
        } else if (type->word == "PSK") {
            take_psk(line.substr(0, colon), rest, number);
        } else {
            take_ppk(line.substr(0, colon), rest, type->word == "PPKS", number);
        }
        return true;
    }
    return false;
}

void IpsecSecretsImporter::take_psk(std::string_view selectors, std::string_view value,
                                    std::uint32_t number) {
    const char* fault = nullptr;
    const auto secret = read_secret(value, fault);
    if (!secret) {
        findings_.error(number, fault);
        return;
    }
    std::vector<Identity> ids;
    bool quoted = false;
    while (const auto token = take_token(selectors, quoted)) {
        auto id = config_identity(*token);
        if (!id) {
            findings_.error(number, "an ID that is none");
            return;
        }
        ids.push_back(std::move(*id));
    }
    add_shared_psk(findings_, ids, *secret, number);
}

/// strongSwan: `PPK_ID : PPK "secret"`; libreswan: `ID : PPKS "PPK_ID" "secret"`.
void IpsecSecretsImporter::take_ppk(std::string_view selectors, std::string_view value, bool has_id,
                                    std::uint32_t number) {
    bool quoted = false;
    const auto ppk_id = take_token(has_id ? value : selectors, quoted);
    const char* fault = nullptr;
    const auto secret = read_secret(value, fault);
    if (!ppk_id || !secret) {
        findings_.error(number, ppk_id ? fault : "a PPK without PPK_ID");
        return;
    }
    findings_.add_ppk(text::octets_of(*ppk_id), *secret, number);
}

namespace {

constexpr std::string_view kSections[] = {"secrets", "connections", "pools", "authorities"};

struct SecretType {
    std::string_view prefix;  ///< of the section's name
    const char* reason;
};

constexpr SecretType kSecretTypes[] = {
    {"eap", kPassword},       {"xauth", kPassword},    {"ntlm", kPassword},
    {"private", kPrivateKey}, {"rsa", kPrivateKey},    {"ecdsa", kPrivateKey},
    {"pkcs8", kPrivateKey},   {"pkcs12", kPrivateKey}, {"token", kPrivateKey},
};

/// Removes a value from the start of `text`: in quotation marks with escapes, or up to the end, `#`
/// or `}`. Nothing if a quotation mark is not closed.
std::optional<Secret> take_value(std::string_view& text) {
    text = ascii::without_leading_blanks(text);
    if (!text.starts_with('"')) {
        const std::string_view value = text.substr(0, text.find_first_of("#}"));
        text.remove_prefix(value.size());
        return to_secret(text::octets_of(text::trimmed(value)));
    }
    Secret value;
    value.reserve(text.size());
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] == '"') {
            text.remove_prefix(i + 1);
            return value;
        }
        if (text[i] == '\\' && i + 1 < text.size()) {
            ++i;
        }
        value.push_back(static_cast<std::uint8_t>(text[i]));
    }
    return std::nullopt;
}

std::string_view as_text(const Secret& octets) noexcept {
    return {reinterpret_cast<const char*>(octets.data()), octets.size()};
}

}  // namespace

bool SwanctlImporter::take(std::string_view line, std::uint32_t number) {
    if (sections_.empty()) {
        const std::string_view text = ascii::without_leading_blanks(line);
        const std::string_view section = text::trimmed(text.substr(0, text.find('{')));
        if (section.size() == text.size() ||
            std::find(std::begin(kSections), std::end(kSections), section) == std::end(kSections)) {
            return false;
        }
        first_line_ = number;
    }
    take_text(line, number);
    return true;
}

void SwanctlImporter::take_text(std::string_view text, std::uint32_t number) {
    while (true) {
        text = ascii::without_leading_blanks(text);
        if (text.empty() || text.front() == '#') {
            return;
        }
        if (text.front() == '}') {
            text.remove_prefix(1);
            end_section();
            if (sections_.empty()) {
                return;
            }
            continue;
        }
        const std::size_t end = text.find_first_of("{=}#");
        if (end == std::string_view::npos || text[end] == '#' || text[end] == '}') {
            text.remove_prefix(std::min(end, text.size()));
            continue;
        }
        const std::string_view key = text::trimmed(text.substr(0, end));
        const bool section = text[end] == '{';
        text.remove_prefix(end + 1);
        if (section) {
            sections_.emplace_back(key);
            continue;
        }
        auto value = take_value(text);
        if (!value) {
            findings_.error(number, "no closing quotation mark");
            // So that the sections after this one are not taken to be inside it.
            if (text::trimmed(text).ends_with('}')) {
                end_section();
            }
            return;
        }
        take_setting(key, std::move(*value), number);
    }
}

void SwanctlImporter::take_setting(std::string_view key, Secret value, std::uint32_t number) {
    if (sections_.size() != 2 || sections_[0] != "secrets") {
        return;
    }
    if (key == "secret") {
        secret_ = std::move(value);
        secret_line_ = number;
    } else if (key.starts_with("id")) {
        ids_.emplace_back(as_text(value));
    }
}

void SwanctlImporter::end_section() {
    const std::string section = std::move(sections_.back());
    sections_.pop_back();
    const std::vector<std::string> texts = std::exchange(ids_, {});
    const Secret raw = std::exchange(secret_, {});
    const std::uint32_t line = std::exchange(secret_line_, 0);
    if (sections_.size() != 1 || sections_[0] != "secrets" || line == 0) {
        return;
    }
    const auto* other =
        std::find_if(std::begin(kSecretTypes), std::end(kSecretTypes),
                     [&](const SecretType& row) { return section.starts_with(row.prefix); });
    if (other != std::end(kSecretTypes)) {
        findings_.warn_once(line, other->reason);
        return;
    }
    const auto secret = config_secret(as_text(raw));
    if (!secret) {
        findings_.error(line, "a secret whose hex digits or Base64 are wrong");
        return;
    }
    if (section.starts_with("ppk")) {
        for (const std::string& id : texts) {
            findings_.add_ppk(text::octets_of(id), *secret, line);
        }
        if (texts.empty()) {
            findings_.error(line, "a PPK without PPK_ID");
        }
        return;
    }
    if (!section.starts_with("ike")) {
        findings_.warn(line, "a secret of a type that is not known; not used");
        return;
    }
    std::vector<Identity> ids;
    for (const std::string& text : texts) {
        auto id = config_identity(text);
        if (!id) {
            findings_.error(line, "an ID that is none");
            return;
        }
        ids.push_back(std::move(*id));
    }
    add_shared_psk(findings_, ids, *secret, line);
}

void SwanctlImporter::finish() {
    if (!sections_.empty()) {
        findings_.error(first_line_, "a section of swanctl.conf without its closing brace");
        sections_.clear();
    }
}

}  // namespace ikev2::keyfile
