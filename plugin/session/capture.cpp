// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/capture.h"

#include <algorithm>
#include <optional>
#include <random>
#include <utility>

#include "plugin/iana/exchange_types.h"
#include "plugin/iana/payload_types.h"
#include "plugin/ike/payload.h"
#include "plugin/ike/payload_auth.h"
#include "plugin/ike/payload_sk.h"
#include "plugin/session/auth_check.h"
#include "plugin/session/key_candidates.h"

namespace ikev2::session {

namespace {

// A secret with a `*` is tried on so many messages of an IKE SA that no secret has opened yet; one
// damaged message must not decide, and a long life without a key must not cost more and more.
constexpr unsigned kWildcardRounds = 4;

// The finalizer of MurmurHash3's 64-bit variant: every input bit reaches every output bit.
constexpr std::uint64_t mix(std::uint64_t value) noexcept {
    value ^= value >> 33U;
    value *= 0xff51afd7ed558ccdULL;
    value ^= value >> 33U;
    value *= 0xc4ceb9fe1a85ec53ULL;
    value ^= value >> 33U;
    return value;
}

ike::Chain chain_of(const Message& message) noexcept {
    return {message.octets, message.header.next_payload.value, ike::kHeaderLength,
            message.header.length.value};
}

bool is_whole(const Message& message) noexcept {
    return message.octets.size() == message.header.length.value;
}

// The body of a payload, which must be whole.
std::vector<std::uint8_t> copy_of(const ike::Payload& payload) {
    return {payload.body.value.begin(), payload.body.value.end()};
}

Sender sender_of(const ike::Header& header) noexcept {
    return header.from_initiator() ? Sender::initiator : Sender::responder;
}

// What an IKE_SA_INIT message contributes.
struct InitContents {
    std::shared_ptr<const InitMessage> message;
    std::optional<Suite> suite;  // of the SA payload's first proposal
};

InitContents read_init(const Message& message) {
    InitContents contents;
    auto copy = std::make_shared<InitMessage>();
    copy->octets.assign(message.octets.begin(), message.octets.end());
    ike::Chain chain = chain_of(message);
    ike::Payload payload;
    while (chain.next(payload)) {
        if (payload.type == iana::payload::NONCE && payload.body.present()) {
            copy->nonce_offset = payload.body.offset;
            copy->nonce_length = payload.body.length;
        } else if (payload.type == iana::payload::SA) {
            contents.suite = Suite::chosen(payload.reader(message.octets));
        }
    }
    contents.message = std::move(copy);
    return contents;
}

struct Encrypted {
    SkLocation where;
    std::uint8_t first_type = 0;  // of the payloads inside
    std::uint16_t fragment_number = 0;
    std::uint16_t fragment_total = 0;
};

// The SK or SKF payload of `message`, if it has one.
std::optional<Encrypted> find_encrypted(const Message& message) noexcept {
    ike::Chain chain = chain_of(message);
    ike::Payload payload;
    while (chain.next(payload)) {
        const bool fragment = payload.type == iana::payload::SKF;
        if (payload.type != iana::payload::SK && !fragment) {
            continue;
        }
        ike::Reader reader = payload.reader(message.octets);
        Encrypted it;
        if (fragment) {
            const auto header = ike::FragmentHeader::read(reader);
            it.fragment_number = header.number.value;
            it.fragment_total = header.total.value;
        }
        it.where = {.body = reader.position(), .end = payload.end};
        it.first_type = payload.next.value;
        return it;
    }
    return std::nullopt;
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

std::shared_ptr<SkCipher> cipher_for(const IkeSa& sa, Sender sender, const crypto::SkKeys& keys) {
    const bool initiator = sender == Sender::initiator;
    auto cipher =
        SkCipher::make(*sa.suite, initiator ? keys.ei : keys.er, initiator ? keys.ai : keys.ar);
    return cipher ? std::make_shared<SkCipher>(std::move(*cipher)) : nullptr;
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

Capture::Capture() : by_spis_(0, SpiHash{std::random_device{}()}) {}

std::size_t Capture::SpiHash::operator()(const SpiPair& spis) const noexcept {
    return mix(mix(spis.initiator ^ seed) ^ spis.responder);
}

IkeSa& Capture::sa_of(SpiPair spis) {
    const auto [slot, added] = by_spis_.try_emplace(spis, nullptr);
    if (added) {
        IkeSa& sa = sas_.emplace_back();
        sa.spis = spis;
        sa.number = static_cast<std::uint32_t>(sas_.size() - 1);
        slot->second = &sa;
    }
    return *slot->second;
}

Capture::Record& Capture::record_of(const MessageView& view) {
    return records_[view.index];
}

KeyLine Capture::key_line(const char* kind, keyfile::Origin origin, const keyfile::Store& store) {
    const std::string& name = store.file_name(origin.file);
    return {kind, file_names_.insert(name).first->c_str(), origin.line};
}

bool Capture::has_key(const Message& message) const noexcept {
    const auto sa = by_spis_.find(message.header.spis());
    return sa != by_spis_.end() && sa->second->side(sender_of(message.header)).cipher != nullptr;
}

const MessageView* Capture::first_pass(const Message& message, const keyfile::Store& store,
                                       MutableOctets plaintext) {
    Record& record = records_.emplace_back();
    record.index = records_.size() - 1;
    if (message.header.exchange_type.value == iana::exchange::IKE_SA_INIT) {
        take_init(message, record);
    } else {
        take_encrypted(message, store, plaintext, record);
    }
    return &record;
}

bool Capture::open_again(const MessageView& view, const Message& message,
                         MutableOctets plaintext) noexcept {
    const auto& record = static_cast<const Record&>(view);
    const auto encrypted = find_encrypted(message);
    return record.cipher != nullptr && encrypted &&
           record.cipher->open(message.octets, encrypted->where, plaintext) == OpenResult::opened;
}

void Capture::take_init(const Message& message, Record& record) {
    if (!is_whole(message)) {
        return;
    }
    const SpiPair spis = message.header.spis();
    if (!message.header.is_response()) {
        // A request that is sent again with a COOKIE, or with another group, takes the place of
        // the one before it: AUTH covers the last one (RFC 7296, section 2.15).
        half_open_[{spis.initiator, message.source}] = read_init(message).message;
        return;
    }
    if (spis.responder == 0) {
        return;
    }
    const auto known = by_spis_.find(spis);
    if (known == by_spis_.end() || !known->second->suite) {
        const InitContents contents = read_init(message);
        // One without nonce and SA refuses the request, or asks for a COOKIE.
        if (contents.message->nonce_length == 0 || !contents.suite) {
            return;
        }
        IkeSa& sa = sa_of(spis);
        sa.suite = contents.suite;
        sa.side(Sender::responder).init = contents.message;
        const auto request = half_open_.find({spis.initiator, message.destination});
        if (request != half_open_.end()) {
            sa.side(Sender::initiator).init = request->second;
        }
    }
    record.sa = sa_of(spis).number;
    record.sa_known = true;
}

void Capture::take_encrypted(const Message& message, const keyfile::Store& store,
                             MutableOctets plaintext, Record& record) {
    const auto encrypted = find_encrypted(message);
    if (!encrypted) {
        return;
    }
    IkeSa& sa = sa_of(message.header.spis());
    record.sa = sa.number;
    record.sa_known = true;
    record.fragment_number = encrypted->fragment_number;
    record.fragment_total = encrypted->fragment_total;

    if (sa.suite) {
        record.encr_id = sa.suite->encr_id;
        record.key_bits = sa.suite->key_bits;
        record.integ_id = sa.suite->integ_id;
        if (!sa.suite->can_open()) {
            record.sk = SkStatus::unknown_algorithm;
            return;
        }
        record.aead = sa.suite->encr->is_aead();
        record.layout_known = true;
        record.iv_length = static_cast<std::uint32_t>(sa.suite->encr->iv_length);
        record.icv_length = static_cast<std::uint32_t>(record.aead ? sa.suite->encr->icv_length
                                                                   : sa.suite->integ->icv_length);
    }
    if (!is_whole(message) || encrypted->where.end != message.octets.size()) {
        record.sk = SkStatus::not_captured;
        return;
    }
    const Sender sender = sender_of(message.header);
    find_keys(sa, sender, message, store, plaintext, record);
    if (record.sk != SkStatus::opened) {
        return;
    }
    if (!record.is_part()) {
        record.inner_type = encrypted->first_type;
        const auto parts = ike::Plaintext::read(plaintext.first(record.plaintext_length));
        take_inside(sa, sender, store, parts.payloads.value, record);
    } else if (record.fragment_number == 1) {
        fragmented_[fragmented_key(record, message)] = encrypted->first_type;
    }
}

Capture::FragmentedKey Capture::fragmented_key(const MessageView& view, const Message& message) {
    return {view.sa, message.header.message_id.value, sender_of(message.header),
            view.fragment_total};
}

void Capture::take_reassembled(const MessageView& view, const Message& message, Octets payloads,
                               const keyfile::Store& store) {
    const auto first = fragmented_.find(fragmented_key(view, message));
    if (first == fragmented_.end()) {
        return;
    }
    auto& record = record_of(view);
    record.inner_type = first->second;
    take_inside(sa_of(message.header.spis()), sender_of(message.header), store, payloads, record);
}

void Capture::find_keys(IkeSa& sa, Sender sender, const Message& message,
                        const keyfile::Store& store, MutableOctets plaintext, Record& record) {
    const SkLocation where = find_encrypted(message)->where;
    const auto open_with = [&](const std::shared_ptr<SkCipher>& cipher, keyfile::SecretKind kind,
                               keyfile::Origin origin) {
        const OpenResult result = cipher->open(message.octets, where, plaintext);
        if (result == OpenResult::opened || record.tried == 0) {
            record.key = key_line(keyfile::name(kind), origin, store);
        }
        ++record.tried;
        record.sk = status_of(result);
        if (result != OpenResult::opened) {
            return false;
        }
        record.cipher = cipher;
        record.plaintext_length = cipher->ciphertext_length(where);
        return true;
    };

    if (const auto& cipher = sa.side(sender).cipher; cipher != nullptr) {
        if (open_with(cipher, sa.bound->kind, sa.bound->origin)) {
            return;
        }
    }

    if (sa.wildcard_generation != store.generation()) {
        sa.wildcard_generation = store.generation();
        sa.wildcard_rounds = 0;
    }
    const bool wildcards = sa.suite && !sa.bound && sa.wildcard_rounds < kWildcardRounds;
    if (wildcards && !store.wildcards().empty()) {
        ++sa.wildcard_rounds;
    }
    bool wrong_length = false;
    const auto use = [&](BoundKeys&& bound) {
        const bool initiator = sender == Sender::initiator;
        if (!sa.suite || (initiator ? bound.keys.ei : bound.keys.er).empty()) {
            return false;
        }
        const auto cipher = cipher_for(sa, sender, bound.keys);
        if (cipher == nullptr) {
            wrong_length = true;
            return false;
        }
        if (!open_with(cipher, bound.kind, bound.origin)) {
            return false;
        }
        sa.side(sender).cipher = cipher;
        if (auto other = cipher_for(sa, peer_of(sender), bound.keys); other != nullptr) {
            sa.side(peer_of(sender)).cipher = std::move(other);
        }
        if (sa.bound) {
            keep_known(bound.keys, sa.bound->keys);
        }
        sa.bound = std::move(bound);
        return true;
    };
    const CandidateCount count = for_each_candidate(sa, store, wildcards, use);
    if (record.tried != 0) {
        return;
    }
    if (wrong_length) {
        record.sk = SkStatus::wrong_key_length;
    } else if (count.need_negotiation != 0 || (count.secrets != 0 && !sa.suite)) {
        record.sk = SkStatus::no_negotiation;
    } else if (store.only_psks()) {
        record.sk = SkStatus::only_psks;
    } else {
        record.sk = SkStatus::no_key;
    }
}

void Capture::take_inside(IkeSa& sa, Sender sender, const keyfile::Store& store, Octets payloads,
                          Record& record) {
    const std::uint8_t own_id =
        sender == Sender::initiator ? iana::payload::IDi : iana::payload::IDr;
    std::optional<ike::Authentication> auth;
    bool eap = false;
    ike::Chain chain(payloads, record.inner_type, 0, static_cast<std::uint32_t>(payloads.size()));
    ike::Payload payload;
    while (chain.next(payload)) {
        if (payload.type == own_id) {
            sa.side(sender).id_body = copy_of(payload);
        } else if (payload.type == iana::payload::AUTH) {
            ike::Reader reader = payload.reader(payloads);
            auth = ike::Authentication::read(reader);
        } else if (payload.type == iana::payload::EAP) {
            eap = true;
        }
    }
    if (auth) {
        const AuthVerdict verdict = check_auth(sa, sender, *auth, store);
        record.auth = verdict.status;
        record.auth_reason = verdict.reason;
        record.auth_tried = verdict.tried;
        if (verdict.kind != nullptr) {
            record.auth_key = key_line(verdict.kind, verdict.origin, store);
        }
    }
    // An AUTH payload beside the first EAP payload is still the responder's own; only those after
    // it are made with the EAP method's MSK.
    sa.eap = sa.eap || eap;
}

}  // namespace ikev2::session
