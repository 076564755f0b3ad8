// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/child_sa.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "plugin/crypto/key_schedule.h"
#include "plugin/iana/security_protocols.h"
#include "plugin/iana/transform_ids.h"
#include "plugin/iana/transform_types.h"
#include "plugin/ike/payload_sa.h"
#include "plugin/session/esp_suite.h"
#include "plugin/session/key_candidates.h"
#include "plugin/session/suite_trial.h"

namespace ikev2::session {

namespace {

constexpr std::uint32_t kChildSpiLength = 4;

bool is_child_proposal(const ike::Proposal& proposal) noexcept {
    const std::uint8_t protocol = proposal.protocol_id.value;
    return (protocol == iana::protocol::AH || protocol == iana::protocol::ESP) &&
           proposal.spi.length == kChildSpiLength;
}

std::uint32_t spi_of(const ike::Proposal& proposal) noexcept {
    ike::Reader reader(proposal.spi.value, 0, kChildSpiLength);
    return reader.u32().value;
}

// The offered proposal of the same number, whose SPI is the requester's.
std::optional<ike::Proposal> find_offered(const Negotiation& offer,
                                          const ike::Proposal& chosen) noexcept {
    ike::Reader reader = offer.sa();
    ike::Proposal offered;
    while (ike::next_proposal(reader, offered)) {
        if (offered.number.value == chosen.number.value && is_child_proposal(offered) &&
            offered.protocol_id.value == chosen.protocol_id.value) {
            return offered;
        }
    }
    return std::nullopt;
}

void read_transforms(ike::Proposal proposal, ChildSa& child) noexcept {
    ike::Transform transform;
    while (ike::next_transform(proposal.transforms, transform)) {
        switch (transform.type.value) {
            case iana::transform_type::ENCR:
                child.encr_id = transform.id.value;
                child.key_bits = transform.key_length();
                break;
            case iana::transform_type::INTEG:
                child.integ_id = transform.id.value;
                break;
            case iana::transform_type::SN:
                child.esn_id = transform.id.value;
                break;
            default:
                child.additional_ke.take(transform);
                break;
        }
    }
}

// "KEYMAT requested for each AES-GMAC key is 20 octets ... The first 16 octets are the 128-bit AES
// key, and the remaining four octets are used as the salt value"; likewise 28 and 36 (RFC 4543,
// section 5.3). AH alone has these Transform IDs.
struct GmacKey {
    std::uint16_t id;
    std::size_t length;
};
constexpr GmacKey kGmacs[] = {{iana::integ::AUTH_AES_128_GMAC, 20},
                              {iana::integ::AUTH_AES_192_GMAC, 28},
                              {iana::integ::AUTH_AES_256_GMAC, 36}};

// Octets of the keys of one direction; nothing if an algorithm is not supported.
struct Lengths {
    std::size_t encr = 0;
    std::size_t integ = 0;
};
std::optional<Lengths> lengths_of(const ChildSa& child) noexcept {
    Lengths lengths;
    if (child.protocol == iana::protocol::ESP) {
        const auto suite = EspSuite::find(child.encr_id, child.integ_id, child.esn_id);
        const auto length = suite ? suite->encr_key_length(child.key_bits) : std::nullopt;
        if (!length) {
            return std::nullopt;
        }
        lengths.encr = *length;
    }
    if (child.integ_id == 0) {
        return lengths;
    }
    const crypto::Integ* integ = crypto::find_integ(child.integ_id);
    const auto* gmac = std::ranges::find(kGmacs, child.integ_id, &GmacKey::id);
    if (integ != nullptr) {
        lengths.integ = integ->key_length;
    } else if (child.protocol == iana::protocol::AH && gmac != std::end(kGmacs)) {
        lengths.integ = gmac->length;
    } else {
        return std::nullopt;
    }
    return lengths;
}

}  // namespace

std::optional<ChildSa> negotiated_child(std::shared_ptr<const Negotiation> offer,
                                        std::shared_ptr<const Negotiation> answer) {
    ike::Reader reader = answer->sa();
    ike::Proposal chosen;
    if (!ike::next_proposal(reader, chosen) || !is_child_proposal(chosen)) {
        return std::nullopt;
    }
    const auto offered = find_offered(*offer, chosen);
    if (!offered) {
        return std::nullopt;
    }
    ChildSa child;
    child.protocol = chosen.protocol_id.value;
    child.spis = {spi_of(*offered), spi_of(chosen)};
    child.transport_mode = offer->use_transport_mode && answer->use_transport_mode;
    read_transforms(chosen, child);
    child.key_exchange = answer->ke_length != 0;
    child.ppk_mixed = mixes_ppk(*offer, *answer);
    child.request = offer;
    child.response = answer;
    child.offer = std::move(offer);
    child.answer = std::move(answer);
    return child;
}

std::optional<std::array<ChildKeys, 2>> ChildSa::derive(Octets g_ir, Octets additional) const {
    const auto prfs = prfs_of(*ike);
    return prfs.size() == 1 ? derive(*prfs.front(), g_ir, additional) : std::nullopt;
}

std::optional<std::array<ChildKeys, 2>> ChildSa::derive(const crypto::Prf& prf, Octets g_ir,
                                                        Octets additional) const {
    const auto lengths = lengths_of(*this);
    if (!lengths || ppk_mixed || !ike->bound || ike->bound->keys.d.empty() || request == nullptr ||
        response == nullptr) {
        return std::nullopt;
    }
    const auto keymat =
        crypto::derive_keymat(prf, ike->bound->keys.d, g_ir, request->nonce(), response->nonce(),
                              2 * (lengths->encr + lengths->integ), additional);
    if (!keymat) {
        return std::nullopt;
    }
    // "All keys for SAs carrying data from the initiator to the responder are taken before SAs
    // going from the responder to the initiator", and "the encryption key (if any) MUST be taken
    // from the first bits and the integrity key (if any) MUST be taken from the remaining bits"
    // (RFC 7296, section 2.17).
    std::array<ChildKeys, 2> keys;
    Octets left(*keymat);
    for (ChildKeys& direction : keys) {
        direction.encr = to_secret(left.first(lengths->encr));
        left = left.subspan(lengths->encr);
        direction.integ = to_secret(left.first(lengths->integ));
        left = left.subspan(lengths->integ);
    }
    return keys;
}

void ChildSa::for_each_keys(const keyfile::Store& store, Limits& limits,
                            const std::function<bool(std::array<ChildKeys, 2>&&)>& use) const {
    const auto additional = key_exchange ? additional_secrets(additional_ke, follow_ups.get(),
                                                              ike->spis, store, ike->dh, limits)
                                         : std::vector<Secret>(1);
    const auto prfs = prfs_of(*ike);
    const auto use_derived = [&](Octets g_ir) {
        return std::ranges::any_of(additional, [&](const Secret& secrets) {
            return std::ranges::any_of(prfs, [&](const crypto::Prf* prf) {
                auto keys = derive(*prf, g_ir, secrets);
                return keys && use(std::move(*keys));
            });
        });
    };
    if (!key_exchange) {
        use_derived({});
        return;
    }
    for (const keyfile::SaSecret& secret : store.exact(ike->spis)) {
        if (secret.exchange != 0) {
            continue;
        }
        if (secret.kind == keyfile::SecretKind::SHARED_SECRET && use_derived(secret.value)) {
            return;
        }
        if (secret.kind == keyfile::SecretKind::DH_PRIVATE) {
            const auto g_ir = shared_secret(*request, *response, secret.value, ike->dh);
            if (g_ir && use_derived(*g_ir)) {
                return;
            }
        }
    }
    for (const keyfile::SaSecret& secret : store.wildcards()) {
        if (secret.kind == keyfile::SecretKind::SHARED_SECRET && secret.exchange == 0 &&
            secret.matches(ike->spis) && use_derived(secret.value)) {
            return;
        }
    }
}

}  // namespace ikev2::session
