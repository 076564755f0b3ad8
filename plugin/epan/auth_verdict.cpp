// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/auth_verdict.h"

namespace ikev2::epan {

namespace {

int hf_status = -1;
int hf_key = -1;

const value_string statuses[] = {
    {static_cast<std::uint32_t>(session::AuthStatus::verified), "Verified"},
    {static_cast<std::uint32_t>(session::AuthStatus::wrong), "Wrong"},
    {static_cast<std::uint32_t>(session::AuthStatus::not_checked), "Not checked"},
    {0, nullptr},
};

hf_register_info fields[] = {
    {&hf_status,
     {"Authentication", "ikev2.auth.status", FT_UINT8, BASE_NONE, VALS(statuses), 0x0,
      "Whether the Authentication Data is what the shared secret gives (RFC 7296, section 2.15)",
      HFILL}},
    {&hf_key,
     {"Authentication checked with", "ikev2.auth.key", FT_STRING, BASE_NONE, nullptr, 0x0,
      "Line of the key file", HFILL}},
};

expert_field ei_verified = EI_INIT;
expert_field ei_wrong = EI_INIT;
expert_field ei_not_checked = EI_INIT;

ei_register_info expert_items[] = {
    {&ei_verified,
     {"ikev2.auth.verified", PI_SECURITY, PI_CHAT, "Authentication verified", EXPFILL}},
    {&ei_wrong, {"ikev2.auth.wrong", PI_SECURITY, PI_WARN, "Authentication wrong", EXPFILL}},
    {&ei_not_checked,
     {"ikev2.auth.not_checked", PI_SECURITY, PI_NOTE, "Authentication not checked", EXPFILL}},
};

struct ReasonText {
    session::AuthReason reason;
    const char* text;
};
constexpr ReasonText reasons[] = {
    {session::AuthReason::method, "this authentication method is not one that is checked"},
    {session::AuthReason::no_psk,
     "the key file (preference ikev2.keylog_file) has no PSK line; PSK <ID> <ID> <value> adds one"},
    {session::AuthReason::no_matching_psk, "no PSK line of the key file is for these identities"},
    {session::AuthReason::no_msk,
     "EAP made the shared secret; EAP_MSK <SPIi> <SPIr> <hex> in the key file would check it"},
    {session::AuthReason::no_sk_p,
     "SK_pi or SK_pr is not known; SKEYSEED, SHARED_SECRET or SK_p* lines give them"},
    {session::AuthReason::no_negotiation,
     "the IKE_SA_INIT messages that it covers are not, or not whole, in the capture"},
    {session::AuthReason::no_identity, "no identity of the sender was seen"},
};

const char* reason_text(session::AuthReason reason) {
    for (const ReasonText& row : reasons) {
        if (row.reason == reason) {
            return row.text;
        }
    }
    return "";
}

}  // namespace

void draw_auth_verdict(const Draw& draw) {
    const session::MessageView* view = draw.message->view;
    if (view == nullptr || view->auth == session::AuthStatus::absent) {
        return;
    }
    packet_info* pinfo = draw.message->pinfo;
    proto_item* status = proto_tree_add_uint(draw.tree, hf_status, draw.tvb, 0, 0,
                                             static_cast<std::uint32_t>(view->auth));
    proto_item_set_generated(status);
    const session::KeyLine& key = view->auth_key;
    if (key.file != nullptr) {
        proto_item_set_generated(proto_tree_add_string_format_value(draw.tree, hf_key, draw.tvb, 0,
                                                                    0, key.file, "%s of %s:%u",
                                                                    key.kind, key.file, key.line));
    }
    switch (view->auth) {
        case session::AuthStatus::verified:
            proto_item_append_text(draw.item, ", verified");
            expert_add_info_format(pinfo, status, &ei_verified,
                                   "Authentication verified with the %s of %s:%u", key.kind,
                                   key.file, key.line);
            break;
        case session::AuthStatus::wrong:
            proto_item_append_text(draw.item, ", wrong");
            if (view->auth_tried == 1) {
                expert_add_info_format(
                    pinfo, status, &ei_wrong,
                    "Authentication wrong: the %s of %s:%u is not the secret of the sender",
                    key.kind, key.file, key.line);
            } else {
                expert_add_info_format(
                    pinfo, status, &ei_wrong,
                    "Authentication wrong: none of %u secrets for these identities is the "
                    "sender's, the first is the %s of %s:%u",
                    view->auth_tried, key.kind, key.file, key.line);
            }
            break;
        case session::AuthStatus::not_checked:
            proto_item_append_text(draw.item, ", not checked");
            expert_add_info_format(pinfo, status, &ei_not_checked, "Authentication not checked: %s",
                                   reason_text(view->auth_reason));
            break;
        case session::AuthStatus::absent:
            break;
    }
}

void register_auth_verdict(const Registrar& to) {
    register_fields(to, fields);
    register_expert_items(to, expert_items);
}

}  // namespace ikev2::epan
