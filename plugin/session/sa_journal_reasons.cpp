// Why a peer refused, as far as the capture and the key file tell.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/sa_journal.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "plugin/iana/notify_types.h"
#include "plugin/iana/payload_types.h"
#include "plugin/iana/transform_types.h"
#include "plugin/session/message_content.h"
#include "plugin/session/message_layout.h"
#include "plugin/session/proposal_match.h"
#include "plugin/session/value_text.h"

namespace ikev2::session {

namespace notify = iana::notify;

namespace {

constexpr std::ptrdiff_t kMaxChildrenCompared = value_of(Limit::child_sas);

std::string group_text(std::uint16_t group) {
    return transform_text(iana::transform_type::KE, group, 0) + " (" + std::to_string(group) + ')';
}

}  // namespace

std::string SaJournal::why_not_authenticated(const SaHistory& history, Sender refused) const {
    const AuthHistory& auth = history.side(refused).auth;
    const std::string who = role_of(refused);
    const std::string other = role_of(peer_of(refused));
    switch (auth.last->status) {
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
    const HostHistory* const* found = host_by_address_.find({refuser});
    if (found == nullptr) {
        return {};
    }
    const HostHistory& it = **found;
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
