// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/esp_child.h"

#include "plugin/epan/bridge/esp_bridge.h"
#include "plugin/epan/draw_keys.h"
#include "plugin/iana/security_protocols.h"
#include "plugin/iana/transform_ids.h"

namespace ikev2::epan {

namespace {

int hf_child = -1;

hf_register_info fields[] = {
    {&hf_child,
     {"CHILD_SA", "ikev2.child_sa", FT_STRING, BASE_NONE, nullptr, 0x0,
      "What this exchange made: the SPIs with which its requester and its responder receive, and "
      "the algorithms",
      HFILL}},
};

}  // namespace

const char* algorithms_text(packet_info* pinfo, const session::ChildView& child) {
    wmem_strbuf_t* text = wmem_strbuf_new(pinfo->pool, "");
    if (child.protocol == iana::protocol::ESP) {
        wmem_strbuf_append(text, iana::encr::registry.name(child.encr_id));
        if (child.key_bits != 0) {
            wmem_strbuf_append_printf(text, " (%u bits)", child.key_bits);
        }
    }
    if (child.integ_id != iana::integ::AUTH_NONE) {
        wmem_strbuf_append_printf(text, "%s%s", wmem_strbuf_get_len(text) != 0 ? ", " : "",
                                  iana::integ::registry.name(child.integ_id));
    }
    return wmem_strbuf_get_str(text);
}

const char* child_text(packet_info* pinfo, const session::ChildView& child) {
    const char* algorithms = algorithms_text(pinfo, child);
    return wmem_strdup_printf(pinfo->pool, "%s %08x/%08x%s%s, %s mode%s, key exchange: %s",
                              iana::protocol::registry.name(child.protocol), child.spis[0],
                              child.spis[1], algorithms[0] != '\0' ? ", " : "", algorithms,
                              child.transport_mode ? "transport" : "tunnel",
                              child.esn ? ", Extended Sequence Numbers" : "",
                              child.key_exchange ? "yes" : "no");
}

void draw_child(const Draw& draw) {
    const session::MessageView* view = draw.message->view;
    session::ChildView child;
    if (view != nullptr && view->child_known && bridge_child(view->child, child)) {
        proto_item_set_generated(proto_tree_add_string(draw.tree, hf_child, draw.tvb, 0, 0,
                                                       child_text(draw.message->pinfo, child)));
        draw_child_keys(draw, view->child);
    }
}

void register_child(const Registrar& to) {
    register_fields(to, fields);
}

}  // namespace ikev2::epan
