// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/links.h"

namespace ikev2::epan {

namespace {

int hf_sa = -1;
int hf_response_in = -1;
int hf_response_to = -1;
int hf_time = -1;
int hf_retransmission_of = -1;

hf_register_info fields[] = {
    {&hf_sa,
     {"IKE SA", "ikev2.sa", FT_UINT32, BASE_DEC, nullptr, 0x0,
      "Number of the IKE SA in this capture, from 0", HFILL}},
    {&hf_response_in,
     {"Response in", "ikev2.response_in", FT_FRAMENUM, BASE_NONE,
      FRAMENUM_TYPE(FT_FRAMENUM_RESPONSE), 0x0, "The response to this request", HFILL}},
    {&hf_response_to,
     {"Response to", "ikev2.response_to", FT_FRAMENUM, BASE_NONE,
      FRAMENUM_TYPE(FT_FRAMENUM_REQUEST), 0x0, "The request that this responds to", HFILL}},
    {&hf_time,
     {"Time from request", "ikev2.time", FT_RELATIVE_TIME, BASE_NONE, nullptr, 0x0,
      "Time between the last transmission of the request and this response", HFILL}},
    {&hf_retransmission_of,
     {"Retransmission of", "ikev2.retransmission_of", FT_FRAMENUM, BASE_NONE,
      FRAMENUM_TYPE(FT_FRAMENUM_RETRANS_PREV), 0x0, "Where the message was sent first", HFILL}},
};

expert_field ei_retransmission = EI_INIT;

ei_register_info expert_items[] = {
    {&ei_retransmission,
     {"ikev2.retransmission", PI_SEQUENCE, PI_NOTE, "The message was sent before", EXPFILL}},
};

constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;

proto_item* add_frame(const Draw& draw, int field, std::uint32_t frame) {
    if (frame == 0) {
        return nullptr;
    }
    proto_item* item = proto_tree_add_uint(draw.tree, field, draw.tvb, 0, 0, frame);
    proto_item_set_generated(item);
    return item;
}

}  // namespace

void draw_links(const Draw& draw) {
    const session::MessageView* view = draw.message->view;
    if (view == nullptr || !view->sa_known) {
        return;
    }
    proto_item_set_generated(proto_tree_add_uint(draw.tree, hf_sa, draw.tvb, 0, 0, view->sa));
    add_frame(draw, hf_response_in, view->response_in);
    if (add_frame(draw, hf_response_to, view->response_to) != nullptr) {
        const std::int64_t elapsed = view->time - view->request_time;
        const nstime_t time = {static_cast<time_t>(elapsed / kNanosecondsPerSecond),
                               static_cast<int>(elapsed % kNanosecondsPerSecond)};
        proto_item_set_generated(proto_tree_add_time(draw.tree, hf_time, draw.tvb, 0, 0, &time));
    }
    if (proto_item* item = add_frame(draw, hf_retransmission_of, view->retransmission_of);
        item != nullptr) {
        expert_add_info_format(draw.message->pinfo, item, &ei_retransmission,
                               "Retransmission %u of frame %u", view->retransmission,
                               view->retransmission_of);
    }
}

void register_links(const Registrar& to) {
    register_fields(to, fields);
    register_expert_items(to, expert_items);
}

}  // namespace ikev2::epan
