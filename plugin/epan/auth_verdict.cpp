// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/auth_verdict.h"

#include "plugin/epan/key_line.h"

namespace ikev2::epan {

namespace {

int hf_status = -1;
int hf_key = -1;
int hf_no_ppk_status = -1;

const value_string statuses[] = {
    {static_cast<std::uint32_t>(session::AuthStatus::verified), "Verified"},
    {static_cast<std::uint32_t>(session::AuthStatus::wrong), "Wrong"},
    {static_cast<std::uint32_t>(session::AuthStatus::not_checked), "Not checked"},
    {0, nullptr},
};

hf_register_info fields[] = {
    {&hf_status,
     {"Authentication", "ikev2.auth.status", FT_UINT8, BASE_NONE, VALS(statuses), 0x0,
      "Whether the Authentication Data is what the shared secret gives, or a signature of what it "
      "covers (RFC 7296, section 2.15)",
      HFILL}},
    {&hf_key,
     {"Authentication checked with", "ikev2.auth.key", FT_STRING, BASE_NONE, nullptr, 0x0,
      "Line of the key file, or the key of a certificate; the certificate is not validated",
      HFILL}},
    {&hf_no_ppk_status,
     {"Authentication without PPK", "ikev2.notify.data.no_ppk_auth.status", FT_UINT8, BASE_NONE,
      VALS(statuses), 0x0, "Whether it is what the shared secret, or the signature, gives", HFILL}},
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
    {session::AuthReason::no_ppk,
     "the keys depend on a PPK (RFC 8784) that the key file has not; PPK <PPK_ID> <value> adds it"},
    {session::AuthReason::no_intermediate,
     "it covers IKE_INTERMEDIATE messages that are not, or not opened, in the capture"},
    {session::AuthReason::full_transcript,
     "both sides sent IKE_SA_INIT_FULL_TRANSCRIPT_AUTH, so it covers more than RFC 7296 says "
     "(draft-ietf-ipsecme-ikev2-downgrade-prevention)"},
    {session::AuthReason::no_certificate,
     "the message has no certificate; the preference ikev2.certificate_file can name one"},
    {session::AuthReason::certificate_encoding,
     "no key can be had from a certificate in this encoding; the preference "
     "ikev2.certificate_file can name one"},
    {session::AuthReason::bad_certificate,
     "the Certificate payload holds no certificate or public key that can be read"},
    {session::AuthReason::no_matching_certificate,
     "the message has no certificate, and no key of the certificate file (preference "
     "ikev2.certificate_file) made the signature"},
    {session::AuthReason::key_type,
     "the key of the certificate is not of the kind that the signature algorithm asks for"},
    {session::AuthReason::signature_algorithm,
     "the signature algorithm, or this key's type or size, is not supported"},
};

const char* reason_text(session::AuthReason reason) {
    for (const ReasonText& row : reasons) {
        if (row.reason == reason) {
            return row.text;
        }
    }
    return "";
}

// What the payload was checked with; null if with nothing.
const char* key_text(const Draw& draw, const session::MessageView& view) {
    wmem_allocator_t* scope = draw.message->pinfo->pool;
    const char* key =
        view.auth->by != nullptr ? view.auth->by : key_line_text(scope, view.auth->key);
    const char* ppk = key_line_text(scope, view.auth->ppk);
    return key != nullptr && ppk != nullptr ? wmem_strdup_printf(scope, "%s and %s", key, ppk)
                                            : key;
}

}  // namespace

void draw_auth_verdict(const Draw& draw) {
    const session::MessageView* view = draw.message->view;
    if (view == nullptr || view->auth->status == session::AuthStatus::absent) {
        return;
    }
    packet_info* pinfo = draw.message->pinfo;
    proto_item* status = proto_tree_add_uint(draw.tree, hf_status, draw.tvb, 0, 0,
                                             static_cast<std::uint32_t>(view->auth->status));
    proto_item_set_generated(status);
    const char* key = key_text(draw, *view);
    if (key != nullptr) {
        proto_item_set_generated(proto_tree_add_string(draw.tree, hf_key, draw.tvb, 0, 0, key));
    }
    switch (view->auth->status) {
        case session::AuthStatus::verified:
            append_text(draw.item, ", verified");
            expert_add_info_format(pinfo, status, &ei_verified,
                                   "Authentication verified with the %s", key);
            break;
        case session::AuthStatus::wrong:
            append_text(draw.item, ", wrong");
            if (view->auth->tried == 1) {
                expert_add_info_format(pinfo, status, &ei_wrong,
                                       "Authentication wrong: not made with the %s", key);
            } else {
                expert_add_info_format(
                    pinfo, status, &ei_wrong,
                    "Authentication wrong: none of %u secrets for these identities is the "
                    "sender's, the first is the %s",
                    view->auth->tried, key);
            }
            break;
        case session::AuthStatus::not_checked:
            append_text(draw.item, ", not checked");
            expert_add_info_format(pinfo, status, &ei_not_checked, "Authentication not checked: %s",
                                   reason_text(view->auth->reason));
            break;
        case session::AuthStatus::absent:
            break;
    }
}

void draw_no_ppk_auth_verdict(const Draw& draw) {
    const session::MessageView* view = draw.message->view;
    if (view != nullptr && view->auth->no_ppk != session::AuthStatus::absent) {
        proto_item_set_generated(
            proto_tree_add_uint(draw.tree, hf_no_ppk_status, draw.tvb, 0, 0,
                                static_cast<std::uint32_t>(view->auth->no_ppk)));
    }
}

void register_auth_verdict(const Registrar& to) {
    register_fields(to, fields);
    register_expert_items(to, expert_items);
}

}  // namespace ikev2::epan
