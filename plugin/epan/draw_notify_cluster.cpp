// Notification Data of quick crash detection (RFC 6290) and of clusters (RFC 6311).
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/notify_body.h"
#include "plugin/iana/notify_types.h"

namespace ikev2::epan {

namespace {

int hf_token_secret_data = -1;
int hf_nonce_data = -1;
int hf_expected_send = -1;
int hf_expected_recv = -1;
int hf_delta = -1;

hf_register_info fields[] = {
    {&hf_token_secret_data,
     {"Token Secret Data", "ikev2.notify.data.qcd.token_secret_data", FT_BYTES, BASE_NONE, nullptr,
      0x0, nullptr, HFILL}},
    {&hf_nonce_data,
     {"Nonce Data", "ikev2.notify.data.ha.nonce_data", FT_UINT32, BASE_HEX, nullptr, 0x0,
      "The same in the request and in the response", HFILL}},
    {&hf_expected_send,
     {"EXPECTED SEND REQ MESSAGE ID", "ikev2.notify.data.ha.expected_send_req_message_id",
      FT_UINT32, BASE_HEX, nullptr, 0x0, "Message ID of the next request that the sender sends",
      HFILL}},
    {&hf_expected_recv,
     {"EXPECTED RECV REQ MESSAGE ID", "ikev2.notify.data.ha.expected_recv_req_message_id",
      FT_UINT32, BASE_HEX, nullptr, 0x0, "Message ID of the next request that the sender expects",
      HFILL}},
    {&hf_delta,
     {"Incoming IPsec SA delta value", "ikev2.notify.data.ha.incoming_ipsec_sa_delta_value",
      FT_BYTES, BASE_NONE, nullptr, 0x0,
      "By how much the peer is to increment the replay counters of the CHILD_SAs", HFILL}},
};

using namespace iana::notify;

constexpr NotifyBody bodies[] = {
    // "at least 16 octets long, and no more than 128" (RFC 6290, section 5).
    one_field(QUICK_CRASH_DETECTION, octets(&hf_token_secret_data), 16, 128),
    no_data(IKEV2_MESSAGE_ID_SYNC_SUPPORTED),
    no_data(IPSEC_REPLAY_COUNTER_SYNC_SUPPORTED),
    {.type = IKEV2_MESSAGE_ID_SYNC,
     .layout = {{number(&hf_nonce_data, 4), number(&hf_expected_send, 4),
                 number(&hf_expected_recv, 4)}}},
    // 4 octets, 8 with extended sequence numbers (RFC 6311, section 6.4).
    one_field(IPSEC_REPLAY_COUNTER_SYNC, octets(&hf_delta), 4, 8),
};

void register_cluster(const Registrar& to) {
    register_fields(to, fields);
}

}  // namespace

constinit const NotifyFamily notify_cluster{bodies, register_cluster};

}  // namespace ikev2::epan
