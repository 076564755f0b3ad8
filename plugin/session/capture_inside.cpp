// What a capture takes out of the payloads of an opened message.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/capture.h"

#include <optional>
#include <utility>

#include "plugin/iana/exchange_types.h"
#include "plugin/iana/notify_types.h"
#include "plugin/iana/payload_types.h"
#include "plugin/ike/payload.h"
#include "plugin/ike/payload_auth.h"
#include "plugin/ike/payload_cert.h"
#include "plugin/ike/payload_notify.h"
#include "plugin/ike/sa_rules.h"
#include "plugin/session/auth_check.h"
#include "plugin/session/int_auth.h"
#include "plugin/session/message_layout.h"
#include "plugin/session/ppk.h"
#include "plugin/session/rekey.h"

namespace ikev2::session {

namespace {

// The body of a payload, which must be whole.
KeptOctets copy_of(const ike::Payload& payload) {
    return KeptOctets(payload.body.value);
}

}  // namespace

// TICKET_LT_OPAQUE: four octets of lifetime, then the ticket (RFC 5723, section 7.2).
void Capture::take_ticket(const IkeSa& sa, const ike::Payload& payload, Octets payloads) {
    constexpr std::size_t kLifetimeLength = 4;
    if (payload.type != iana::payload::N) {
        return;
    }
    ike::Reader reader = payload.reader(payloads);
    const auto notify = ike::Notify::read(reader);
    const Octets data = notify.data.value;
    if (notify.type.value == iana::notify::TICKET_LT_OPAQUE && data.size() > kLifetimeLength) {
        const Octets ticket = data.subspan(kLifetimeLength);
        tickets_[{ticket.begin(), ticket.end()}] = &sas_[sa.number];
    }
}

void Capture::take_inside(IkeSa& sa, const Message& message, const keyfile::Store& store,
                          Octets payloads, Record& record) {
    content_.read(chain_of(payloads, record.inner_type), payloads);
    if (message.header.exchange_type.value == iana::exchange::CREATE_CHILD_SA) {
        take_create_child_sa(sa, message, payloads, record);
        return;
    }
    if (message.header.exchange_type.value == iana::exchange::IKE_INTERMEDIATE) {
        if (!record.sent_before) {
            take_intermediate_ke(sa, message, payloads, record);
        }
        return;
    }
    if (message.header.exchange_type.value == iana::exchange::IKE_FOLLOWUP_KE) {
        take_followup_ke(sa, message, payloads);
        return;
    }
    const Sender sender = sender_of(message);
    const std::uint8_t own_id =
        sender == Sender::initiator ? iana::payload::IDi : iana::payload::IDr;
    std::optional<AuthInput> auth;
    std::optional<ike::Certificate> certificate;
    Octets ppk_id;
    Octets no_ppk_auth;
    bool eap = false;
    ike::Chain chain = chain_of(payloads, record.inner_type);
    ike::Payload payload;
    while (chain.next(payload)) {
        take_ticket(sa, payload, payloads);
        if (payload.type == own_id) {
            sa.side(sender).id_body = copy_of(payload);
        } else if (payload.type == iana::payload::AUTH) {
            ike::Reader reader = payload.reader(payloads);
            auth.emplace().auth = ike::Authentication::read(reader);
        } else if (payload.type == iana::payload::CERT && !certificate) {
            ike::Reader reader = payload.reader(payloads);
            certificate = ike::Certificate::read(reader);
        } else if (payload.type == iana::payload::EAP) {
            eap = true;
        } else if (const Octets id = ppk_identity(payload, payloads); !id.empty()) {
            ppk_id = id;
        } else if (payload.type == iana::payload::N && no_ppk_auth.empty()) {
            ike::Reader reader = payload.reader(payloads);
            const auto notify = ike::Notify::read(reader);
            no_ppk_auth =
                notify.type.value == iana::notify::NO_PPK_AUTH ? notify.data.value : Octets();
        }
    }
    take_ppk_id(sa, sender, ppk_id);
    if (auth) {
        // An AUTH payload beside an EAP payload is the responder's own, made before the EAP method
        // has given an MSK (RFC 7296, section 2.16).
        auth->after_eap = sa.eap && !eap;
        auth->certificate = certificate;
        auth->pads = &pads_;
        const AuthVerdict verdict = check_auth(sa, sender, *auth, store, certificates_);
        AuthView& view = auths_.emplace_back();
        record.auth = &view;
        view.status = verdict.status;
        view.reason = verdict.reason;
        view.tried = verdict.tried;
        if (verdict.kind != nullptr) {
            view.key = key_line(verdict.kind, verdict.origin, store);
        } else if (!verdict.by.empty()) {
            view.by = kept(verdict.by);
        }
        if (verdict.ppk != nullptr) {
            view.ppk = key_line("PPK", verdict.ppk->origin, store);
        }
        if (!no_ppk_auth.empty()) {
            view.no_ppk =
                check_no_ppk_auth(sa, sender, *auth, no_ppk_auth, verdict, store, certificates_);
        }
        use_ppk(sa, sender, verdict, store);
    }
    if (message.header.exchange_type.value == iana::exchange::IKE_AUTH) {
        take_auth_child(sa, message, payloads, record);
    }
    sa.eap = sa.eap || eap;
}

KeyExchangePair Capture::take_half(const IkeSa& sa, const Message& message, Octets payloads) {
    auto negotiation = make_kept<const Negotiation>(Negotiation::of(content_, payloads));
    const ExchangeKey key = exchange_key(sa, message);
    if (!message.header.is_response()) {
        requests_[key] = std::move(negotiation);
        return {};
    }
    const auto request = requests_.extract(key);
    if (request.empty()) {
        return {};
    }
    return {request.mapped(), std::move(negotiation)};
}

void Capture::take_intermediate_ke(IkeSa& sa, const Message& message, Octets payloads,
                                   const Record& record) {
    take_intermediate(sa, message, record.inner_type, payloads);
    KeyExchangePair pair = take_half(sa, message, payloads);
    if (pair.request == nullptr) {
        return;
    }
    const bool key_exchange = pair.request->ke_length != 0 && pair.response->ke_length != 0;
    if (!key_exchange && pair.response->ppk_id().empty()) {
        return;
    }
    KeyRound round;
    if (key_exchange) {
        const std::uint8_t known =
            sa.suite ? sa.suite->additional_ke.number_after(sa.key_rounds) : std::uint8_t{0};
        ++sa.key_rounds;
        round.exchange = known != 0 ? known : static_cast<std::uint8_t>(sa.key_rounds);
    }
    round.request = std::move(pair.request);
    round.response = std::move(pair.response);
    sa.next = std::move(round);
}

std::shared_ptr<FollowUps> Capture::follow_ups_of(const IkeSa& sa, const Negotiation& linked) {
    const Octets link = linked.link();
    if (link.empty()) {
        return nullptr;
    }
    auto& follow_ups = follow_ups_[{sa.number, {link.begin(), link.end()}}];
    if (follow_ups == nullptr) {
        follow_ups = std::make_shared<FollowUps>();
    }
    return follow_ups;
}

// "the initiator MUST return the content of the received ADDITIONAL_KEY_EXCHANGE notification", and
// where more follow the responder sends another one (RFC 9370, section 2.2.4).
void Capture::take_followup_ke(const IkeSa& sa, const Message& message, Octets payloads) {
    KeyExchangePair pair = take_half(sa, message, payloads);
    const auto follow_ups = pair.request == nullptr ? nullptr : follow_ups_of(sa, *pair.request);
    if (follow_ups == nullptr || pair.response->ke_length == 0) {
        return;
    }
    if (const Octets link = pair.response->link(); !link.empty()) {
        follow_ups_[{sa.number, {link.begin(), link.end()}}] = follow_ups;
    }
    (*follow_ups)[message.header.message_id.value] = std::move(pair);
}

void Capture::take_ppk_id(IkeSa& sa, Sender sender, Octets ppk_id) {
    if (ppk_id.empty()) {
        return;
    }
    if (sender == Sender::initiator) {
        sa.ppk.ensure().id.assign(ppk_id.begin(), ppk_id.end());
    } else if (sa.ppk) {
        sa.ppk->agreed = true;
    }
}

void Capture::use_ppk(IkeSa& sa, Sender sender, const AuthVerdict& verdict,
                      const keyfile::Store& store) {
    if (sender != Sender::responder || !sa.ppk || !sa.ppk->agreed || has_mixed_ppk(sa) ||
        !sa.bound) {
        return;
    }
    const keyfile::PpkEntry* ppk = verdict.ppk;
    if (verdict.status != AuthStatus::verified && !keyfile::is_sk(sa.bound->sources[0].kind) &&
        !keyfile::is_sk(sa.bound->sources[1].kind)) {
        const auto named = ppks_of(store, sa.ppk->id);
        if (named.empty()) {
            // Without the PPK the keys of CHILD_SAs and of the next IKE SA are not known.
            keep_key_set(sa);
            sa.bound->keys.d.clear();
            return;
        }
        ppk = ppk != nullptr ? ppk : named.front();
    }
    if (ppk != nullptr) {
        keep_key_set(sa);
        sa.ppk->mixed = ppk->value;
        mix_ppk(sa, sa.ppk->mixed);
    }
}

Capture::ExchangeKey Capture::exchange_key(const IkeSa& sa, const Message& message) {
    return {sa.number, message.header.message_id.value, requester_of(message)};
}

void Capture::take_create_child_sa(IkeSa& sa, const Message& message, Octets payloads,
                                   Record& record) {
    auto [request, response] = take_half(sa, message, payloads);
    if (request == nullptr) {
        return;
    }
    const Sender requester = requester_of(message);
    answered_offer_ = request;
    record.chosen_never_offered = !ike::is_choice_of(request->sa(), response->sa());
    record.ppk_mixed = mixes_ppk(*request, *response);
    if (const auto spis = rekeyed_spis(*request, *response)) {
        IkeSa& rekeyed = sa_of(*spis);
        if (&rekeyed == &sa || rekeyed.side(Sender::initiator).init != nullptr) {
            // What another exchange made is not to be taken over.
            record.spis_in_use = true;
            return;
        }
        rekeyed.lineage = sa.lineage;
        journal_.rekeyed(sa, rekeyed, requester, message.frame);
        rekeyed.suite = Suite::chosen(response->sa());
        rekeyed.suite_by_trial = false;
        rekeyed.rekeyed_from = &sa;
        rekeyed.follow_ups = follow_ups_of(sa, *response);
        rekeyed.ppk_mixed = record.ppk_mixed;
        // "the initiator of the rekey exchange is the new 'original initiator' of the new IKE SA"
        // (RFC 7296, section 2.18).
        rekeyed.side(Sender::initiator).init = request;
        rekeyed.side(Sender::responder).init = std::move(response);
        rekeyed.side(Sender::initiator).id_body = sa.side(requester).id_body;
        rekeyed.side(Sender::responder).id_body = sa.side(peer_of(requester)).id_body;
        return;
    }
    auto follow_ups = follow_ups_of(sa, *response);
    auto child = negotiated_child(request, std::move(response));
    if (child) {
        child->follow_ups = std::move(follow_ups);
    }
    add_child(sa, message, std::move(child), record);
}

void Capture::take_auth_child(IkeSa& sa, const Message& message, Octets payloads, Record& record) {
    answered_offer_ = sa.child_offer;
    auto negotiation = make_kept<const Negotiation>(Negotiation::of_child(content_, payloads));
    if (negotiation->sa_length == 0) {
        return;
    }
    // With EAP the two SA payloads are not in the same exchange (RFC 7296, section 2.16).
    if (sender_of(message) == Sender::initiator) {
        sa.child_offer = std::move(negotiation);
        return;
    }
    if (sa.child_offer == nullptr) {
        return;
    }
    record.chosen_never_offered = !ike::is_choice_of(sa.child_offer->sa(), negotiation->sa());
    auto child = negotiated_child(std::exchange(sa.child_offer, nullptr), std::move(negotiation));
    if (child) {
        // "Ni and Nr are the nonces from the IKE_SA_INIT exchange if this request is the first
        // Child SA created" (section 2.17), and it has no key exchange of its own.
        child->request = sa.side(Sender::initiator).init;
        child->response = sa.side(Sender::responder).init;
        child->key_exchange = false;
    }
    add_child(sa, message, std::move(child), record);
}

void Capture::add_child(const IkeSa& sa, const Message& response, std::optional<ChildSa>&& child,
                        Record& record) {
    if (!child) {
        return;
    }
    const auto [known, added] = child_of_.try_emplace(exchange_key(sa, response),
                                                      static_cast<std::uint32_t>(children_.size()));
    record.child = *known;
    record.child_known = true;
    if (!added) {
        return;
    }
    child->number = record.child;
    child->ike = &sa;
    child->requester = requester_of(response);
    child->addresses = {response.destination, response.source};
    child->frame = response.frame;
    children_.push_back(std::move(*child));
    esp_.add(children_.back());
}

}  // namespace ikev2::session
