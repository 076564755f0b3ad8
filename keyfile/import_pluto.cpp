// SPDX-License-Identifier: GPL-2.0-or-later
#include "keyfile/import_pluto.h"

#include <string>
#include <utility>

#include "keyfile/ascii.h"
#include "keyfile/esp_algorithms.h"
#include "keyfile/hex.h"
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

using Dump = PlutoImporter::Dump;

struct Label {
    std::string_view text;
    Dump dump;
    bool unwrapped;  ///< "unwrapped:" stands between this line and the rows
};

constexpr Label kLabels[] = {
    {"initiator salt extracted len ", Dump::salt, true},
    {"responder salt extracted len ", Dump::salt, true},
    {"chunk_SK_pi extracted len ", Dump::sk_pi, true},
    {"chunk_SK_pr extracted len ", Dump::sk_pr, true},
    {"PreShared Key", Dump::psk, false},
    {"inputs to hash1 (first packet)", Dump::signed_message, false},
    {"ESP encrypt key:", Dump::encr_key, false},
    {"ESP integrity key:", Dump::integ_key, false},
};

constexpr std::size_t kSpiPairOctets = 16;
constexpr std::size_t kOctetsInRow = 16;

/// Octets of the longest dump that is kept. Of a signed message only the start counts.
constexpr std::size_t kLongestDump = 512;

/// Keys of directions between the lines of two CHILD_SAs that are up.
constexpr std::size_t kMostDirections = 8;

/// IKE SAs in one log.
constexpr std::size_t kMostIkeSas = 200'000;

/// What follows the time that a log file has: `Nov 22 04:44:23.303601: `.
std::string_view without_time(std::string_view line) {
    const std::size_t end = line.find(": ");
    if (end == std::string_view::npos) {
        return line;
    }
    const std::string_view time = line.substr(0, end);
    const bool digits = !time.empty() && ascii::is_digit(time.back());
    return digits && text::contains(time, ":") ? line.substr(end + 2) : line;
}

/// Whether only a libreswan log has such a line, its time removed.
bool is_log_line(std::string_view text) {
    return ascii::without_leading_blanks(text).starts_with("| ") ||
           text::contains(text, "pluto[") || text.starts_with("Starting Pluto (");
}

/// The algorithm without its key length: AES_CBC_128, AES_GCM_16_256.
std::string_view without_key_length(std::string_view name) {
    for (const std::string_view bits : {"_128", "_192", "_256"}) {
        if (name.ends_with(bits)) {
            return name.substr(0, name.size() - bits.size());
        }
    }
    return name;
}

/// The SPI of an ESP SA that stands between the two; 0 if there is none.
std::uint64_t spi_between(std::string_view text, std::string_view open, std::string_view close) {
    const auto digits = text::between(text, open, close);
    return digits ? text::hex_number(*digits, 8).value_or(0) : 0;
}

struct ChildSuite {
    std::uint16_t encr = 0;
    EspInteg integ;
};

/// `AES_CBC_128-HMAC_SHA2_256_128`, with PFS and the group after it.
std::optional<ChildSuite> child_suite(std::string_view suite) {
    const std::size_t dash = suite.find('-');
    if (dash == std::string_view::npos) {
        return std::nullopt;
    }
    const auto encr = find_esp_encr(without_key_length(suite.substr(0, dash)));
    std::string_view rest = suite.substr(dash + 1);
    const auto integ = find_esp_integ(rest.substr(0, rest.find('-')));
    if (!encr || !integ) {
        return std::nullopt;
    }
    return ChildSuite{*encr, *integ};
}

}  // namespace

bool PlutoImporter::take(std::string_view line, std::uint32_t number) {
    const auto message = text::journal_message(line);
    if (message) {
        line = *message;
    }
    const std::size_t start = line.find("ikev2 ");
    if (start != std::string_view::npos) {
        const std::string_view text = line.substr(start + 6);
        if (text.starts_with("I 0x") || text.starts_with("R 0x")) {
            end_dump();
            take_keys(text, number);
            keys_ = true;
            return true;
        }
    }
    const std::string_view text = without_time(line);
    if (log_line_ != 0) {
        take_log_line(text, number);
    }
    if (!is_log_line(text)) {
        return false;
    }
    if (log_line_ == 0) {
        log_line_ = number;
        take_log_line(text, number);
    }
    return true;
}

