// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/esp_traffic.h"

#include <algorithm>
#include <utility>

#include "plugin/iana/security_protocols.h"
#include "plugin/iana/transform_ids.h"
#include "plugin/ike/reader.h"
#include "plugin/session/suite_trial.h"

namespace ikev2::session {

namespace {

// So many sets of keys are tried on the packets of a direction that none has opened yet, until the
// key file changes. A damaged packet must not decide, nor one of another SA with the same SPI; and
// a long life without keys must not cost more and more.
constexpr unsigned kMaxTrials = value_of(Limit::esp_trials);

constexpr std::size_t kMaxSameSpi = value_of(Limit::esp_spis);

// Whether the keys do not fit the packet.
bool is_mismatch(EspStatus status) noexcept {
    return status == EspStatus::bad_icv || status == EspStatus::implausible;
}

// Why no secret gave a set of keys at all.
EspStatus what_lacks(const ChildSa& child) noexcept {
    const IkeSa& ike = *child.ike;
    if (!ike.bound || ike.bound->keys.d.empty()) {
        return EspStatus::no_sk_d;
    }
    if (child.request == nullptr || child.response == nullptr) {
        return EspStatus::no_negotiation;
    }
    if (prfs_of(ike).empty()) {
        return ike.suite_by_trial ? EspStatus::no_negotiation : EspStatus::unknown_algorithm;
    }
    if (child.ppk_mixed) {
        return EspStatus::ppk_mixed;
    }
    return child.key_exchange ? EspStatus::no_shared_secret : EspStatus::unknown_algorithm;
}

}  // namespace

ChildView view_of(const ChildSa& child) noexcept {
    return {.number = child.number,
            .frame = child.frame,
            .ike_spis = child.ike->spis,
            .protocol = child.protocol,
            .transport_mode = child.transport_mode,
            .key_exchange = child.key_exchange,
            .esn = child.esn_id == iana::esn::ESN,
            .spis = child.spis,
            .encr_id = child.encr_id,
            .key_bits = child.key_bits,
            .integ_id = child.integ_id};
}

void EspTraffic::add(const ChildSa& child) {
    if (child.protocol == iana::protocol::ESP) {
        added_.push_back(&child);
    }
}

void EspTraffic::file_added() {
    for (const ChildSa* child : added_) {
        auto& pair = directions_.emplace_back();
        for (const std::uint8_t receiver : {std::uint8_t{0}, std::uint8_t{1}}) {
            Direction*& newest = by_spi_[{child->spis.at(receiver)}];
            pair.at(receiver) = {child, &pair.at(1U - receiver), newest, nullptr, receiver};
            newest = &pair.at(receiver);
        }
    }
    added_.clear();
}

bool EspTraffic::knows(std::uint32_t spi) {
    file_added();
    return by_spi_.contains({spi});
}

EspTraffic::EspSa& EspTraffic::sa_of(Direction& direction) {
    if (direction.sa == nullptr) {
        EspSa& one = make_sa(direction);
        one.other = &make_sa(*direction.other);
        one.other->other = &one;
    }
    return *direction.sa;
}

EspTraffic::EspSa& EspTraffic::make_sa(Direction& direction) {
    const ChildSa& child = *direction.child;
    EspSa& sa = sas_.emplace_back();
    sa.child = view_of(child);
    sa.child_known = true;
    sa.receiver = direction.receiver;
    sa.source = &child;
    sa.suite = EspSuite::find(child.encr_id, child.integ_id, child.esn_id);
    if (sa.suite && !sa.suite->encr_key_length(child.key_bits)) {
        sa.suite.reset();
    }
    if (sa.suite) {
        sa.iv_length = sa.suite->iv_length();
        sa.icv_length = sa.suite->icv_length();
    }
    direction.sa = &sa;
    return sa;
}

std::vector<EspTraffic::Direction*> EspTraffic::find(const EspPacket& packet) {
    file_added();
    ike::Reader reader(packet.octets, 0, packet.length);
    const auto spi = reader.u32();
    Direction* const* newest = spi.present() ? by_spi_.find({spi.value}) : nullptr;
    std::vector<Direction*> candidates;
    for (Direction* it = newest != nullptr ? *newest : nullptr;
         it != nullptr && candidates.size() < kMaxSameSpi; it = it->older) {
        candidates.push_back(it);
    }
    std::stable_partition(candidates.begin(), candidates.end(), [&](const Direction* it) {
        return it->child->addresses.at(it->receiver) == packet.destination;
    });
    return candidates;
}

bool EspTraffic::wants_secrets(const EspPacket& packet) {
    const auto candidates = find(packet);
    return std::any_of(candidates.begin(), candidates.end(), [this](Direction* it) {
        const EspSa& sa = sa_of(*it);
        return sa.suite && sa.cipher == nullptr;
    });
}

EspView EspTraffic::first_pass(const EspPacket& packet, const keyfile::Store& store,
                               MutableOctets plaintext) {
    EspView first;
    const auto candidates = find(packet);
    for (Direction* it : candidates) {
        EspSa& sa = sa_of(*it);
        EspView view;
        view.sa = &sa;
        try_open(sa, packet, store, plaintext, view);
        if (view.is_open()) {
            count(*sa.source, packet);
            return view;
        }
        if (first.sa == nullptr) {
            first = view;
        }
    }
    if (first.sa != nullptr) {
        if (candidates.size() == kMaxSameSpi &&
            std::ranges::all_of(candidates, [](const Direction* it) { return it->older; })) {
            first.limits.add(Limit::esp_spis);
        }
        count(*static_cast<const EspSa&>(*first.sa).source, packet);
    }
    return first;
}

void EspTraffic::count(const EspPacket& packet) {
    if (const auto candidates = find(packet); !candidates.empty()) {
        count(*candidates.front()->child, packet);
    }
}

void EspTraffic::try_open(EspSa& sa, const EspPacket& packet, const keyfile::Store& store,
                          MutableOctets plaintext, EspView& view) {
    if (!sa.suite) {
        view.status = EspStatus::unknown_algorithm;
    } else if (packet.octets.size() < packet.length) {
        view.status = EspStatus::not_captured;
    } else if (sa.cipher != nullptr) {
        open_with(sa, *sa.cipher, packet, plaintext, view);
    } else {
        find_keys(sa, packet, store, plaintext, view);
    }
}

void EspTraffic::bind(EspSa& sa, const std::array<ChildKeys, 2>& keys) {
    const ChildKeys& sent = keys[1U - sa.receiver];
    auto cipher = EspCipher::make(*sa.suite, sent.encr, sent.integ);
    sa.cipher = cipher ? std::make_unique<EspCipher>(std::move(*cipher)) : nullptr;
}

void EspTraffic::find_keys(EspSa& sa, const EspPacket& packet, const keyfile::Store& store,
                           MutableOctets plaintext, EspView& view) {
    if (sa.generation != store.generation()) {
        sa.generation = store.generation();
        sa.trials = 0;
        sa.hopeless = false;
    }
    if (sa.hopeless || sa.trials >= kMaxTrials) {
        view.status = sa.failure;
        if (!sa.hopeless) {
            view.limits.add(Limit::esp_trials);
        }
        return;
    }
    unsigned tried = 0;
    sa.source->for_each_keys(store, view.limits, [&](std::array<ChildKeys, 2>&& keys) {
        ++tried;
        bind(sa, keys);
        if (sa.cipher == nullptr) {
            view.status = EspStatus::unknown_algorithm;
            return false;
        }
        open_with(sa, *sa.cipher, packet, plaintext, view);
        if (!view.is_open()) {
            sa.cipher.reset();
            return false;
        }
        bind(*sa.other, keys);
        return true;
    });
    DhWork* dh = sa.source->ike->dh;
    if (dh != nullptr && view.is_open()) {
        dh->succeeded();
    }
    const bool refused = dh != nullptr && dh->take_refused();
    if (refused) {
        view.limits.add(Limit::key_exchanges);
    }
    if (tried == 0) {
        view.status = what_lacks(*sa.source);
        // That none fits was found out at some cost, and is not going to change.
        sa.hopeless = view.status == EspStatus::no_shared_secret && !refused;
    } else if (sa.source->key_exchange && is_mismatch(view.status)) {
        view.status = EspStatus::no_shared_secret;
    }
    sa.failure = view.status;
    sa.trials += tried;
}

void EspTraffic::open_with(EspSa& sa, EspCipher& cipher, const EspPacket& packet,
                           MutableOctets plaintext, EspView& view) {
    const EspInside inside = sa.source->transport_mode ? EspInside::anything : EspInside::ip_packet;
    EspTrial{cipher, inside, sa.highest}.open(packet, plaintext, view);
}

void EspTraffic::count(const ChildSa& child, const EspPacket& packet) {
    Count& count = counts_[child.number];
    ++count.packets;
    count.octets += packet.length;
}

std::uint64_t EspTraffic::packets(std::uint32_t child) const noexcept {
    const auto found = counts_.find(child);
    return found != counts_.end() ? found->second.packets : 0;
}

std::uint64_t EspTraffic::octets(std::uint32_t child) const noexcept {
    const auto found = counts_.find(child);
    return found != counts_.end() ? found->second.octets : 0;
}

}  // namespace ikev2::session
