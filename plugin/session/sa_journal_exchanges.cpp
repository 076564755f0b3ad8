// What the journal takes out of the messages of each exchange.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/sa_journal.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "plugin/iana/exchange_types.h"
#include "plugin/iana/notify_types.h"
#include "plugin/session/message_content.h"
#include "plugin/session/message_layout.h"
#include "plugin/session/nat_watch.h"

namespace ikev2::session {

namespace notify = iana::notify;

namespace {

// EAP codes (RFC 3748, section 4).
constexpr std::uint8_t kEapFailure = 4;

}  // namespace

SaJournal::HostHistory& SaJournal::host_of(const Address& address) {
    HostHistory*& known = host_by_address_[{address}];
    if (known == nullptr) {
        known = &hosts_.emplace_back();
    }
    return *known;
}

void SaJournal::learn_accepted(const JournalEntry& entry) {
    if (entry.message.address_length == 0) {
        return;
    }
    HostHistory& it = host_of(entry.message.source);
    if (entry.message.header.is_response()) {
        it.chosen = entry.sa.side(Sender::responder).init;
        it.chosen_in = entry.message.frame;
    } else {
        it.offered = entry.sa.side(Sender::initiator).init;
        it.offered_in = entry.message.frame;
    }
}

void SaJournal::take_init(const JournalEntry& entry, SaHistory& history,
                          const MessageContent& content) {
    const Message& message = entry.message;
    const bool response = message.header.is_response();
    take_nat_hashes(message, content.notes, entry.sa.spis, history);
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
        learn_accepted(entry);
        return;
    }
    // A status notify that refuses (RFC 5723, section 4.3.2).
    if (content.find(notify::TICKET_NACK) != nullptr) {
        history.verdict = judge(entry, Cause::ticket_nack, {});
        return;
    }
    const NoteContent* error = content.error();
    if (error == nullptr && content.find(notify::COOKIE) == nullptr) {
        history.init_response = entry.view.frame;
        learn_accepted(entry);
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

void SaJournal::take_auth(const JournalEntry& entry, SaHistory& history,
                          const MessageContent& content) {
    const Message& message = entry.message;
    const Sender sender = sender_of(message);
    const MessageView& view = entry.view;
    history.eap = history.eap || content.eap_code.has_value();
    if (content.auth_method) {
        AuthHistory& auth = history.side(sender).auth;
        auth.method = auth.method == 0 ? *content.auth_method : auth.method;
        auth.last = view.auth;
        auth.wrong = auth.wrong || view.auth->status == AuthStatus::wrong;
        auth.verified = !auth.wrong && (auth.verified || view.auth->status == AuthStatus::verified);
    }
    if (!message.header.is_response()) {
        history.child_requested = history.child_requested || content.has_sa;
        if (content.auth_method) {
            history.another_auth = content.find(notify::ANOTHER_AUTH_FOLLOWS) != nullptr;
        }
        return;
    }
    history.auth_read = true;
    const NoteContent* error = content.error();
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
    if (!content.has_sa && history.another_auth) {
        return;
    }
    if (!content.has_sa) {
        history.verdict = judge(entry, Cause::childless);
        return;
    }
    watch_child(entry, nullptr);
    const bool narrowed = view.child_known && child(view.child).narrowed;
    history.verdict = judge(entry, narrowed ? Cause::ts_narrowed : Cause::established);
}

void SaJournal::take_create_child_sa(const JournalEntry& entry, SaHistory& history,
                                     const MessageContent& content) {
    const Sender requester = requester_of(entry.message);
    const PendingKey key{entry.sa.number, requester, entry.message.header.message_id.value};
    if (!entry.message.header.is_response()) {
        Pending pending{entry.view.frame, content.proposes_ike(), false, 0};
        if (const NoteContent* rekeyed = content.find(notify::REKEY_SA); rekeyed != nullptr) {
            pending.rekeys = true;
            pending.spi = number_of(rekeyed->spi);
        }
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
                                    child_of(entry, pending.spi).has_value() &&
                                    child_of(entry, pending.spi) == child_of(entry, it->second.spi);
            if ((pending.ike && it->second.ike) || same_child) {
                find(entry, FindingKind::crossing_rekeys,
                     "the other request is in frame " + std::to_string(it->second.frame));
            }
        }
        pending_[key] = pending;
        return;
    }
    const auto pending = pending_.extract(key);
    const NoteContent* error = content.error();
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
                                   const MessageContent& content) {
    const Sender sender = sender_of(entry.message);
    const bool response = entry.message.header.is_response();
    if (content.empty && !response) {
        ++history.side(sender).liveness_checks;
        find(entry, FindingKind::liveness_check);
    }
    for (const std::uint32_t spi : content.deleted_children) {
        if (const auto child = child_of(entry, spi); child) {
            std::uint32_t& deleted = child_history_of(*child).deleted;
            deleted = deleted == 0 ? entry.view.frame : deleted;
        }
    }
    const NoteContent* error = content.error();
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

void SaJournal::take_unprotected(const JournalEntry& entry, const MessageContent& content) {
    if (const NoteContent* error = content.error(); error != nullptr) {
        find(entry, FindingKind::unprotected_error, notify::name(error->type));
    }
}

}  // namespace ikev2::session