void PlutoImporter::take_log_line(std::string_view text, std::uint32_t number) {
    const std::size_t bar = text.find("| ");
    const std::string_view debug =
        bar == std::string_view::npos ? std::string_view() : text.substr(bar + 2);
    if (dump_ != Dump::none && take_row(debug)) {
        return;
    }
    end_dump();
    if (debug.empty()) {
        if (text::contains(text, "{ESP")) {
            take_child(text, number);
        }
        return;
    }
    if (next_unwrapped_ && debug.starts_with("unwrapped:")) {
        dump_ = *std::exchange(next_unwrapped_, std::nullopt);
        dump_line_ = number;
        return;
    }
    for (const Label& label : kLabels) {
        if (debug.starts_with(label.text)) {
            next_unwrapped_ = label.unwrapped ? std::optional(label.dump) : std::nullopt;
            dump_ = label.unwrapped ? Dump::none : label.dump;
            dump_line_ = number;
            return;
        }
    }
}

/// `  6b a8 bd 9a  cd 14 b7 2a  cd 7c 56 7b  75 40 fc 5a   k......*.|V{u@.Z`, the octets in fixed
/// columns.
bool PlutoImporter::take_row(std::string_view text) {
    if (!text.starts_with("  ")) {
        return false;
    }
    std::size_t octets = 0;
    for (; octets < kOctetsInRow; ++octets) {
        const std::size_t column = 2 + 3 * octets + octets / 4;
        const auto high = column < text.size() ? hex_digit(text[column]) : std::nullopt;
        const auto low = column + 1 < text.size() ? hex_digit(text[column + 1]) : std::nullopt;
        if (!high || !low) {
            break;
        }
        if (octets_.size() < kLongestDump) {
            octets_.push_back(static_cast<std::uint8_t>(*high << 4 | *low));
        }
    }
    return octets != 0;
}

void PlutoImporter::end_dump() {
    const Dump dump = std::exchange(dump_, Dump::none);
    const Secret octets = std::exchange(octets_, {});
    if (octets.empty()) {
        return;
    }
    switch (dump) {
        case Dump::salt: {
            const std::size_t before = unbound_ ? unbound_->salts.size() : 0;
            unbound(before == 2 || (unbound_ && !unbound_->pi.empty())).salts.push_back(octets);
            break;
        }
        case Dump::sk_pi:
            unbound(unbound_ && !unbound_->pi.empty()).pi = octets;
            break;
        case Dump::sk_pr:
            unbound(false).pr = octets;
            break;
        case Dump::signed_message:
            if (octets.size() >= kSpiPairOctets) {
                bind(text::first_eight(octets));
            }
            break;
        case Dump::psk:
            findings_.add(Identity(), Identity(), octets, dump_line_);
            break;
        case Dump::encr_key:
            if (children_.size() == kMostDirections) {
                children_.clear();
            }
            children_.push_back({octets, {}, dump_line_});
            break;
        case Dump::integ_key:
            if (!children_.empty()) {
                children_.back().integ = octets;
            }
            break;
        case Dump::none:
            break;
    }
}

PlutoImporter::DerivedKeys& PlutoImporter::unbound(bool starts_another) {
    if (!unbound_ || starts_another) {
        ambiguous_ = unbound_.has_value();
        unbound_ = DerivedKeys();
        unbound_->line = dump_line_;
    }
    return *unbound_;
}

/// The IKE SA's SPIi is in what AUTH signs; after a rekey its "ikev2 I" line comes at once.
void PlutoImporter::bind(std::uint64_t spi_i) {
    auto keys = std::exchange(unbound_, std::nullopt);
    if (!keys || std::exchange(ambiguous_, false)) {
        return;
    }
    if (derived_.size() == kMostIkeSas) {
        findings_.warn_once(keys->line, "a libreswan log with more IKE SAs than are kept");
        return;
    }
    derived_.insert_or_assign(spi_i, std::move(*keys));
}

