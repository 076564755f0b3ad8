// SPDX-License-Identifier: GPL-2.0-or-later
#include "keyfile/import_pluto.h"

#include <string>

#include "keyfile/ascii.h"
#include "keyfile/ike_algorithms.h"
#include "keyfile/text.h"

namespace ikev2::keyfile {

namespace {

struct Key {
    std::string_view algorithm;
    std::optional<Secret> octets;
};

/// `sha256:0x...`, or `none:`
std::optional<Key> read_key(std::string_view word) {
    const std::size_t colon = word.find(':');
    if (colon == std::string_view::npos) {
        return std::nullopt;
    }
    return Key{word.substr(0, colon), text::hex_octets(word.substr(colon + 1))};
}

std::string wrong_length(SecretKind kind, std::size_t got, std::size_t expected) {
    return std::string(name(kind)) + ": " + std::to_string(got) + " octets, but " +
           std::to_string(expected) + " with this algorithm";
}

}  // namespace

bool PlutoImporter::take(std::string_view line, std::uint32_t number) {
    const std::size_t start = line.find("ikev2 ");
    if (start != std::string_view::npos) {
        const std::string_view text = line.substr(start + 6);
        if (text.starts_with("I 0x") || text.starts_with("R 0x")) {
            take_keys(text, number);
            keys_ = true;
            return true;
        }
    }
    if (ascii::without_leading_blanks(line).starts_with("| ") || text::contains(line, "pluto[")) {
        log_line_ = log_line_ != 0 ? log_line_ : number;
        return true;
    }
    return false;
}

void PlutoImporter::take_keys(std::string_view text, std::uint32_t number) {
    const bool initiator = text::take_word(text) == "I";
    const auto spi_i = text::hex_number(text::take_word(text), 16);
    const auto spi_r = text::hex_number(text::take_word(text), 16);
    if (!spi_i || !spi_r || *spi_i == 0 || *spi_r == 0) {
        findings_.error(number, "ikev2 I or R: two SPIs of 16 hex digits expected");
        return;
    }
    const auto integ = read_key(text::take_word(text));
    const auto encr = read_key(text::take_word(text));
    if (!integ || !encr || !integ->octets || !encr->octets) {
        findings_.error(number, "ikev2 I or R: <integrity>:0x<key> <encryption>:0x<key> expected");
        return;
    }
    const SpiPair spis{*spi_i, *spi_r};
    const SecretKind sk_a = initiator ? SecretKind::SK_ai : SecretKind::SK_ar;
    const SecretKind sk_e = initiator ? SecretKind::SK_ei : SecretKind::SK_er;
    const auto integ_length = ike_integ_key_length(integ->algorithm);
    if (integ_length && *integ_length != integ->octets->size()) {
        // libreswan has room for 32 octets on this line.
        findings_.error(number, wrong_length(sk_a, integ->octets->size(), *integ_length));
        return;
    }
    const auto encr_length = ike_encr_key_length(encr->algorithm);
    const std::size_t octets = encr->octets->size();
    if (encr_length && encr_length->salt != 0 && octets == encr_length->key) {
        findings_.error(number, std::string(keyfile::name(sk_e)) +
                                    ": the key without its salt, which the program does not write; "
                                    "it decrypts nothing");
        return;
    }
    if (encr_length && octets != encr_length->key + encr_length->salt) {
        findings_.error(number, wrong_length(sk_e, octets, encr_length->key + encr_length->salt));
        return;
    }
    findings_.add(sk_a, spis, *integ->octets, number);
    findings_.add(sk_e, spis, *encr->octets, number);
}

void PlutoImporter::finish() {
    if (log_line_ != 0 && !keys_) {
        findings_.warn(log_line_,
                       "a libreswan log without \"ikev2 I\" and \"ikev2 R\" lines: NSS keeps the "
                       "keys; take them from the other end");
    }
}

}  // namespace ikev2::keyfile
