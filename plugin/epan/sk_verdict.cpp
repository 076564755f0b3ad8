// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/sk_verdict.h"

#include "plugin/epan/draw_keys.h"
#include "plugin/epan/key_line.h"
#include "plugin/iana/transform_ids.h"

namespace ikev2::epan {

namespace {

int hf_algorithm = -1;
int hf_key = -1;
int hf_icd_status = -1;

hf_register_info fields[] = {
    {&hf_algorithm,
     {"Algorithms", "ikev2.enc.algorithm", FT_STRING, BASE_NONE, nullptr, 0x0,
      "What IKE_SA_INIT negotiated", HFILL}},
    {&hf_key,
     {"Decrypted with", "ikev2.enc.key", FT_STRING, BASE_NONE, nullptr, 0x0, "Line of the key file",
      HFILL}},
    {&hf_icd_status,
     {"Integrity Checksum Data Status", "ikev2.enc.icd.status", FT_UINT8, BASE_NONE,
      VALS(proto_checksum_vals), 0x0, nullptr, HFILL}},
};

expert_field ei_bad_icv = EI_INIT;
expert_field ei_no_key = EI_INIT;
expert_field ei_only_psks = EI_INIT;
expert_field ei_no_additional_ke = EI_INIT;
expert_field ei_no_ppk = EI_INIT;
expert_field ei_key_length = EI_INIT;
expert_field ei_no_negotiation = EI_INIT;
expert_field ei_algorithm = EI_INIT;
expert_field ei_malformed = EI_INIT;
expert_field ei_wildcards = EI_INIT;

ei_register_info expert_items[] = {
    {&ei_bad_icv,
     {"ikev2.integrity_checksum", PI_CHECKSUM, PI_WARN,
      "IKEv2 Integrity Checksum Data is incorrect", EXPFILL}},
    {&ei_no_key, {"ikev2.enc.no_key", PI_DECRYPTION, PI_NOTE, "No key was found", EXPFILL}},
    {&ei_only_psks,
     {"ikev2.enc.only_psks", PI_DECRYPTION, PI_NOTE, "A PSK alone cannot decrypt", EXPFILL}},
    {&ei_no_additional_ke,
     {"ikev2.enc.no_additional_ke", PI_DECRYPTION, PI_NOTE,
      "The secret of an additional key exchange is not known", EXPFILL}},
    {&ei_no_ppk, {"ikev2.enc.no_ppk", PI_DECRYPTION, PI_NOTE, "The PPK is not known", EXPFILL}},
    {&ei_key_length,
     {"ikev2.enc.key_length", PI_DECRYPTION, PI_WARN, "A key has the wrong length", EXPFILL}},
    {&ei_no_negotiation,
     {"ikev2.enc.no_negotiation", PI_DECRYPTION, PI_WARN,
      "The IKE_SA_INIT that the keys depend on is not in the capture", EXPFILL}},
    {&ei_algorithm,
     {"ikev2.enc.unknown_algorithm", PI_DECRYPTION, PI_WARN, "An algorithm is not supported",
      EXPFILL}},
    {&ei_wildcards,
     {"ikev2.enc.wildcards", PI_UNDECODED, PI_NOTE,
      "Secrets whose SPIs are not known were tried on the first messages of this IKE SA, and fit "
      "none: they are not tried on this one",
      EXPFILL}},
    {&ei_malformed,
     {"ikev2.enc.malformed", PI_MALFORMED, PI_ERROR,
      "The Encrypted payload does not fit its algorithms", EXPFILL}},
};

const char* algorithm_text(const Draw& draw, const session::MessageView& view) {
    char octets[ITEM_LABEL_LENGTH];
    TextWriter text(octets, sizeof(octets));
    text.append(iana::encr::registry.name(view.encr_id));
    if (view.key_bits != 0) {
        text.append(" (").append(view.key_bits).append(" bits)");
    }
    if (!view.aead) {
        text.append(", ").append(iana::integ::registry.name(view.integ_id));
    }
    return wmem_strdup(draw.message->pinfo->pool, octets);
}

const char* key_text(const Draw& draw, const session::KeyLine& key) {
    return key_line_text(draw.message->pinfo->pool, key);
}

void add_generated(const Draw& draw, int field, const char* text) {
    proto_item_set_generated(proto_tree_add_string(draw.tree, field, draw.tvb, 0, 0, text));
}

// What would help: the SPIs as a key file names them.
const char* spi_text(const Draw& draw) {
    const ike::Header& header = *draw.message->header;
    return wmem_strdup_printf(draw.message->pinfo->pool, "%016" PRIx64 " %016" PRIx64,
                              header.initiator_spi.value, header.responder_spi.value);
}

}  // namespace

void draw_sk_verdict(const Draw& draw, proto_item* data, proto_item* icd) {
    const session::MessageView* view = draw.message->view;
    if (view == nullptr || view->sk == session::SkStatus::absent) {
        return;
    }
    packet_info* pinfo = draw.message->pinfo;
    if (view->layout_known || view->sk == session::SkStatus::unknown_algorithm) {
        const char* algorithms = algorithm_text(draw, *view);
        append_text(data, " <", algorithms, ">");
        add_generated(draw, hf_algorithm, algorithms);
    }
    if (view->layout_known) {
        unsigned status = PROTO_CHECKSUM_E_UNVERIFIED;
        if (view->sk == session::SkStatus::opened) {
            status = PROTO_CHECKSUM_E_GOOD;
            append_text(icd, " [correct]");
        } else if (view->sk == session::SkStatus::bad_icv) {
            status = PROTO_CHECKSUM_E_BAD;
            append_text(icd, " [incorrect]");
        }
        proto_item_set_generated(
            proto_tree_add_uint(draw.tree, hf_icd_status, draw.tvb, 0, 0, status));
    }

    if (view->wildcards_given_up && view->sk != session::SkStatus::opened) {
        expert_add_info(pinfo, draw.item, &ei_wildcards);
    }
    switch (view->sk) {
        case session::SkStatus::opened:
            add_generated(draw, hf_key, key_text(draw, view->key));
            draw_keys(draw);
            break;
        case session::SkStatus::bad_icv:
            expert_add_info_format(
                pinfo, draw.item, &ei_bad_icv,
                view->tried == 1
                    ? "Integrity check failed with the %s: not a secret of this IKE SA, or the "
                      "message was altered. Nothing was decrypted"
                    : "Integrity check failed with every secret for these SPIs, first the %s. "
                      "Nothing was decrypted",
                key_text(draw, view->key));
            break;
        case session::SkStatus::no_additional_ke:
            expert_add_info_format(
                pinfo, draw.item, &ei_no_additional_ke,
                "IKE_INTERMEDIATE changed the keys (RFC 9370). SHARED_SECRET %s <hex> %u in the "
                "key file, the secret of additional key exchange %u, would open this message",
                spi_text(draw), view->exchange, view->exchange);
            break;
        case session::SkStatus::no_ppk:
            expert_add_info_format(
                pinfo, draw.item, &ei_no_ppk,
                "IKE_INTERMEDIATE changed the keys with a PPK (RFC 9867). PPK <PPK_ID> <value> in "
                "the key file would open this message");
            break;
        case session::SkStatus::ppk_mixed:
            expert_add_info_format(
                pinfo, draw.item, &ei_no_ppk,
                "CREATE_CHILD_SA mixed a PPK into the keys of this IKE SA (RFC 9867), which are "
                "not derived from it. SKEYSEED %s <hex> in the key file would open it, or SK_ei "
                "SK_er SK_ai SK_ar",
                spi_text(draw));
            break;
        case session::SkStatus::no_key:
            expert_add_info_format(
                pinfo, draw.item, &ei_no_key,
                "No key for these SPIs was found. SKEYSEED %s <hex> in the key file (preference "
                "ikev2.keylog_file) would open this IKE SA, or SHARED_SECRET, or SK_ei SK_er SK_ai "
                "SK_ar",
                spi_text(draw));
            break;
        case session::SkStatus::only_psks:
            expert_add_info_format(
                pinfo, draw.item, &ei_only_psks,
                "The key file has only PSKs. A PSK alone cannot decrypt: the keys come from "
                "Diffie-Hellman (RFC 7296, 2.14). SKEYSEED %s <hex> would open this IKE SA, or "
                "SHARED_SECRET",
                spi_text(draw));
            break;
        case session::SkStatus::wrong_key_length:
            expert_add_info_format(pinfo, draw.item, &ei_key_length,
                                   "The key file has SK_* lines for these SPIs, but not all of "
                                   "them, or not of the length, that %s asks for",
                                   algorithm_text(draw, *view));
            break;
        case session::SkStatus::no_negotiation:
            expert_add_info_format(
                pinfo, draw.item, &ei_no_negotiation,
                "The key file has a secret for these SPIs, but the IKE_SA_INIT with the algorithms "
                "and nonces that it depends on is not, or not whole, in the capture");
            break;
        case session::SkStatus::unknown_algorithm:
            expert_add_info_format(pinfo, draw.item, &ei_algorithm, "Not supported: %s",
                                   algorithm_text(draw, *view));
            break;
        case session::SkStatus::malformed:
            expert_add_info_format(pinfo, draw.item, &ei_malformed,
                                   "The Encrypted payload is too short for %s, or its length is "
                                   "not a multiple of the cipher's block",
                                   algorithm_text(draw, *view));
            break;
        case session::SkStatus::not_captured:
        case session::SkStatus::absent:
            break;
    }
}

void register_sk_verdict(const Registrar& to) {
    register_fields(to, fields);
    register_expert_items(to, expert_items);
    register_keys(to);
}

}  // namespace ikev2::epan
