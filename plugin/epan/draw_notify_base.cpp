// Notification Data of RFC 7296.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/notify_body.h"
#include "plugin/iana/ipcomp_transform_ids.h"
#include "plugin/iana/notify_types.h"
#include "plugin/iana/payload_types.h"
#include "plugin/iana/transform_ids.h"

namespace ikev2::epan {

namespace {

int hf_critical_payload = -1;
int hf_major_version = -1;
int hf_message_id = -1;
int hf_spi = -1;
int hf_packet = -1;
int hf_accepted_dh_group = -1;
int hf_window_size = -1;
int hf_ipcomp_cpi = -1;
int hf_ipcomp_transform_id = -1;
int hf_ipcomp_attributes = -1;
int hf_cookie = -1;

constexpr int kNamed = BASE_DEC | BASE_RANGE_STRING;

hf_register_info fields[] = {
    {&hf_critical_payload,
     {"Unsupported critical payload", "ikev2.notify.data.critical_payload", FT_UINT8, kNamed,
      &iana::payload::registry, 0x0, "Type of the payload that the peer does not know", HFILL}},
    {&hf_major_version,
     {"Supported major version", "ikev2.notify.data.major_version", FT_UINT8, BASE_DEC, nullptr,
      0x0, nullptr, HFILL}},
    {&hf_message_id,
     {"Invalid Message ID", "ikev2.notify.data.message_id", FT_UINT32, BASE_HEX, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_spi,
     {"Invalid SPI", "ikev2.notify.data.spi", FT_BYTES, BASE_NONE, nullptr, 0x0,
      "SPI of a packet for which the peer has no SA", HFILL}},
    {&hf_packet,
     {"Offending packet", "ikev2.notify.data.packet", FT_BYTES, BASE_NONE, nullptr, 0x0,
      "Start of a packet that its SA must not carry", HFILL}},
    {&hf_accepted_dh_group,
     {"Accepted DH group number", "ikev2.notify.data.accepted_dh_group", FT_UINT16, kNamed,
      &iana::dh::registry, 0x0, nullptr, HFILL}},
    {&hf_window_size,
     {"Window size", "ikev2.notify.data.window_size", FT_UINT32, BASE_DEC, nullptr, 0x0,
      "How many outstanding requests the sender keeps state for", HFILL}},
    {&hf_ipcomp_cpi,
     {"IPCOMP CPI", "ikev2.notify.data.ipcomp.cpi", FT_UINT16, BASE_DEC, nullptr, 0x0, nullptr,
      HFILL}},
    {&hf_ipcomp_transform_id,
     {"IPCOMP Transform ID", "ikev2.notify.data.ipcomp.transform_id", FT_UINT8, kNamed,
      &iana::ipcomp::registry, 0x0, nullptr, HFILL}},
    {&hf_ipcomp_attributes,
     {"IPCOMP attributes", "ikev2.notify.data.ipcomp.attributes", FT_BYTES, BASE_NONE, nullptr, 0x0,
      "Of the Transform ID", HFILL}},
    {&hf_cookie,
     {"Cookie", "ikev2.notify.data.cookie", FT_BYTES, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
};

using namespace iana::notify;

// "MUST be between 1 and 64 octets in length (inclusive)" (section 2.6).
constexpr std::uint32_t kShortestCookie = 1;
constexpr std::uint32_t kLongestCookie = 64;

constexpr NotifyBody bodies[] = {
    one_field(UNSUPPORTED_CRITICAL_PAYLOAD, number(&hf_critical_payload, 1)),
    no_data(INVALID_IKE_SPI),
    // "containing the highest (closest) version number it supports" (section 2.5): in the header,
    // as RFC 4306, section 3.10.1, says, but some have it in the data too.
    {.type = INVALID_MAJOR_VERSION, .layout = {{number(&hf_major_version, 1)}}, .optional = true},
    no_data(INVALID_SYNTAX),
    one_field(INVALID_MESSAGE_ID, number(&hf_message_id, 4)),
    one_field(INVALID_SPI, octets(&hf_spi), 4),
    no_data(NO_PROPOSAL_CHOSEN),
    one_field(INVALID_KE_PAYLOAD, number(&hf_accepted_dh_group, 2)),
    no_data(AUTHENTICATION_FAILED),
    no_data(SINGLE_PAIR_REQUIRED),
    no_data(NO_ADDITIONAL_SAS),
    no_data(INTERNAL_ADDRESS_FAILURE),
    no_data(FAILED_CP_REQUIRED),
    no_data(TS_UNACCEPTABLE),
    one_field(INVALID_SELECTORS, octets(&hf_packet), 1),
    no_data(TEMPORARY_FAILURE),
    no_data(CHILD_SA_NOT_FOUND),
    no_data(INITIAL_CONTACT),
    one_field(SET_WINDOW_SIZE, number(&hf_window_size, 4)),
    no_data(ADDITIONAL_TS_POSSIBLE),
    {.type = IPCOMP_SUPPORTED,
     .layout = {{number(&hf_ipcomp_cpi, 2), number(&hf_ipcomp_transform_id, 1),
                 octets(&hf_ipcomp_attributes)}}},
    one_field(COOKIE, octets(&hf_cookie), kShortestCookie, kLongestCookie),
    no_data(USE_TRANSPORT_MODE),
    no_data(HTTP_CERT_LOOKUP_SUPPORTED),
    no_data(REKEY_SA),  // the SPI is in the field of that name
    no_data(ESP_TFC_PADDING_NOT_SUPPORTED),
    no_data(NON_FIRST_FRAGMENTS_ALSO),
};

void register_base(const Registrar& to) {
    register_fields(to, fields);
}

}  // namespace

constinit const NotifyFamily notify_base{bodies, register_base};

}  // namespace ikev2::epan
