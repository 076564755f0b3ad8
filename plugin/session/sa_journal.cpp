// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/sa_journal.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <optional>

#include "plugin/crypto/nat_detection.h"
#include "plugin/iana/exchange_types.h"
#include "plugin/iana/notify_types.h"
#include "plugin/iana/payload_types.h"
#include "plugin/iana/security_protocols.h"
#include "plugin/iana/transform_types.h"
#include "plugin/ike/payload_auth.h"
#include "plugin/ike/payload_delete.h"
#include "plugin/ike/payload_sa.h"
#include "plugin/session/message_layout.h"
#include "plugin/session/proposal_match.h"
#include "plugin/session/ts_narrowing.h"
#include "plugin/session/value_text.h"

namespace ikev2::session {

namespace notify = iana::notify;

namespace {

constexpr std::uint16_t kNatTraversalPort = 4500;
constexpr std::uint16_t kIkePort = 500;

// EAP codes (RFC 3748, section 4).
constexpr std::uint8_t kEapFailure = 4;

// Undecided negotiations in the other direction count as simultaneous if they began so long ago at
// the most, in nanoseconds.
constexpr std::int64_t kSimultaneous = 30'000'000'000;

// More than any window, and few enough to be searched for each message.
constexpr std::size_t kMaxOpenRequests = value_of(Limit::open_requests);

constexpr std::ptrdiff_t kMaxChildrenCompared = value_of(Limit::child_sas);

std::uint32_t number_of(Octets octets) noexcept {
    std::uint32_t number = 0;
    for (const std::uint8_t octet : octets) {
        number = number << 8U | octet;
    }
    return number;
}

std::string endpoint_text(const Address& address, std::uint8_t length, std::uint16_t port) {
    return address_text(address, length) + " port " + std::to_string(port);
}

const char* role_of(Sender sender) noexcept {
    return sender == Sender::initiator ? "initiator" : "responder";
}

std::string group_text(std::uint16_t group) {
    return transform_text(iana::transform_type::KE, group, 0) + " (" + std::to_string(group) + ')';
}

// The shortest that IKE_AUTH's first response may be unless it refuses: an ID payload and an EAP or
// AUTH payload, each with a generic header, four octets of its own and some data (RFC 7296,
// sections 2.16, 3.5 and 3.8).
constexpr std::uint32_t kShortestAuthResponse = 17;

}  // namespace

struct SaJournal::Content {
    struct Note {
        std::uint16_t type = 0;
        Octets spi;
        Octets data;
    };
    std::vector<Note> notes;
    std::optional<std::uint8_t> auth_method;
    std::optional<std::uint8_t> eap_code;
    std::vector<std::uint32_t> deleted_children;  // SPIs
    bool deletes_ike = false;
    bool sa = false;
    bool ike_proposal = false;
    bool empty = true;

    [[nodiscard]] static Content read(ike::Chain chain, Octets octets);
    [[nodiscard]] const Note* find(std::uint16_t type) const noexcept {
        const auto found =
            std::ranges::find_if(notes, [&](const Note& note) { return note.type == type; });
        return found != notes.end() ? &*found : nullptr;
    }
    [[nodiscard]] const Note* error() const noexcept {
        const auto found = std::ranges::find_if(
            notes, [](const Note& note) { return notify::is_error(note.type); });
        return found != notes.end() ? &*found : nullptr;
    }

