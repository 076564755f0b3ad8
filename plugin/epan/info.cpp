// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/info.h"

#include "plugin/epan/text_writer.h"
#include "plugin/iana/exchange_types.h"
#include "plugin/iana/notify_types.h"
#include "plugin/iana/payload_types.h"
#include "plugin/ike/payload.h"
#include "plugin/ike/payload_notify.h"
#include "plugin/ike/payload_sk.h"

namespace ikev2::epan {

namespace {

// "Ni" and "Nr" are the nonces of an exchange's request and response (RFC 7296, section 1.2).
const char* notation(std::uint8_t type, const ike::Header& header) {
    if (type == iana::payload::NONCE) {
        return header.is_response() ? "Nr" : "Ni";
    }
    return iana::payload::notation(type, nullptr);
}

void append_payload(TextWriter& text, const ike::Header& header, const ike::Payload& payload,
                    Octets octets) {
    if (const char* name = notation(payload.type, header); name != nullptr) {
        text.append(name);
    } else {
        text.append(payload.type);
    }
    if (payload.type == iana::payload::N) {
        ike::Reader reader = payload.reader(octets);
        const auto notify = ike::Notify::read(reader);
        if (notify.type.present()) {
            text.append("(");
            if (const char* name = iana::notify::name(notify.type.value, nullptr);
                name != nullptr) {
                text.append(name);
            } else {
                text.append(notify.type.value);
            }
            text.append(")");
        }
    }
}

void append_chain(TextWriter& text, const MessageContext& message, ike::Chain chain, Octets octets,
                  bool inside_sk);

void append_inside(TextWriter& text, const MessageContext& message, const ike::Payload& payload,
                   Octets octets) {
    if (payload.type == iana::payload::SKF) {
        ike::Reader reader = payload.reader(octets);
        const auto fragment = ike::FragmentHeader::read(reader);
        text.append(" ").append(fragment.number.value);
        text.append("/").append(fragment.total.value);
    }
    if (message.plaintext.empty() || (message.view->is_part() && message.payloads.empty())) {
        return;
    }
    const Octets inside = message.payloads;
    text.append(" {");
    append_chain(text, message,
                 {inside, message.view->inner_type, 0, static_cast<std::uint32_t>(inside.size())},
                 inside, true);
    text.append("}");
}

void append_chain(TextWriter& text, const MessageContext& message, ike::Chain chain, Octets octets,
                  bool inside_sk) {
    const char* separator = "";
    ike::Payload payload;
    while (!text.full() && chain.next(payload)) {
        text.append(separator);
        separator = ", ";
        append_payload(text, *message.header, payload, octets);
        const bool encrypted =
            payload.type == iana::payload::SK || payload.type == iana::payload::SKF;
        if (encrypted && !inside_sk) {
            append_inside(text, message, payload, octets);
        }
    }
}

}  // namespace

void set_info(const MessageContext& message, Octets octets, std::uint32_t length) {
    const ike::Header& header = *message.header;
    char octets_of_text[COL_MAX_INFO_LEN];
    TextWriter text(octets_of_text, sizeof(octets_of_text));
    if (const iana::Entry* exchange = iana::exchange::registry.find(header.exchange_type.value);
        exchange != nullptr) {
        text.append(exchange->name);
    } else {
        text.append("Exchange ").append(header.exchange_type.value);
    }
    text.append(" MID=").append(Decimal{header.message_id.value, 2}).append(" ");
    text.append(header.from_initiator() ? "Initiator " : "Responder ");
    text.append(header.is_response() ? "Response" : "Request");
    if (header.next_payload.value != iana::payload::NONE) {
        text.append(": ");
        append_chain(text, message, {octets, header.next_payload.value, ike::kHeaderLength, length},
                     octets, false);
    }
    if (message.view != nullptr && message.view->retransmission_of != 0) {
        text.append(message.view->duplicate ? " [Duplicate]" : " [Retransmission]");
    }
    col_add_str(message.pinfo->cinfo, COL_INFO, octets_of_text);
}

}  // namespace ikev2::epan
