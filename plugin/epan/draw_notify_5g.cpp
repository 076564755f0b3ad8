// Notification Data of access to the 5G core network (3GPP TS 24.302, clause 8.2.9, and TS 24.502,
// clause 9.3.1).
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/gprs_timer.h"
#include "plugin/epan/notify_body.h"
#include "plugin/iana/notify_private_types.h"
#include "plugin/ike/notify_3gpp.h"

namespace ikev2::epan {

namespace {

int hf_length = -1;
int hf_pdu_session_id = -1;
int hf_sst = -1;
int hf_sd = -1;
int hf_mapped_sst = -1;
int hf_mapped_sd = -1;
int hf_qfi_count = -1;
int hf_qfi = -1;
int hf_flags = -1;
int hf_dscp_included = -1;
int hf_default_child_sa = -1;
int hf_additional_included = -1;
int hf_dscp = -1;
int hf_additional = -1;
int hf_nas_ip4_address = -1;
int hf_nas_ip6_address = -1;
int hf_up_ip4_address = -1;
int hf_up_ip6_address = -1;
int hf_nas_tcp_port = -1;

int ett_flags = -1;

hf_register_info fields[] = {
    {&hf_length,
     {"Length", "ikev2.notify.priv.5g.length", FT_UINT8, BASE_DEC, nullptr, 0x0,
      "Octets of what follows", HFILL}},
    {&hf_pdu_session_id,
     {"PDU session ID", "ikev2.notify.priv.5g.pdu_session_id", FT_UINT8, BASE_DEC, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_sst,
     {"Slice/service type (SST)", "ikev2.notify.priv.5g.s_nssai.sst", FT_UINT8, BASE_DEC, nullptr,
      0x0, nullptr, HFILL}},
    {&hf_sd,
     {"Slice differentiator (SD)", "ikev2.notify.priv.5g.s_nssai.sd", FT_UINT24, BASE_HEX, nullptr,
      0x0, nullptr, HFILL}},
    {&hf_mapped_sst,
     {"Mapped HPLMN SST", "ikev2.notify.priv.5g.s_nssai.mapped_sst", FT_UINT8, BASE_DEC, nullptr,
      0x0, nullptr, HFILL}},
    {&hf_mapped_sd,
     {"Mapped HPLMN SD", "ikev2.notify.priv.5g.s_nssai.mapped_sd", FT_UINT24, BASE_HEX, nullptr,
      0x0, nullptr, HFILL}},
    {&hf_qfi_count,
     {"Number of QFIs", "ikev2.notify.priv.5g.qos_info.qfi_count", FT_UINT8, BASE_DEC, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_qfi,
     {"QoS flow identifier (QFI)", "ikev2.notify.priv.5g.qos_info.qfi", FT_UINT8, BASE_DEC, nullptr,
      0x3f, nullptr, HFILL}},
    {&hf_flags,
     {"Flags", "ikev2.notify.priv.5g.qos_info.flags", FT_UINT8, BASE_HEX, nullptr, 0x0, nullptr,
      HFILL}},
    {&hf_dscp_included,
     {"DSCP included", "ikev2.notify.priv.5g.qos_info.dscpi", FT_BOOLEAN, 8, nullptr,
      ike::QosInfo::kDscpIncluded, nullptr, HFILL}},
    {&hf_default_child_sa,
     {"Default child SA", "ikev2.notify.priv.5g.qos_info.dcsi", FT_BOOLEAN, 8, nullptr,
      ike::QosInfo::kDefaultChildSa, nullptr, HFILL}},
    {&hf_additional_included,
     {"Additional QoS Information included", "ikev2.notify.priv.5g.qos_info.qosi", FT_BOOLEAN, 8,
      nullptr, ike::QosInfo::kAdditionalIncluded, nullptr, HFILL}},
    {&hf_dscp,
     {"DSCP", "ikev2.notify.priv.5g.qos_info.dscp", FT_UINT8, BASE_HEX, nullptr, 0x0, nullptr,
      HFILL}},
    {&hf_additional,
     {"Additional QoS Information", "ikev2.notify.priv.5g.qos_info.additional", FT_BYTES, BASE_NONE,
      nullptr, 0x0, nullptr, HFILL}},
    {&hf_nas_ip4_address,
     {"NAS IPv4 address", "ikev2.notify.priv.5g.nas_ip4_address", FT_IPv4, BASE_NONE, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_nas_ip6_address,
     {"NAS IPv6 address", "ikev2.notify.priv.5g.nas_ip6_address", FT_IPv6, BASE_NONE, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_up_ip4_address,
     {"User plane IPv4 address", "ikev2.notify.priv.5g.up_ip4_address", FT_IPv4, BASE_NONE, nullptr,
      0x0, nullptr, HFILL}},
    {&hf_up_ip6_address,
     {"User plane IPv6 address", "ikev2.notify.priv.5g.up_ip6_address", FT_IPv6, BASE_NONE, nullptr,
      0x0, nullptr, HFILL}},
    {&hf_nas_tcp_port,
     {"NAS TCP port", "ikev2.notify.priv.5g.nas_tcp_port", FT_UINT16, BASE_DEC, nullptr, 0x0,
      nullptr, HFILL}},
};

int* const subtrees[] = {&ett_flags};

void draw_n1_mode_information(const Draw& draw, const ike::Notify& notify) {
    ike::Reader reader(draw.octets, notify.data.offset, notify.data.end());
    const auto s_nssai = ike::SNssai::read(reader);
    add(draw, draw.tree, hf_length, s_nssai.length);
    append_value(draw, draw.item, add(draw, draw.tree, hf_sst, s_nssai.sst));
    append_value(draw, draw.item, add(draw, draw.tree, hf_sd, s_nssai.sd, ENC_BIG_ENDIAN), false);
    add(draw, draw.tree, hf_mapped_sst, s_nssai.mapped_sst);
    add(draw, draw.tree, hf_mapped_sd, s_nssai.mapped_sd, ENC_BIG_ENDIAN);
    draw_end(draw, draw.tree, reader, "S-NSSAI");
}

void draw_qos_info(const Draw& draw, const ike::Notify& notify) {
    ike::Reader reader(draw.octets, notify.data.offset, notify.data.end());
    const auto info = ike::QosInfo::read(reader);
    add(draw, draw.tree, hf_length, info.length);
    add(draw, draw.tree, hf_pdu_session_id, info.pdu_session_id);
    add(draw, draw.tree, hf_qfi_count, info.qfi_count);
    ike::Reader qfis(draw.octets, info.qfis.offset, info.qfis.end());
    while (!qfis.at_end()) {
        add(draw, draw.tree, hf_qfi, qfis.u8());
    }
    if (proto_item* item = add(draw, draw.tree, hf_flags, info.flags); item != nullptr) {
        proto_tree* tree = proto_item_add_subtree(item, ett_flags);
        add(draw, tree, hf_dscp_included, info.flags);
        add(draw, tree, hf_default_child_sa, info.flags);
        add(draw, tree, hf_additional_included, info.flags);
    }
    add(draw, draw.tree, hf_dscp, info.dscp);
    add(draw, draw.tree, hf_additional, info.additional);
    draw_end(draw, draw.tree, reader, "5G_QOS_INFO");
}

using namespace iana::notify;

constexpr NotifyBody bodies[] = {
    {.type = N1_MODE_CAPABILITY,
     .layout = {{unshown(number(&hf_length, 1)), number(&hf_pdu_session_id, 1)}},
     .counted = true},
    counted(N1_MODE_INFORMATION, draw_n1_mode_information),
    counted(QOS_INFO_5G, draw_qos_info),
    one_field(NAS_IP4_ADDRESS, ipv4(&hf_nas_ip4_address)),
    one_field(NAS_IP6_ADDRESS, ipv6(&hf_nas_ip6_address)),
    one_field(UP_IP4_ADDRESS, ipv4(&hf_up_ip4_address)),
    one_field(UP_IP6_ADDRESS, ipv6(&hf_up_ip6_address)),
    one_field(NAS_TCP_PORT, number(&hf_nas_tcp_port, 2)),
    counted(N3GPP_BACKOFF_TIMER, draw_backoff_timer),
};

void register_5g(const Registrar& to) {
    register_fields(to, fields);
    register_subtrees(subtrees);
}

}  // namespace

constinit const NotifyFamily notify_5g{bodies, register_5g};

}  // namespace ikev2::epan
