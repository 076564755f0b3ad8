// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/capture.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "plugin/iana/exchange_types.h"
#include "plugin/iana/notify_types.h"
#include "plugin/iana/payload_types.h"
#include "plugin/ike/payload.h"
#include "plugin/ike/payload_sk.h"
#include "plugin/session/message_layout.h"

namespace ikev2::session {

Capture::Capture(CertificateFile certificates, bool keys_may_come)
    : certificates_(std::move(certificates)), keys_may_come_(keys_may_come) {}

std::shared_ptr<const Negotiation> Capture::negotiation_of(const Message& message) const {
    Negotiation it =
        Negotiation::of(content_, message.octets,
                        keys_may_come_ ? Negotiation::Keep::all : Negotiation::Keep::offers);
    it.digest = message.digest;
    return make_kept<const Negotiation>(std::move(it));
}

bool Capture::chose_unoffered(const IkeSa& sa, const Message& response) {
    const Negotiation* offer = sa.side(Sender::initiator).init.get();
    const Negotiation* choice = sa.side(Sender::responder).init.get();
    return offer != nullptr && choice != nullptr &&
           choice->is_of(response.octets, response.digest) &&
           !choices_.is_choice_of(*offer, *choice);
}

IkeSa& Capture::new_sa(SpiPair spis) {
    IkeSa& sa = sas_.emplace_back();
    sa.spis = spis;
    sa.number = static_cast<std::uint32_t>(sas_.size() - 1);
    sa.lineage = sa.number;
    sa.dh = &dh_;
    return sa;
}

IkeSa& Capture::sa_of(SpiPair spis) {
    const auto [slot, added] = by_spis_.try_emplace({spis}, nullptr);
    if (added) {
        *slot = &new_sa(spis);
    }
    return **slot;
}

Capture::Record& Capture::record_of(const MessageView& view) {
    return records_[view.index];
}

KeyLine Capture::key_line(const char* kind, keyfile::Origin origin, const keyfile::Store& store) {
    return {kind, kept(store.file_name(origin.file)), origin.line};
}

const char* Capture::kept(const std::string& text) {
    if (last_text_ == nullptr || *last_text_ != text) {
        last_text_ = &*texts_.insert(text).first;
    }
    return last_text_->c_str();
}

bool Capture::has_key(const Message& message) const noexcept {
    const IkeSa* const* sa = by_spis_.find({message.header.spis()});
    return sa != nullptr && (*sa)->side(sender_of(message)).cipher != nullptr;
}

bool Capture::may_need_more_secrets(const Message& message,
                                    const keyfile::Store& store) const noexcept {
    if (!keys_may_come_ || has_key(message)) {
        return false;
    }
    // A SKEYSEED gives all keys of the IKE SA, unless it failed already.
    const IkeSa* const* sa = by_spis_.find({message.header.spis()});
    return sa == nullptr || (*sa)->trials != 0 || !(*sa)->can_derive() ||
           !store.has_skeyseed((*sa)->spis);
}

void Capture::expect(const Message& message) const noexcept {
    const SpiPair spis = message.header.spis();
    if (!makes_ike_sa(message.header.exchange_type.value)) {
        by_spis_.expect({spis});
        return;
    }
    const bool response = message.header.is_response();
    half_open_.expect({spis.initiator, response ? message.destination : message.source});
    if (response) {
        by_spis_.expect({spis});
    }
    journal_.expect(message);
}

Capture::Record* Capture::last_of(const Place& place) const noexcept {
    Record* last = last_of_frame_.find(place.frame);
    return last != nullptr && last->time == place.time ? last : nullptr;
}

const MessageView* Capture::find(const Place& place, std::uint32_t key) const noexcept {
    const Record* it = last_of(place);
    while (it != nullptr && it->message_key != key) {
        it = it->before;
    }
    return it;
}

bool Capture::has_repeats(const Place& place) const noexcept {
    const Record* last = last_of(place);
    return last != nullptr && last->repeats;
}

void Capture::set_repeats(const Place& place) noexcept {
    if (Record* last = last_of(place); last != nullptr) {
        last->repeats = true;
    }
}

const MessageView* Capture::first_pass(const Message& message, const keyfile::Store& store,
                                       MutableOctets plaintext) {
    Record& record = records_.emplace_back();
    record.index = static_cast<std::uint32_t>(records_.size() - 1);
    answered_offer_.reset();
    const std::uint8_t exchange = message.header.exchange_type.value;
    if (makes_ike_sa(exchange)) {
        content_.read(chain_of(message), message.octets);
        take_init(message, record);
    } else {
        content_.clear();
        take_encrypted(message, store, plaintext, record);
    }
    if (record.sa_known) {
        exchanges_.take(message, record.sa, record);
        write_journal(message, record);
    }
    const Record* before = last_of({message.frame, message.time});
    record.time = message.time;
    record.message_key = message.key;
    record.before = before;
    record.repeats = before != nullptr && before->repeats;
    last_of_frame_[message.frame] = &record;
    return &record;
}

void Capture::write_journal(const Message& message, Record& record) {
    const IkeSa& sa = sas_[record.sa];
    record.lineage = sa.lineage;
    const bool opened = record.sk == SkStatus::opened && !record.is_part();
    journal_.take({.sa = sa,
                   .message = message,
                   .view = record,
                   .readable = opened || record.sk == SkStatus::absent,
                   .content = content_,
                   .offer = answered_offer_.get(),
                   .children = children_});
}

bool Capture::open_again(const MessageView& view, const Message& message,
                         MutableOctets plaintext) noexcept {
    const auto& record = static_cast<const Record&>(view);
    const auto encrypted = find_encrypted(message);
    return record.cipher != nullptr && encrypted &&
           record.cipher->open(message.octets, encrypted->where, plaintext) == OpenResult::opened;
}

void Capture::take_init(const Message& message, Record& record) {
    IkeSa* sa =
        message.header.is_response() ? take_init_response(message) : take_init_request(message);
    if (sa != nullptr) {
        record.sa = sa->number;
        record.sa_known = true;
        record.chosen_never_offered = message.header.is_response() && chose_unoffered(*sa, message);
    }
}

IkeSa* Capture::take_init_request(const Message& message) {
    if (!is_whole(message)) {
        return nullptr;
    }
    const SpiPair spis = message.header.spis();
    IkeSa*& sa = half_open_[{spis.initiator, message.source}];
    if (sa != nullptr && sa->side(Sender::initiator).init->is_of(message.octets, message.digest)) {
        return sa;
    }
    // A request that is sent again with a COOKIE, or with another group, takes the place of the one
    // before it: AUTH covers the last one (RFC 7296, section 2.15). After an answer with keys it is
    // another negotiation.
    if (sa == nullptr || sa->suite) {
        sa = &new_sa(spis);
    }
    sa->side(Sender::initiator).init = negotiation_of(message);
    return sa;
}

IkeSa* Capture::take_init_response(const Message& message) {
    const SpiPair spis = message.header.spis();
    if (IkeSa* const* known = by_spis_.find({spis});
        known != nullptr && (*known)->suite && !(*known)->suite_by_trial) {
        return *known;
    }
    IkeSa* const* waiting = half_open_.find({spis.initiator, message.destination});
    IkeSa* half_open = waiting != nullptr ? *waiting : nullptr;
    if (!is_whole(message) || spis.responder == 0) {
        return half_open;
    }
    auto response = negotiation_of(message);
    IkeSa* resumed = resumed_by(half_open);
    // "the IKE SA's ... algorithms" are those that the ticket stands for (RFC 5723, section 5).
    const Suite& suite = resumed != nullptr ? *resumed->suite : choices_.suite_of(*response);
    // One without nonce and SA refuses the request, or asks for a COOKIE; one without a cipher
    // chooses nothing, unless the ticket that nobody could read has done so.
    const bool by_ticket = message.header.exchange_type.value == iana::exchange::IKE_SESSION_RESUME;
    if (response->nonce_length == 0 || (suite.encr_id == 0 && !by_ticket)) {
        return half_open;
    }
    IkeSa*& slot = by_spis_[{spis}];
    if (slot == nullptr) {
        // A second answer, with another SPI, makes an IKE SA of its own.
        slot = half_open != nullptr && !half_open->suite ? half_open : &new_sa(spis);
    }
    slot->spis = spis;
    if (suite.encr_id != 0) {
        slot->suite = suite;
        slot->suite_by_trial = false;
    }
    slot->resumed_from = resumed;
    slot->side(Sender::responder).init = std::move(response);
    if (half_open != nullptr) {
        slot->side(Sender::initiator).init = half_open->side(Sender::initiator).init;
    }
    return slot;
}

IkeSa* Capture::resumed_by(const IkeSa* half_open) const {
    if (half_open == nullptr) {
        return nullptr;
    }
    const Octets ticket = half_open->side(Sender::initiator).init->ticket();
    const auto known = tickets_.find({ticket.begin(), ticket.end()});
    return !ticket.empty() && known != tickets_.end() && known->second->suite ? known->second
                                                                              : nullptr;
}

void Capture::take_encrypted(const Message& message, const keyfile::Store& store,
                             MutableOctets plaintext, Record& record) {
    const auto encrypted = find_encrypted(message);
    if (!encrypted) {
        // Nothing protects it, so it makes no IKE SA; but it may be about one.
        if (IkeSa* const* known = by_spis_.find({message.header.spis()}); known != nullptr) {
            record.sa = (*known)->number;
            record.sa_known = true;
            content_.read(chain_of(message), message.octets);
        }
        return;
    }
    IkeSa& sa = sa_of(message.header.spis());
    record.sa = sa.number;
    record.sa_known = true;
    if (message.header.exchange_type.value == iana::exchange::IKE_INTERMEDIATE) {
        sa.intermediate_seen = true;
    } else if (message.header.exchange_type.value == iana::exchange::IKE_AUTH &&
               sa.first_auth_id == 0) {
        sa.first_auth_id = message.header.message_id.value;
    }
    record.fragment_number = encrypted->fragment_number;
    record.fragment_total = encrypted->fragment_total;

    if (sa.suite) {
        set_layout(record, *sa.suite);
        if (!sa.suite->can_open()) {
            record.sk = SkStatus::unknown_algorithm;
            return;
        }
    }
    if (!is_whole(message)) {
        record.sk = SkStatus::not_captured;
        return;
    }
    if (encrypted->where.end != message.octets.size()) {
        record.sk = SkStatus::malformed;
        return;
    }
    if (!keys_may_come_) {
        record.sk = SkStatus::no_key;
        return;
    }
    const Sender sender = sender_of(message);
    find_keys(sa, sender, message, store, plaintext, record);
    if (record.sk != SkStatus::opened) {
        return;
    }
    take_keys(sa, record);
    if (!record.is_part()) {
        record.inner_type = encrypted->first_type;
        const auto parts = ike::Plaintext::read(plaintext.first(record.plaintext_length));
        take_inside(sa, message, store, parts.payloads.value, record);
    } else if (record.fragment_number == 1) {
        fragmented_[fragmented_key(record, message)] = encrypted->first_type;
    }
}

Capture::FragmentedKey Capture::fragmented_key(const MessageView& view, const Message& message) {
    return {view.sa, message.header.message_id.value, sender_of(message), view.fragment_total};
}

void Capture::take_reassembled(const MessageView& view, const Message& message, Octets payloads,
                               const keyfile::Store& store) {
    const auto first = fragmented_.find(fragmented_key(view, message));
    if (first == fragmented_.end()) {
        return;
    }
    auto& record = record_of(view);
    record.inner_type = first->second;
    answered_offer_.reset();
    const IkeSa& sa = sas_[record.sa];
    take_inside(sas_[record.sa], message, store, payloads, record);
    journal_.take({.sa = sa,
                   .message = message,
                   .view = record,
                   .readable = true,
                   .reassembled = true,
                   .content = content_,
                   .offer = answered_offer_.get(),
                   .children = children_});
}

}  // namespace ikev2::session
