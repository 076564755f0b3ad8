// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/imported_esp.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "plugin/iana/security_protocols.h"
#include "plugin/iana/transform_ids.h"
#include "plugin/ike/reader.h"

namespace ikev2::session {

namespace {

// The high-order bits of an Extended Sequence Number are not sent (RFC 4303, section 2.2.1), and a
// capture may begin late in the life of an SA: values up to this one are tried, on so many packets
// of a flow that nothing opens with 0.
constexpr std::uint32_t kMostHigh = 255;
constexpr unsigned kHighRounds = 4;

// As EspTraffic, for the packets of a flow.
constexpr unsigned kMaxTrials = value_of(Limit::esp_trials);

bool matches(const keyfile::AddressPattern& pattern, const Address& address) noexcept {
    if (pattern.any()) {
        return true;
    }
    const Octets octets(address);
    const Octets rest = octets.subspan(pattern.length());
    return std::ranges::all_of(rest, [](std::uint8_t octet) { return octet == 0; }) &&
           pattern.matches(octets.first(pattern.length()));
}

bool matches(const keyfile::EspEntry& entry, const EspPacket& packet) noexcept {
    return matches(entry.source, packet.source) && matches(entry.destination, packet.destination);
}

std::optional<EspSuite> suite_of(const keyfile::EspEntry& entry, bool esn) noexcept {
    auto suite = EspSuite::find(entry.encr_id, entry.integ_id, esn ? iana::esn::ESN : 0);
    if (suite) {
        suite->unchecked_icv = entry.unchecked_icv;
    }
    return suite;
}

ChildView algorithms_of(const keyfile::EspEntry& entry) noexcept {
    ChildView child;
    child.protocol = iana::protocol::ESP;
    child.encr_id = entry.encr_id;
    child.integ_id = entry.integ_id;
    const crypto::Encr* encr = suite_of(entry, false) ? suite_of(entry, false)->encr : nullptr;
    if (encr != nullptr && encr->default_key_length == 0 &&
        entry.encr_key.size() > encr->salt_length) {
        child.key_bits =
            static_cast<std::uint16_t>(8 * (entry.encr_key.size() - encr->salt_length));
    }
    return child;
}

}  // namespace

bool ImportedEsp::has_keys(std::uint32_t spi, const keyfile::Store& store) noexcept {
    return !store.esp().empty() && (!store.esp_of_any_spi().empty() || !store.esp(spi).empty());
}

EspView ImportedEsp::first_pass(const EspPacket& captured, const keyfile::Store& store,
                                MutableOctets plaintext, const EspSaView* negotiated) {
    ike::Reader reader(captured.octets, 0, captured.length);
    const auto spi = reader.u32();
    if (!spi.present() || captured.octets.size() < captured.length) {
        return {};
    }
    Packet packet{captured, spi.value, reader.u32().value, false, plaintext, negotiated};
    EspView view;
    if (open_with_known(packet, view) || !has_keys(packet.spi, store)) {
        return view;
    }
    Search& search = searches_[Flow{packet.spi, captured.source, captured.destination}];
    if (search.generation != store.generation()) {
        search = {.generation = store.generation(), .trials = 0, .high_rounds = 0, .failure = {}};
    }
    if (search.trials >= kMaxTrials) {
        EspView given_up = search.failure;
        given_up.limits.add(Limit::esp_trials);
        return given_up;
    }
    const auto opens = [&](const keyfile::EspEntry& entry) {
        return try_entry(entry, packet, store, search, view);
    };
    if (std::ranges::any_of(store.esp(packet.spi), opens) ||
        std::ranges::any_of(store.esp_of_any_spi(), opens)) {
        return view;
    }
    packet.try_highs = search.high_rounds++ < kHighRounds;
    return packet.try_highs && std::ranges::any_of(store.esp(packet.spi), opens) ? view
                                                                                 : search.failure;
}

bool ImportedEsp::open_with_known(const Packet& packet, EspView& view) const {
    const auto known = open_.find(packet.spi);
    if (known == open_.end()) {
        return false;
    }
    return std::any_of(known->second.rbegin(), known->second.rend(), [&](Sa* sa) {
        EspView trial;
        trial.sa = sa;
        EspTrial{*sa->cipher, EspInside::anything, sa->highest}.open(packet.captured,
                                                                     packet.plaintext, trial);
        view = trial.is_open() ? trial : EspView();
        return trial.is_open();
    });
}

bool ImportedEsp::try_entry(const keyfile::EspEntry& entry, const Packet& packet,
                            const keyfile::Store& store, Search& search, EspView& view) {
    // A log and `ip xfrm state` may have the addresses of the other side of a NAT.
    const bool checked =
        entry.integ_id != 0 || (suite_of(entry, false) && suite_of(entry, false)->has_integrity());
    if ((!entry.spi || !checked) && !matches(entry, packet.captured)) {
        return false;
    }
    EspView failure;
    failure.status = EspStatus::unknown_algorithm;
    for (const bool esn : {false, true}) {
        const auto suite = suite_of(entry, esn);
        if (!suite || entry.esn.value_or(esn) != esn || (esn && !checked) ||
            (packet.try_highs && !esn)) {
            continue;
        }
        ++search.trials;
        EspView trial;
        if (try_suite(entry, *suite, packet, store, trial)) {
            view = trial;
            return true;
        }
        failure.status = trial.status;
    }
    if (entry.spi && search.failure.sa == nullptr) {
        failure.sa = &new_sa(entry, packet, store);
        search.failure = failure;
    }
    return false;
}

bool ImportedEsp::try_suite(const keyfile::EspEntry& entry, const EspSuite& suite,
                            const Packet& packet, const keyfile::Store& store, EspView& view) {
    auto cipher = EspCipher::make(suite, entry.encr_key, entry.integ_key);
    if (!cipher) {
        view.status = EspStatus::unknown_algorithm;
        return false;
    }
    EspSaView lengths;
    lengths.iv_length = suite.iv_length();
    lengths.icv_length = suite.icv_length();
    view.sa = &lengths;
    const std::uint32_t first = packet.try_highs ? 1 : 0;
    const std::uint32_t last = packet.try_highs ? kMostHigh : 0;
    std::uint64_t highest = 0;
    bool open = false;
    for (std::uint32_t high = first; high <= last && !open; ++high) {
        highest = std::uint64_t{high} << 32U | packet.sequence_number;
        EspTrial{*cipher, EspInside::anything, highest}.open(packet.captured, packet.plaintext,
                                                             view);
        open = view.is_open();
    }
    view.sa = nullptr;
    if (!open) {
        return false;
    }
    Sa& sa = new_sa(entry, packet, store);
    sa.child.esn = suite.esn;
    sa.iv_length = lengths.iv_length;
    sa.icv_length = lengths.icv_length;
    sa.cipher = std::make_unique<EspCipher>(std::move(*cipher));
    sa.highest = highest;
    auto& same_spi = open_[packet.spi];
    if (same_spi.size() == value_of(Limit::esp_spis)) {
        same_spi.erase(same_spi.begin());
        view.limits.add(Limit::esp_spis);
    }
    same_spi.push_back(&sa);
    view.sa = &sa;
    return true;
}

ImportedEsp::Sa& ImportedEsp::new_sa(const keyfile::EspEntry& entry, const Packet& packet,
                                     const keyfile::Store& store) {
    Sa& sa = sas_.emplace_back();
    if (packet.negotiated != nullptr) {
        static_cast<EspSaView&>(sa) = *packet.negotiated;
    } else {
        sa.child = algorithms_of(entry);
    }
    sa.file = store.file_name(entry.origin.file);
    sa.key = {"ESP key", sa.file.c_str(), entry.origin.line};
    return sa;
}

}  // namespace ikev2::session