  private:
    void read_delete(ike::Reader reader);
};

void SaJournal::Content::read_delete(ike::Reader reader) {
    auto it = ike::Delete::read(reader);
    if (it.protocol_id.value == iana::protocol::IKE) {
        deletes_ike = true;
        return;
    }
    ike::At<Octets> spi;
    while (it.next_spi(spi)) {
        if (spi.value.size() == sizeof(std::uint32_t)) {
            deleted_children.push_back(number_of(spi.value));
        }
    }
}

SaJournal::Content SaJournal::Content::read(ike::Chain chain, Octets octets) {
    Content content;
    constexpr std::size_t kUsualNotes = 8;
    content.notes.reserve(kUsualNotes);
    ike::Payload payload;
    while (chain.next(payload)) {
        content.empty = false;
        ike::Reader reader = payload.reader(octets);
        switch (payload.type) {
            case iana::payload::N: {
                const auto it = ike::Notify::read(reader);
                if (it.type.present()) {
                    content.notes.push_back({it.type.value, it.spi.value, it.data.value});
                }
                break;
            }
            case iana::payload::AUTH:
                content.auth_method = ike::Authentication::read(reader).method.value;
                break;
            case iana::payload::EAP:
                content.eap_code = reader.u8().value;
                break;
            case iana::payload::D:
                content.read_delete(reader);
                break;
            case iana::payload::SA: {
                ike::Proposal proposal;
                content.sa = true;
                content.ike_proposal = ike::next_proposal(reader, proposal) &&
                                       proposal.protocol_id.value == iana::protocol::IKE;
                break;
            }
            default:
                break;
        }
    }
    return content;
}

SaHistory& SaJournal::history_of(std::uint32_t sa) {
    while (histories_.size() <= sa) {
        histories_.emplace_back();
    }
    return histories_[sa];
}

void SaJournal::rekeyed(const IkeSa& old, const IkeSa& made, Sender requester,
                        std::uint32_t frame) {
    SaHistory& before = history_of(old.number);
    before.rekeyed_to = &made;
    SaHistory& history = history_of(made.number);
    if (history.verdict == nullptr) {
        history.nat_t = before.nat_t;
        for (const Sender sender : {Sender::initiator, Sender::responder}) {
            const SideHistory& from =
                before.side(requester == Sender::initiator ? sender : peer_of(sender));
            SideHistory& side = history.side(sender);
            side.first_address = side.address = from.address;
            side.first_address_length = side.address_length = from.address_length;
            side.first_port = side.port = from.port;
            side.seen = from.seen;
            side.nat = from.nat;
            side.supports_fragmentation = from.supports_fragmentation;
            side.supports_mobike = from.supports_mobike;
        }
        verdicts_.push_back({Cause::rekeyed, Outcome::established, frame, nullptr});
        history.verdict = &verdicts_.back();
    }
}

const SaHistory* SaJournal::history(std::uint32_t sa) const noexcept {
    return sa < histories_.size() ? &histories_[sa] : nullptr;
}

ChildHistory SaJournal::child(std::uint32_t number) const {
    return number < child_histories_.size() ? child_histories_[number] : ChildHistory();
}

const char* SaJournal::keep(std::string text) {
    return text.empty() ? nullptr : texts_.emplace_back(std::move(text)).c_str();
}

void SaJournal::find(const JournalEntry& entry, FindingKind kind, std::string detail) {
    findings_.push_back(
        {kind, entry.sa.number, entry.message.frame, keep(std::move(detail)), entry.view.findings});
    entry.view.findings = &findings_.back();
}

const Verdict* SaJournal::judge(const JournalEntry& entry, Cause cause, std::string detail) {
    return judge(entry, cause, row_of(cause).outcome, std::move(detail));
}

const Verdict* SaJournal::judge(const JournalEntry& entry, Cause cause, Outcome outcome,
                                std::string detail) {
    verdicts_.push_back({cause, outcome, entry.message.frame, keep(std::move(detail))});
    entry.view.verdict = &verdicts_.back();
    return entry.view.verdict;
}

void SaJournal::take(const JournalEntry& entry) {
    SaHistory& history = history_of(entry.sa.number);
    const MessageView& view = entry.view;
    if (!entry.reassembled) {
        count(entry, history);
        if (view.retransmission_of != 0) {
            return;
        }
        watch_request_ids(entry, history);
        watch_fragments(entry, history);
    }
    const std::uint8_t exchange = entry.message.header.exchange_type.value;
    const bool auth = exchange == iana::exchange::IKE_AUTH;
    if (auth && !entry.message.header.is_response() && history.auth_request == 0) {
        history.auth_request = view.frame;
    } else if (auth && entry.message.header.is_response()) {
        const bool first = history.auth_response == 0;
        history.auth_response = view.frame;
        if (first && !entry.readable && view.layout_known && !view.is_part()) {
            const auto encrypted = find_encrypted(entry.message);
            const std::uint32_t overhead = view.iv_length + view.icv_length;
            history.short_refusal = encrypted && encrypted->where.end - encrypted->where.body <
                                                     overhead + kShortestAuthResponse;
        }
    } else if (!makes_ike_sa(exchange) && history.auth_response != 0 && !auth) {
        history.later_exchange = history.later_exchange == 0 ? view.frame : history.later_exchange;
    }

    const Content content =
        entry.readable ? Content::read(entry.payloads, entry.octets) : Content();
    if (!entry.reassembled) {
        watch_addresses(entry, history,
                        !entry.message.header.is_response() &&
                            content.find(notify::UPDATE_SA_ADDRESSES) != nullptr);
    }
    if (!entry.readable) {
        return;
    }
    if (view.sk == SkStatus::absent && !makes_ike_sa(exchange)) {
        take_unprotected(entry, content);
        return;
    }
    SideHistory& side = history.side(sender_of(entry.message));
    for (const Content::Note& note : content.notes) {
        if (notify::is_error(note.type) &&
            std::ranges::find(history.errors, note.type) == history.errors.end()) {
            history.errors.push_back(note.type);
        }
        if (note.type == notify::SET_WINDOW_SIZE && note.data.size() == sizeof(std::uint32_t)) {
            side.window = std::max(number_of(note.data), std::uint32_t{1});
        } else if (note.type == notify::IKEV2_FRAGMENTATION_SUPPORTED) {
            side.supports_fragmentation = true;
        } else if (note.type == notify::MOBIKE_SUPPORTED) {
            side.supports_mobike = true;
        } else if (note.type == notify::AUTH_LIFETIME &&
                   note.data.size() == sizeof(std::uint32_t)) {
            history.auth_lifetime = number_of(note.data);
        }
    }
    switch (exchange) {
        case iana::exchange::IKE_SA_INIT:
        case iana::exchange::IKE_SESSION_RESUME:
            take_init(entry, history, content);
            break;
        case iana::exchange::IKE_AUTH:
            take_auth(entry, history, content);
            break;
        case iana::exchange::CREATE_CHILD_SA:
            take_create_child_sa(entry, history, content);
            break;
        case iana::exchange::INFORMATIONAL:
            take_informational(entry, history, content);
            break;
        default:
            break;
    }
}

void SaJournal::count(const JournalEntry& entry, SaHistory& history) {
    const MessageView& view = entry.view;
    if (history.messages == 0) {
        history.first_frame = view.frame;
        history.first_time = view.time;
    }
    history.last_frame = view.frame;
    history.last_time = view.time;
    ++history.messages;
    history.encrypted += view.sk != SkStatus::absent ? 1 : 0;
    history.decrypted += view.sk == SkStatus::opened ? 1 : 0;
    history.integrity_failures += view.sk == SkStatus::bad_icv ? 1 : 0;
    if (view.retransmission_of != 0) {
        ++(view.duplicate ? history.duplicates : history.retransmissions);
    }
}

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
    const auto now = [&] {
        return endpoint_text(message.source, message.address_length, message.source_port);
    };
    if (moves) {
        find(entry, FindingKind::mobike_move,
             "to " + now() + " and " +
                 endpoint_text(message.destination, message.address_length,
                               message.destination_port));
    } else if (side.seen && (!same_address || side.port != message.source_port)) {
        // "the initiator MUST move to UDP port 4500" (RFC 7296, section 2.23); a NAT may give its
        // source another number.
        const bool to_nat_t = same_address && side.port == kIkePort &&
                              (message.source_port == kNatTraversalPort ||
                               message.destination_port == kNatTraversalPort);
        find(
            entry,
            to_nat_t                                        ? FindingKind::moved_to_nat_t_port
            : side.supports_mobike && other.supports_mobike ? FindingKind::path_tried
                                                            : FindingKind::address_changed,
            "from " + endpoint_text(side.address, side.address_length, side.port) + " to " + now());
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
        find(entry, FindingKind::message_id_reused,
             "Message ID " + std::to_string(id) + " was that of frame " +
                 std::to_string(entry.view.other_use_of_id));
        return;
    }
    // An IKE SA whose beginning is in the capture counts from 0 on either side, and so does one
    // that a rekey made (RFC 7296, section 2.2).
    const bool from_zero = entry.sa.side(Sender::initiator).init != nullptr;
    if (id > side.next_id && (side.ids_known || from_zero)) {
        const std::uint32_t last = id - 1;
        find(entry, FindingKind::message_ids_skipped,
             "Message ID" + std::string(side.next_id == last ? "" : "s") + ' ' +
                 std::to_string(side.next_id) +
                 (side.next_id == last ? "" : " to " + std::to_string(last)) + " of the " +
                 role_of(requester) + (side.next_id == last ? " is" : " are") +
                 " not in the capture");
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
             "Message ID " + std::to_string(id) + " is sent before a response to " +
                 std::to_string(*oldest) + "; the window of the " + role_of(peer_of(requester)) +
                 " is " + std::to_string(window));
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

void SaJournal::watch_initiation(const JournalEntry& entry, SaHistory& history) {
    const Message& message = entry.message;
    const std::uint32_t* opposite = initiations_.find({message.destination, message.source});
    if (opposite != nullptr && *opposite != entry.sa.number) {
        const SaHistory& other = histories_[*opposite];
        if (other.verdict == nullptr && other.later_exchange == 0 &&
            history.first_time - other.first_time < kSimultaneous) {
            find(entry, FindingKind::simultaneous_initiation,
                 address_text(message.destination, message.address_length) + " began IKE SA " +
                     std::to_string(*opposite) + " in frame " + std::to_string(other.first_frame));
        }
    }
    initiations_[{message.source, message.destination}] = entry.sa.number;
}

void SaJournal::learn_accepted(const JournalEntry& entry, std::uint8_t address_length) {
    if (address_length == 0) {
        return;
    }
    Accepted*& known = accepted_by_[{entry.message.source}];
    if (known == nullptr) {
        known = &accepted_.emplace_back();
    }
    Accepted& it = *known;
    if (entry.message.header.is_response()) {
        it.chosen = entry.sa.side(Sender::responder).init;
        it.chosen_in = entry.message.frame;
    } else {
        it.offered = entry.sa.side(Sender::initiator).init;
        it.offered_in = entry.message.frame;
    }
}

void SaJournal::take_init(const JournalEntry& entry, SaHistory& history, const Content& content) {
    const Message& message = entry.message;
    const bool response = message.header.is_response();
    const Sender sender = sender_of(message);
    bool source_known = false;
    bool source_fits = false;
    for (const Content::Note& note : content.notes) {
        const bool source = note.type == notify::NAT_DETECTION_SOURCE_IP;
        if ((!source && note.type != notify::NAT_DETECTION_DESTINATION_IP) ||
            message.address_length == 0) {
            continue;
        }
        crypto::NatDetectionHash hash{};
        const Address& address = source ? message.source : message.destination;
        const std::uint16_t port = source ? message.source_port : message.destination_port;
        if (!crypto::nat_detection_hash(
                message.header.spis(), Octets(address).first(message.address_length), port, hash)) {
            continue;
        }
        const bool fits = std::ranges::equal(hash, note.data);
        if (source) {
            source_known = true;
            source_fits = source_fits || fits;
        } else if (!fits) {
            history.side(peer_of(sender)).nat = Nat::present;
        } else if (history.side(peer_of(sender)).nat == Nat::unknown) {
            history.side(peer_of(sender)).nat = Nat::absent;
        }
    }
    if (source_known && history.side(sender).nat != Nat::present) {
        history.side(sender).nat = source_fits ? Nat::absent : Nat::present;
    }
    if (!response) {
        if (history.init_request == 0) {
            watch_initiation(entry, history);
        }
        history.init_request = entry.view.frame;
        // After a ticket that was not taken the negotiation may begin anew, with the same SPI.
        if (message.header.exchange_type.value == iana::exchange::IKE_SA_INIT &&
            history.verdict != nullptr && history.verdict->cause == Cause::ticket_nack) {
            history.verdict = nullptr;
        }
        learn_accepted(entry, message.address_length);
        return;
    }
    // A status notify that refuses (RFC 5723, section 4.3.2).
    if (content.find(notify::TICKET_NACK) != nullptr) {
        history.verdict = judge(entry, Cause::ticket_nack, {});
        return;
    }
    const Content::Note* error = content.error();
    if (error == nullptr && content.find(notify::COOKIE) == nullptr) {
        history.init_response = entry.view.frame;
        learn_accepted(entry, message.address_length);
        return;
    }
    history.last_round = entry.view.frame;
    if (error == nullptr) {
        history.last_round_notify = notify::COOKIE;
        ++history.cookie_rounds;
        find(entry, FindingKind::cookie_required);
        return;
    }
    history.last_round_notify = error->type;
    std::string why = why_refused(entry, history, error->type, error->data);
    if (error->type == notify::INVALID_KE_PAYLOAD) {
        ++history.group_rounds;
        find(entry, FindingKind::wrong_group, std::move(why));
        return;
    }
    history.verdict = judge(entry, cause_of_notify(error->type), std::move(why));
}

void SaJournal::take_auth(const JournalEntry& entry, SaHistory& history, const Content& content) {
    const Message& message = entry.message;
    const Sender sender = sender_of(message);
    const MessageView& view = entry.view;
    history.eap = history.eap || content.eap_code.has_value();
    if (content.auth_method) {
        AuthHistory& auth = history.side(sender).auth;
        auth.method = auth.method == 0 ? *content.auth_method : auth.method;
        auth.status = view.auth;
        auth.reason = view.auth_reason;
        auth.key = view.auth_key;
        auth.by = view.auth_by;
        auth.ppk = view.auth_ppk;
        auth.wrong = auth.wrong || view.auth == AuthStatus::wrong;
        auth.verified = !auth.wrong && (auth.verified || view.auth == AuthStatus::verified);
    }
    if (!message.header.is_response()) {
        history.child_requested = history.child_requested || content.sa;
        if (content.auth_method) {
            history.another_auth = content.find(notify::ANOTHER_AUTH_FOLLOWS) != nullptr;
        }
        return;
    }
    history.auth_read = true;
    const Content::Note* error = content.error();
    if (content.eap_code == kEapFailure) {
        history.verdict =
            judge(entry, Cause::eap_failure, error != nullptr ? notify::name(error->type) : "");
        return;
    }
    if (error != nullptr) {
        // An error beside AUTH is about the CHILD_SA only (RFC 7296, section 1.2).
        const bool ike_failed =
            !content.auth_method || error->type == notify::AUTHENTICATION_FAILED;
        if (ike_failed && history.verdict != nullptr &&
            history.verdict->cause == Cause::eap_failure) {
            return;
        }
        history.verdict = judge(entry, cause_of_notify(error->type),
                                ike_failed ? Outcome::failed : Outcome::partial,
                                why_refused(entry, history, error->type, error->data));
        return;
    }
    if (!content.auth_method || content.eap_code) {
        return;
    }
    // The CHILD_SA comes with the last authentication.
    if (!content.sa && history.another_auth) {
        return;
    }
    if (!content.sa) {
        history.verdict = judge(entry, Cause::childless);
        return;
    }
    watch_child(entry, nullptr);
    const bool narrowed = view.child_known && child(view.child).narrowed;
    history.verdict = judge(entry, narrowed ? Cause::ts_narrowed : Cause::established);
}

void SaJournal::watch_child(const JournalEntry& entry, const Pending* pending) {
    if (!entry.view.child_known) {
        return;
    }
    const ChildSa& it = entry.children[entry.view.child];
    while (child_histories_.size() <= it.number) {
        child_histories_.emplace_back();
    }
    ChildHistory& history = child_histories_[it.number];
    for (const std::uint32_t spi : it.spis) {
        child_by_spi_[{entry.sa.lineage, spi}] = it.number;
    }
    if (pending != nullptr && pending->rekeys) {
        const std::uint32_t* old = child_by_spi_.find({entry.sa.lineage, pending->spi});
        if (old != nullptr && *old != it.number) {
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

void SaJournal::take_create_child_sa(const JournalEntry& entry, SaHistory& history,
                                     const Content& content) {
    const Sender requester = requester_of(entry.message);
    const PendingKey key{entry.sa.number, requester, entry.message.header.message_id.value};
    if (!entry.message.header.is_response()) {
        Pending pending{entry.view.frame, content.ike_proposal, false, 0};
        if (const Content::Note* rekeyed = content.find(notify::REKEY_SA); rekeyed != nullptr) {
            pending.rekeys = true;
            pending.spi = number_of(rekeyed->spi);
        }
        const auto child_of = [&](std::uint32_t spi) {
            const std::uint32_t* found = child_by_spi_.find({entry.sa.lineage, spi});
            return found != nullptr ? std::optional(*found) : std::nullopt;
        };
        const Sender other = peer_of(requester);
        auto it = pending_.upper_bound(
            {entry.sa.number, other, std::numeric_limits<std::uint32_t>::max()});
        for (unsigned compared = 0; it != pending_.begin(); ++compared) {
            --it;
            if (it->first.sa != entry.sa.number || it->first.requester != other) {
                break;
            }
            if (compared == value_of(Limit::crossing_rekeys)) {
                entry.view.limits.add(Limit::crossing_rekeys);
                break;
            }
            const bool same_child = pending.rekeys && it->second.rekeys &&
                                    child_of(pending.spi).has_value() &&
                                    child_of(pending.spi) == child_of(it->second.spi);
            if ((pending.ike && it->second.ike) || same_child) {
                find(entry, FindingKind::crossing_rekeys,
                     "the other request is in frame " + std::to_string(it->second.frame));
            }
        }
        pending_[key] = pending;
        return;
    }
    const auto pending = pending_.extract(key);
    const Content::Note* error = content.error();
    if (error == nullptr) {
        if (!pending.empty() && !pending.mapped().ike) {
            watch_child(entry, &pending.mapped());
        }
        return;
    }
    std::string why = why_refused(entry, history, error->type, error->data);
    if (error->type == notify::INVALID_KE_PAYLOAD) {
        find(entry, FindingKind::wrong_group, std::move(why));
        return;
    }
    const Cause cause = cause_of_notify(error->type);
    find(entry, FindingKind::exchange_refused,
         std::string(notify::name(error->type)) +
             (why.empty() || cause == Cause::refused ? std::string() : ": " + why));
    static_cast<void>(judge(entry, cause, std::move(why)));
}

void SaJournal::take_informational(const JournalEntry& entry, SaHistory& history,
                                   const Content& content) {
    const Sender sender = sender_of(entry.message);
    const bool response = entry.message.header.is_response();
    if (content.empty && !response) {
        ++history.side(sender).liveness_checks;
        find(entry, FindingKind::liveness_check);
    }
    for (const std::uint32_t spi : content.deleted_children) {
        const std::uint32_t* found = child_by_spi_.find({entry.sa.lineage, spi});
        if (found != nullptr && child_histories_[*found].deleted == 0) {
            child_histories_[*found].deleted = entry.view.frame;
        }
    }
    const Content::Note* error = content.error();
    // "the initiator ... SHOULD send an INFORMATIONAL with AUTHENTICATION_FAILED" (RFC 7296,
    // section 2.21.2).
    if (!response && error != nullptr && error->type == notify::AUTHENTICATION_FAILED) {
        history.verdict = judge(entry, Cause::authentication_failed,
                                why_refused(entry, history, error->type, error->data));
    }
    if (!content.deletes_ike || response || history.deleted != 0) {
        return;
    }
    history.deleted = entry.view.frame;
    history.deleted_by = sender;
    std::string detail = std::string("by the ") + role_of(sender);
    if (history.rekeyed_to != nullptr) {
        detail += ", after its rekey to IKE SA " + std::to_string(history.rekeyed_to->number);
    } else if (error != nullptr) {
        detail += std::string(", because of ") + notify::name(error->type);
    } else {
        detail += ", which gives no reason";
    }
    find(entry, FindingKind::deleted, std::move(detail));
}

void SaJournal::take_unprotected(const JournalEntry& entry, const Content& content) {
    if (const Content::Note* error = content.error(); error != nullptr) {
        find(entry, FindingKind::unprotected_error, notify::name(error->type));
    }
}

std::string SaJournal::why_not_authenticated(const SaHistory& history, Sender refused) const {
    const AuthHistory& auth = history.side(refused).auth;
    const std::string who = role_of(refused);
    const std::string other = role_of(peer_of(refused));
    switch (auth.status) {
        case AuthStatus::verified:
            return "the " + source_text(auth) + " verifies the AUTH of the " + who + ": the " +
                   other + " has another secret, or refuses the identity or its method";
        case AuthStatus::wrong:
            return "the " + source_text(auth) + " does not verify the AUTH of the " + who +
                   " either: if it is the secret of the " + other +
                   ", the two ends have different ones";
        case AuthStatus::not_checked:
            return "the AUTH of the " + who + " could not be checked with the key file";
        case AuthStatus::absent:
            break;
    }
    return "no AUTH of the " + who + " was read";
}

std::string SaJournal::closest_to(const Negotiation& offered, const Address& refuser,
                                  std::uint8_t address_length) const {
    const Accepted* const* found = accepted_by_.find({refuser});
    if (found == nullptr) {
        return {};
    }
    const Accepted& it = **found;
    const std::string name = address_text(refuser, address_length);
    for (const bool chosen : {false, true}) {
        const auto& known = chosen ? it.chosen : it.offered;
        if (known == nullptr) {
            continue;
        }
        if (const auto closest = closest_proposal(offered.sa(), known->sa())) {
            return to_text(*closest, name) +
                   (chosen ? " (chosen in frame " : " (offered in frame ") +
                   std::to_string(chosen ? it.chosen_in : it.offered_in) + ')';
        }
    }
    return {};
}

std::string SaJournal::why_refused(const JournalEntry& entry, SaHistory& history,
                                   std::uint16_t notify, Octets data) const {
    const Message& message = entry.message;
    if (notify == notify::NO_PROPOSAL_CHOSEN || notify == notify::TS_UNACCEPTABLE) {
        if (history.refusals == value_of(Limit::refusals)) {
            entry.view.limits.add(Limit::refusals);
            return {};
        }
        ++history.refusals;
    }
    const bool init = makes_ike_sa(message.header.exchange_type.value);
    const Negotiation* offer = init ? entry.sa.side(Sender::initiator).init.get() : entry.offer;
    switch (notify) {
        case notify::AUTHENTICATION_FAILED:
            return why_not_authenticated(history, peer_of(sender_of(message)));
        case notify::INVALID_KE_PAYLOAD:
            return (offer != nullptr ? "sent " + group_text(offer->ke_method) + ", " : "") +
                   "wanted " + group_text(static_cast<std::uint16_t>(number_of(data)));
        case notify::TS_UNACCEPTABLE:
            return offer == nullptr
                       ? std::string()
                       : "asked for TSi " + join_text(selector_texts(offer->tsi()), ", ") +
                             ", TSr " + join_text(selector_texts(offer->tsr()), ", ");
        case notify::UNSUPPORTED_CRITICAL_PAYLOAD:
            return data.empty() ? std::string()
                                : std::string("payload ") + iana::payload::name(data[0]) + " (" +
                                      std::to_string(data[0]) + ')';
        case notify::NO_PROPOSAL_CHOSEN: {
            if (offer == nullptr || offer->sa_length == 0) {
                return {};
            }
            if (init) {
                std::string closest = closest_to(*offer, message.source, message.address_length);
                return closest.empty() ? "offered " + proposals_text(offer->sa()) : closest;
            }
            // What the refusing side offered or chose for other CHILD_SAs of the IKE SA.
            const bool too_many = std::ssize(entry.children) > kMaxChildrenCompared;
            const auto end =
                too_many ? entry.children.rbegin() + kMaxChildrenCompared : entry.children.rend();
            for (auto it = entry.children.rbegin(); it != end; ++it) {
                const bool own_offer = it->requester == sender_of(message);
                const auto& known = own_offer ? it->offer : it->answer;
                if (it->ike != &entry.sa || known == nullptr) {
                    continue;
                }
                if (const auto closest = closest_proposal(offer->sa(), known->sa())) {
                    return to_text(*closest, address_text(message.source, message.address_length)) +
                           (own_offer ? " (offered"
                                      : " (chosen in frame " + std::to_string(it->frame)) +
                           ')';
                }
            }
            if (too_many) {
                entry.view.limits.add(Limit::child_sas);
            }
            return "offered " + proposals_text(offer->sa());
        }
        default:
            return cause_of_notify(notify) == Cause::refused ? notify::name(notify) : "";
    }
}

}  // namespace ikev2::session
