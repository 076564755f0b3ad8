// The configuration attributes of XAUTH (draft-beaulieu-ike-xauth-02).
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/cfg_body.h"
#include "plugin/iana/cfg_private_attributes.h"

namespace ikev2::epan {

namespace {

int hf_type = -1;
int hf_user_name = -1;
int hf_user_password = -1;
int hf_passcode = -1;
int hf_message = -1;
int hf_challenge = -1;
int hf_domain = -1;
int hf_status = -1;
int hf_next_pin = -1;
int hf_answer = -1;

const value_string types[] = {
    {0, "Generic"}, {1, "RADIUS-CHAP"}, {2, "OTP"}, {3, "S/KEY"}, {0, nullptr}};

const value_string statuses[] = {{0, "Fail"}, {1, "Success"}, {0, nullptr}};

hf_register_info fields[] = {
    {&hf_type,
     {"XAUTH TYPE", "ikev2.cfg.attr.xauth.type", FT_UINT16, BASE_DEC, VALS(types), 0x0,
      "The type of extended authentication requested", HFILL}},
    {&hf_user_name,
     {"XAUTH USER NAME", "ikev2.cfg.attr.xauth.user_name", FT_STRING, BASE_NONE, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_user_password,
     {"XAUTH USER PASSWORD", "ikev2.cfg.attr.xauth.user_password", FT_STRING, BASE_NONE, nullptr,
      0x0, nullptr, HFILL}},
    {&hf_passcode,
     {"XAUTH PASSCODE", "ikev2.cfg.attr.xauth.passcode", FT_STRING, BASE_NONE, nullptr, 0x0,
      "A token card's passcode", HFILL}},
    {&hf_message,
     {"XAUTH MESSAGE", "ikev2.cfg.attr.xauth.message", FT_STRING, BASE_NONE, nullptr, 0x0, nullptr,
      HFILL}},
    {&hf_challenge,
     {"XAUTH CHALLENGE", "ikev2.cfg.attr.xauth.challenge", FT_STRING, BASE_NONE, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_domain,
     {"XAUTH DOMAIN", "ikev2.cfg.attr.xauth.domain", FT_STRING, BASE_NONE, nullptr, 0x0, nullptr,
      HFILL}},
    {&hf_status,
     {"XAUTH STATUS", "ikev2.cfg.attr.xauth.status", FT_UINT16, BASE_DEC, VALS(statuses), 0x0,
      nullptr, HFILL}},
    {&hf_next_pin,
     {"XAUTH NEXT PIN", "ikev2.cfg.attr.xauth.next_pin", FT_STRING, BASE_NONE, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_answer,
     {"XAUTH ANSWER", "ikev2.cfg.attr.xauth.answer", FT_STRING, BASE_NONE, nullptr, 0x0, nullptr,
      HFILL}},
};

using namespace iana::cfg_attribute;

constexpr CfgBody bodies[] = {
    value(XAUTH_TYPE, number(&hf_type, 2)),
    value(XAUTH_USER_NAME, text(&hf_user_name)),
    value(XAUTH_USER_PASSWORD, text(&hf_user_password)),
    value(XAUTH_PASSCODE, text(&hf_passcode)),
    value(XAUTH_MESSAGE, text(&hf_message)),
    value(XAUTH_CHALLENGE, text(&hf_challenge)),
    value(XAUTH_DOMAIN, text(&hf_domain)),
    value(XAUTH_STATUS, number(&hf_status, 2)),
    value(XAUTH_NEXT_PIN, text(&hf_next_pin)),
    value(XAUTH_ANSWER, text(&hf_answer)),
};

void register_xauth(const Registrar& to) {
    register_fields(to, fields);
}

}  // namespace

constinit const CfgFamily cfg_xauth{bodies, register_xauth};

}  // namespace ikev2::epan
