// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/sa_rules.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "plugin/base/limits.h"
#include "plugin/iana/payload_types.h"
#include "plugin/iana/security_protocols.h"
#include "plugin/iana/transform_ids.h"
#include "plugin/iana/transform_types.h"

namespace ikev2::ike {

namespace {

namespace type = iana::transform_type;

constexpr std::uint32_t bit(std::uint8_t transform_type) noexcept {
    return 1U << transform_type;
}

// "combined-mode" encryption, which has an integrity check of its own (RFC 7296, section 3.3).
bool is_combined_mode(std::uint16_t encr) noexcept {
    using namespace iana::encr;
    switch (encr) {
        case ENCR_AES_CCM_8:
        case ENCR_AES_CCM_12:
        case ENCR_AES_CCM_16:
        case ENCR_AES_GCM_8:
        case ENCR_AES_GCM_12:
        case ENCR_AES_GCM_16:
        case ENCR_NULL_AUTH_AES_GMAC:
        case ENCR_CAMELLIA_CCM_8:
        case ENCR_CAMELLIA_CCM_12:
        case ENCR_CAMELLIA_CCM_16:
        case ENCR_CHACHA20_POLY1305:
        case ENCR_AES_CCM_8_IIV:
        case ENCR_AES_GCM_16_IIV:
        case ENCR_CHACHA20_POLY1305_IIV:
        case ENCR_KUZNYECHIK_MGM_KTREE:
        case ENCR_MAGMA_MGM_KTREE:
        case ENCR_KUZNYECHIK_MGM_MAC_KTREE:
        case ENCR_MAGMA_MGM_MAC_KTREE:
            return true;
        default:
            return false;
    }
}

// "ESP: ENCR, ESN mandatory; INTEG, D-H optional. AH: INTEG, ESN mandatory. IKE: all but ESN".
std::uint32_t mandatory_types(std::uint8_t protocol) noexcept {
    switch (protocol) {
        case iana::protocol::IKE:
            return bit(type::ENCR) | bit(type::PRF) | bit(type::INTEG) | bit(type::KE);
        case iana::protocol::AH:
            return bit(type::INTEG) | bit(type::SN);
        case iana::protocol::ESP:
            return bit(type::ENCR) | bit(type::SN);
        default:
            return 0;
    }
}

// What a transform is compared by.
struct Algorithm {
    std::uint8_t type = 0;
    std::uint16_t id = 0;
    std::uint16_t key_length = 0;
    bool operator==(const Algorithm&) const = default;
};

Algorithm algorithm_of(const Transform& transform) noexcept {
    return {transform.type.value, transform.id.value,
            static_cast<std::uint16_t>(transform.key_length())};
}

// A choice has one transform of each type.
constexpr unsigned kMaxChosenTransforms = value_of(Limit::chosen_transforms);
constexpr unsigned kMaxOfferedTransforms = value_of(Limit::transforms);

// The transforms of a chosen proposal that must have been offered.
struct Choice {
    std::array<Algorithm, kMaxChosenTransforms> wanted;
    std::size_t count = 0;

    explicit Choice(const Proposal& chosen) noexcept {
        Reader reader = chosen.transforms;
        Transform transform;
        for (unsigned read = 0; read < wanted.size() && next_transform(reader, transform); ++read) {
            // "NONE" says the same as no transform.
            const bool none = transform.id.value == 0 && (transform.type.value == type::INTEG ||
                                                          transform.type.value == type::KE);
            const Algorithm it = algorithm_of(transform);
            if (!none &&
                std::find(wanted.begin(), wanted.begin() + count, it) == wanted.begin() + count) {
                wanted[count++] = it;
            }
        }
    }
};

// `choice` is by value: what was found is taken out.
bool has_all(const Proposal& offered, Choice choice) noexcept {
    Reader reader = offered.transforms;
    Transform transform;
    for (unsigned read = 0; choice.count != 0 && next_transform(reader, transform); ++read) {
        if (read == kMaxOfferedTransforms) {
            return true;
        }
        const auto end = choice.wanted.begin() + choice.count;
        const auto found = std::find(choice.wanted.begin(), end, algorithm_of(transform));
        if (found != end) {
            *found = choice.wanted[--choice.count];
        }
    }
    return choice.count == 0;
}

}  // namespace

std::uint32_t missing_transform_types(const Proposal& proposal) noexcept {
    std::uint32_t found = 0;
    bool all_combined = true;
    Reader reader = proposal.transforms;
    Transform transform;
    while (next_transform(reader, transform)) {
        if (transform.shortfall != Shortfall::none) {
            return 0;
        }
        if (transform.type.value < 32) {
            found |= bit(transform.type.value);
        }
        if (transform.type.value == type::ENCR) {
            all_combined = all_combined && is_combined_mode(transform.id.value);
        }
    }
    if (proposal.shortfall != Shortfall::none || !reader.ok()) {
        return 0;
    }
    std::uint32_t missing = mandatory_types(proposal.protocol_id.value) & ~found;
    if ((found & bit(type::ENCR)) != 0 && all_combined) {
        missing &= ~bit(type::INTEG);
    }
    return missing;
}

bool proposes_ke_method(Octets buffer, Chain chain, std::uint16_t method) noexcept {
    Payload payload;
    bool any = false;
    while (chain.next(payload)) {
        if (payload.type != iana::payload::SA) {
            continue;
        }
        any = true;
        Reader reader = payload.reader(buffer);
        Proposal proposal;
        while (next_proposal(reader, proposal)) {
            Transform transform;
            while (next_transform(proposal.transforms, transform)) {
                if (transform.type.value == type::KE && transform.id.value == method) {
                    return true;
                }
            }
            if (proposal.shortfall != Shortfall::none || !proposal.transforms.ok()) {
                return true;
            }
        }
    }
    return !any;
}

bool is_choice_of(Reader offer, Reader choice) noexcept {
    Proposal chosen;
    if (!next_proposal(choice, chosen) || chosen.shortfall != Shortfall::none) {
        return true;
    }
    const Choice wanted(chosen);
    Proposal offered;
    while (next_proposal(offer, offered)) {
        if (offered.number.value == chosen.number.value &&
            offered.protocol_id.value == chosen.protocol_id.value && has_all(offered, wanted)) {
            return true;
        }
    }
    return false;
}

}  // namespace ikev2::ike