/// The keys of what the host receives are logged before those of what it sends. If there are
/// others in between, the integrity check decides whose they are.
void PlutoImporter::take_child(std::string_view text, std::uint32_t number) {
    const auto keys = std::exchange(children_, {});
    const std::string_view what = text.substr(text.find("{ESP"));
    const std::uint64_t out_spi = spi_between(what, "=>", " ");
    const std::uint64_t in_spi = spi_between(what, " <", " ");
    if (keys.empty() || out_spi == 0 || in_spi == 0) {
        return;
    }
    const auto xfrm = text::between(what, "xfrm=", " ");
    const auto suite = xfrm ? child_suite(*xfrm) : std::nullopt;
    if (!suite) {
        findings_.warn_once(number,
                            "a libreswan log: keys of a CHILD_SA with an algorithm that is "
                            "not known; not used");
        return;
    }
    const auto add = [&](std::uint64_t spi, const ChildKeys& direction) {
        EspEntry entry;
        entry.spi = static_cast<std::uint32_t>(spi);
        entry.encr_id = suite->encr;
        entry.integ_id = suite->integ.id;
        entry.unchecked_icv = suite->integ.unchecked_icv;
        entry.esn = text::contains(what, "/ESN") ? std::optional(true) : std::nullopt;
        entry.encr_key = direction.encr;
        entry.integ_key = direction.integ;
        findings_.add(std::move(entry), direction.line);
    };
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (keys.size() != 2 || i == 0) {
            add(in_spi, keys[i]);
        }
        if (keys.size() != 2 || i == 1) {
            add(out_spi, keys[i]);
        }
    }
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
    bind(spis.initiator);
    DerivedKeys& derived = derived_[spis.initiator];
    const SecretKind sk_a = initiator ? SecretKind::SK_ai : SecretKind::SK_ar;
    const SecretKind sk_e = initiator ? SecretKind::SK_ei : SecretKind::SK_er;
    const auto integ_length = ike_integ_key_length(integ->algorithm);
    if (integ_length && *integ_length != integ->octets->size()) {
        // libreswan has room for 32 octets on this line.
        findings_.error(number, wrong_length(sk_a, integ->octets->size(), *integ_length));
        return;
    }
    Secret encr_key = *encr->octets;
    const auto encr_length = ike_encr_key_length(encr->algorithm);
    if (encr_length && encr_length->salt != 0 && encr_key.size() == encr_length->key) {
        const std::size_t at = initiator ? 0 : 1;
        if (derived.salts.size() != 2 || derived.salts[at].size() < encr_length->salt) {
            findings_.error(number, std::string(keyfile::name(sk_e)) +
                                        ": the key without its salt, which libreswan writes with "
                                        "plutodebug=\"private crypt\"; it decrypts nothing");
            return;
        }
        const Octets salt = Octets(derived.salts[at]).first(encr_length->salt);
        encr_key.insert(encr_key.end(), salt.begin(), salt.end());
    }
    if (encr_length && encr_key.size() != encr_length->key + encr_length->salt) {
        findings_.error(number,
                        wrong_length(sk_e, encr_key.size(), encr_length->key + encr_length->salt));
        return;
    }
    findings_.add(sk_a, spis, *integ->octets, number);
    findings_.add(sk_e, spis, encr_key, number);
    if (initiator) {
        findings_.add(SecretKind::SK_pi, spis, derived.pi, derived.line);
        findings_.add(SecretKind::SK_pr, spis, derived.pr, derived.line);
    } else {
        derived_.erase(spis.initiator);
    }
}

void PlutoImporter::finish() {
    end_dump();
    if (log_line_ != 0 && !keys_ && findings_.secrets() == 0) {
        findings_.warn(log_line_,
                       "a libreswan log without \"ikev2 I\" and \"ikev2 R\" lines: NSS keeps the "
                       "keys; take them from the other end");
    }
}

}  // namespace ikev2::keyfile
