// What the journal watches in every message: addresses, Message IDs, fragments, selectors.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/sa_journal.h"

#include <algorithm>
#include <string>

#include "plugin/session/message_content.h"
#include "plugin/session/message_layout.h"
#include "plugin/session/ts_narrowing.h"
#include "plugin/session/value_text.h"

namespace ikev2::session {

namespace {

constexpr std::uint16_t kNatTraversalPort = 4500;
constexpr std::uint16_t kIkePort = 500;

// Undecided negotiations in the other direction count as simultaneous if they began so long ago at
// the most, in nanoseconds.
constexpr std::int64_t kSimultaneous = 30'000'000'000;

// More than any window, and few enough to be searched for each message.
constexpr std::size_t kMaxOpenRequests = value_of(Limit::open_requests);

[[gnu::cold]] std::string reused_text(std::uint32_t id, std::uint32_t frame) {
    return "Message ID " + std::to_string(id) + " was that of frame " + std::to_string(frame);
}

[[gnu::cold]] std::string skipped_text(std::uint32_t first, std::uint32_t last, Sender requester) {
    return "Message ID" + std::string(first == last ? "" : "s") + ' ' + std::to_string(first) +
           (first == last ? "" : " to " + std::to_string(last)) + " of the " + role_of(requester) +
           (first == last ? " is" : " are") + " not in the capture";
}

[[gnu::cold]] std::string outside_window_text(std::uint32_t id, std::uint32_t oldest,
                                              Sender responder, std::uint32_t window) {
    return "Message ID " + std::to_string(id) + " is sent before a response to " +
           std::to_string(oldest) + "; the window of the " + role_of(responder) + " is " +
           std::to_string(window);
}

std::string endpoint_text(const Address& address, std::uint8_t length, std::uint16_t port) {
    return address_text(address, length) + " port " + std::to_string(port);
}

[[gnu::cold]] std::string moved_text(const Message& now) {
    return "to " + endpoint_text(now.source, now.address_length, now.source_port) + " and " +
           endpoint_text(now.destination, now.address_length, now.destination_port);
}

[[gnu::cold]] std::string changed_text(const SideHistory& before, const Message& now) {
    return "from " + endpoint_text(before.address, before.address_length, before.port) + " to " +
           endpoint_text(now.source, now.address_length, now.source_port);
}

}  // namespace

void SaJournal::watch_addresses(const JournalEntry& entry, SaHistory& history, bool moves) {
    const Message& message = entry.message;
    if (message.address_length == 0) {
        return;
    }
    history.nat_t = history.nat_t || message.source_port == kNatTraversalPort ||
                    message.destination_port == kNatTraversalPort;
    const Sender sender = sender_of(message);
    SideHistory& side = history.side(sender);
    SideHistory& other = history.side(peer_of(sender));
    const auto place = [&](SideHistory& of, const Address& address, std::uint16_t port) {
        of.address = address;
        of.address_length = message.address_length;
        of.port = port;
        if (!of.seen) {
            of.first_address = address;
            of.first_address_length = message.address_length;
            of.first_port = port;
            of.seen = true;
        }
    };
    const bool same_address = side.address == message.source;
    if (moves) {
        find(entry, FindingKind::mobike_move, moved_text(message));
    } else if (side.seen && (!same_address || side.port != message.source_port)) {
        // "the initiator MUST move to UDP port 4500" (RFC 7296, section 2.23); a NAT may give its
        // source another number.
        const bool to_nat_t = same_address && side.port == kIkePort &&
                              (message.source_port == kNatTraversalPort ||
                               message.destination_port == kNatTraversalPort);
        find(entry,
             to_nat_t                                        ? FindingKind::moved_to_nat_t_port
             : side.supports_mobike && other.supports_mobike ? FindingKind::path_tried
                                                             : FindingKind::address_changed,
             changed_text(side, message));
    }
    place(side, message.source, message.source_port);
    // What is sent to a side says where it is, too: it answers from there.
    place(other, message.destination, message.destination_port);
}

void SaJournal::watch_request_ids(const JournalEntry& entry, SaHistory& history) {
    const std::uint32_t id = entry.message.header.message_id.value;
    const Sender requester = requester_of(entry.message);
    SideHistory& side = history.side(requester);
    if (entry.message.header.is_response()) {
        std::erase(side.open_requests, id);
        return;
    }
    if (entry.view.fragment_number > 1) {
        return;
    }
    const bool init = makes_ike_sa(entry.message.header.exchange_type.value);
    if (entry.view.other_use_of_id != 0 && !init) {
        find(entry, FindingKind::message_id_reused, reused_text(id, entry.view.other_use_of_id));
        return;
    }
    // An IKE SA whose beginning is in the capture counts from 0 on either side, and so does one
    // that a rekey made (RFC 7296, section 2.2).
    const bool from_zero = entry.sa.side(Sender::initiator).init != nullptr;
    if (id > side.next_id && (side.ids_known || from_zero)) {
        find(entry, FindingKind::message_ids_skipped,
             skipped_text(side.next_id, id - 1, requester));
    }
    ++side.requests;
    if (id >= side.next_id || !side.ids_known) {
        side.next_id = id + 1;
        side.ids_known = true;
    }
    // "An IKE endpoint MUST NOT exceed the peer's stated window size for transmitted IKE requests"
    // (section 2.3).
    const std::uint32_t window = history.side(peer_of(requester)).window;
    const auto too_old = [&](std::uint32_t one) { return one < id && id - one >= window; };
    const auto oldest = std::ranges::find_if(side.open_requests, too_old);
    if (oldest != side.open_requests.end()) {
        find(entry, FindingKind::outside_window,
             outside_window_text(id, *oldest, peer_of(requester), window));
        std::erase_if(side.open_requests, too_old);
    }
    if (std::ranges::find(side.open_requests, id) == side.open_requests.end()) {
        if (side.open_requests.size() == kMaxOpenRequests) {
            entry.view.limits.add(Limit::open_requests);
            side.open_requests.erase(side.open_requests.begin());
        }
        side.open_requests.push_back(id);
    }
}

void SaJournal::watch_fragments(const JournalEntry& entry, SaHistory& history) {
    const MessageView& view = entry.view;
    history.fragments = history.fragments || view.fragment_number != 0;
    if (!view.is_part()) {
        return;
    }
    const FragmentKey key{entry.sa.number, entry.message.header.message_id.value,
                          sender_of(entry.message), entry.message.header.is_response(),
                          view.fragment_total};
    Fragments& it = fragments_[key];
    it.numbers.insert(view.fragment_number);
    it.frame = view.frame;
    it.exchange_type = entry.message.header.exchange_type.value;
    if (it.numbers.size() >= view.fragment_total) {
        fragments_.erase(key);
    }
}

std::vector<SaJournal::LostFragments> SaJournal::lost_fragments(std::uint32_t sa) const {
    std::vector<LostFragments> lost;
    for (auto it = fragments_.lower_bound({sa, 0, Sender::initiator, false, 0});
         it != fragments_.end() && it->first.sa == sa; ++it) {
        lost.push_back({sa, it->first.message_id, it->first.sender, it->first.response,
                        it->second.frame, static_cast<std::uint32_t>(it->second.numbers.size()),
                        it->first.total, it->second.exchange_type});
    }
    return lost;
}

std::optional<std::uint32_t> SaJournal::initiation(const Address& from, const Address& to) const {
    const HostHistory* const* host = host_by_address_.find({from});
    if (host == nullptr) {
        return std::nullopt;
    }
    if ((*host)->initiation && (*host)->peer == to) {
        return (*host)->initiation;
    }
    const std::uint32_t* more =
        (*host)->has_more_peers ? more_initiations_.find({from, to}) : nullptr;
    return more != nullptr ? std::optional(*more) : std::nullopt;
}

void SaJournal::watch_initiation(const JournalEntry& entry, SaHistory& history) {
    const Message& message = entry.message;
    if (message.address_length == 0) {
        return;
    }
    const auto opposite = initiation(message.destination, message.source);
    if (opposite && *opposite != entry.sa.number) {
        const SaHistory& other = histories_[*opposite];
        if (other.verdict == nullptr && other.later_exchange == 0 &&
            history.first_time - other.first_time < kSimultaneous) {
            find(entry, FindingKind::simultaneous_initiation,
                 address_text(message.destination, message.address_length) + " began IKE SA " +
                     std::to_string(*opposite) + " in frame " + std::to_string(other.first_frame));
        }
    }
    HostHistory& host = host_of(message.source);
    if (!host.initiation || host.peer == message.destination) {
        host.initiation = entry.sa.number;
        host.peer = message.destination;
    } else {
        host.has_more_peers = true;
        more_initiations_[{message.source, message.destination}] = entry.sa.number;
    }
}

ChildHistory& SaJournal::child_history_of(std::uint32_t child) {
    while (child_histories_.size() <= child) {
        child_histories_.emplace_back();
    }
    return child_histories_[child];
}

// Most CHILD_SAs of a large capture are never spoken of again, so they are filed when the first one
// is.
std::optional<std::uint32_t> SaJournal::child_of(const JournalEntry& entry, std::uint32_t spi) {
    for (; children_filed_ < entry.children.size(); ++children_filed_) {
        const ChildSa& child = entry.children[children_filed_];
        for (const std::uint32_t own : child.spis) {
            child_by_spi_[{child.ike->lineage, own}] = children_filed_;
        }
    }
    const std::uint32_t* found = child_by_spi_.find({entry.sa.lineage, spi});
    return found != nullptr ? std::optional(*found) : std::nullopt;
}

void SaJournal::watch_child(const JournalEntry& entry, const Pending* pending) {
    if (!entry.view.child_known) {
        return;
    }
    const ChildSa& it = entry.children[entry.view.child];
    ChildHistory& history = child_history_of(it.number);
    if (pending != nullptr && pending->rekeys) {
        const auto old = child_of(entry, pending->spi);
        if (old && *old != it.number) {
            history.replaces_known = true;
            history.replaces = *old;
        }
    }
    const auto compare = [&](const char* name, ike::Reader offered, ike::Reader answered) {
        if (is_narrowed(offered, answered)) {
            history.narrowed = true;
            find(entry, FindingKind::ts_narrowed,
                 std::string(name) + " from " + join_text(selector_texts(offered), ", ") + " to " +
                     join_text(selector_texts(answered), ", "));
        }
    };
    if (it.offer != nullptr && it.answer != nullptr) {
        compare("TSi", it.offer->tsi(), it.answer->tsi());
        compare("TSr", it.offer->tsr(), it.answer->tsr());
    }
}

}  // namespace ikev2::session
