// SPDX-License-Identifier: GPL-2.0-or-later
#include "keyfile/import_iked.h"

#include <algorithm>
#include <utility>

#include "keyfile/hex.h"
#include "keyfile/text.h"

namespace ikev2::keyfile {

namespace {

constexpr std::string_view kFunction = "ikev2_sa_keys: ";
constexpr std::uint32_t kLongestDump = 8192;
constexpr std::size_t kSpiPairOctets = 16;

std::optional<SecretKind> kind_of(std::string_view label) {
    if (label == "DHSECRET") {
        return SecretKind::SHARED_SECRET;
    }
    for (const SecretKindRow& row : secret_kinds()) {
        if (label == row.name && (row.kind == SecretKind::SKEYSEED || is_sk(row.kind))) {
            return row.kind;
        }
    }
    return std::nullopt;
}

}  // namespace

bool IkedImporter::take(std::string_view line, std::uint32_t number) {
    const std::size_t start = line.find(kFunction);
    if (start == std::string_view::npos) {
        return expected_ != 0 && take_rows(line);
    }
    if (expected_ != 0) {
        findings_.warn_once(number, "an OpenIKED log: rows of a dump are missing before this line");
        expected_ = 0;
    }
    const std::string_view text = line.substr(start + kFunction.size());
    const std::size_t with = text.find(" with ");
    const auto octets = text::between(text, " with ", " bytes");
    const auto count = octets ? text::number(*octets) : std::nullopt;
    if (!count || *count == 0 || *count > kLongestDump) {
        return true;
    }
    const std::string_view label = text.substr(0, with);
    kind_ = kind_of(label);
    spis_dump_ = label == "S";
    if (kind_ || spis_dump_) {
        expected_ = *count;
        dump_ = {{}, number};
        dump_.octets.reserve(expected_);
    }
    return true;
}

bool IkedImporter::take_rows(std::string_view line) {
    Secret row;
    for (std::string_view word = text::take_word(line); !word.empty();
         word = text::take_word(line)) {
        const auto octets = has_hex_prefix(word) ? std::nullopt : text::hex_octets(word);
        if (!octets) {
            return false;
        }
        row.insert(row.end(), octets->begin(), octets->end());
    }
    if (row.size() > expected_ - dump_.octets.size()) {
        return false;
    }
    dump_.octets.insert(dump_.octets.end(), row.begin(), row.end());
    if (dump_.octets.size() == expected_) {
        end_dump();
    }
    return true;
}

void IkedImporter::end_dump() {
    expected_ = 0;
    Value value = std::exchange(dump_, {});
    if (spis_dump_) {
        if (value.octets.size() >= kSpiPairOctets) {
            const Octets last = Octets(value.octets).last(kSpiPairOctets);
            spis_ = {text::first_eight(last), text::first_eight(last.subspan(8))};
        }
        return;
    }
    Value& slot = values_[static_cast<std::size_t>(*kind_)];
    // The keys of the next IKE SA start with what the last one has already.
    if (!slot.octets.empty()) {
        end_keys();
    }
    slot = std::move(value);
}

void IkedImporter::end_keys() {
    findings_.end_set();
    for (std::size_t kind = 0; kind < values_.size(); ++kind) {
        findings_.add(static_cast<SecretKind>(kind), spis_, values_[kind].octets,
                      values_[kind].line);
        values_[kind] = {};
    }
    findings_.end_set();
    spis_ = {};
}

void IkedImporter::finish() {
    if (expected_ != 0) {
        findings_.warn(dump_.line, "an OpenIKED log: it ends within a dump");
        expected_ = 0;
    }
    end_keys();
}

}  // namespace ikev2::keyfile
