// NAT_DETECTION_SOURCE_IP and NAT_DETECTION_DESTINATION_IP (RFC 7296, section 2.23).
// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>

#include "plugin/epan/bridge/nat_detection_bridge.h"
#include "plugin/epan/notify_body.h"
#include "plugin/iana/notify_types.h"
#include "plugin/iana/payload_types.h"

#include <epan/to_str.h>

namespace ikev2::epan {

namespace {

int hf_hash = -1;
int hf_expected = -1;
int hf_translated = -1;

const true_false_string tfs_translated = {"Yes", "No"};

hf_register_info fields[] = {
    {&hf_hash,
     {"HASH of the address and port", "ikev2.ike.nat_hash", FT_BYTES, BASE_NONE, nullptr, 0x0,
      "SHA-1 of the SPIs, the address and the port that the sender saw", HFILL}},
    {&hf_expected,
     {"Expected hash", "ikev2.ike.nat_hash.expected", FT_BYTES, BASE_NONE, nullptr, 0x0,
      "SHA-1 of the SPIs and of the packet's own address and port, where it is not the hash",
      HFILL}},
    {&hf_translated,
     {"Address or port translated", "ikev2.ike.nat_hash.translated", FT_BOOLEAN, BASE_NONE,
      TFS(&tfs_translated), 0x0,
      "Whether the hash, or each of several of a source, differs from the expected one", HFILL}},
};

expert_field ei_translated = EI_INIT;

ei_register_info expert_items[] = {
    {&ei_translated,
     {"ikev2.ike.nat_hash.differs", PI_PROTOCOL, PI_NOTE,
      "A NAT translated the address or port, or the sender pretends so", EXPFILL}},
};

/// One end of the packet.
struct End {
    const address* host;
    std::uint16_t port;
    const char* name;
};

End end_of(const packet_info& pinfo, bool source) {
    if (source) {
        return {&pinfo.src, static_cast<std::uint16_t>(pinfo.srcport), "source"};
    }
    return {&pinfo.dst, static_cast<std::uint16_t>(pinfo.destport), "destination"};
}

bool make_hash(const Draw& draw, const End& end, MutableOctets hash) {
    const address& host = *end.host;
    if ((host.type != AT_IPv4 && host.type != AT_IPv6) ||
        !draw.message->header->responder_spi.present()) {
        return false;
    }
    return bridge_nat_detection_hash(
        draw.message->header->spis(),
        {static_cast<const std::uint8_t*>(host.data), static_cast<std::size_t>(host.len)}, end.port,
        hash);
}

// Whether a notification of `type` in the same chain of payloads as the one that is drawn has the
// hash. "There MAY be multiple NAT_DETECTION_SOURCE_IP payloads in a message if the sender does not
// know which of several network attachments will be used to send the packet."
bool any_has_hash(const Draw& draw, std::uint16_t type, Octets hash) {
    // What the first payload is does not matter: only such a notification has the hash.
    ike::Chain chain(draw.octets, iana::payload::N, draw.inside_sk ? 0 : ike::kHeaderLength,
                     static_cast<std::uint32_t>(draw.octets.size()));
    ike::Payload payload;
    while (chain.next(payload)) {
        ike::Reader reader = payload.reader(draw.octets);
        const auto notify = ike::Notify::read(reader);
        if (payload.type == iana::payload::N && reader.ok() && notify.type.value == type &&
            std::ranges::equal(notify.data.value, hash)) {
            return true;
        }
    }
    return false;
}

void draw_verdict(const Draw& draw, const ike::Notify& notify, const End& end, Octets expected) {
    packet_info* pinfo = draw.message->pinfo;
    const bool same = std::ranges::equal(notify.data.value, expected);
    const bool translated = !same && !any_has_hash(draw, notify.type.value, expected);
    const char* host = same ? "" : address_to_str(pinfo->pool, end.host);
    if (!same) {
        proto_item* item =
            proto_tree_add_bytes_with_length(draw.tree, hf_expected, draw.tvb, 0, 0,
                                             expected.data(), static_cast<int>(expected.size()));
        set_value_text(item, expected, " (SHA-1 of the SPIs and ", end.name, " ", host, ":",
                       end.port, ")");
        proto_item_set_generated(item);
    }
    proto_item* item =
        proto_tree_add_boolean(draw.tree, hf_translated, draw.tvb, 0, 0, translated ? 1 : 0);
    proto_item_set_generated(item);
    if (translated) {
        expert_add_info_format(pinfo, item, &ei_translated,
                               "The hash is not that of %s %s:%u: a NAT translated the address or "
                               "port, or the sender pretends so",
                               end.name, host, end.port);
    } else if (!same) {
        append_text(item, " (the hash of another notification is the expected one)");
    }
    append_text(draw.item, translated ? ": translated" : ": not translated");
}

void draw_nat_detection(const Draw& draw, const ike::Notify& notify) {
    add(draw, draw.tree, hf_hash, notify.data);
    if (notify.data.length != kNatDetectionHashLength) {
        return;
    }
    packet_info* pinfo = draw.message->pinfo;
    const End end = end_of(*pinfo, notify.type.value == iana::notify::NAT_DETECTION_SOURCE_IP);
    auto* expected = static_cast<std::uint8_t*>(wmem_alloc(pinfo->pool, kNatDetectionHashLength));
    if (make_hash(draw, end, {expected, kNatDetectionHashLength})) {
        draw_verdict(draw, notify, end, {expected, kNatDetectionHashLength});
    }
}

using namespace iana::notify;

constexpr NotifyBody bodies[] = {
    {.type = NAT_DETECTION_SOURCE_IP,
     .draw = draw_nat_detection,
     .shortest = kNatDetectionHashLength,
     .longest = kNatDetectionHashLength},
    {.type = NAT_DETECTION_DESTINATION_IP,
     .draw = draw_nat_detection,
     .shortest = kNatDetectionHashLength,
     .longest = kNatDetectionHashLength},
};

void register_nat(const Registrar& to) {
    register_fields(to, fields);
    register_expert_items(to, expert_items);
}

}  // namespace

constinit const NotifyFamily notify_nat{bodies, register_nat};

}  // namespace ikev2::epan
