// The Security Association payload.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/draw_transform.h"
#include "plugin/epan/generic_header.h"
#include "plugin/epan/payload_table.h"
#include "plugin/epan/spi.h"
#include "plugin/iana/security_protocols.h"
#include "plugin/ike/payload_sa.h"

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

ei_register_info expert_items[] = {
    {&ei_transform_count,
     {"ikev2.prop.transforms.wrong", PI_PROTOCOL, PI_WARN,
      "The number of transforms is not that of the transforms that follow", EXPFILL}},
};

void draw_proposal(const Draw& draw, ike::Proposal proposal, bool another_follows) {
    proto_item* item = add_payload_item(draw, draw.tree, Chained::proposals, ike::kMoreProposals,
                                        proposal.offset, proposal.end);
    if (proposal.number.present()) {
        proto_item_append_text(item, " # %u", proposal.number.value);
    }
    proto_tree* tree = proto_item_add_subtree(item, ett_proposal);
    add_last_substruc(draw, tree, Chained::proposals, proposal.last_substruc, another_follows);
    add_reserved(draw, tree, proposal.reserved);
    add_payload_length(draw, tree, proposal.length, proposal.end - proposal.offset);
    add(draw, tree, hf_prop_number, proposal.number);
    add(draw, tree, hf_prop_protoid, proposal.protocol_id);
    add_spi_size(draw, tree, proposal.spi_size);
    proto_item* count = add(draw, tree, hf_prop_transforms, proposal.transform_count);
    add_spi(draw, tree, proposal.spi);

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
}

}  // namespace

void draw_sa(const Draw& draw, const ike::Payload& payload) {
    ike::Reader reader = payload.reader(draw.octets);
    ike::Proposal proposal;
    bool any = false;
    while (ike::next_proposal(reader, proposal)) {
        any = true;
        draw_proposal(draw, proposal, !reader.at_end());
    }
    if (!any) {
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
