// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/sa_journal.h"

#include <algorithm>
#include <utility>

#include "plugin/iana/exchange_types.h"
#include "plugin/iana/notify_types.h"
#include "plugin/session/message_content.h"
#include "plugin/session/message_layout.h"
#include "plugin/session/nat_watch.h"

namespace ikev2::session {

namespace notify = iana::notify;

namespace {

// The shortest that IKE_AUTH's first response may be unless it refuses: an ID payload and an EAP or
// AUTH payload, each with a generic header, four octets of its own and some data (RFC 7296,
// sections 2.16, 3.5 and 3.8).
constexpr std::uint32_t kShortestAuthResponse = 17;

}  // namespace

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
        const std::array<Nat, 2> nat = nat_of(before, old.spis);
        for (const Sender sender : {Sender::initiator, Sender::responder}) {
            const SideHistory& from =
                before.side(requester == Sender::initiator ? sender : peer_of(sender));
            SideHistory& side = history.side(sender);
            side.first_address = side.address = from.address;
            side.first_address_length = side.address_length = from.address_length;
            side.first_port = side.port = from.port;
            side.seen = from.seen;
            side.nat = nat.at(index_of(requester == Sender::initiator ? sender : peer_of(sender)));
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

    const MessageContent& content = entry.content;
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
    for (const NoteContent& note : content.notes) {
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

}  // namespace ikev2::session
