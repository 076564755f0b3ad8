// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/nat_watch.h"

#include <algorithm>
#include <cstring>
#include <optional>

#include "plugin/base/octets.h"
#include "plugin/crypto/nat_detection.h"
#include "plugin/iana/notify_types.h"
#include "plugin/session/message_layout.h"

namespace ikev2::session {

namespace notify = iana::notify;

namespace {

// What is kept of a hash: enough that no other has the same by chance.
std::uint64_t start_of(Octets hash) noexcept {
    std::uint64_t start = 0;
    std::memcpy(&start, hash.data(), sizeof(start));
    return start;
}

std::uint64_t kept_of(const NoteContent& note) noexcept {
    return note.data.size() == crypto::NatDetectionHash().size() ? start_of(note.data) : 0;
}

// Where a hash says that a side is. Owns nothing.
struct Endpoint {
    Octets address;
    std::uint16_t port = 0;
};

// What IKE_SA_INIT names the IKE SA with `spis`: its request knows no responder's SPI.
SpiPair named_by(Sender sender, const SpiPair& spis) noexcept {
    return {spis.initiator, sender == Sender::initiator ? 0 : spis.responder};
}

// Nothing: there is no such hash.
std::optional<std::uint64_t> hash_of(const SpiPair& spis, const Endpoint& endpoint) noexcept {
    crypto::NatDetectionHash hash{};
    return crypto::nat_detection_hash(spis, endpoint.address, endpoint.port, hash)
               ? std::optional(start_of(hash))
               : std::nullopt;
}

// One address that was translated is enough: a NAT that was found stays.
void judge(Nat& nat, bool fits) noexcept {
    nat = !fits || nat == Nat::present ? Nat::present : Nat::absent;
}

void judge(Nat& nat, std::uint64_t hash, const std::optional<std::uint64_t>& expected) noexcept {
    if (expected) {
        judge(nat, hash == *expected);
    }
}

Endpoint first_endpoint(const SideHistory& side) noexcept {
    return {Octets(side.first_address).first(side.first_address_length), side.first_port};
}

bool is_first_endpoint(const SideHistory& side, const Endpoint& endpoint) noexcept {
    const Endpoint first = first_endpoint(side);
    return side.seen && first.port == endpoint.port &&
           std::ranges::equal(first.address, endpoint.address);
}

}  // namespace

void take_nat_hashes(const Message& message, const std::vector<NoteContent>& notes,
                     const SpiPair& spis, SaHistory& history) {
    const Sender sender = sender_of(message);
    SideHistory& side = history.side(sender);
    SideHistory& other = history.side(peer_of(sender));
    const Endpoint source = {Octets(message.source).first(message.address_length),
                             message.source_port};
    const Endpoint destination = {Octets(message.destination).first(message.address_length),
                                  message.destination_port};
    NatHashes hashes;
    unsigned sources = 0;
    unsigned destinations = 0;
    for (const NoteContent& note : notes) {
        const bool of_source = note.type == notify::NAT_DETECTION_SOURCE_IP;
        if (!of_source && note.type != notify::NAT_DETECTION_DESTINATION_IP) {
            continue;
        }
        (of_source ? hashes.source : hashes.destination) = kept_of(note);
        ++(of_source ? sources : destinations);
    }
    if (sources + destinations == 0 || message.address_length == 0) {
        return;
    }
    hashes.of_source = sources != 0;
    hashes.of_destination = destinations != 0;
    const bool can_wait = sources <= 1 && destinations <= 1 && !side.nat_hashes.any() &&
                          message.header.spis() == named_by(sender, spis) &&
                          is_first_endpoint(side, source) && is_first_endpoint(other, destination);
    if (can_wait) {
        side.nat_hashes = hashes;
        return;
    }
    const auto expected_source = hash_of(message.header.spis(), source);
    const auto expected_destination = hash_of(message.header.spis(), destination);
    bool source_fits = false;
    for (const NoteContent& note : notes) {
        if (note.type == notify::NAT_DETECTION_SOURCE_IP) {
            source_fits = source_fits || kept_of(note) == expected_source;
        } else if (note.type == notify::NAT_DETECTION_DESTINATION_IP) {
            judge(other.nat, kept_of(note), expected_destination);
        }
    }
    // A host with several addresses sends the hash of each.
    if (sources != 0 && expected_source) {
        judge(side.nat, source_fits);
    }
}

std::array<Nat, 2> nat_of(const SaHistory& history, const SpiPair& spis) {
    std::array<Nat, 2> nat = {history.sides[0].nat, history.sides[1].nat};
    for (const Sender sender : {Sender::initiator, Sender::responder}) {
        const SideHistory& side = history.side(sender);
        const NatHashes& hashes = side.nat_hashes;
        const SpiPair named = named_by(sender, spis);
        if (hashes.of_source) {
            judge(nat.at(index_of(sender)), hashes.source, hash_of(named, first_endpoint(side)));
        }
        if (hashes.of_destination) {
            const SideHistory& other = history.side(peer_of(sender));
            judge(nat.at(index_of(peer_of(sender))), hashes.destination,
                  hash_of(named, first_endpoint(other)));
        }
    }
    return nat;
}

}  // namespace ikev2::session
