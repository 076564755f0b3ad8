// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/message_layout.h"

#include "plugin/iana/exchange_types.h"
#include "plugin/iana/payload_types.h"
#include "plugin/ike/payload_sk.h"

namespace ikev2::session {

bool makes_ike_sa(std::uint8_t exchange) noexcept {
    return exchange == iana::exchange::IKE_SA_INIT ||
           exchange == iana::exchange::IKE_SESSION_RESUME;
}

ike::Chain chain_of(const Message& message) noexcept {
    return {message.octets, message.header.next_payload.value, ike::kHeaderLength,
            message.header.length.value};
}

ike::Chain chain_of(Octets payloads, std::uint8_t first_type) noexcept {
    return {payloads, first_type, 0, static_cast<std::uint32_t>(payloads.size())};
}

std::optional<Encrypted> find_encrypted(const Message& message) noexcept {
    ike::Chain chain = chain_of(message);
    ike::Payload payload;
    while (chain.next(payload)) {
        const bool fragment = payload.type == iana::payload::SKF;
        if (payload.type != iana::payload::SK && !fragment) {
            continue;
        }
        ike::Reader reader = payload.reader(message.octets);
        Encrypted it;
        if (fragment) {
            const auto header = ike::FragmentHeader::read(reader);
            it.fragment_number = header.number.value;
            it.fragment_total = header.total.value;
        }
        it.where = {.body = reader.position(), .end = payload.end};
        it.first_type = payload.next.value;
        return it;
    }
    return std::nullopt;
}

bool is_whole(const Message& message) noexcept {
    return message.octets.size() == message.header.length.value;
}

void set_layout(MessageView& view, const Suite& suite) noexcept {
    view.encr_id = suite.encr_id;
    view.key_bits = suite.key_bits;
    view.integ_id = suite.integ_id;
    if (!suite.can_open()) {
        return;
    }
    view.aead = suite.encr->is_aead();
    view.layout_known = true;
    view.iv_length = static_cast<std::uint16_t>(suite.encr->iv_length);
    view.icv_length =
        static_cast<std::uint16_t>(view.aead ? suite.encr->icv_length : suite.integ->icv_length);
}

Sender sender_of(const Message& message) noexcept {
    return message.header.from_initiator() ? Sender::initiator : Sender::responder;
}

Sender requester_of(const Message& message) noexcept {
    const Sender sender = sender_of(message);
    return message.header.is_response() ? peer_of(sender) : sender;
}

}  // namespace ikev2::session
