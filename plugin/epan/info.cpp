// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/info.h"

#include <cstring>

#include "plugin/epan/text_writer.h"
#include "plugin/iana/exchange_types.h"
#include "plugin/iana/notify_types.h"
#include "plugin/iana/payload_types.h"
#include "plugin/ike/payload.h"
#include "plugin/ike/payload_notify.h"
#include "plugin/ike/payload_sk.h"

namespace ikev2::epan {

namespace {

// Of each message some twenty pieces are written here: a call is less code than what TextWriter has
// inline.
[[gnu::noinline]] TextWriter& put(TextWriter& text, Characters piece) {
    return text.append(piece);
}

[[gnu::always_inline]] inline TextWriter& put(TextWriter& text, const char* piece) {
    return put(text, {piece, std::strlen(piece)});
}

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
        put(text, name);
    } else {
        text.append(payload.type);
    }
    if (payload.type == iana::payload::N) {
        ike::Reader reader = payload.reader(octets);
        const auto notify = ike::Notify::read(reader);
        if (notify.type.present()) {
            put(text, "(");
            if (const char* name = iana::notify::name(notify.type.value, nullptr);
                name != nullptr) {
                put(text, name);
            } else {
                text.append(notify.type.value);
            }
            put(text, ")");
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
        put(text, " ").append(fragment.number.value);
        put(text, "/").append(fragment.total.value);
    }
    if (message.plaintext.empty() || (message.view->is_part() && message.payloads.empty())) {
        return;
    }
    const Octets inside = message.payloads;
    put(text, " {");
    append_chain(text, message,
                 {inside, message.view->inner_type, 0, static_cast<std::uint32_t>(inside.size())},
                 inside, true);
    put(text, "}");
}

void append_chain(TextWriter& text, const MessageContext& message, ike::Chain chain, Octets octets,
                  bool inside_sk) {
    const char* separator = "";
    ike::Payload payload;
    while (!text.full() && chain.next(payload)) {
        put(text, separator);
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
        put(text, exchange->name);
    } else {
        put(text, "Exchange ").append(header.exchange_type.value);
    }
    put(text, " MID=").append(Decimal{header.message_id.value, 2});
    put(text, header.from_initiator() ? " Initiator " : " Responder ");
    put(text, header.is_response() ? "Response" : "Request");
    if (header.next_payload.value != iana::payload::NONE) {
        put(text, ": ");
        append_chain(text, message, {octets, header.next_payload.value, ike::kHeaderLength, length},
                     octets, false);
    }
    if (message.view != nullptr && message.view->retransmission_of != 0) {
        put(text, message.view->duplicate ? " [Duplicate]" : " [Retransmission]");
    }
    col_add_str(message.pinfo->cinfo, COL_INFO, octets_of_text);
}

}  // namespace ikev2::epan
