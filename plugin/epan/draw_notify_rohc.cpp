// Notification Data of ROHC over IPsec (RFC 5857, section 3.1).
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/attribute_item.h"
#include "plugin/epan/notify_body.h"
#include "plugin/iana/notify_types.h"
#include "plugin/iana/rohc_attributes.h"
#include "plugin/iana/transform_ids.h"

namespace ikev2::epan {

namespace {

int hf_attr = -1;
int hf_attr_type = -1;
int hf_attr_format = -1;
int hf_attr_length = -1;
int hf_attr_value = -1;
int hf_max_cid = -1;
int hf_profile = -1;
int hf_integ = -1;
int hf_icv_len = -1;
int hf_mrru = -1;

int ett_attribute = -1;

constexpr int kNamed = BASE_DEC | BASE_RANGE_STRING;

hf_register_info fields[] = {
    {&hf_attr,
     {"ROHC Attribute Type", "ikev2.notify.data.rohc.attr", FT_NONE, BASE_NONE, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_attr_type,
     {"ROHC Attribute Type", "ikev2.notify.data.rohc.attr.type", FT_UINT16, kNamed,
      &iana::rohc::registry, 0x0, nullptr, HFILL}},
    {&hf_attr_format,
     {"ROHC Format", "ikev2.notify.data.rohc.attr.format", FT_BOOLEAN, 16,
      TFS(&tfs_attribute_format), ike::kAttributeFormatBit, nullptr, HFILL}},
    {&hf_attr_length,
     {"Length", "ikev2.notify.data.rohc.attr.length", FT_UINT16, BASE_DEC, nullptr, 0x0, nullptr,
      HFILL}},
    {&hf_attr_value,
     {"Value", "ikev2.notify.data.rohc.attr.value", FT_BYTES, BASE_NONE, nullptr, 0x0, nullptr,
      HFILL}},
    {&hf_max_cid,
     {"Maximum Context Identifier", "ikev2.notify.data.rohc.attr.max_cid", FT_UINT16, BASE_DEC,
      nullptr, 0x0, nullptr, HFILL}},
    {&hf_profile,
     {"ROHC Profile", "ikev2.notify.data.rohc.attr.profile", FT_UINT16, BASE_DEC, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_integ,
     {"ROHC Integrity Algorithm", "ikev2.notify.data.rohc.attr.integ", FT_UINT16, kNamed,
      &iana::integ::registry, 0x0, nullptr, HFILL}},
    {&hf_icv_len,
     {"ROHC ICV Length in bytes", "ikev2.notify.data.rohc.attr.icv_len", FT_UINT16, BASE_DEC,
      nullptr, 0x0, nullptr, HFILL}},
    {&hf_mrru,
     {"MRRU", "ikev2.notify.data.rohc.attr.mrru", FT_UINT16, BASE_DEC, nullptr, 0x0,
      "Maximum Reconstructed Reception Unit", HFILL}},
};

int* const subtrees[] = {&ett_attribute};

constexpr AttributeFields attribute_fields = {&hf_attr,        &hf_attr_type,  &hf_attr_format,
                                              &hf_attr_length, &hf_attr_value, &ett_attribute};

// "the length of the ROHC Attribute Value is 2 octets"
constexpr std::uint32_t kValueLength = 2;

constexpr AttributeValue values[] = {
    {iana::rohc::MAX_CID, {{number(&hf_max_cid, kValueLength)}}},
    {iana::rohc::ROHC_PROFILE, {{number(&hf_profile, kValueLength)}}},
    {iana::rohc::ROHC_INTEG, {{number(&hf_integ, kValueLength)}}},
    {iana::rohc::ROHC_ICV_LEN, {{number(&hf_icv_len, kValueLength)}}},
    {iana::rohc::MRRU, {{number(&hf_mrru, kValueLength)}}},
};

void draw_rohc_supported(const Draw& draw, const ike::Notify& notify) {
    ike::Reader reader(draw.octets, notify.data.offset, notify.data.end());
    ike::Attribute attribute;
    while (ike::next_attribute(reader, attribute)) {
        const char* name = iana::rohc::registry.name(attribute.type());
        const AttributeItem it = add_attribute(draw, draw.tree, attribute_fields, attribute, name);
        draw_attribute_value(draw, it, attribute, values, name);
    }
    report_shortfall(draw, draw.tree, reader.shortfall(), "list of ROHC attributes");
}

using namespace iana::notify;

constexpr NotifyBody bodies[] = {drawn(ROHC_SUPPORTED, draw_rohc_supported)};

void register_rohc(const Registrar& to) {
    register_fields(to, fields);
    register_subtrees(subtrees);
}

}  // namespace

constinit const NotifyFamily notify_rohc{bodies, register_rohc};

}  // namespace ikev2::epan
