// SPDX-License-Identifier: GPL-2.0-or-later
#include "keyfile/values.h"

#include <array>
#include <string_view>

#include "keyfile/hex.h"

namespace ikev2::keyfile {

namespace {

constexpr std::size_t kSpiOctets = 8;

std::string not_hex(std::size_t index) {
    return "character " + std::to_string(index + 1) + " is not a hex digit";
}

std::string too_long(std::size_t octets, std::size_t longest) {
    return std::to_string(octets) + " octets, at most " + std::to_string(longest) + " expected";
}

/// Hex digits with or without 0x, at most `longest` octets.
std::string read_hex(std::string_view text, std::size_t longest, Secret& value) {
    const std::size_t prefix = has_hex_prefix(text) ? 2 : 0;
    const std::string_view digits = text.substr(prefix);
    if (digits.empty()) {
        return "empty";
    }
    value.resize(digits.size() / 2);
    if (const std::size_t good = decode_hex(digits, value); good != digits.size()) {
        return not_hex(prefix + good);
    }
    if (digits.size() % 2 == 1) {
        return std::to_string(digits.size()) + " hex digits, an even number expected";
    }
    return value.size() > longest ? too_long(value.size(), longest) : "";
}

std::string read_escaped(std::string_view text, std::size_t longest, Secret& value) {
    value.clear();
    value.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\') {
            value.push_back(static_cast<std::uint8_t>(text[i]));
            continue;
        }
        const std::string_view escape = text.substr(i + 1);
        std::array<std::uint8_t, 1> octet{};
        if (escape.substr(0, 1) == "\\" || escape.substr(0, 1) == "\"") {
            value.push_back(static_cast<std::uint8_t>(escape[0]));
            i += 1;
        } else if (escape.size() >= 3 && escape[0] == 'x' &&
                   decode_hex(escape.substr(1, 2), octet) == 2) {
            value.push_back(octet[0]);
            i += 3;
        } else {
            return "the backslash at character " + std::to_string(i + 1) +
                   R"( starts none of \" \\ \xHH)";
        }
    }
    if (value.empty()) {
        return "empty";
    }
    return value.size() > longest ? too_long(value.size(), longest) : "";
}

}  // namespace

std::string read_spi(Field field, std::optional<std::uint64_t>& spi) {
    if (field.quoted) {
        return "in quotation marks; 16 hex digits or * expected";
    }
    spi.reset();
    if (field.text == "*") {
        return "";
    }
    const std::size_t prefix = has_hex_prefix(field.text) ? 2 : 0;
    const std::string_view digits = field.text.substr(prefix);
    if (digits.size() == 2 * kSpiOctets) {
        std::array<std::uint8_t, kSpiOctets> octets{};
        const std::size_t good = decode_hex(digits, octets);
        if (good != digits.size()) {
            return not_hex(prefix + good);
        }
        std::uint64_t value = 0;
        for (const std::uint8_t octet : octets) {
            value = value << 8U | octet;
        }
        spi = value;
        return "";
    }
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (!hex_digit(digits[i])) {
            return not_hex(prefix + i);
        }
    }
    return std::to_string(digits.size()) + " hex digits, 16 expected";
}

std::string read_sa_value(Field field, SecretKind kind, Secret& value) {
    if (field.quoted) {
        return "in quotation marks; hex digits expected";
    }
    return read_hex(field.text, row(kind).longest, value);
}

std::string read_exchange(Field field, std::uint8_t& exchange) {
    if (field.quoted || field.text.size() != 1 || field.text[0] < '0' || field.text[0] > '7') {
        return "a digit from 0 to 7 expected";
    }
    exchange = static_cast<std::uint8_t>(field.text[0] - '0');
    return "";
}

std::string read_psk_value(Field field, Secret& value) {
    if (field.quoted) {
        return read_escaped(field.text, kLongestPsk, value);
    }
    if (has_hex_prefix(field.text)) {
        return read_hex(field.text, kLongestPsk, value);
    }
    return "neither 0x and hex digits nor text in quotation marks";
}

std::string read_ppk_id(Field field, Secret& ppk_id) {
    if (!field.quoted && has_hex_prefix(field.text)) {
        return read_hex(field.text, kLongestPpkId, ppk_id);
    }
    if (!field.quoted && field.text == "*") {
        return "* stands for an SPI or an ID, not for a PPK_ID";
    }
    if (field.quoted) {
        return read_escaped(field.text, kLongestPpkId, ppk_id);
    }
    ppk_id.assign(field.text.begin(), field.text.end());
    return ppk_id.size() > kLongestPpkId ? too_long(ppk_id.size(), kLongestPpkId) : "";
}

std::string read_identity(Field field, Identity& identity) {
    Secret unescaped;
    std::string_view text = field.text;
    if (field.quoted) {
        if (std::string fault = read_escaped(field.text, Identity::kLongest, unescaped);
            !fault.empty()) {
            return fault;
        }
        text = {reinterpret_cast<const char*>(unescaped.data()), unescaped.size()};
    }
    Identity::Parsed parsed = Identity::parse(text);
    if (!parsed.identity) {
        return parsed.reason;
    }
    identity = std::move(*parsed.identity);
    return "";
}

}  // namespace ikev2::keyfile
