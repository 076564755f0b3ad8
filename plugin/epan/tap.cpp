// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/tap.h"

#include <epan/tap.h>

namespace ikev2::epan {

namespace {

int tap_ikev2 = -1;

}  // namespace

void tap_message(const MessageContext& context, Octets octets, std::uint32_t length) {
    // What an ICMP error quotes was sent before; and who wants every packet wants the rest too.
    if (!have_tap_listener(tap_ikev2) || context.pinfo->flags.in_error_pkt != 0U) {
        return;
    }
    auto* message = wmem_new(context.pinfo->pool, TapMessage);
    auto* header = wmem_new(context.pinfo->pool, ike::Header);
    *header = *context.header;
    *message = {header, context.view, octets, header->next_payload.value, ike::kHeaderLength,
                length};
    if (!context.payloads.empty()) {
        message->octets = context.payloads;
        message->first_payload = context.view->inner_type;
        message->offset = 0;
        message->end = static_cast<std::uint32_t>(context.payloads.size());
    }
    tap_queue_packet(tap_ikev2, context.pinfo, message);
}

void register_tap() {
    tap_ikev2 = ::register_tap("ikev2");
}

}  // namespace ikev2::epan
