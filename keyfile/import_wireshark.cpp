// SPDX-License-Identifier: GPL-2.0-or-later
#include "keyfile/import_wireshark.h"

#include <array>
#include <string>
#include <vector>

#include "keyfile/ascii.h"
#include "keyfile/csv.h"
#include "keyfile/esp_algorithms.h"
#include "keyfile/hex.h"
#include "keyfile/ike_algorithms.h"
#include "keyfile/text.h"

namespace ikev2::keyfile {

namespace {

constexpr std::size_t kSpiDigits = 16;

/// An SPI of an IKE SA has all its digits.
std::optional<std::uint64_t> ike_spi(std::string_view field) {
    const std::size_t prefix = has_hex_prefix(field) ? 2 : 0;
    return field.size() == prefix + kSpiDigits ? text::hex_number(field, kSpiDigits) : std::nullopt;
}

constexpr std::size_t kIkeFields = 8;
enum IkeField : std::uint8_t { ei = 2, er = 3, encr = 4, ai = 5, ar = 6, integ = 7 };

struct IkeKey {
    IkeField field;
    SecretKind kind;
};
constexpr std::array<IkeKey, 4> kIkeKeys = {{
    {ai, SecretKind::SK_ai},
    {ar, SecretKind::SK_ar},
    {ei, SecretKind::SK_ei},
    {er, SecretKind::SK_er},
}};

std::string of_octets(const char* key, std::size_t got, std::size_t expected,
                      std::string_view algorithm) {
    return std::string(key) + ": " + std::to_string(got) + " octets, but " +
           std::to_string(expected) + " with " + std::string(algorithm) +
           "; it is tried all the same";
}

}  // namespace

bool Ikev2TableImporter::take(std::string_view line, std::uint32_t number) {
    line = ascii::without_leading_blanks(line);
    // Without a look at the start of the line each line of a log would be split.
    if (line.size() < 2 * kSpiDigits || (!hex_digit(line[0]) && line[0] != '"') ||
        !text::contains(line.substr(0, 24), ",")) {
        return false;
    }
    const std::vector<std::string_view> fields = csv_fields(line);
    if (fields.size() < 3) {
        return false;
    }
    const auto spi_i = ike_spi(fields[0]);
    const auto spi_r = ike_spi(fields[1]);
    if (!spi_i || !spi_r) {
        return false;
    }
    if (fields.size() != kIkeFields) {
        findings_.error(number, std::to_string(fields.size()) +
                                    " fields in a row of "
                                    "ikev2_decryption_table, 8 expected");
        return true;
    }
    if (*spi_i == 0 || *spi_r == 0) {
        findings_.error(number, "an SPI that is zero");
        return true;
    }
    const auto encr_length = ike_encr_key_length(fields[encr]);
    const auto integ_length = ike_integ_key_length(fields[integ]);
    bool any = false;
    for (const IkeKey& key : kIkeKeys) {
        const auto octets = text::hex_octets(fields[key.field]);
        const char* const key_name = keyfile::name(key.kind);
        if (!octets) {
            findings_.error(number, std::string(key_name) + ": not an even number of hex digits");
            continue;
        }
        if (octets->empty()) {
            continue;
        }
        any = true;
        const bool is_encr = key.field == ei || key.field == er;
        if (is_encr && encr_length && encr_length->key + encr_length->salt != octets->size()) {
            findings_.warn(number,
                           of_octets(key_name, octets->size(), encr_length->key + encr_length->salt,
                                     "this encryption"));
        } else if (!is_encr && integ_length && *integ_length != octets->size()) {
            findings_.warn(number, of_octets(key_name, octets->size(), *integ_length,
                                             "this integrity algorithm"));
        }
        findings_.add(key.kind, {*spi_i, *spi_r}, *octets, number);
    }
    if (!any) {
        findings_.error(number, "a row of ikev2_decryption_table without keys");
    }
    return true;
}

namespace {

constexpr std::size_t kEspFields = 8;
enum EspField : std::uint8_t {
    source = 1,
    destination = 2,
    esp_spi = 3,
    esp_encr = 4,
    encr_key = 5,
    esp_integ = 6,
    integ_key = 7,
    sn_length = 8,
};

/// A key is hex digits after 0x, or the text itself.
std::optional<Secret> esp_key(std::string_view field) {
    if (has_hex_prefix(field)) {
        return text::hex_octets(field);
    }
    return to_secret(text::octets_of(field));
}

}  // namespace

bool EspTableImporter::take(std::string_view line, std::uint32_t number) {
    line = ascii::without_leading_blanks(line);
    const bool quoted = line.starts_with("\"IPv4\"") || line.starts_with("\"IPv6\"");
    if (!quoted && !line.starts_with("IPv4,") && !line.starts_with("IPv6,")) {
        return false;
    }
    const std::vector<std::string_view> fields = csv_fields(line);
    if (fields.size() < kEspFields) {
        findings_.error(number, std::to_string(fields.size()) +
                                    " fields in a row of esp_sa, at least 8 expected");
        return true;
    }
    EspEntry entry;
    const auto from = AddressPattern::parse(fields[source]);
    const auto to = AddressPattern::parse(fields[destination]);
    if (!from || !to) {
        findings_.error(number, std::string(from ? "destination" : "source") + ": not an address");
        return true;
    }
    entry.source = *from;
    entry.destination = *to;
    if (!text::contains(fields[esp_spi], "*")) {
        const auto spi = text::hex_number(fields[esp_spi], 8);
        if (!spi) {
            findings_.error(number, "SPI: 1 to 8 hex digits expected");
            return true;
        }
        entry.spi = static_cast<std::uint32_t>(*spi);
    }
    const auto encr_id = find_esp_encr(fields[esp_encr]);
    const auto integ_found = find_esp_integ(fields[esp_integ]);
    if (!encr_id || !integ_found) {
        findings_.error(number,
                        encr_id ? "unknown integrity algorithm" : "unknown encryption algorithm");
        return true;
    }
    entry.encr_id = *encr_id;
    if (!is_aead(*encr_id)) {
        entry.integ_id = integ_found->id;
        entry.unchecked_icv = integ_found->unchecked_icv;
    }
    auto encr_octets = esp_key(fields[encr_key]);
    auto integ_octets = esp_key(fields[integ_key]);
    if (!encr_octets || !integ_octets) {
        findings_.error(number, std::string(encr_octets ? "integrity" : "encryption") +
                                    " key: an even number of hex digits expected after 0x");
        return true;
    }
    entry.encr_key = std::move(*encr_octets);
    if (!is_aead(*encr_id)) {
        entry.integ_key = std::move(*integ_octets);
    }
    if (fields.size() > sn_length) {
        entry.esn = fields[sn_length].starts_with("64");
    }
    findings_.add(std::move(entry), number);
    return true;
}

}  // namespace ikev2::keyfile
