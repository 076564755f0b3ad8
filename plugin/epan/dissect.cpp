// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/dissect.h"

#include <algorithm>

#include "plugin/epan/bridge/capture_bridge.h"
#include "plugin/epan/captured.h"
#include "plugin/epan/draw_header.h"
#include "plugin/epan/draw_payloads.h"
#include "plugin/epan/esp_child.h"
#include "plugin/epan/esp_dissect.h"
#include "plugin/epan/fragments.h"
#include "plugin/epan/generic_header.h"
#include "plugin/epan/info.h"
#include "plugin/epan/ios_debug.h"
#include "plugin/epan/kept_message.h"
#include "plugin/epan/limits.h"
#include "plugin/epan/links.h"
#include "plugin/epan/tap.h"
#include "plugin/iana/exchange_types.h"
#include "plugin/ike/payload_sk.h"

namespace ikev2::epan {

namespace {

int proto_ikev2 = -1;

int ett_ikev2 = -1;

int* const subtrees[] = {&ett_ikev2};

expert_field ei_length = EI_INIT;

ei_register_info expert_items[] = {
    {&ei_length,
     {"ikev2.length.invalid", PI_MALFORMED, PI_ERROR, "Invalid message length", EXPFILL}},
};

constexpr unsigned kMajorVersion = 2;

// What is known of messages lies in the capture's state.
Keeper keeper_of_messages() {
    return {[](packet_info* pinfo, std::uint32_t key) -> const void* {
                return bridge_find(place_of(*pinfo), key);
            },
            [](packet_info* pinfo) { return bridge_has_repeats(place_of(*pinfo)); },
            [](packet_info* pinfo) { bridge_set_repeats(place_of(*pinfo)); }, proto_ikev2};
}

// The plaintext as a buffer of epan, which only fragments and items need.
void make_plaintext_tvb(MessageContext& context) {
    const auto length = static_cast<unsigned>(context.plaintext.size());
    context.plaintext_tvb = tvb_new_child_real_data(context.message_tvb, context.plaintext.data(),
                                                    length, static_cast<int>(length));
}

// Finds the payloads inside an opened SK payload, or those that the fragments of a message hold.
void look_inside(MessageContext& context, const session::Message& message, bool first_pass) {
    const auto parts = ike::Plaintext::read(context.plaintext);
    if (!context.view->is_part()) {
        context.payloads = parts.payloads.value;
        return;
    }
    make_plaintext_tvb(context);
    tvbuff_t* fragment =
        tvb_new_subset_length(context.plaintext_tvb, 0, static_cast<int>(parts.payloads.length));
    context.fragments = add_fragment(context, fragment);
    context.payloads = reassembled_octets(context, context.fragments);
    if (first_pass && !context.payloads.empty()) {
        bridge_take_reassembled(*context.view, message, context.payloads);
    }
}

// Finds what is known of the message, on the first pass by taking it in; and its plaintext.
void look_up(MessageContext& context, session::Message& message) {
    packet_info* pinfo = context.pinfo;
    if (PINFO_FD_VISITED(pinfo) == 0) {
        bridge_expect(message);
    }
    message.digest = digest_of(message.octets);
    const KeptMessage known = find_kept(keeper_of_messages(), pinfo, message.digest);
    message.key = known.key;
    // Room for the plaintext, which is no longer than the message.
    MutableOctets plaintext;
    if (message.header.exchange_type.value != iana::exchange::IKE_SA_INIT) {
        const std::size_t size = message.octets.size();
        plaintext = {static_cast<std::uint8_t*>(wmem_alloc(pinfo->pool, size)), size};
    }
    const bool first_pass = known.kept == nullptr;
    if (!first_pass) {
        context.view = static_cast<const session::MessageView*>(known.kept);
        if (context.view->sk != session::SkStatus::opened ||
            !bridge_open_again(*context.view, message, plaintext)) {
            return;
        }
    } else {
        context.view = bridge_first_pass(message, plaintext);
        if (context.view == nullptr || context.view->sk != session::SkStatus::opened) {
            return;
        }
    }
    context.plaintext = plaintext.first(context.view->plaintext_length);
    look_inside(context, message, first_pass);
}

void draw_message(const Draw& draw, std::uint32_t length, std::uint32_t available) {
    packet_info* pinfo = draw.message->pinfo;
    const ike::Header& header = *draw.message->header;
    draw_header(draw);
    if (header.length.present() && header.length.value != length) {
        expert_add_info_format(pinfo, draw.item, &ei_length,
                               "Invalid message length: %u octets, %s", header.length.value,
                               header.length.value < ike::kHeaderLength
                                   ? "less than the header"
                                   : "which is more than the datagram has");
    }
    draw_chain(draw, {draw.octets, header.next_payload.value, ike::kHeaderLength, length});
    draw_links(draw);
    draw_child(draw);
    draw_debug(draw);
    if (available > length) {
        add_extra_data(draw, length, available, "message");
    }
}

// Apart from the rest, which is all that a list of packets needs. `has_header`: the whole of it was
// captured.
[[gnu::noinline]] void draw_tree(MessageContext& context, Octets octets, proto_tree* tree,
                                 std::uint32_t length, std::uint32_t available, bool has_header) {
    tvbuff_t* tvb = context.message_tvb;
    if (!context.plaintext.empty() && context.plaintext_tvb == nullptr) {
        make_plaintext_tvb(context);
    }
    proto_item* item =
        proto_tree_add_item(tree, proto_ikev2, tvb, 0, static_cast<int>(octets.size()), ENC_NA);
    proto_tree* ikev2_tree = proto_item_add_subtree(item, ett_ikev2);
    const Draw draw{&context, tvb, octets, ikev2_tree, item, false};
    if (!has_header) {
        draw_header(draw);
        tvb_ensure_bytes_exist(tvb, 0, static_cast<int>(ike::kHeaderLength));
    }
    draw_message(draw, length, available);
}

}  // namespace

int dissect_ikev2(tvbuff_t* tvb, packet_info* pinfo, proto_tree* tree, void* /*data*/) {
    const auto available = static_cast<std::uint32_t>(tvb_reported_length(tvb));
    const auto captured = static_cast<std::uint32_t>(tvb_captured_length(tvb));
    const Octets octets(tvb_get_ptr(tvb, 0, static_cast<int>(captured)), captured);
    ike::Reader reader(octets, 0, available);
    const ike::Header header = ike::read_header(reader);
    if (available < ike::kHeaderLength ||
        (header.version.present() && header.major_version() != kMajorVersion)) {
        return 0;
    }

    col_set_str(pinfo->cinfo, COL_PROTOCOL, "IKEv2");
    col_clear(pinfo->cinfo, COL_INFO);

    MessageContext context{};
    context.pinfo = pinfo;
    context.header = &header;
    context.message_tvb = tvb;
    std::uint32_t length = available;
    if (reader.ok()) {
        if (header.length.value >= ike::kHeaderLength && header.length.value <= available) {
            length = header.length.value;
        } else if (header.length.value < ike::kHeaderLength) {
            length = ike::kHeaderLength;
        }
        session::Message message =
            captured_message(*pinfo, header, octets.first(std::min(captured, length)));
        // What an ICMP error quotes is no message of its own: it was sent before.
        if (pinfo->flags.in_error_pkt == 0U) {
            look_up(context, message);
            take_for_debug(context, message, length);
        }
        set_info(context, message.octets, length);
        tap_message(context, message.octets, length);
    }
    if (tree != nullptr || !reader.ok()) {
        draw_tree(context, octets, tree, length, available, reader.ok());
    }
    return static_cast<int>(captured);
}

void register_dissect(int protocol) {
    proto_ikev2 = protocol;
    const Registrar to{protocol, expert_register_protocol(protocol)};
    register_subtrees(subtrees);
    register_expert_items(to, expert_items);
    register_draw(to);
    register_generic_header(to);
    register_header(to);
    register_payloads(to);
    register_fragments(to);
    register_limits(to);
    register_links(to);
    register_child(to);
    register_esp(to);
    register_debug(to);
}

}  // namespace ikev2::epan
