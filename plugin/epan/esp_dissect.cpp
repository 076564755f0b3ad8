// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/esp_dissect.h"

#include <algorithm>

#include "plugin/base/mix.h"
#include "plugin/epan/bridge/esp_bridge.h"
#include "plugin/epan/built_in.h"
#include "plugin/epan/esp_draw.h"
#include "plugin/epan/kept_message.h"
#include "plugin/epan/limits.h"
#include "plugin/epan/plain_address.h"
#include "plugin/epan/preferences.h"
#include "plugin/epan/udp_encapsulation.h"

#include <epan/ipproto.h>

namespace ikev2::epan {

namespace {

// A protocol of its own, so that disabling `ikev2` does not make ESP Data.
int proto_esp_packets = -1;

int proto_esp = -1;

enum class Esp { none, open, closed };

// What the layers that were added behind the first `before` ones say of an ESP packet.
Esp find_esp(const packet_info* pinfo, unsigned before) {
    const wmem_list_frame_t* layer = wmem_list_head(pinfo->layers);
    for (; before != 0 && layer != nullptr; --before) {
        layer = wmem_list_frame_next(layer);
    }
    while (layer != nullptr && GPOINTER_TO_INT(wmem_list_frame_data(layer)) != proto_esp) {
        layer = wmem_list_frame_next(layer);
    }
    if (layer == nullptr) {
        return Esp::none;
    }
    return wmem_list_frame_next(layer) == nullptr ? Esp::closed : Esp::open;
}

// The built-in dissector's item, which it added last; null if no tree is made or filled.
proto_item* find_esp_item(proto_tree* tree) {
    proto_item* last = tree != nullptr ? tree->last_child : nullptr;
    const field_info* info = last != nullptr ? PNODE_FINFO(last) : nullptr;
    return info != nullptr && info->hfinfo->id == proto_esp ? last : nullptr;
}

// The keys of packets are odd; what is kept under this one says that the frame has repeats.
constexpr std::uint32_t kRepeats = 0;

void* kept_under(packet_info* pinfo, std::uint32_t key) {
    return p_get_proto_data(wmem_file_scope(), pinfo, proto_esp_packets, key);
}

Keeper keeper_of_packets() {
    return {
        [](packet_info* pinfo, std::uint32_t key) -> const void* { return kept_under(pinfo, key); },
        [](packet_info* pinfo) { return kept_under(pinfo, kRepeats) != nullptr; },
        [](packet_info* pinfo) {
            static char repeats;
            p_add_proto_data(wmem_file_scope(), pinfo, proto_esp_packets, kRepeats, &repeats);
        },
        proto_esp_packets};
}

const session::EspView* take_in(const EspDraw& draw, Octets octets, std::uint32_t key,
                                MutableOctets plaintext) {
    packet_info* pinfo = draw.pinfo;
    const session::EspView view = bridge_esp_first_pass(octets, draw.length, to_plain(pinfo->src),
                                                        to_plain(pinfo->dst), plaintext);
    // Without an SA as well: another packet of the frame may begin with the same octets.
    auto* kept = wmem_new(wmem_file_scope(), session::EspView);
    *kept = view;
    p_add_proto_data(wmem_file_scope(), pinfo, proto_esp_packets, key, kept);
    return kept;
}

Octets octets_of(tvbuff_t* tvb) {
    const auto captured = static_cast<std::uint32_t>(tvb_captured_length(tvb));
    return {tvb_get_ptr(tvb, 0, static_cast<int>(captured)), captured};
}

void open_esp(tvbuff_t* tvb, packet_info* pinfo, proto_tree* tree) {
    const Octets octets = octets_of(tvb);
    const auto captured = static_cast<std::uint32_t>(octets.size());
    const bool first_pass = PINFO_FD_VISITED(pinfo) == 0;
    if (first_pass && !bridge_esp_spi_is_known(tvb_get_ntohl(tvb, 0))) {
        return;
    }
    const KeptMessage known =
        find_kept(keeper_of_packets(), pinfo,
                  digest_of(octets.first(std::min(captured, session::kEspHeaderLength))));

    EspDraw draw{};
    draw.pinfo = pinfo;
    draw.tvb = tvb;
    draw.length = static_cast<std::uint32_t>(tvb_reported_length(tvb));
    if (!first_pass) {
        draw.view = static_cast<const session::EspView*>(known.kept);
        if (draw.view == nullptr) {
            return;
        }
    }
    auto* room = static_cast<std::uint8_t*>(wmem_alloc(pinfo->pool, captured));
    const MutableOctets plaintext(room, captured);
    if (first_pass) {
        draw.view = take_in(draw, octets, known.key, plaintext);
    }
    if (draw.view->sa == nullptr) {
        return;
    }
    if (draw.view->is_open() &&
        (first_pass || bridge_esp_open_again(*draw.view, octets, plaintext))) {
        draw.plaintext = plaintext.first(draw.view->sa->plaintext_length(draw.length));
    }
    draw.tree = tree;
    draw.esp_item = find_esp_item(tree);
    draw.esp_tree = draw.esp_item != nullptr ? proto_item_get_subtree(draw.esp_item) : tree;
    draw_esp(draw);
}

int dissect_esp_over_ip(tvbuff_t* tvb, packet_info* pinfo, proto_tree* tree, void* data) {
    return dissect_and_open_esp(built_in().esp, tvb, pinfo, tree, data);
}

}  // namespace

int dissect_and_open_esp(dissector_handle_t handle, tvbuff_t* tvb, packet_info* pinfo,
                         proto_tree* tree, void* data) {
    const unsigned layers = wmem_list_count(pinfo->layers);
    // Many packets in one frame, or packets in packets: epan itself gives up at some number.
    if (layers >= value_of(Limit::layers)) {
        proto_item* item = proto_tree_add_item(tree, proto_esp_packets, tvb, 0, -1, ENC_NA);
        add_limit(pinfo, item, Limit::layers);
        return static_cast<int>(tvb_captured_length(tvb));
    }
    const int taken = call_or_zero(handle, tvb, pinfo, tree, data);
    const Esp found = is_ikev2_enabled() ? find_esp(pinfo, layers) : Esp::none;
    if (found == Esp::closed && esp_keys()) {
        open_esp(tvb, pinfo, tree);
    } else if (found != Esp::none && PINFO_FD_VISITED(pinfo) == 0) {
        bridge_esp_count(octets_of(tvb), to_plain(pinfo->dst));
    }
    return taken;
}

void register_esp(const Registrar& to) {
    register_esp_draw(to);
    proto_esp_packets = proto_register_protocol_in_name_only(
        "IKEv2 ESP packets", "IKEv2 ESP packets", "ikev2.esp_packets",
        proto_get_id_by_filter_name("esp"), FT_PROTOCOL);
}

void hand_off_esp() {
    proto_esp = proto_get_id_by_filter_name("esp");
    hand_off_esp_draw();
    dissector_add_uint("ip.proto", IP_PROTO_ESP,
                       create_dissector_handle(dissect_esp_over_ip, proto_esp_packets));
}

}  // namespace ikev2::epan
