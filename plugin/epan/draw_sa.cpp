// The Security Association payload.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/draw_transform.h"
#include "plugin/epan/generic_header.h"
#include "plugin/epan/limits.h"
#include "plugin/epan/payload_table.h"
#include "plugin/epan/spi.h"
#include "plugin/iana/security_protocols.h"
#include "plugin/iana/transform_types.h"
#include "plugin/ike/payload_sa.h"
#include "plugin/ike/sa_rules.h"

#include <algorithm>

namespace ikev2::epan {

namespace {

int hf_prop_number = -1;
int hf_prop_protoid = -1;
int hf_prop_transforms = -1;

int ett_proposal = -1;

constexpr int kNamed = BASE_DEC | BASE_RANGE_STRING;

hf_register_info fields[] = {
    {&hf_prop_number,
     {"Proposal number", "ikev2.prop.number", FT_UINT8, BASE_DEC, nullptr, 0x0, nullptr, HFILL}},
    {&hf_prop_protoid,
     {"Protocol ID", "ikev2.prop.protoid", FT_UINT32, kNamed, &iana::protocol::registry, 0x0,
      nullptr, HFILL}},
    {&hf_prop_transforms,
     {"Proposal transforms", "ikev2.prop.transforms", FT_UINT8, BASE_DEC, nullptr, 0x0,
      "Number of transforms in the proposal", HFILL}},
};

int* const subtrees[] = {&ett_proposal};

expert_field ei_transform_count = EI_INIT;
expert_field ei_number = EI_INIT;
expert_field ei_missing = EI_INIT;
expert_field ei_spi_zero = EI_INIT;
expert_field ei_never_offered = EI_INIT;
expert_field ei_spis_in_use = EI_INIT;

ei_register_info expert_items[] = {
    {&ei_transform_count,
     {"ikev2.prop.transforms.wrong", PI_PROTOCOL, PI_WARN,
      "The number of transforms is not that of the transforms that follow", EXPFILL}},
    {&ei_number,
     {"ikev2.prop.number.wrong", PI_PROTOCOL, PI_WARN,
      "Proposals are not numbered from 1 on, one by one", EXPFILL}},
    {&ei_missing,
     {"ikev2.prop.transforms.missing", PI_PROTOCOL, PI_WARN,
      "A proposal lacks a transform that its protocol must have", EXPFILL}},
    {&ei_spi_zero, {"ikev2.spi.zero", PI_PROTOCOL, PI_WARN, "An SPI is zero", EXPFILL}},
    {&ei_never_offered,
     {"ikev2.prop.never_offered", PI_PROTOCOL, PI_ERROR,
      "The chosen proposal is none that was offered", EXPFILL}},
    {&ei_spis_in_use,
     {"ikev2.spi.in_use", PI_PROTOCOL, PI_WARN,
      "The SPIs of the new IKE SA are those of one that there is already: this one is not followed",
      EXPFILL}},
};

// "the first proposal in an SA payload MUST be 1, and subsequent proposals MUST be one more than
// the previous proposal" (RFC 7296, section 3.3.1); a response has the number of the chosen one.
void check_number(const Draw& draw, proto_item* item, const ike::Proposal& proposal,
                  unsigned expected) {
    if (item != nullptr && !draw.message->header->is_response() &&
        proposal.number.value != expected) {
        expert_add_info_format(draw.message->pinfo, item, &ei_number,
                               "Proposal number %u where %u must be", proposal.number.value,
                               expected);
    }
}

void check_transforms(const Draw& draw, proto_item* item, const ike::Proposal& proposal) {
    std::uint32_t missing = ike::missing_transform_types(proposal);
    for (std::uint8_t type = 0; missing != 0; ++type, missing >>= 1U) {
        if ((missing & 1U) != 0) {
            expert_add_info_format(draw.message->pinfo, item, &ei_missing,
                                   "The proposal has no %s transform",
                                   iana::transform_type::abbreviation(type, "other"));
        }
    }
}

// "The SPI value of zero is reserved" (RFC 4302, section 2.4; RFC 4303, section 2.1).
void check_spi(const Draw& draw, proto_item* item, const ike::Proposal& proposal) {
    if (proposal.spi.present() &&
        std::ranges::all_of(proposal.spi.value, [](std::uint8_t octet) { return octet == 0; })) {
        expert_add_info(draw.message->pinfo, item, &ei_spi_zero);
    }
}

// Gives back how many transforms the proposal has.
unsigned draw_proposal(const Draw& draw, ike::Proposal proposal, unsigned expected_number,
                       bool another_follows) {
    proto_item* item = add_payload_item(draw, draw.tree, Chained::proposals, ike::kMoreProposals,
                                        proposal.offset, proposal.end);
    if (proposal.number.present()) {
        append_text(item, " # ", proposal.number.value);
    }
    proto_tree* tree = proto_item_add_subtree(item, ett_proposal);
    add_last_substruc(draw, tree, Chained::proposals, proposal.last_substruc, another_follows);
    add_reserved(draw, tree, proposal.reserved);
    add_payload_length(draw, tree, proposal.length, proposal.end - proposal.offset);
    check_number(draw, add(draw, tree, hf_prop_number, proposal.number), proposal, expected_number);
    add(draw, tree, hf_prop_protoid, proposal.protocol_id);
    add_spi_size(draw, tree, proposal.spi_size);
    proto_item* count = add(draw, tree, hf_prop_transforms, proposal.transform_count);
    add_spi(draw, tree, proposal.spi);
    check_spi(draw, item, proposal);
    check_transforms(draw, item, proposal);

    unsigned transforms = 0;
    ike::Transform transform;
    while (ike::next_transform(proposal.transforms, transform)) {
        ++transforms;
        draw_transform(draw, tree, transform, !proposal.transforms.at_end());
    }
    if (count != nullptr && transforms != proposal.transform_count.value) {
        expert_add_info_format(draw.message->pinfo, count, &ei_transform_count,
                               "The proposal says %u transforms and has %u",
                               proposal.transform_count.value, transforms);
    }
    report_shortfall(draw, tree, proposal.shortfall, "proposal");
    return transforms;
}

void check_limits(const Draw& draw, unsigned proposals, unsigned transforms, unsigned chosen) {
    Limits limits;
    if (proposals > value_of(Limit::proposals)) {
        limits.add(Limit::proposals);
    }
    if (transforms > value_of(Limit::transforms)) {
        limits.add(Limit::transforms);
    }
    if (draw.message->header->is_response() && chosen > value_of(Limit::chosen_transforms)) {
        limits.add(Limit::chosen_transforms);
    }
    add_limits(draw.message->pinfo, draw.item, limits);
}

}  // namespace

void draw_sa(const Draw& draw, const ike::Payload& payload) {
    const session::MessageView* view = draw.message->view;
    ike::Reader reader = payload.reader(draw.octets);
    ike::Proposal proposal;
    unsigned expected_number = 1;
    unsigned proposals = 0;
    unsigned transforms = 0;
    unsigned chosen = 0;
    while (ike::next_proposal(reader, proposal)) {
        const unsigned count = draw_proposal(draw, proposal, expected_number, !reader.at_end());
        expected_number = proposal.number.value + 1U;
        chosen = proposals == 0 ? count : chosen;
        ++proposals;
        transforms += count;
    }
    if (view != nullptr && view->spis_in_use) {
        expert_add_info(draw.message->pinfo, draw.item, &ei_spis_in_use);
    }
    check_limits(draw, proposals, transforms, chosen);
    if (view != nullptr && view->chosen_never_offered) {
        expert_add_info(draw.message->pinfo, draw.item, &ei_never_offered);
    }
    if (proposals == 0) {
        report_shortfall(draw, draw.tree, ike::Shortfall::structure,
                         "Security Association payload");
    }
}

void register_sa(const Registrar& to) {
    register_fields(to, fields);
    register_subtrees(subtrees);
    register_expert_items(to, expert_items);
    register_transform(to);
}

}  // namespace ikev2::epan
