// SPDX-License-Identifier: GPL-2.0-or-later
#include "keyfile/import_xfrm.h"

#include <algorithm>
#include <array>
#include <utility>

#include "keyfile/ascii.h"
#include "keyfile/esp_algorithms.h"
#include "keyfile/hex.h"
#include "keyfile/text.h"

namespace ikev2::keyfile {

namespace {

/// Words that start the lines of an SA or policy below `src ... dst ...`.
constexpr std::array<std::string_view, 24> kWords = {
    "proto", "replay-window", "anti-replay", "auth-trunc", "auth",   "enc",
    "aead",  "comp",          "encap",       "coa",        "sel",    "lastused",
    "if_id", "mark",          "output-mark", "lifetime",   "limit:", "dir",
    "tmpl",  "crypto",        "security",    "dev",        "seq",    "priority"};

/// Bits of the ICV that an algorithm has where the line does not say it.
constexpr unsigned kDefaultIcvBits = 96;

}  // namespace

bool XfrmImporter::take(std::string_view line, std::uint32_t number) {
    std::string_view rest = line;
    const std::string_view word = text::take_word(rest);
    if (word == "src" && !ascii::is_blank(line.front())) {
        std::string_view addresses = rest;
        const auto from = AddressPattern::parse(text::take_word(addresses));
        if (text::take_word(addresses) != "dst") {
            return false;
        }
        const auto to = AddressPattern::parse(text::take_word(addresses));
        if (!from || !to) {
            return false;
        }
        end_state();
        open_ = true;
        entry_.source = *from;
        entry_.destination = *to;
        return true;
    }
    if (!open_ || (!ascii::is_blank(line.front()) &&
                   std::find(kWords.begin(), kWords.end(), word) == kWords.end())) {
        return false;
    }
    if (word == "proto") {
        take_proto(rest);
    } else if (word == "auth-trunc" || word == "auth" || word == "enc" || word == "aead") {
        take_algorithm(word, rest, number);
    } else if (word == "replay-window" || word == "anti-replay") {
        for (std::string_view flag = text::take_word(rest); !flag.empty();
             flag = text::take_word(rest)) {
            entry_.esn = entry_.esn.value_or(false) || flag == "esn";
        }
    }
    return true;
}

/// `esp spi 0xc82217fd reqid 1 mode tunnel`, with -s also `0xc82217fd(3357677565)`
void XfrmImporter::take_proto(std::string_view text) {
    esp_ = text::take_word(text) == "esp";
    if (text::take_word(text) == "spi") {
        std::string_view spi = text::take_word(text);
        spi = spi.substr(0, spi.find('('));
        if (const auto value = text::hex_number(spi, 8)) {
            entry_.spi = static_cast<std::uint32_t>(*value);
        }
    }
}

/// `hmac(sha256) 0x... 128`, `cbc(aes) 0x...`
void XfrmImporter::take_algorithm(std::string_view type, std::string_view text,
                                  std::uint32_t number) {
    if (!esp_) {
        return;
    }
    line_ = line_ != 0 ? line_ : number;
    const std::string_view algorithm = text::take_word(text);
    std::string_view after = text;
    std::optional<Secret> key;
    if (const std::string_view word = text::take_word(after); has_hex_prefix(word)) {
        key = text::hex_octets(word);
        text = after;
    } else {
        key.emplace();  // of the NULL algorithm
    }
    if (!key) {
        findings_.error(number, "a key that is not an even number of hex digits after 0x");
        usable_ = false;
        return;
    }
    unsigned bits = type == "auth" ? kDefaultIcvBits : 0;
    text = text::trimmed(text);
    if (const auto last = text::number(text.substr(text.find_last_of(" \t") + 1))) {
        bits = *last;
    }
    if (type == "enc" || type == "aead") {
        const auto id = find_esp_encr(algorithm, type == "enc" ? 0 : bits);
        has_encr_ = true;
        usable_ = usable_ && id.has_value();
        entry_.encr_id = id.value_or(0);
        entry_.encr_key = std::move(*key);
        if (!id) {
            findings_.warn(number, "an encryption algorithm that is not known; not used");
        }
        return;
    }
    const auto integ =
        algorithm == "digest_null" ? std::optional(EspInteg()) : find_esp_integ(algorithm, bits);
    usable_ = usable_ && integ.has_value();
    if (!integ) {
        findings_.warn(number, "an integrity algorithm that is not known; not used");
        return;
    }
    entry_.integ_id = integ->id;
    entry_.unchecked_icv = integ->unchecked_icv;
    entry_.integ_key = integ->id == 0 ? Secret() : std::move(*key);
}

void XfrmImporter::end_state() {
    EspEntry entry = std::exchange(entry_, {});
    const bool complete = open_ && esp_ && usable_ && has_encr_ && entry.spi;
    if (complete && entry.encr_key.empty() && line_ == 0) {
        return;
    }
    if (complete) {
        findings_.add(std::move(entry), line_);
    }
    open_ = false;
    esp_ = false;
    usable_ = true;
    has_encr_ = false;
    line_ = 0;
}

}  // namespace ikev2::keyfile
