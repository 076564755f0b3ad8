// How a capture finds the keys of its messages.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/capture.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

#include "plugin/session/additional_ke.h"
#include "plugin/session/key_candidates.h"
#include "plugin/session/message_layout.h"
#include "plugin/session/ppk.h"
#include "plugin/session/suite_trial.h"

namespace ikev2::session {

namespace {

// A secret with a `*` is tried on so many messages of an IKE SA that no secret has opened yet; one
// damaged message must not decide, and a long life without a key must not cost more and more.
constexpr unsigned kWildcardRounds = 4;

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
        if (side.cipher == nullptr || !sa.bound) {
            continue;
        }
        std::vector<FormerCipher>& former = side.former.ensure();
        if (former.size() == value_of(Limit::former_keys)) {
            limits.add(Limit::former_keys);
            former.erase(former.begin());
        }
        former.push_back({std::move(side.cipher), sa.bound->source(sender)});
        side.cipher = nullptr;
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
    if (const auto& formers = sa.side(sender).former; formers) {
        for (const FormerCipher& former : *formers) {
            if (open_with(former.cipher, false)) {
                record.key =
                    key_line(keyfile::name(former.source.kind), former.source.origin, store);
                record.sent_before = true;
                return;
            }
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
        if (has_mixed_ppk(sa)) {
            mix_ppk(sa, sa.ppk->mixed);
        }
        return true;
    };
    const KeptOptional<KeyRound> round = sa.next;
    const std::uint32_t for_next = for_each_next(sa, store, std::ref(use));
    if (dh_.take_refused()) {
        record.limits.add(Limit::key_exchanges);
    }
    if (record.sk == SkStatus::opened) {
        return;
    }
    const std::uint32_t tried_before = record.tried;
    const CandidateCount count = for_each_candidate(sa, store, wildcards, std::ref(use));
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

}  // namespace ikev2::session
