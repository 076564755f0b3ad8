// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/links.h"

#include "plugin/epan/limits.h"
#include "plugin/epan/verdict.h"

#include <epan/conversation_filter.h>

namespace ikev2::epan {

namespace {

int hf_sa = -1;
int hf_lineage = -1;
int hf_response_in = -1;
int hf_response_to = -1;
int hf_time = -1;
int hf_retransmission_of = -1;

hf_register_info fields[] = {
    {&hf_sa,
     {"IKE SA", "ikev2.sa", FT_UINT32, BASE_DEC, nullptr, 0x0,
      "Number of the IKE SA in this capture, from 0", HFILL}},
    {&hf_lineage,
     {"Lineage", "ikev2.lineage", FT_UINT32, BASE_DEC, nullptr, 0x0,
      "Number of the IKE SA that the first of all rekeys replaced: the same in all generations",
      HFILL}},
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
expert_field ei_duplicate = EI_INIT;
expert_field ei_unanswered = EI_INIT;
expert_field ei_unasked = EI_INIT;

ei_register_info expert_items[] = {
    {&ei_retransmission,
     {"ikev2.retransmission", PI_SEQUENCE, PI_NOTE, "The message was sent before", EXPFILL}},
    {&ei_duplicate,
     {"ikev2.duplicate", PI_SEQUENCE, PI_NOTE,
      "The message was captured before, sooner than anybody sends it again", EXPFILL}},
    {&ei_unanswered,
     {"ikev2.unanswered", PI_SEQUENCE, PI_WARN, "No response to this request in the capture",
      EXPFILL}},
    {&ei_unasked,
     {"ikev2.response.unasked", PI_SEQUENCE, PI_NOTE,
      "A response to a request that the capture does not have", EXPFILL}},
};

constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;

// Keeps the first message of a shown packet for "Conversation Filter". Its protocol is hf_sa, a
// number that no protocol has: the keys of ikev2 are those of find_kept().
void keep_shown(packet_info* pinfo, const session::MessageView* view) {
    if (p_get_proto_data(pinfo->pool, pinfo, hf_sa, 0) == nullptr) {
        p_add_proto_data(pinfo->pool, pinfo, hf_sa, 0,
                         const_cast<session::MessageView*>(view));  // NOLINT(*-const-cast)
    }
}

const session::MessageView* shown(packet_info* pinfo) {
    return static_cast<const session::MessageView*>(p_get_proto_data(pinfo->pool, pinfo, hf_sa, 0));
}

// gboolean, and from Wireshark 4.4 on bool; from then on there is a second argument, too.
template <typename Function>
struct FilterCheck;
template <typename Result, typename... More>
struct FilterCheck<Result (*)(packet_info*, More...)> {
    static Result has_sa(packet_info* pinfo, More... /*more*/) {
        return static_cast<Result>(shown(pinfo) != nullptr);
    }
    static char* sa_filter(packet_info* pinfo, More... /*more*/) {
        return g_strdup_printf("ikev2.sa == %u", shown(pinfo)->sa);
    }
    static char* lineage_filter(packet_info* pinfo, More... /*more*/) {
        return g_strdup_printf("ikev2.lineage == %u", shown(pinfo)->lineage);
    }
    static void add(const char* name, build_filter_string_func build) {
        if constexpr (sizeof...(More) == 0) {
            register_filter(register_conversation_filter, name, build);
        } else {
            register_filter(register_conversation_filter, name, build, nullptr);
        }
    }

  private:
    template <typename Register, typename... Data>
    static void register_filter(Register to, const char* name, build_filter_string_func build,
                                Data... data) {
        to("ikev2", name, has_sa, build, data...);
    }
};

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
    packet_info* pinfo = draw.message->pinfo;
    keep_shown(pinfo, view);
    proto_item* sa = proto_tree_add_uint(draw.tree, hf_sa, draw.tvb, 0, 0, view->sa);
    proto_item_set_generated(sa);
    proto_item_set_generated(
        proto_tree_add_uint(draw.tree, hf_lineage, draw.tvb, 0, 0, view->lineage));
    add_frame(draw, hf_response_in, view->response_in);
    if (add_frame(draw, hf_response_to, view->response_to) != nullptr) {
        const std::int64_t elapsed = view->time - view->request_time;
        const nstime_t time = {static_cast<time_t>(elapsed / kNanosecondsPerSecond),
                               static_cast<int>(elapsed % kNanosecondsPerSecond)};
        proto_item_set_generated(proto_tree_add_time(draw.tree, hf_time, draw.tvb, 0, 0, &time));
    } else if (draw.message->header->is_response()) {
        expert_add_info(draw.message->pinfo, draw.item, &ei_unasked);
    }
    if (proto_item* item = add_frame(draw, hf_retransmission_of, view->retransmission_of);
        item != nullptr) {
        if (view->duplicate) {
            expert_add_info_format(pinfo, item, &ei_duplicate, "Duplicate of frame %u",
                                   view->retransmission_of);
        } else {
            expert_add_info_format(pinfo, item, &ei_retransmission, "Retransmission %u of frame %u",
                                   view->retransmission, view->retransmission_of);
        }
    }
    // Known once the whole capture was read. The first fragment stands for the message.
    if (PINFO_FD_VISITED(pinfo) && !draw.message->header->is_response() && view->response_in == 0 &&
        view->retransmitted_in == 0 && view->fragment_number <= 1) {
        expert_add_info_format(pinfo, sa, &ei_unanswered,
                               "No response in the capture, after %u transmission%s",
                               view->retransmission + 1, view->retransmission == 0 ? "" : "s");
    }
    add_limits(pinfo, draw.item, view->limits);
    draw_verdict(draw);
}

void register_links(const Registrar& to) {
    register_fields(to, fields);
    register_expert_items(to, expert_items);
    register_verdict(to);
    using Filter = FilterCheck<is_filter_valid_func>;
    Filter::add("IKEv2: this IKE SA", Filter::sa_filter);
    Filter::add("IKEv2: with its rekeys", Filter::lineage_filter);
}

}  // namespace ikev2::epan
