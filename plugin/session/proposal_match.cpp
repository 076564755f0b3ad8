// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/proposal_match.h"

#include <algorithm>
#include <map>

#include "plugin/base/limits.h"
#include "plugin/iana/transform_types.h"
#include "plugin/ike/payload_sa.h"
#include "plugin/session/value_text.h"

namespace ikev2::session {

namespace {

constexpr std::size_t kMaxProposals = value_of(Limit::proposals);
constexpr std::size_t kMaxTransforms = value_of(Limit::transforms);  // of all proposals

struct Offer {
    std::uint8_t number = 0;
    std::uint8_t protocol = 0;
    std::map<std::uint8_t, std::vector<std::string>> transforms;  // by type
};

std::vector<Offer> offers_of(ike::Reader sa_body) {
    std::vector<Offer> offers;
    std::size_t count = 0;
    ike::Proposal proposal;
    while (offers.size() < kMaxProposals && ike::next_proposal(sa_body, proposal)) {
        Offer offer{proposal.number.value, proposal.protocol_id.value, {}};
        ike::Transform transform;
        for (; count < kMaxTransforms && ike::next_transform(proposal.transforms, transform);
             ++count) {
            // "NONE" is the same as no transform of this type (RFC 7296, section 3.3.2).
            const bool optional = transform.type.value == iana::transform_type::INTEG ||
                                  transform.type.value == iana::transform_type::KE;
            if (!optional || transform.id.value != 0) {
                offer.transforms[transform.type.value].push_back(transform_text(
                    transform.type.value, transform.id.value, transform.key_length()));
            }
        }
        offers.push_back(std::move(offer));
    }
    return offers;
}

const std::vector<std::string>& of_type(const Offer& offer, std::uint8_t type) {
    static const std::vector<std::string> none;
    const auto found = offer.transforms.find(type);
    return found != offer.transforms.end() ? found->second : none;
}

bool have_common(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    return (a.empty() && b.empty()) || std::ranges::any_of(a, [&](const std::string& one) {
               return std::ranges::find(b, one) != b.end();
           });
}

std::vector<TransformMismatch> mismatches(const Offer& offered, const Offer& known) {
    std::map<std::uint8_t, bool> types;
    for (const Offer* offer : {&offered, &known}) {
        for (const auto& [type, transforms] : offer->transforms) {
            types[type] = true;
        }
    }
    std::vector<TransformMismatch> found;
    for (const auto& [type, present] : types) {
        if (!have_common(of_type(offered, type), of_type(known, type))) {
            found.push_back({type, of_type(offered, type), of_type(known, type)});
        }
    }
    return found;
}

std::string or_none(const std::vector<std::string>& names) {
    return names.empty() ? "none" : join_text(names, ", ");
}

}  // namespace

std::optional<ClosestProposal> closest_proposal(ike::Reader offered, ike::Reader known) {
    const std::vector<Offer> ours = offers_of(offered);
    const std::vector<Offer> theirs = offers_of(known);
    std::optional<ClosestProposal> closest;
    for (const Offer& one : ours) {
        for (const Offer& other : theirs) {
            if (one.protocol != other.protocol) {
                continue;
            }
            auto found = mismatches(one, other);
            if (!closest || found.size() < closest->mismatches.size()) {
                closest = ClosestProposal{one.number, std::move(found)};
            }
        }
    }
    return closest;
}

std::string to_text(const ClosestProposal& closest, const std::string& name) {
    const std::string proposal = "proposal " + std::to_string(closest.number);
    if (closest.mismatches.empty()) {
        return proposal + " has a transform of each type that " + name + " has too";
    }
    std::string text;
    for (const TransformMismatch& mismatch : closest.mismatches) {
        text.append(text.empty() ? proposal + " differs in " : "; in ")
            .append(iana::transform_type::abbreviation(mismatch.type))
            .append(": offered ")
            .append(or_none(mismatch.offered))
            .append(", ")
            .append(name)
            .append(" has ")
            .append(or_none(mismatch.known));
    }
    return text;
}

std::string proposals_text(ike::Reader sa_body) {
    std::vector<std::string> texts;
    for (const Offer& offer : offers_of(sa_body)) {
        std::vector<std::string> names;
        for (const auto& [type, transforms] : offer.transforms) {
            names.insert(names.end(), transforms.begin(), transforms.end());
        }
        texts.push_back(std::to_string(offer.number) + ": " + join_text(names, ", "));
    }
    return join_text(texts, "; ");
}

}  // namespace ikev2::session
