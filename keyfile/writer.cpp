// SPDX-License-Identifier: GPL-2.0-or-later
#include "keyfile/writer.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "keyfile/ascii.h"
#include "keyfile/esp_algorithms.h"
#include "keyfile/text.h"

namespace ikev2::keyfile {

namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";

void write_hex(Octets octets, std::ostream& out) {
    for (const std::uint8_t octet : octets) {
        out << kHexDigits[octet >> 4U] << kHexDigits[octet & 0x0fU];
    }
}

void write_number(std::uint64_t value, unsigned digits, std::ostream& out) {
    for (unsigned shift = 4 * digits; shift > 0; shift -= 4) {
        out << kHexDigits[value >> (shift - 4) & 0x0fU];
    }
}

void write_spi(bool wildcard, std::uint64_t spi, std::ostream& out) {
    out << ' ';
    if (wildcard) {
        out << '*';
    } else {
        write_number(spi, 16, out);
    }
}

bool is_printable(std::uint8_t octet) noexcept {
    return octet >= 0x20 && octet < 0x7f;
}

void write_quoted(Octets octets, std::ostream& out) {
    out << '"';
    for (const std::uint8_t octet : octets) {
        if (!is_printable(octet)) {
            out << "\\x" << kHexDigits[octet >> 4U] << kHexDigits[octet & 0x0fU];
            continue;
        }
        if (octet == '"' || octet == '\\') {
            out << '\\';
        }
        out << static_cast<char>(octet);
    }
    out << '"';
}

/// Text where it is text, else hex digits.
void write_value(Octets octets, std::ostream& out) {
    if (std::all_of(octets.begin(), octets.end(), is_printable)) {
        write_quoted(octets, out);
    } else {
        out << "0x";
        write_hex(octets, out);
    }
}

void write_identity(const Identity& identity, std::ostream& out) {
    const std::string text = identity.text();
    const bool word = std::all_of(text.begin(), text.end(), [](char c) {
        return ascii::is_letter(c) || ascii::is_digit(c) ||
               std::string_view("*.-_@:").find(c) != std::string_view::npos;
    });
    out << ' ';
    if (word) {
        out << text;
    } else {
        write_quoted(text::octets_of(text), out);
    }
}

void write_secret(const SaSecret& secret, std::ostream& out) {
    out << name(secret.kind);
    write_spi(secret.wildcard_initiator, secret.spi_i, out);
    write_spi(secret.wildcard_responder, secret.spi_r, out);
    out << ' ';
    write_hex(secret.value, out);
    if (secret.exchange != 0) {
        out << ' ' << unsigned{secret.exchange};
    }
    out << '\n';
}

/// Sets of lines whose SPIs are not known, kept apart as a key file keeps them apart: a kind that
/// comes again, other SPIs or another keyword starts a new one.
std::size_t write_wildcards(const SecretRange& secrets, std::ostream& out) {
    std::size_t joined = 0;
    unsigned kinds = 0;
    SaSecret last;
    for (const SaSecret& secret : secrets) {
        const unsigned kind = 1U << static_cast<unsigned>(secret.kind);
        const bool new_set = secret.group != last.group;
        if (new_set) {
            const bool reads_as_one = kinds != 0 && is_sk(secret.kind) && (kinds & kind) == 0 &&
                                      secret.wildcard_initiator == last.wildcard_initiator &&
                                      secret.wildcard_responder == last.wildcard_responder &&
                                      secret.spi_i == last.spi_i && secret.spi_r == last.spi_r;
            joined += reads_as_one ? 1 : 0;
            kinds = 0;
            out << '\n';
        }
        kinds = is_sk(secret.kind) ? kinds | kind : 0;
        write_secret(secret, out);
        last = secret;
    }
    return joined;
}

bool write_esp(const EspEntry& entry, std::ostream& out) {
    const char* encr = wireshark_esp_encr(entry.encr_id);
    const char* integ = wireshark_esp_integ({entry.integ_id, entry.unchecked_icv});
    if (encr == nullptr || integ == nullptr) {
        return false;
    }
    const bool ipv6 = entry.source.length() == 16 || entry.destination.length() == 16;
    out << (ipv6 ? R"("IPv6",")" : R"("IPv4",")") << entry.source.text() << R"(",")"
        << entry.destination.text() << R"(",")";
    if (entry.spi) {
        out << "0x";
        write_number(*entry.spi, 8, out);
    } else {
        out << '*';
    }
    out << R"(",")" << encr << R"(",")" << (entry.encr_key.empty() ? "" : "0x");
    write_hex(entry.encr_key, out);
    out << R"(",")" << integ << R"(",")" << (entry.integ_key.empty() ? "" : "0x");
    write_hex(entry.integ_key, out);
    out << (entry.esn == true ? "\",\"64-bit\"\n" : "\"\n");
    return true;
}

}  // namespace

WriteResult write_key_file(const Store& store, std::ostream& out) {
    WriteResult result;
    SpiPair last;
    for (const SaSecret& secret : store.exact()) {
        if (last != SpiPair{secret.spi_i, secret.spi_r} && last != SpiPair()) {
            out << '\n';
        }
        last = {secret.spi_i, secret.spi_r};
        write_secret(secret, out);
    }
    result.joined_sets = write_wildcards(store.wildcards(), out);
    for (const PskEntry& psk : store.psks()) {
        out << "PSK";
        write_identity(psk.authenticates, out);
        write_identity(psk.authenticates_to, out);
        out << ' ';
        write_value(psk.value, out);
        out << '\n';
    }
    for (const PpkEntry& ppk : store.ppks()) {
        out << "PPK ";
        write_value(ppk.ppk_id, out);
        out << ' ';
        write_value(ppk.value, out);
        out << '\n';
    }
    for (const EspEntry& entry : store.esp()) {
        result.left_out += write_esp(entry, out) ? 0 : 1;
    }
    return result;
}

}  // namespace ikev2::keyfile
