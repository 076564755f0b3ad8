// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/verdict.h"

#include "plugin/epan/bridge/report_bridge.h"

namespace ikev2::epan {

namespace {

using session::Finding;
using session::FindingKind;
using session::FindingRow;
using session::Outcome;
using session::Weight;

int hf_verdict = -1;
int hf_cause = -1;
int hf_finding = -1;

hf_register_info fields[] = {
    {&hf_verdict,
     {"Verdict", "ikev2.verdict", FT_STRING, BASE_NONE, nullptr, 0x0,
      "What this message decides about the negotiation: established, partial or failed, and why",
      HFILL}},
    {&hf_cause,
     {"Cause", "ikev2.verdict.cause", FT_STRING, BASE_NONE, nullptr, 0x0,
      "The name of the cause, as -z ikev2,sa,json gives it", HFILL}},
    {&hf_finding,
     {"Finding", "ikev2.finding", FT_STRING, BASE_NONE, nullptr, 0x0,
      "What is worth notice in this message", HFILL}},
};

expert_field ei_established = EI_INIT;
expert_field ei_partial = EI_INIT;
expert_field ei_failed = EI_INIT;

ei_register_info expert_items[] = {
    {&ei_established,
     {"ikev2.verdict.established", PI_RESPONSE_CODE, PI_CHAT, "The negotiation succeeded",
      EXPFILL}},
    {&ei_partial,
     {"ikev2.verdict.partial", PI_RESPONSE_CODE, PI_WARN,
      "The IKE SA was established, its CHILD_SA was not", EXPFILL}},
    {&ei_failed,
     {"ikev2.verdict.failed", PI_RESPONSE_CODE, PI_WARN, "The negotiation failed", EXPFILL}},
};

// One for each kind of finding, made from the table of findings.
expert_field ei_findings[session::kFindingKinds];
ei_register_info finding_items[session::kFindingKinds];

int severity_of(Weight weight) {
    switch (weight) {
        case Weight::chat:
            return PI_CHAT;
        case Weight::note:
            return PI_NOTE;
        case Weight::warning:
            break;
    }
    return PI_WARN;
}

expert_field* expert_item_of(Outcome outcome) {
    switch (outcome) {
        case Outcome::established:
            return &ei_established;
        case Outcome::partial:
            return &ei_partial;
        case Outcome::failed:
        case Outcome::open:
            break;
    }
    return &ei_failed;
}

const char* with_detail(packet_info* pinfo, const char* text, const char* detail) {
    return detail == nullptr ? text : wmem_strdup_printf(pinfo->pool, "%s: %s", text, detail);
}

void draw_one(const Draw& draw, const session::Verdict& verdict) {
    packet_info* pinfo = draw.message->pinfo;
    const session::CauseRow& row = session::row_of(verdict.cause);
    const char* text = with_detail(pinfo, row.text, verdict.detail);
    proto_item* item = proto_tree_add_string_format_value(
        draw.tree, hf_verdict, draw.tvb, 0, 0, session::name_of(verdict.outcome), "%s: %s",
        session::name_of(verdict.outcome), text);
    proto_item_set_generated(item);
    proto_item_set_generated(proto_tree_add_string(draw.tree, hf_cause, draw.tvb, 0, 0, row.name));
    expert_add_info_format(pinfo, item, expert_item_of(verdict.outcome), "%s", text);
}

void draw_one(const Draw& draw, const Finding& finding) {
    packet_info* pinfo = draw.message->pinfo;
    const FindingRow& row = session::row_of(finding.kind);
    proto_item* item = proto_tree_add_string(draw.tree, hf_finding, draw.tvb, 0, 0, row.name);
    proto_item_set_generated(item);
    expert_add_info_format(pinfo, item, &ei_findings[static_cast<std::size_t>(finding.kind)], "%s",
                           with_detail(pinfo, row.text, finding.detail));
}

}  // namespace

void draw_verdict(const Draw& draw) {
    const session::MessageView* view = draw.message->view;
    if (view == nullptr) {
        return;
    }
    if (view->verdict != nullptr) {
        draw_one(draw, *view->verdict);
    }
    for (const Finding* finding = view->findings; finding != nullptr; finding = finding->next) {
        draw_one(draw, *finding);
    }
}

void register_verdict(const Registrar& to) {
    register_fields(to, fields);
    register_expert_items(to, expert_items);
    for (std::size_t i = 0; i < session::kFindingKinds; ++i) {
        const FindingRow& row = session::row_of(static_cast<FindingKind>(i));
        char* name = wmem_strdup_printf(wmem_epan_scope(), "ikev2.finding.%s", row.name);
        for (char* letter = name; *letter != '\0'; ++letter) {
            *letter = g_ascii_tolower(*letter);
        }
        ei_findings[i] = EI_INIT;
        finding_items[i] = {&ei_findings[i],
                            {name, PI_SEQUENCE, severity_of(row.weight), row.text, EXPFILL}};
    }
    register_expert_items(to, finding_items);
}

}  // namespace ikev2::epan
