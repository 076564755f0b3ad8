// What the journal takes out of the messages of each exchange.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/sa_journal.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "plugin/crypto/nat_detection.h"
#include "plugin/iana/exchange_types.h"
#include "plugin/iana/notify_types.h"
#include "plugin/session/message_layout.h"
#include "plugin/session/sa_journal_content.h"

namespace ikev2::session {

namespace notify = iana::notify;

namespace {

// EAP codes (RFC 3748, section 4).
constexpr std::uint8_t kEapFailure = 4;

}  // namespace

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
        if (const auto child = child_of(entry, spi); child) {
            std::uint32_t& deleted = child_history_of(*child).deleted;
            deleted = deleted == 0 ? entry.view.frame : deleted;
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

}  // namespace ikev2::session
