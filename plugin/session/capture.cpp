// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/capture.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "plugin/iana/exchange_types.h"
#include "plugin/iana/notify_types.h"
#include "plugin/iana/payload_types.h"
#include "plugin/ike/payload.h"
#include "plugin/ike/payload_auth.h"
#include "plugin/ike/payload_cert.h"
#include "plugin/ike/payload_notify.h"
#include "plugin/ike/payload_sk.h"
#include "plugin/ike/sa_rules.h"
#include "plugin/session/auth_check.h"
#include "plugin/session/int_auth.h"
#include "plugin/session/key_candidates.h"
#include "plugin/session/message_layout.h"
#include "plugin/session/ppk.h"
#include "plugin/session/rekey.h"
#include "plugin/session/suite_trial.h"

namespace ikev2::session {

namespace {

// A secret with a `*` is tried on so many messages of an IKE SA that no secret has opened yet; one
// damaged message must not decide, and a long life without a key must not cost more and more.
constexpr unsigned kWildcardRounds = 4;

// The body of a payload, which must be whole.
KeptOctets copy_of(const ike::Payload& payload) {
    return {payload.body.value.begin(), payload.body.value.end()};
}

SkStatus status_of(OpenResult result) noexcept {
    switch (result) {
        case OpenResult::opened:
            return SkStatus::opened;
        case OpenResult::bad_icv:
            return SkStatus::bad_icv;
        case OpenResult::too_short:
        case OpenResult::not_block_aligned:
            break;
    }
    return SkStatus::malformed;
}

const Secret& sk_e_of(Sender sender, const crypto::SkKeys& keys) noexcept {
    return sender == Sender::initiator ? keys.ei : keys.er;
}

const Secret& sk_a_of(Sender sender, const crypto::SkKeys& keys) noexcept {
    return sender == Sender::initiator ? keys.ai : keys.ar;
}

// Whether `keys` have no encryption key where there should be one: only ENCR_NULL has none.
bool lacks_sk_e(const IkeSa& sa, Sender sender, const crypto::SkKeys& keys) noexcept {
    const bool has_none = sa.suite && crypto::sk_e_length(*sa.suite->encr, sa.suite->key_bits) == 0;
    return sk_e_of(sender, keys).empty() && !has_none;
}

bool same_direction(Sender sender, const crypto::SkKeys& a, const crypto::SkKeys& b) noexcept {
    return sk_e_of(sender, a) == sk_e_of(sender, b) && sk_a_of(sender, a) == sk_a_of(sender, b);
}

std::shared_ptr<SkCipher> cipher_for(const Suite& suite, Sender sender,
                                     const crypto::SkKeys& keys) {
    auto cipher = SkCipher::make(suite, sk_e_of(sender, keys), sk_a_of(sender, keys));
    return cipher ? make_kept<SkCipher>(std::move(*cipher)) : nullptr;
}

// The suites that keys may be for: the negotiated one; or, if the negotiation is not in the
// capture, all that they fit.
std::vector<Suite> suites_for(const IkeSa& sa, Sender sender, const crypto::SkKeys& keys) {
    if (sa.suite) {
        return {*sa.suite};
    }
    return suites_with(sk_e_of(sender, keys).size(), sk_a_of(sender, keys).size());
}

void set_layout(MessageView& view, const Suite& suite) {
    view.encr_id = suite.encr_id;
    view.key_bits = suite.key_bits;
    view.integ_id = suite.integ_id;
    if (!suite.can_open()) {
        return;
    }
    view.aead = suite.encr->is_aead();
    view.layout_known = true;
    view.iv_length = static_cast<std::uint32_t>(suite.encr->iv_length);
    view.icv_length =
        static_cast<std::uint32_t>(view.aead ? suite.encr->icv_length : suite.integ->icv_length);
}

// Whether the IKE_SA_INIT response that made `sa` chose what the request did not offer.
bool chose_unoffered(const IkeSa& sa, const Message& response) {
    const Negotiation* offer = sa.side(Sender::initiator).init.get();
    const Negotiation* choice = sa.side(Sender::responder).init.get();
    return offer != nullptr && choice != nullptr &&
           std::ranges::equal(choice->octets, response.octets) &&
           !ike::is_choice_of(offer->sa(), choice->sa());
}

// Whether there is a line that gives the keys of the IKE SA without those of another.
bool has_keys_of(const SpiPair& spis, const keyfile::Store& store) {
    return std::ranges::any_of(store.exact(spis), [](const keyfile::SaSecret& secret) {
        return keyfile::is_sk(secret.kind) || secret.kind == keyfile::SecretKind::SKEYSEED;
    });
}

// Before the keys of another round take their place.
void keep_former(IkeSa& sa, Limits& limits) {
    for (const Sender sender : {Sender::initiator, Sender::responder}) {
        Side& side = sa.side(sender);
        if (side.former.size() == value_of(Limit::former_keys)) {
            limits.add(Limit::former_keys);
            side.former.erase(side.former.begin());
        }
        if (side.cipher != nullptr && sa.bound) {
            side.former.push_back({std::move(side.cipher), sa.bound->source(sender)});
            side.cipher = nullptr;
        }
    }
}

// What another line of the key file gave stays known where the new set of keys has nothing.
void keep_known(crypto::SkKeys& keys, const crypto::SkKeys& known) {
    for (const auto key : {&crypto::SkKeys::d, &crypto::SkKeys::pi, &crypto::SkKeys::pr}) {
        if ((keys.*key).empty()) {
            keys.*key = known.*key;
        }
    }
}

}  // namespace

Capture::Capture(CertificateFile certificates) : certificates_(std::move(certificates)) {}

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
    return texts_.insert(text).first->c_str();
}

