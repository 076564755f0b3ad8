// SPDX-License-Identifier: GPL-2.0-or-later
#include "keyfile/foreign_formats.h"

#include <algorithm>
#include <array>

#include "keyfile/ascii.h"
#include "keyfile/hex.h"

namespace ikev2::keyfile {

namespace {

using namespace std::string_view_literals;

struct Magic {
    std::string_view octets;
    const char* reason;
};

constexpr const char* kUtf16 = "UTF-16 text; save it as UTF-8";
constexpr const char* kPcap = "a pcap capture, not a key file";

constexpr Magic kMagics[] = {
    {"\xff\xfe"sv, kUtf16},
    {"\xfe\xff"sv, kUtf16},
    {"\x0a\x0d\x0d\x0a"sv, "a pcapng capture, not a key file"},
    {"\xd4\xc3\xb2\xa1"sv, kPcap},
    {"\xa1\xb2\xc3\xd4"sv, kPcap},
    {"\x4d\x3c\xb2\xa1"sv, kPcap},
    {"\xa1\xb2\x3c\x4d"sv, kPcap},
    {"\x1f\x8b"sv, "compressed with gzip; unpack it first"},
    {"PK\x03\x04"sv, "a ZIP archive; unpack it first"},
};

/// ASCII text in UTF-16 without byte order mark: each second octet is zero.
bool is_bare_utf16(std::string_view head) noexcept {
    if (head.size() < 4) {
        return false;
    }
    for (const std::size_t zero : {0U, 1U}) {
        if (head[zero] == '\0' && head[zero + 2] == '\0' && head[1 - zero] != '\0' &&
            head[3 - zero] != '\0') {
            return true;
        }
    }
    return false;
}

bool starts_with(std::string_view text, std::string_view prefix) noexcept {
    return text.substr(0, prefix.size()) == prefix;
}

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> prefixes) {
    return std::any_of(prefixes.begin(), prefixes.end(),
                       [text](std::string_view prefix) { return starts_with(text, prefix); });
}

std::size_t hex_digits_at_start(std::string_view text) noexcept {
    return static_cast<std::size_t>(
        std::find_if(text.begin(), text.end(), [](char c) { return !hex_digit(c); }) -
        text.begin());
}

/// `16 hex digits,`
bool starts_with_spi_and_comma(std::string_view line) noexcept {
    return hex_digits_at_start(line) == 16 && line.size() > 16 && line[16] == ',';
}

bool is_ikev1_table(std::string_view line) {
    return starts_with_spi_and_comma(line) &&
           hex_digits_at_start(line.substr(17)) + 17 == line.size();
}

/// The encapsulation boundaries of RFC 7468.
bool is_pem(std::string_view line) {
    return starts_with_any(line, {"-----BEGIN ", "-----END "});
}

bool is_base64_line(std::string_view line) {
    return line.size() <= 76 && std::all_of(line.begin(), line.end(), [](char c) {
               return ascii::is_letter(c) || ascii::is_digit(c) || c == '+' || c == '/' || c == '=';
           });
}

bool is_tls_key_log(std::string_view line) {
    return starts_with_any(line, {"CLIENT_RANDOM ", "CLIENT_TRAFFIC_SECRET_0 ",
                                  "SERVER_TRAFFIC_SECRET_0 ", "CLIENT_HANDSHAKE_TRAFFIC_SECRET ",
                                  "SERVER_HANDSHAKE_TRAFFIC_SECRET ", "EXPORTER_SECRET "});
}

constexpr ForeignFormat kFormats[] = {
    {"a row of Wireshark's ikev1_decryption_table: IKEv1 keys do not serve for IKEv2",
     is_ikev1_table, nullptr},
    {"PEM: a private key signs and a certificate verifies, neither decrypts IKEv2; not read",
     is_pem, is_base64_line},
    {"a line of a TLS key log: TLS secrets do not serve for IKEv2", is_tls_key_log, nullptr},
};

}  // namespace

const char* foreign_file(std::string_view head) noexcept {
    for (const Magic& magic : kMagics) {
        if (starts_with(head, magic.octets)) {
            return magic.reason;
        }
    }
    return is_bare_utf16(head) ? kUtf16 : nullptr;
}

const ForeignFormat* foreign_format(std::string_view line) {
    const auto* found =
        std::find_if(std::begin(kFormats), std::end(kFormats),
                     [line](const ForeignFormat& format) { return format.recognises(line); });
    return found == std::end(kFormats) ? nullptr : found;
}

}  // namespace ikev2::keyfile
