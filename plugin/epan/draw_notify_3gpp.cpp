// Notification Data of 3GPP access (3GPP TS 24.302, clause 8.2.9).
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/gprs_timer.h"
#include "plugin/epan/notify_body.h"
#include "plugin/iana/notify_private_types.h"
#include "plugin/ike/notify_3gpp.h"

namespace ikev2::epan {

namespace {

int hf_identity_length = -1;
int hf_identity_type = -1;
int hf_identity_imei = -1;
int hf_identity_imeisv = -1;
int hf_numbers_length = -1;
int hf_number_length = -1;
int hf_category = -1;
int hf_category_spare = -1;
int hf_category_mountain_rescue = -1;
int hf_category_marine_guard = -1;
int hf_category_fire_brigade = -1;
int hf_category_ambulance = -1;
int hf_category_police = -1;
int hf_number = -1;
int hf_value_length = -1;
int hf_eps_qos = -1;
int hf_extended_eps_qos = -1;
int hf_tft = -1;
int hf_apn_ambr = -1;
int hf_extended_apn_ambr = -1;

int ett_number = -1;
int ett_category = -1;

const value_string identity_types[] = {
    {ike::DeviceIdentity::imei, "IMEI"}, {ike::DeviceIdentity::imeisv, "IMEISV"}, {0, nullptr}};

hf_register_info fields[] = {
    {&hf_identity_length,
     {"Identity Length", "ikev2.notify.priv.3gpp.device_identity_len", FT_UINT16, BASE_DEC, nullptr,
      0x0, nullptr, HFILL}},
    {&hf_identity_type,
     {"Identity Type", "ikev2.notify.priv.3gpp.device_identity_type", FT_UINT8, BASE_DEC,
      VALS(identity_types), ike::DeviceIdentity::kTypeMask, nullptr, HFILL}},
    {&hf_identity_imei,
     {"IMEI", "ikev2.notify.priv.3gpp.device_identity_imei", FT_STRING, BASE_NONE, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_identity_imeisv,
     {"IMEISV", "ikev2.notify.priv.3gpp.device_identity_imeisv", FT_STRING, BASE_NONE, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_numbers_length,
     {"Total Length", "ikev2.notify.priv.3gpp.emergency_call_numbers_len", FT_UINT8, BASE_DEC,
      nullptr, 0x0, nullptr, HFILL}},
    {&hf_number_length,
     {"Length", "ikev2.notify.priv.3gpp.emergency_call_numbers_element_len", FT_UINT8, BASE_DEC,
      nullptr, 0x0, nullptr, HFILL}},
    {&hf_category,
     {"Service Category Value", "ikev2.notify.priv.3gpp.emergency_call_numbers_flags", FT_UINT8,
      BASE_HEX, nullptr, 0x0, nullptr, HFILL}},
    {&hf_category_spare,
     {"Spare", "ikev2.notify.priv.3gpp.emergency_call_numbers_spare", FT_UINT8, BASE_DEC, nullptr,
      0xe0, nullptr, HFILL}},
    {&hf_category_mountain_rescue,
     {"Mountain Rescue", "ikev2.notify.priv.3gpp.emergency_call_numbers_flag_b5_mountain_rescue",
      FT_UINT8, BASE_DEC, nullptr, 0x10, nullptr, HFILL}},
    {&hf_category_marine_guard,
     {"Marine Guard", "ikev2.notify.priv.3gpp.emergency_call_numbers_b4_marine_guard", FT_UINT8,
      BASE_DEC, nullptr, 0x08, nullptr, HFILL}},
    {&hf_category_fire_brigade,
     {"Fire Brigade", "ikev2.notify.priv.3gpp.emergency_call_numbers_flag_b3_fire_brigade",
      FT_UINT8, BASE_DEC, nullptr, 0x04, nullptr, HFILL}},
    {&hf_category_ambulance,
     {"Ambulance", "ikev2.notify.priv.3gpp.emergency_call_numbers_flag_b2_ambulance", FT_UINT8,
      BASE_DEC, nullptr, 0x02, nullptr, HFILL}},
    {&hf_category_police,
     {"Police", "ikev2.notify.priv.3gpp.emergency_call_numbers_flag_b1_police", FT_UINT8, BASE_DEC,
      nullptr, 0x01, nullptr, HFILL}},
    {&hf_number,
     {"Emergency Number", "ikev2.notify.priv.3gpp.emergency_call_number", FT_STRING, BASE_NONE,
      nullptr, 0x0, nullptr, HFILL}},
    {&hf_value_length,
     {"Length", "ikev2.notify.priv.3gpp.length", FT_UINT8, BASE_DEC, nullptr, 0x0,
      "Octets of the value", HFILL}},
    {&hf_eps_qos,
     {"EPS quality of service", "ikev2.notify.priv.3gpp.eps_qos", FT_BYTES, BASE_NONE, nullptr, 0x0,
      "3GPP TS 24.301, clause 9.9.4.3", HFILL}},
    {&hf_extended_eps_qos,
     {"Extended quality of service", "ikev2.notify.priv.3gpp.extended_eps_qos", FT_BYTES, BASE_NONE,
      nullptr, 0x0, "3GPP TS 24.301, clause 9.9.4.30", HFILL}},
    {&hf_tft,
     {"Traffic flow template", "ikev2.notify.priv.3gpp.tft", FT_BYTES, BASE_NONE, nullptr, 0x0,
      "3GPP TS 24.008, clause 10.5.6.12", HFILL}},
    {&hf_apn_ambr,
     {"APN aggregate maximum bit rate", "ikev2.notify.priv.3gpp.apn_ambr", FT_BYTES, BASE_NONE,
      nullptr, 0x0, "3GPP TS 24.301, clause 9.9.4.2", HFILL}},
    {&hf_extended_apn_ambr,
     {"Extended APN aggregate maximum bit rate", "ikev2.notify.priv.3gpp.extended_apn_ambr",
      FT_BYTES, BASE_NONE, nullptr, 0x0, "3GPP TS 24.301, clause 9.9.4.29", HFILL}},
};

int* const subtrees[] = {&ett_number, &ett_category};

expert_field ei_identity = EI_INIT;

ei_register_info expert_items[] = {
    {&ei_identity,
     {"ikev2.notify.priv.3gpp.unknown_device_identity", PI_PROTOCOL, PI_WARN,
      "Type of device identity not known", EXPFILL}},
};

// The order of the digits in an octet; Wireshark 4.0 knows no other.
constexpr unsigned kDigits = ENC_BCD_DIGITS_0_9 | ENC_LITTLE_ENDIAN;

void draw_device_identity(const Draw& draw, const ike::Notify& notify) {
    ike::Reader reader(draw.octets, notify.data.offset, notify.data.end());
    const auto identity = ike::DeviceIdentity::read(reader);
    add(draw, draw.tree, hf_identity_length, identity.length);
    proto_item* type = add(draw, draw.tree, hf_identity_type, identity.type);
    proto_item* value = nullptr;
    switch (identity.type.value & ike::DeviceIdentity::kTypeMask) {
        case ike::DeviceIdentity::imei:
            value = add(draw, draw.tree, hf_identity_imei, identity.value, kDigits);
            break;
        case ike::DeviceIdentity::imeisv:
            value = add(draw, draw.tree, hf_identity_imeisv, identity.value, kDigits);
            break;
        default:
            if (type != nullptr) {
                expert_add_info(draw.message->pinfo, type, &ei_identity);
            }
            add_data(draw, draw.tree, identity.value);
            break;
    }
    append_value(draw, draw.item, value);
    draw_end(draw, draw.tree, reader, "device identity");
}

void draw_category(const Draw& draw, proto_tree* parent, const ike::At<std::uint8_t>& category) {
    proto_item* item = add(draw, parent, hf_category, category);
    if (item == nullptr) {
        return;
    }
    proto_tree* tree = proto_item_add_subtree(item, ett_category);
    for (const int* field :
         {&hf_category_spare, &hf_category_mountain_rescue, &hf_category_marine_guard,
          &hf_category_fire_brigade, &hf_category_ambulance, &hf_category_police}) {
        add(draw, tree, *field, category);
    }
}

void draw_emergency_call_numbers(const Draw& draw, const ike::Notify& notify) {
    ike::Reader reader(draw.octets, notify.data.offset, notify.data.end());
    add(draw, draw.tree, hf_numbers_length, reader.u8());
    while (reader.ok() && !reader.at_end()) {
        const auto number = ike::EmergencyNumber::read(reader);
        proto_item* item = nullptr;
        proto_tree* tree = add_subtree(draw, draw.tree, number.offset, number.end(), ett_number,
                                       &item, "Emergency Number");
        add(draw, tree, hf_number_length, number.length);
        draw_category(draw, tree, number.category);
        append_value(draw, item, add(draw, tree, hf_number, number.digits, kDigits));
    }
    report_shortfall(draw, draw.tree, reader.shortfall(), "list of emergency call numbers");
}

using namespace iana::notify;

/// A length of one octet, and a value that another specification defines.
constexpr NotifyBody one_counted(std::uint16_t type, int* field) {
    return {.type = type,
            .layout = {{unshown(number(&hf_value_length, 1)), octets(field)}},
            .counted = true};
}

constexpr NotifyBody bodies[] = {
    counted(BACKOFF_TIMER, draw_backoff_timer),
    no_data(PDN_TYPE_IPv4_ONLY_ALLOWED),
    no_data(PDN_TYPE_IPv6_ONLY_ALLOWED),
    {.type = DEVICE_IDENTITY, .draw = draw_device_identity, .optional = true},
    no_data(EMERGENCY_SUPPORT),
    {.type = EMERGENCY_CALL_NUMBERS,
     .draw = draw_emergency_call_numbers,
     .optional = true,
     .counted = true},
    no_data(P_CSCF_RESELECTION_SUPPORT),
    no_data(IKEV2_MULTIPLE_BEARER_PDN_CONNECTIVITY),
    one_counted(EPS_QOS, &hf_eps_qos),
    one_counted(EXTENDED_EPS_QOS, &hf_extended_eps_qos),
    one_counted(TFT, &hf_tft),
    one_counted(APN_AMBR, &hf_apn_ambr),
    one_counted(EXTENDED_APN_AMBR, &hf_extended_apn_ambr),
};

void register_3gpp(const Registrar& to) {
    register_fields(to, fields);
    register_subtrees(subtrees);
    register_expert_items(to, expert_items);
    register_gprs_timer(to);
}

}  // namespace

constinit const NotifyFamily notify_3gpp{bodies, register_3gpp};

}  // namespace ikev2::epan