bool Capture::has_key(const Message& message) const noexcept {
    const IkeSa* const* sa = by_spis_.find({message.header.spis()});
    return sa != nullptr && (*sa)->side(sender_of(message)).cipher != nullptr;
}

const MessageView* Capture::first_pass(const Message& message, const keyfile::Store& store,
                                       MutableOctets plaintext) {
    Record& record = records_.emplace_back();
    record.index = records_.size() - 1;
    answered_offer_.reset();
    const std::uint8_t exchange = message.header.exchange_type.value;
    if (makes_ike_sa(exchange)) {
        take_init(message, record);
    } else {
        take_encrypted(message, store, plaintext, record);
    }
    if (record.sa_known) {
        exchanges_.take(message, record.sa, record);
        write_journal(message, record, plaintext);
    }
    return &record;
}

void Capture::write_journal(const Message& message, Record& record, Octets plaintext) {
    const IkeSa& sa = sas_[record.sa];
    record.lineage = sa.lineage;
    JournalEntry entry{.sa = sa,
                       .message = message,
                       .view = record,
                       .payloads = {},
                       .octets = {},
                       .offer = answered_offer_.get(),
                       .children = children_};
    if (record.sk == SkStatus::absent) {
        entry.readable = true;
        entry.payloads = chain_of(message);
        entry.octets = message.octets;
    } else if (record.sk == SkStatus::opened && !record.is_part()) {
        entry.readable = true;
        entry.octets =
            ike::Plaintext::read(plaintext.first(record.plaintext_length)).payloads.value;
        entry.payloads = chain_of(entry.octets, record.inner_type);
    }
    journal_.take(entry);
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
    if (sa != nullptr &&
        std::ranges::equal(sa->side(Sender::initiator).init->octets, message.octets)) {
        return sa;
    }
    // A request that is sent again with a COOKIE, or with another group, takes the place of the one
    // before it: AUTH covers the last one (RFC 7296, section 2.15). After an answer with keys it is
    // another negotiation.
    if (sa == nullptr || sa->suite) {
        sa = &new_sa(spis);
    }
    sa->side(Sender::initiator).init =
        make_kept<const Negotiation>(Negotiation::read(message.octets, chain_of(message)));
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
    auto response =
        make_kept<const Negotiation>(Negotiation::read(message.octets, chain_of(message)));
    Suite suite = Suite::chosen(response->sa());
    IkeSa* resumed = resumed_by(half_open);
    if (resumed != nullptr) {
        // "the IKE SA's ... algorithms" are those that the ticket stands for (RFC 5723, section 5).
        suite = *resumed->suite;
    }
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

void Capture::take_encrypted(const Message& message, const keyfile::Store& store,
                             MutableOctets plaintext, Record& record) {
    const auto encrypted = find_encrypted(message);
    if (!encrypted) {
        // Nothing protects it, so it makes no IKE SA; but it may be about one.
        if (IkeSa* const* known = by_spis_.find({message.header.spis()}); known != nullptr) {
            record.sa = (*known)->number;
            record.sa_known = true;
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

const crypto::SkKeys* Capture::keys_of(const MessageView& view) const noexcept {
    if (view.key_set == 0) {
        return nullptr;
    }
    const KeySet& set = key_sets_[view.key_set - 1];
    return set.former != nullptr ? set.former.get() : &set.sa->bound->keys;
}

// Most messages have the keys of the one before.
void Capture::take_keys(IkeSa& sa, Record& record) {
    if (record.sent_before) {
        return;
    }
    if (sa.key_set == 0) {
        key_sets_.emplace_back().sa = &sa;
        sa.key_set = static_cast<std::uint32_t>(key_sets_.size());
    }
    record.key_set = sa.key_set;
}

void Capture::keep_key_set(IkeSa& sa) {
    if (const std::uint32_t number = std::exchange(sa.key_set, 0); number != 0) {
        key_sets_[number - 1].former = std::make_unique<const crypto::SkKeys>(sa.bound->keys);
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
                   .payloads = chain_of(payloads, record.inner_type),
                   .octets = payloads,
                   .offer = answered_offer_.get(),
                   .children = children_});
}

void Capture::find_keys(IkeSa& sa, Sender sender, const Message& message,
                        const keyfile::Store& store, MutableOctets plaintext, Record& record) {
    const Encrypted encrypted = *find_encrypted(message);
    const auto open_with = [&](const std::shared_ptr<SkCipher>& cipher, bool by_trial) {
        OpenResult result = cipher->open(message.octets, encrypted.where, plaintext);
        const std::uint32_t length = cipher->ciphertext_length(encrypted.where);
        if (result == OpenResult::opened && by_trial &&
            !holds_payloads(plaintext.first(length), encrypted)) {
            result = OpenResult::bad_icv;
            std::ranges::fill(plaintext.first(length), std::uint8_t{0});
        }
        // That the lengths do not fit one of several suites says less than a check that failed.
        if (result == OpenResult::opened || record.sk != SkStatus::bad_icv) {
            record.sk = status_of(result);
        }
        if (result != OpenResult::opened) {
            return false;
        }
        record.cipher = cipher;
        record.plaintext_length = length;
        return true;
    };
    const auto count_secret = [&](const BoundKeys& bound) {
        if (record.sk == SkStatus::opened || record.tried == 0) {
            const KeySource& source = bound.source(sender);
            record.key = key_line(keyfile::name(source.kind), source.origin, store);
        }
        ++record.tried;
    };

    const bool has_cipher = sa.side(sender).cipher != nullptr;
    if (has_cipher) {
        const bool opened = open_with(sa.side(sender).cipher, false);
        count_secret(*sa.bound);
        if (opened) {
            return;
        }
    }
    for (const FormerCipher& former : sa.side(sender).former) {
        if (open_with(former.cipher, false)) {
            record.key = key_line(keyfile::name(former.source.kind), former.source.origin, store);
            record.sent_before = true;
            return;
        }
    }

    if (sa.trial_generation != store.generation()) {
        sa.trial_generation = store.generation();
        sa.wildcard_rounds = 0;
        sa.trials = 0;
    }
    dh_.begin(store.generation());
    const bool may_try_wildcards = !sa.bound || sa.next;
    const bool wildcards = may_try_wildcards && sa.wildcard_rounds < kWildcardRounds;
    bool wrong_length = false;
    bool no_suite_fits = false;
    const auto use = [&](BoundKeys&& bound) {
        if (lacks_sk_e(sa, sender, bound.keys) ||
            (has_cipher && same_direction(sender, bound.keys, sa.bound->keys))) {
            return false;
        }
        if (record.tried != 0 && sa.trials >= value_of(Limit::secrets)) {
            record.limits.add(Limit::secrets);
            return true;
        }
        ++sa.trials;
        const std::vector<Suite> suites = suites_for(sa, sender, bound.keys);
        no_suite_fits = no_suite_fits || suites.empty();
        std::shared_ptr<SkCipher> opened;
        bool tried = false;
        for (const Suite& suite : suites) {
            const auto cipher = cipher_for(suite, sender, bound.keys);
            wrong_length = wrong_length || cipher == nullptr;
            tried = tried || cipher != nullptr;
            if (cipher != nullptr && open_with(cipher, !sa.suite)) {
                opened = cipher;
                sa.suite_by_trial = sa.suite_by_trial || !sa.suite;
                sa.suite = suite;
                break;
            }
        }
        if (tried) {
            count_secret(bound);
        }
        if (opened == nullptr) {
            return false;
        }
        set_layout(record, *sa.suite);
        dh_.succeeded();
        if (sa.next) {
            keep_former(sa, record.limits);
        }
        sa.side(sender).cipher = std::move(opened);
        if (auto other = cipher_for(*sa.suite, peer_of(sender), bound.keys); other != nullptr) {
            sa.side(peer_of(sender)).cipher = std::move(other);
        }
        if (sa.bound && !sa.next) {
            keep_known(bound.keys, sa.bound->keys);
        }
        keep_key_set(sa);
        sa.bound = std::move(bound);
        sa.next.reset();
        if (!sa.ppk.empty()) {
            mix_ppk(sa, sa.ppk);
        }
        return true;
    };
    const std::optional<KeyRound> round = sa.next;
    const std::uint32_t for_next = for_each_next(sa, store, use);
    if (dh_.take_refused()) {
        record.limits.add(Limit::key_exchanges);
    }
    if (record.sk == SkStatus::opened) {
        return;
    }
    const std::uint32_t tried_before = record.tried;
    const CandidateCount count = for_each_candidate(sa, store, wildcards, use);
    record.limits.add(count.limits);
    if (dh_.take_refused()) {
        record.limits.add(Limit::key_exchanges);
    }
    if (wildcards && record.tried != tried_before) {
        ++sa.wildcard_rounds;
    }
    record.wildcards_given_up = may_try_wildcards && !wildcards;
    if (round && for_next == 0 && record.sk != SkStatus::opened) {
        // That the keys of before fail says nothing.
        record.sk = round->exchange != 0 && !has_additional_secret(sa.spis, round->exchange, store)
                        ? SkStatus::no_additional_ke
                        : SkStatus::no_ppk;
        record.exchange = round->exchange;
        return;
    }
    if (sa.ppk_mixed && !has_keys_of(sa.spis, store)) {
        record.sk = SkStatus::ppk_mixed;
        return;
    }
    if (record.tried != 0) {
        return;
    }
    if (wrong_length) {
        record.sk = SkStatus::wrong_key_length;
    } else if (count.need_negotiation != 0 || no_suite_fits) {
        record.sk = SkStatus::no_negotiation;
    } else if (store.only_psks()) {
        record.sk = SkStatus::only_psks;
    } else {
        record.sk = SkStatus::no_key;
    }
}

void Capture::take_inside(IkeSa& sa, const Message& message, const keyfile::Store& store,
                          Octets payloads, Record& record) {
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
        take_followup_ke(sa, message, payloads, record);
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
        record.auth = verdict.status;
        record.auth_reason = verdict.reason;
        record.auth_tried = verdict.tried;
        if (verdict.kind != nullptr) {
            record.auth_key = key_line(verdict.kind, verdict.origin, store);
        } else if (!verdict.by.empty()) {
            record.auth_by = kept(verdict.by);
        }
        if (verdict.ppk != nullptr) {
            record.auth_ppk = key_line("PPK", verdict.ppk->origin, store);
        }
        if (!no_ppk_auth.empty()) {
            record.no_ppk_auth =
                check_no_ppk_auth(sa, sender, *auth, no_ppk_auth, verdict, store, certificates_);
        }
        use_ppk(sa, sender, verdict, store);
    }
    if (message.header.exchange_type.value == iana::exchange::IKE_AUTH) {
        take_auth_child(sa, message, payloads, record);
    }
    sa.eap = sa.eap || eap;
}

KeyExchangePair Capture::take_half(const IkeSa& sa, const Message& message, Octets payloads,
                                   const Record& record) {
    auto negotiation = make_kept<const Negotiation>(
        Negotiation::read(payloads, chain_of(payloads, record.inner_type)));
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
    KeyExchangePair pair = take_half(sa, message, payloads, record);
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
void Capture::take_followup_ke(const IkeSa& sa, const Message& message, Octets payloads,
                               const Record& record) {
    KeyExchangePair pair = take_half(sa, message, payloads, record);
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
        sa.ppk_id.assign(ppk_id.begin(), ppk_id.end());
    } else {
        sa.ppk_agreed = !sa.ppk_id.empty();
    }
}

void Capture::use_ppk(IkeSa& sa, Sender sender, const AuthVerdict& verdict,
                      const keyfile::Store& store) {
    if (sender != Sender::responder || !sa.ppk_agreed || !sa.ppk.empty() || !sa.bound) {
        return;
    }
    const keyfile::PpkEntry* ppk = verdict.ppk;
    if (verdict.status != AuthStatus::verified && !keyfile::is_sk(sa.bound->sources[0].kind) &&
        !keyfile::is_sk(sa.bound->sources[1].kind)) {
        const auto named = ppks_of(store, sa.ppk_id);
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
        sa.ppk = ppk->value;
        mix_ppk(sa, sa.ppk);
    }
}

Capture::ExchangeKey Capture::exchange_key(const IkeSa& sa, const Message& message) {
    return {sa.number, message.header.message_id.value, requester_of(message)};
}

void Capture::take_create_child_sa(IkeSa& sa, const Message& message, Octets payloads,
                                   Record& record) {
    auto [request, response] = take_half(sa, message, payloads, record);
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
    auto negotiation = make_kept<const Negotiation>(
        Negotiation::read(payloads, chain_of(payloads, record.inner_type)));
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
