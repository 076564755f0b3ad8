// SPDX-License-Identifier: GPL-2.0-or-later
#include "keyfile/import_charon.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "keyfile/esp_algorithms.h"
#include "keyfile/identity.h"
#include "keyfile/text.h"

namespace ikev2::keyfile {

namespace {

using Dump = CharonImporter::Dump;

/// Octets of the longest dump that is looked at: an IKE_SA_INIT message can be large.
constexpr std::uint32_t kLongestDump = 65536;

/// Threads of all hosts together. charon has 16 unless it is told otherwise.
constexpr std::size_t kMostThreads = 4096;

/// IKE SAs in one log.
constexpr std::size_t kMostBlocks = 200'000;

/// Octets of an ID payload's body before the identity (RFC 7296, section 3.5).
constexpr std::size_t kIdHeader = 4;

constexpr std::size_t kSpiPairOctets = 16;

struct Label {
    std::string_view text;
    Dump dump;
    SecretKind kind = SecretKind::SKEYSEED;
};

constexpr Label kLabels[] = {
    {"shared Diffie Hellman secret", Dump::key_exchange},
    {"DH secret", Dump::key_exchange},
    {"key exchange secret", Dump::key_exchange},
    {"additional key exchange secret", Dump::additional_key_exchange},
    {"SKEYSEED", Dump::skeyseed},
    {"Sk_d secret", Dump::sk, SecretKind::SK_d},
    {"Sk_ai secret", Dump::sk, SecretKind::SK_ai},
    {"Sk_ar secret", Dump::sk, SecretKind::SK_ar},
    {"Sk_ei secret", Dump::sk, SecretKind::SK_ei},
    {"Sk_er secret", Dump::sk, SecretKind::SK_er},
    {"Sk_pi secret", Dump::sk, SecretKind::SK_pi},
    {"Sk_pr secret", Dump::sk, SecretKind::SK_pr},
    {"derive keys using PPK", Dump::ppk},
    {"natd_chunk", Dump::spis},
    {"IDx'", Dump::id},
    {"SK_p", Dump::sk_p},
    {"octets = message + nonce + prf(Sk_px, IDx')", Dump::auth_octets},
    {"secret", Dump::auth_secret},
    {"seed", Dump::child_seed},
    {"encryption initiator key", Dump::child_encr_i},
    {"encryption responder key", Dump::child_encr_r},
    {"integrity initiator key", Dump::child_integ_i},
    {"integrity responder key", Dump::child_integ_r},
};

const Label* find_label(std::string_view text) {
    const auto* found = std::find_if(std::begin(kLabels), std::end(kLabels), [&](const Label& row) {
        // With IntAuth (RFC 9242) more follows.
        return row.text == text || (row.dump == Dump::auth_octets && text.starts_with(row.text));
    });
    return found == std::end(kLabels) ? nullptr : found;
}

/// What is known of the two SPIs from both.
SpiPair united(SpiPair a, SpiPair b) noexcept {
    return {a.initiator != 0 ? a.initiator : b.initiator,
            a.responder != 0 ? a.responder : b.responder};
}

}  // namespace

bool CharonImporter::take(std::string_view line, std::uint32_t number) {
    auto found = charon_line(line);
    if (!found) {
        if (in_journal_ && last_ != nullptr && last_->open &&
            take_dump_row(line, last_->octets, last_->value.octets)) {
            if (last_->value.octets.size() == last_->octets) {
                end_dump(*last_, journal_sa_);
            }
            return true;
        }
        found = charon_journal_line(line);
        if (!found || (first_line_ == 0 && !dump_header(found->text))) {
            return false;
        }
    }
    if (first_line_ == 0) {
        first_line_ = number;
    }
    in_journal_ = found->thread.empty();
    take_text(thread_of(*found), *found, number);
    return true;
}

CharonImporter::Thread& CharonImporter::thread_of(const CharonLine& line) {
    const std::size_t length = line.host.size() + 1 + line.thread.size();
    if (last_ == nullptr || last_key_.size() != length || !last_key_.ends_with(line.thread) ||
        !last_key_.starts_with(line.host)) {
        last_key_.assign(line.host).append(1, ' ').append(line.thread);
        auto found = threads_.find(last_key_);
        if (found == threads_.end()) {
            if (threads_.size() == kMostThreads) {
                threads_.clear();
            }
            found = threads_.emplace(last_key_, Thread()).first;
        }
        last_ = &found->second;
    }
    return *last_;
}

void CharonImporter::take_text(Thread& thread, const CharonLine& line, std::uint32_t number) {
    if (thread.open) {
        if (take_dump_row(line.text, thread.octets, thread.value.octets)) {
            if (thread.value.octets.size() == thread.octets) {
                end_dump(thread, line.sa);
            }
            return;
        }
        thread.open = false;
        findings_.warn_once(number,
                            "a strongSwan log: rows of a dump are missing before this line");
    }
    const auto header = dump_header(line.text);
    if (!header) {
        take_plain(thread, line.text);
        return;
    }
    const Label* label = find_label(header->label);
    if (label == nullptr || header->octets == 0 || header->octets > kLongestDump) {
        return;
    }
    thread.dump = label->dump;
    thread.kind = label->kind;
    thread.octets = header->octets;
    thread.value = {{}, number};
    thread.value.octets.reserve(header->octets);
    thread.open = true;
}

void CharonImporter::take_plain(Thread& thread, std::string_view text) {
    if (text.starts_with("received packet:")) {
        start_message(thread);
    } else if (text.starts_with("parsed ")) {
        thread.create_child_sa = text::contains(text, "CREATE_CHILD_SA");
        if (text::contains(text, " request ") || text::contains(text, " response ")) {
            thread.initiator = text::contains(text, " response ");
        }
    } else if (text.starts_with("authentication of ") || text.starts_with("tried ")) {
        const bool psk = text::contains(text, "with pre-shared key") ||
                         text::contains(text, "but MAC mismatched");
        const bool eap = text::contains(text, "with EAP");
        const AuthKind kind = psk ? AuthKind::psk : eap ? AuthKind::eap : AuthKind::unknown;
        take_auth_secret(thread, kind);
        thread.auth_kind = text::contains(text, "(myself)") ? kind : AuthKind::unknown;
    } else if (text.starts_with("selected proposal: ")) {
        take_proposal(thread, text);
    } else if (text.starts_with("CHILD_SA ") && text::contains(text, "CREATED => INSTALLING")) {
        end_child(thread);
    } else if (text.starts_with("  using ")) {
        if (const auto name = text::between(text, "using ", " for encryption")) {
            end_child(thread);
            thread.child.encr_id = find_esp_encr(*name);
        } else if (const auto integ = text::between(text, "using ", " for integrity")) {
            const auto found = find_esp_integ(*integ);
            thread.child.integ_id = found ? std::optional(found->id) : std::nullopt;
            thread.child.unchecked_icv = found ? found->unchecked_icv : std::uint8_t{0};
        }
    } else if (text.ends_with("bound ESP SA")) {
        thread.inbound = text::contains(text, " inbound ");
    } else if (text.starts_with("  SPI 0x")) {
        take_child_spi(thread, text);
    } else if (text::contains(text, "bound AH SA")) {
        thread.child = Child();
    }
}

/// What one message left behind says nothing of the next that the thread handles.
void CharonImporter::start_message(Thread& thread) {
    take_auth_secret(thread, AuthKind::unknown);
    end_child(thread);
    thread = Thread();
}

void CharonImporter::end_dump(Thread& thread, std::string_view sa) {
    thread.open = false;
    Value value = std::exchange(thread.value, {});
    const Octets octets = value.octets;
    switch (thread.dump) {
        case Dump::key_exchange:
            thread.g_ir = std::move(value);
            break;
        case Dump::additional_key_exchange:
            thread.additional = std::move(value);
            break;
        case Dump::skeyseed:
            new_block(thread, sa).skeyseed = std::move(value);
            break;
        case Dump::sk:
            thread.value = std::move(value);
            take_sk(thread, sa);
            break;
        case Dump::ppk:
            thread.ppk = true;
            if (!thread.block) {
                thread.block = authenticated_block(thread, sa);
            }
            break;
        case Dump::spis:
            if (octets.size() >= kSpiPairOctets && text::first_eight(octets.subspan(8)) != 0) {
                thread.spis = {text::first_eight(octets), text::first_eight(octets.subspan(8))};
            }
            break;
        case Dump::id:
            take_auth_secret(thread, AuthKind::unknown);
            thread.id = std::move(value.octets);
            thread.sk_p.clear();
            thread.auth_spis = {};
            break;
        case Dump::sk_p:
            thread.sk_p = std::move(value.octets);
            break;
        case Dump::auth_octets:
            if (octets.size() >= kSpiPairOctets) {
                thread.auth_spis = {text::first_eight(octets),
                                    text::first_eight(octets.subspan(8))};
                if (!thread.sk_p.empty() && signers_.size() < 4 * kMostBlocks) {
                    signers_.push_back({thread.sk_p, thread.auth_spis});
                }
            }
            break;
        case Dump::auth_secret:
            thread.auth_secret = std::move(value);
            if (thread.auth_kind != AuthKind::unknown) {
                take_auth_secret(thread, std::exchange(thread.auth_kind, AuthKind::unknown));
            }
            break;
        case Dump::child_seed:
            if (!thread.g_ir.octets.empty()) {
                child_secrets_.push_back({std::exchange(thread.g_ir, {}),
                                          std::exchange(thread.additional, {}),
                                          sa.empty() ? "" : sa_tag(sa)});
            }
            break;
        case Dump::child_encr_i:
        case Dump::child_encr_r:
            thread.child.encr[thread.dump == Dump::child_encr_r ? 1 : 0] = std::move(value);
            thread.child.has_keys = true;
            break;
        case Dump::child_integ_i:
        case Dump::child_integ_r:
            thread.child.integ[thread.dump == Dump::child_integ_r ? 1 : 0] = std::move(value);
            thread.child.has_keys = true;
            break;
        case Dump::none:
            break;
    }
}

/// IKE_AUTH is often handled by another thread than IKE_SA_INIT, whose keys a PPK changes.
std::optional<std::size_t> CharonImporter::authenticated_block(const Thread& thread,
                                                               std::string_view sa) const {
    const std::string tag = sa.empty() ? "" : sa_tag(sa);
    const bool spis_known = thread.auth_spis.initiator != 0 && thread.auth_spis.responder != 0;
    const auto found = std::find_if(blocks_.rbegin(), blocks_.rend(), [&](const Block& block) {
        return (spis_known && block.spis == thread.auth_spis) || (!tag.empty() && block.sa == tag);
    });
    if (found == blocks_.rend()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(blocks_.rend() - found) - 1;
}

std::string CharonImporter::sa_tag(std::string_view sa) const {
    return last_key_.substr(0, last_key_.rfind(' ')) + ' ' + std::string(sa);
}

CharonImporter::Block& CharonImporter::new_block(Thread& thread, std::string_view sa) {
    if (blocks_.size() == kMostBlocks) {
        findings_.warn_once(first_line_, "a strongSwan log with more IKE SAs than are kept");
        blocks_.pop_back();
    }
    Block& block = blocks_.emplace_back();
    block.g_ir = std::exchange(thread.g_ir, {});
    block.additional = std::exchange(thread.additional, {});
    // In CREATE_CHILD_SA the SPIs are those of the IKE SA that is rekeyed.
    if (!thread.create_child_sa) {
        block.spis = thread.spis;
    }
    if (!sa.empty()) {
        block.sa = sa_tag(sa);
    }
    thread.block = blocks_.size() - 1;
    thread.ppk = false;
    return block;
}

void CharonImporter::take_sk(Thread& thread, std::string_view sa) {
    Value value = std::exchange(thread.value, {});
    const auto at = static_cast<std::size_t>(thread.kind);
    Block* block =
        thread.block && *thread.block < blocks_.size() ? &blocks_[*thread.block] : nullptr;
    if (block != nullptr && thread.ppk && !block->sk[at].octets.empty()) {
        // RFC 8784, section 3: SK_d, SK_pi and SK_pr are what the PPK made of them.
        if (thread.kind == SecretKind::SK_pi) {
            block->unmixed_pi = std::move(block->sk[at].octets);
        } else if (thread.kind == SecretKind::SK_pr) {
            block->unmixed_pr = std::move(block->sk[at].octets);
        }
        block->sk[at] = std::move(value);
        return;
    }
    if (block == nullptr || !block->sk[at].octets.empty()) {
        block = &new_block(thread, sa);
    }
    block->sk[at] = std::move(value);
}

void CharonImporter::take_auth_secret(Thread& thread, AuthKind kind) {
    const Value secret = std::exchange(thread.auth_secret, {});
    if (secret.octets.empty()) {
        return;
    }
    if (kind != AuthKind::eap && thread.id.size() > kIdHeader) {
        findings_.add(Identity::of_payload(thread.id[0], Octets(thread.id).subspan(kIdHeader)),
                      Identity(), secret.octets, secret.line);
    }
    if (kind != AuthKind::psk) {
        findings_.end_set();
        findings_.add(SecretKind::EAP_MSK, thread.auth_spis, secret.octets, secret.line);
    }
}

void CharonImporter::take_proposal(Thread& thread, std::string_view text) {
    if (text::contains(text, "ESP:")) {
        thread.child.esn = text::contains(text, "/EXT_SEQ");
    }
}

/// `  SPI 0xc82217fd, src 10.0.0.2 dst 10.0.0.1`
void CharonImporter::take_child_spi(Thread& thread, std::string_view text) {
    const auto inbound = std::exchange(thread.inbound, std::nullopt);
    const auto spi = text::between(text, "SPI ", ",");
    const auto source = text::between(text, ", src ", " dst ");
    const std::size_t dst = text.find(" dst ");
    if (!inbound || !spi || !source || dst == std::string_view::npos || !thread.child.has_keys) {
        return;
    }
    std::string_view rest = text.substr(dst + 5);
    const auto value = text::hex_number(*spi, 8);
    const auto from = AddressPattern::parse(*source);
    const auto to = AddressPattern::parse(text::take_word(rest));
    if (!value || !from || !to) {
        return;
    }
    (*inbound ? thread.child.in : thread.child.out) =
        ChildSpi{static_cast<std::uint32_t>(*value), *from, *to};
    if (thread.child.in && thread.child.out) {
        end_child(thread);
    }
}

void CharonImporter::end_child(Thread& thread) {
    const Child child = std::exchange(thread.child, {});
    thread.child.esn = child.has_keys ? std::nullopt : child.esn;
    if (!child.has_keys || (!child.in && !child.out)) {
        return;
    }
    if (!child.encr_id) {
        findings_.warn_once(first_line_,
                            "a strongSwan log: keys of a CHILD_SA without \"using ... for "
                            "encryption\", or with an unknown algorithm; not used");
        return;
    }
    // Whoever answered sends with the responder's key. If that is not known both are tried.
    if (!thread.initiator || *thread.initiator) {
        add_child(child, true);
    }
    if (!thread.initiator || !*thread.initiator) {
        add_child(child, false);
    }
}

void CharonImporter::add_child(const Child& child, bool initiator) {
    const auto add = [&](const std::optional<ChildSpi>& spi, std::size_t sender) {
        if (!spi) {
            return;
        }
        EspEntry entry;
        entry.source = spi->source;
        entry.destination = spi->destination;
        entry.spi = spi->spi;
        entry.encr_id = *child.encr_id;
        entry.integ_id = child.integ_id.value_or(0);
        entry.unchecked_icv = child.unchecked_icv;
        entry.esn = child.esn;
        entry.encr_key = child.encr[sender].octets;
        entry.integ_key = child.integ[sender].octets;
        findings_.add(std::move(entry), child.encr[sender].line != 0 ? child.encr[sender].line
                                                                     : child.integ[sender].line);
    };
    add(child.in, initiator ? 1 : 0);
    add(child.out, initiator ? 0 : 1);
}

/// Where the SK_p that signed is that of a block, the SPIs are its own.
void CharonImporter::find_spis() {
    const auto by_sk_p = [](const Signer& a, const Signer& b) { return a.sk_p < b.sk_p; };
    std::stable_sort(signers_.begin(), signers_.end(), by_sk_p);
    for (Block& block : blocks_) {
        for (const Secret* sk_p : {&block.sk[static_cast<std::size_t>(SecretKind::SK_pi)].octets,
                                   &block.sk[static_cast<std::size_t>(SecretKind::SK_pr)].octets,
                                   &block.unmixed_pi, &block.unmixed_pr}) {
            if (sk_p->empty()) {
                continue;
            }
            const auto [first, last] =
                std::equal_range(signers_.begin(), signers_.end(), Signer{*sk_p, {}}, by_sk_p);
            for (auto signer = first; signer != last; ++signer) {
                block.spis = united(block.spis, signer->spis);
            }
        }
    }
}

void CharonImporter::add_block(const Block& block) {
    findings_.end_set();
    findings_.add(SecretKind::SHARED_SECRET, block.spis, block.g_ir.octets, block.g_ir.line);
    findings_.add(SecretKind::SHARED_SECRET, block.spis, block.additional.octets,
                  block.additional.line, 1);
    findings_.add(SecretKind::SKEYSEED, block.spis, block.skeyseed.octets, block.skeyseed.line);
    for (std::size_t kind = 0; kind < block.sk.size(); ++kind) {
        findings_.add(static_cast<SecretKind>(kind), block.spis, block.sk[kind].octets,
                      block.sk[kind].line);
    }
    findings_.end_set();
}

void CharonImporter::add_child_secret(const ChildSecret& secret) {
    SpiPair spis;
    if (!secret.sa.empty()) {
        const auto block = std::find_if(blocks_.rbegin(), blocks_.rend(), [&](const Block& b) {
            return b.sa == secret.sa && b.skeyseed.line < secret.g_ir.line;
        });
        spis = block != blocks_.rend() ? block->spis : SpiPair();
    }
    findings_.add(SecretKind::SHARED_SECRET, spis, secret.g_ir.octets, secret.g_ir.line);
    findings_.add(SecretKind::SHARED_SECRET, spis, secret.additional.octets, secret.additional.line,
                  1);
}

void CharonImporter::finish() {
    for (auto& [key, thread] : threads_) {
        if (thread.open) {
            findings_.warn_once(first_line_, "a strongSwan log: it ends within a dump");
        }
        start_message(thread);
    }
    threads_.clear();
    last_ = nullptr;
    find_spis();
    signers_.clear();
    for (const Block& block : blocks_) {
        add_block(block);
    }
    for (const ChildSecret& secret : child_secrets_) {
        add_child_secret(secret);
    }
    if (first_line_ != 0 && findings_.secrets() == 0) {
        findings_.warn(first_line_,
                       "a strongSwan log without secrets: they are logged with ike = 4 and chd = 4 "
                       "for a logger in strongswan.conf");
    }
    blocks_.clear();
    child_secrets_.clear();
}

}  // namespace ikev2::keyfile
