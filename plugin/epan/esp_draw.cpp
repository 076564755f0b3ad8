// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/esp_draw.h"

#include <algorithm>
#include <iterator>

#include <epan/exported_pdu.h>
#include <epan/tap.h>

#include "plugin/epan/draw_keys.h"
#include "plugin/epan/esp_child.h"
#include "plugin/epan/key_line.h"
#include "plugin/epan/limits.h"
#include "plugin/iana/transform_ids.h"

// It does not declare its function as C's.
extern "C" {
#include <epan/ipproto.h>
}

namespace ikev2::epan {

namespace {

// The built-in dissector's fields, so that filters find an opened packet whoever opened it. One
// that this Wireshark does not have is -1.
int hf_iv = -1;
int hf_encrypted_data = -1;
int hf_icv = -1;
int hf_icv_good = -1;
int hf_icv_bad = -1;
int hf_decrypted_data = -1;
int hf_contained_data = -1;
int hf_pad = -1;
int hf_pad_len = -1;
int hf_protocol = -1;

struct BuiltInField {
    int* field;
    const char* name;
};
constexpr BuiltInField kBuiltInFields[] = {
    {&hf_iv, "esp.iv"},
    {&hf_encrypted_data, "esp.encrypted_data"},
    {&hf_icv, "esp.icv"},
    {&hf_icv_good, "esp.icv_good"},
    {&hf_icv_bad, "esp.icv_bad"},
    {&hf_decrypted_data, "esp.decrypted_data"},
    {&hf_contained_data, "esp.contained_data"},
    {&hf_pad, "esp.pad"},
    {&hf_pad_len, "esp.pad_len"},
    {&hf_protocol, "esp.protocol"},
};

int hf_child = -1;
int hf_child_frame = -1;
int hf_key = -1;

hf_register_info fields[] = {
    {&hf_child,
     {"CHILD_SA", "ikev2.esp.child_sa", FT_STRING, BASE_NONE, nullptr, 0x0,
      "The CHILD_SA that the packet belongs to", HFILL}},
    {&hf_child_frame,
     {"CHILD_SA made in", "ikev2.esp.child_sa.frame", FT_FRAMENUM, BASE_NONE, nullptr, 0x0,
      "The IKE message that completed the CHILD_SA", HFILL}},
    {&hf_key,
     {"Opened with", "ikev2.esp.key", FT_STRING, BASE_NONE, nullptr, 0x0,
      "Line of the key file with the keys of the ESP SA, where the negotiation does not give them",
      HFILL}},
};

int ett_icv = -1;
int ett_decrypted = -1;
int* const subtrees[] = {&ett_icv, &ett_decrypted};

expert_field ei_bad_icv = EI_INIT;
expert_field ei_no_key = EI_INIT;
expert_field ei_no_negotiation = EI_INIT;
expert_field ei_algorithm = EI_INIT;
expert_field ei_no_integrity = EI_INIT;
expert_field ei_implausible = EI_INIT;
expert_field ei_malformed = EI_INIT;
expert_field ei_pad_length = EI_INIT;

ei_register_info expert_items[] = {
    {&ei_bad_icv,
     {"ikev2.esp.bad_icv", PI_CHECKSUM, PI_WARN, "The integrity check of an ESP packet failed",
      EXPFILL}},
    {&ei_no_key,
     {"ikev2.esp.no_key", PI_DECRYPTION, PI_NOTE, "No key of a CHILD_SA was found", EXPFILL}},
    {&ei_no_negotiation,
     {"ikev2.esp.no_negotiation", PI_DECRYPTION, PI_WARN,
      "The nonces that the keys of a CHILD_SA depend on are not in the capture", EXPFILL}},
    {&ei_algorithm,
     {"ikev2.esp.unknown_algorithm", PI_DECRYPTION, PI_WARN,
      "An algorithm of a CHILD_SA is not supported", EXPFILL}},
    {&ei_no_integrity,
     {"ikev2.esp.no_integrity", PI_DECRYPTION, PI_NOTE, "A CHILD_SA has no integrity check",
      EXPFILL}},
    {&ei_implausible,
     {"ikev2.esp.implausible", PI_DECRYPTION, PI_WARN,
      "What an ESP packet was decrypted to is no plaintext", EXPFILL}},
    {&ei_malformed,
     {"ikev2.esp.malformed", PI_MALFORMED, PI_ERROR, "An ESP packet does not fit its algorithms",
      EXPFILL}},
    {&ei_pad_length,
     {"ikev2.esp.pad_length", PI_MALFORMED, PI_ERROR, "Pad Length is too big", EXPFILL}},
};

// What to say of a packet.
struct Verdict {
    session::EspStatus status;
    expert_field* item;
    const char* text;
    bool names_ike_sa;  // whether the SPIs of the IKE SA go with it
};
constexpr Verdict kVerdicts[] = {
    {session::EspStatus::unverified, &ei_no_integrity,
     "No integrity check was made, so that nothing proves these octets", false},
    {session::EspStatus::bad_icv, &ei_bad_icv,
     "The integrity check failed with the keys of the SA: the packet was altered, or belongs to "
     "another SA with this SPI. Nothing was decrypted",
     false},
    {session::EspStatus::no_sk_d, &ei_no_key,
     "The keys of the CHILD_SA come from SK_d (RFC 7296, 2.17), which is not known. SKEYSEED or "
     "SK_d in the key file would open this packet, for the IKE SA",
     true},
    {session::EspStatus::no_shared_secret, &ei_no_key,
     "The CHILD_SA had a key exchange of its own, and no secret is its g^ir, or the packet was "
     "altered. SHARED_SECRET with that g^ir in the key file would open it, for the IKE SA",
     true},
    {session::EspStatus::ppk_mixed, &ei_no_key,
     "CREATE_CHILD_SA mixed a PPK into the keys of the CHILD_SA (RFC 9867), which are not derived "
     "from it. Its ESP keys in the key file would open this packet",
     false},
    {session::EspStatus::no_negotiation, &ei_no_negotiation,
     "The nonces that the keys of the CHILD_SA depend on are not, or not whole, in the capture",
     false},
    {session::EspStatus::unknown_algorithm, &ei_algorithm,
     "An algorithm of the SA, or a length of its key, is not supported", false},
    {session::EspStatus::implausible, &ei_implausible,
     "The SA has no integrity check, and what this packet decrypts to does not end as ESP must: "
     "the "
     "secret is not that of this SA, or the packet was altered",
     false},
    {session::EspStatus::malformed, &ei_malformed,
     "The packet is too short for its algorithms, or its length is not a multiple of the cipher's "
     "block",
     false},
};

dissector_table_t ip_dissectors = nullptr;
dissector_handle_t data_handle = nullptr;
int export_tap = 0;

proto_item* add_octets(proto_tree* tree, int field, tvbuff_t* tvb, std::uint32_t offset,
                       std::uint32_t length) {
    if (field <= 0 || length == 0) {
        return nullptr;
    }
    proto_item* item = proto_tree_add_item(tree, field, tvb, static_cast<int>(offset),
                                           static_cast<int>(length), ENC_NA);
    append_text(item, " (", length, " octets)");
    return item;
}

void add_flag(proto_tree* tree, int field, tvbuff_t* tvb, int offset, int length, bool value) {
    if (field > 0) {
        proto_item_set_generated(
            proto_tree_add_boolean(tree, field, tvb, offset, length, value ? 1 : 0));
    }
}

const char* algorithm_name(packet_info* pinfo, const session::ChildView& child) {
    const char* name = iana::encr::registry.name(child.encr_id);
    return child.key_bits == 0
               ? name
               : wmem_strdup_printf(pinfo->pool, "%s (%u bits)", name, child.key_bits);
}

// What is sent: IV, ciphertext and ICV.
void draw_protected(const EspDraw& draw) {
    const session::EspSaView& sa = *draw.view->sa;
    add_octets(draw.esp_tree, hf_iv, draw.tvb, session::kEspHeaderLength, sa.iv_length);
    const auto text_length = static_cast<std::uint32_t>(draw.plaintext.size());
    proto_item* text = add_octets(draw.esp_tree, hf_encrypted_data, draw.tvb,
                                  session::kEspHeaderLength + sa.iv_length, text_length);
    append_text(text, " <", algorithm_name(draw.pinfo, sa.child), ">");
    const std::uint32_t icv_at = draw.length - sa.icv_length;
    proto_item* icv = add_octets(draw.esp_tree, hf_icv, draw.tvb, icv_at, sa.icv_length);
    if (icv == nullptr) {
        return;
    }
    if (sa.child.integ_id != iana::integ::AUTH_NONE) {
        append_text(icv, " <", iana::integ::registry.name(sa.child.integ_id), ">");
    }
    if (draw.view->status != session::EspStatus::opened) {
        return;
    }
    append_text(icv, " [correct]");
    proto_tree* icv_tree = proto_item_add_subtree(icv, ett_icv);
    const auto offset = static_cast<int>(icv_at);
    const auto length = static_cast<int>(sa.icv_length);
    add_flag(icv_tree, hf_icv_good, draw.tvb, offset, length, true);
    add_flag(icv_tree, hf_icv_bad, draw.tvb, offset, length, false);
}

void draw_plaintext(const EspDraw& draw, tvbuff_t* plaintext, const session::EspTrailer& trailer) {
    const auto length = static_cast<std::uint32_t>(draw.plaintext.size());
    proto_item* item = add_octets(draw.esp_tree, hf_decrypted_data, plaintext, 0, length);
    proto_tree* tree =
        item != nullptr ? proto_item_add_subtree(item, ett_decrypted) : draw.esp_tree;
    const std::uint32_t pad_length_at = length - session::EspTrailer::kFixedLength;
    const std::uint32_t next_header_at = pad_length_at + 1;
    add_octets(tree, hf_contained_data, plaintext, 0, trailer.payload_length);
    if (trailer.valid) {
        add_octets(tree, hf_pad, plaintext, trailer.payload_length, trailer.pad_length);
    }
    if (hf_pad_len > 0) {
        item = proto_tree_add_item(tree, hf_pad_len, plaintext, static_cast<int>(pad_length_at), 1,
                                   ENC_BIG_ENDIAN);
        if (!trailer.valid) {
            expert_add_info(draw.pinfo, item, &ei_pad_length);
        }
    }
    if (hf_protocol > 0) {
        proto_tree_add_uint_format(tree, hf_protocol, plaintext, static_cast<int>(next_header_at),
                                   1, trailer.next_header, "Next header: %s (0x%02x)",
                                   ipprotostr(trailer.next_header), trailer.next_header);
    }
}

// As the built-in dissector does for "Export PDUs to File".
void export_inside(const EspDraw& draw, tvbuff_t* inside, dissector_handle_t handle) {
    if (export_tap == 0 || !have_tap_listener(export_tap)) {
        return;
    }
    exp_pdu_data_t* data = export_pdu_create_common_tags(
        draw.pinfo, dissector_handle_get_dissector_name(handle), EXP_PDU_TAG_DISSECTOR_NAME);
    data->tvb_captured_length = tvb_captured_length(inside);
    data->tvb_reported_length = tvb_reported_length(inside);
    data->pdu_tvb = inside;
    tap_queue_packet(export_tap, draw.pinfo, data);
}

void dissect_inside(const EspDraw& draw, tvbuff_t* plaintext, const session::EspTrailer& trailer) {
    if (trailer.payload_length == 0) {
        return;
    }
    tvbuff_t* inside =
        tvb_new_subset_length(plaintext, 0, static_cast<int>(trailer.payload_length));
    dissector_handle_t handle =
        trailer.valid ? dissector_get_uint_handle(ip_dissectors, trailer.next_header) : nullptr;
    export_inside(draw, inside, handle != nullptr ? handle : data_handle);
    if (!trailer.valid || dissector_try_uint(ip_dissectors, trailer.next_header, inside, draw.pinfo,
                                             draw.tree) == 0) {
        call_dissector(data_handle, inside, draw.pinfo, draw.esp_tree);
    }
}

void draw_verdict(const EspDraw& draw) {
    const session::ChildView& child = draw.view->sa->child;
    const char* key = key_line_text(draw.pinfo->pool, draw.view->sa->key);
    if (key != nullptr && draw.view->is_open()) {
        proto_item_set_generated(proto_tree_add_string(draw.esp_tree, hf_key, draw.tvb, 0, 0, key));
    }
    if (draw.esp_tree != nullptr && draw.view->sa->child_known) {
        proto_item_set_generated(proto_tree_add_string(draw.esp_tree, hf_child, draw.tvb, 0, 0,
                                                       child_text(draw.pinfo, child)));
    }
    if (child.frame != 0) {
        proto_item_set_generated(
            proto_tree_add_uint(draw.esp_tree, hf_child_frame, draw.tvb, 0, 0, child.frame));
    }
    draw_esp_keys(draw.esp_tree, draw.tvb, *draw.view);
    add_limits(draw.pinfo, draw.esp_item, draw.view->limits);
    const auto* verdict =
        std::find_if(std::begin(kVerdicts), std::end(kVerdicts),
                     [&](const Verdict& row) { return row.status == draw.view->status; });
    if (verdict == std::end(kVerdicts)) {
        return;
    }
    if (verdict->names_ike_sa) {
        expert_add_info_format(draw.pinfo, draw.esp_item, verdict->item,
                               "%s %016" PRIx64 " %016" PRIx64, verdict->text,
                               child.ike_spis.initiator, child.ike_spis.responder);
    } else if (draw.view->status == session::EspStatus::unknown_algorithm) {
        expert_add_info_format(draw.pinfo, draw.esp_item, verdict->item, "%s: %s", verdict->text,
                               algorithms_text(draw.pinfo, child));
    } else if (key != nullptr && !draw.view->is_open()) {
        expert_add_info_format(draw.pinfo, draw.esp_item, verdict->item, "%s. Tried: %s",
                               verdict->text, key);
    } else {
        expert_add_info_format(draw.pinfo, draw.esp_item, verdict->item, "%s", verdict->text);
    }
}

}  // namespace

void draw_esp(const EspDraw& draw) {
    if (draw.plaintext.empty()) {
        draw_verdict(draw);
        return;
    }
    const auto length = static_cast<unsigned>(draw.plaintext.size());
    tvbuff_t* plaintext =
        tvb_new_child_real_data(draw.tvb, draw.plaintext.data(), length, static_cast<int>(length));
    add_new_data_source(draw.pinfo, plaintext, "Decrypted ESP");
    const auto trailer = session::EspTrailer::read(draw.plaintext);
    draw_protected(draw);
    draw_plaintext(draw, plaintext, trailer);
    draw_verdict(draw);
    dissect_inside(draw, plaintext, trailer);
}

void register_esp_draw(const Registrar& to) {
    register_fields(to, fields);
    register_subtrees(subtrees);
    register_expert_items(to, expert_items);
}

void hand_off_esp_draw() {
    for (const BuiltInField& built_in : kBuiltInFields) {
        *built_in.field = proto_registrar_get_id_byname(built_in.name);
    }
    ip_dissectors = find_dissector_table("ip.proto");
    data_handle = find_dissector("data");
    export_tap = find_tap_id(EXPORT_PDU_TAP_NAME_LAYER_3);
}

}  // namespace ikev2::epan
