// Notification Data of the other types of IANA's registry.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/notify_body.h"
#include "plugin/iana/notify_types.h"
#include "plugin/iana/transform_ids.h"

namespace ikev2::epan {

namespace {

int hf_link_id = -1;
int hf_sender_ids = -1;
int hf_puzzle_prf = -1;
int hf_puzzle_difficulty = -1;
int hf_additional_key_exchange = -1;
int hf_aggfrag_flags = -1;
int hf_aggfrag_congestion_control = -1;
int hf_aggfrag_dont_fragment = -1;
int hf_sa_resource_info = -1;

int ett_aggfrag = -1;

// RFC 9347, section 6.1.4: | 0 0 0 0 0 0 C D |
constexpr std::uint8_t kCongestionControl = 0x02;
constexpr std::uint8_t kDontFragment = 0x01;

hf_register_info fields[] = {
    {&hf_link_id,
     {"IKEv2 Link ID", "ikev2.notify.data.link_id", FT_BYTES, BASE_NONE, nullptr, 0x0,
      "That of INTERNAL_IP6_LINK (RFC 5739)", HFILL}},
    {&hf_sender_ids,
     {"Number of Sender-IDs", "ikev2.notify.data.group_sender.sender_ids", FT_UINT32, BASE_DEC,
      nullptr, 0x0, "How many Sender-IDs the group member asks for (RFC 9838)", HFILL}},
    {&hf_puzzle_prf,
     {"PRF", "ikev2.notify.data.puzzle.prf", FT_UINT16, BASE_DEC | BASE_RANGE_STRING,
      &iana::prf::registry, 0x0, "PRF to solve the puzzle with (RFC 8019)", HFILL}},
    {&hf_puzzle_difficulty,
     {"Difficulty", "ikev2.notify.data.puzzle.difficulty", FT_UINT8, BASE_DEC, nullptr, 0x0,
      "Trailing zero bits that each result must have at least; 0 leaves it to the initiator",
      HFILL}},
    {&hf_additional_key_exchange,
     {"Link to the key exchange", "ikev2.notify.data.additional_key_exchange", FT_BYTES, BASE_NONE,
      nullptr, 0x0, "What links IKE_FOLLOWUP_KE exchanges to each other (RFC 9370)", HFILL}},
    {&hf_aggfrag_flags,
     {"AGGFRAG requirements", "ikev2.notify.data.aggfrag.flags", FT_UINT8, BASE_HEX, nullptr, 0x0,
      "RFC 9347", HFILL}},
    {&hf_aggfrag_congestion_control,
     {"Congestion control", "ikev2.notify.data.aggfrag.congestion_control", FT_BOOLEAN, 8, nullptr,
      kCongestionControl, "The sender wants congestion control information", HFILL}},
    {&hf_aggfrag_dont_fragment,
     {"Don't fragment", "ikev2.notify.data.aggfrag.dont_fragment", FT_BOOLEAN, 8, nullptr,
      kDontFragment, "The sender cannot receive fragments of inner packets", HFILL}},
    {&hf_sa_resource_info,
     {"Resource", "ikev2.notify.data.sa_resource_info", FT_BYTES, BASE_NONE, nullptr, 0x0,
      "Identifier of the resource, as a CPU, of the CHILD_SA (RFC 9611)", HFILL}},
};

int* const subtrees[] = {&ett_aggfrag};

void draw_use_aggfrag(const Draw& draw, const ike::Notify& notify) {
    ike::Reader reader(draw.octets, notify.data.offset, notify.data.end());
    const auto flags = reader.u8();
    if (proto_item* item = add(draw, draw.tree, hf_aggfrag_flags, flags); item != nullptr) {
        proto_tree* tree = proto_item_add_subtree(item, ett_aggfrag);
        add(draw, tree, hf_aggfrag_congestion_control, flags);
        add(draw, tree, hf_aggfrag_dont_fragment, flags);
    }
    draw_end(draw, draw.tree, reader, "USE_AGGFRAG");
}

using namespace iana::notify;

constexpr NotifyBody bodies[] = {
    no_data(USE_ASSIGNED_HoA),                           // RFC 5026
    no_data(INVALID_GROUP_ID),                           // RFC 9838, section 4.7
    no_data(AUTHORIZATION_FAILED),                       // RFC 9838, section 4.7
    no_data(STATE_NOT_FOUND),                            // RFC 9370
    no_data(TS_MAX_QUEUE),                               // RFC 9611
    no_data(REGISTRATION_FAILED),                        // RFC 9838, section 4.7
    one_field(LINK_ID, octets(&hf_link_id), 1),          // RFC 5739, section 5.3
    no_data(USE_WESP_MODE),                              // RFC 5840
    no_data(CHILDLESS_IKEV2_SUPPORTED),                  // RFC 6023
    one_field(GROUP_SENDER, number(&hf_sender_ids, 4)),  // RFC 9838, section 4.7.4
    no_data(IKEV2_FRAGMENTATION_SUPPORTED),              // RFC 7383
    no_data(CLONE_IKE_SA_SUPPORTED),                     // RFC 7791
    no_data(CLONE_IKE_SA),                               // RFC 7791
    {.type = PUZZLE,                                     // RFC 8019, section 8.1
     .layout = {{number(&hf_puzzle_prf, 2), number(&hf_puzzle_difficulty, 1)}}},
    no_data(INTERMEDIATE_EXCHANGE_SUPPORTED),                                    // RFC 9242
    no_data(IP4_ALLOWED),                                                        // RFC 8983
    no_data(IP6_ALLOWED),                                                        // RFC 8983
    one_field(ADDITIONAL_KEY_EXCHANGE, octets(&hf_additional_key_exchange), 1),  // RFC 9370
    drawn(USE_AGGFRAG, draw_use_aggfrag),  // RFC 9347, section 6.1.4
    {.type = SA_RESOURCE_INFO,             // RFC 9611
     .layout = {{octets(&hf_sa_resource_info)}},
     .optional = true},
    no_data(IKE_SA_INIT_FULL_TRANSCRIPT_AUTH),
};

void register_extensions(const Registrar& to) {
    register_fields(to, fields);
    register_subtrees(subtrees);
}

}  // namespace

constinit const NotifyFamily notify_extensions{bodies, register_extensions};

}  // namespace ikev2::epan
