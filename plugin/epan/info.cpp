// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/info.h"

#include <cstdio>
#include <cstring>

#include "plugin/iana/exchange_types.h"
#include "plugin/iana/notify_types.h"
#include "plugin/iana/payload_types.h"
#include "plugin/ike/payload.h"
#include "plugin/ike/payload_notify.h"
#include "plugin/ike/payload_sk.h"

namespace ikev2::epan {

namespace {

// A text on the stack: as long as a column can be, cut if it would be longer.
struct Text {
    char octets[COL_MAX_INFO_LEN];
    std::size_t length = 0;

    void append(const char* text) {
        const std::size_t room = sizeof(octets) - 1 - length;
        const std::size_t wanted = std::strlen(text);
        const std::size_t taken = wanted < room ? wanted : room;
        std::memcpy(octets + length, text, taken);
        length += taken;
        octets[length] = '\0';
    }

    void append_number(const char* format, std::uint32_t number) {
        char digits[16];
        static_cast<void>(std::snprintf(digits, sizeof(digits), format, number));
        append(digits);
    }

    [[nodiscard]] bool full() const { return length == sizeof(octets) - 1; }
};

// "Ni" and "Nr" are the nonces of an exchange's request and response (RFC 7296, section 1.2).
const char* notation(std::uint8_t type, const ike::Header& header) {
    if (type == iana::payload::NONCE) {
        return header.is_response() ? "Nr" : "Ni";
    }
    return iana::payload::notation(type, nullptr);
}

void append_payload(Text& text, const ike::Header& header, const ike::Payload& payload,
                    Octets octets) {
    if (const char* name = notation(payload.type, header); name != nullptr) {
        text.append(name);
    } else {
        text.append_number("%u", payload.type);
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
                text.append_number("%u", notify.type.value);
            }
            text.append(")");
        }
    }
}

void append_chain(Text& text, const MessageContext& message, ike::Chain chain, Octets octets,
                  bool inside_sk);

void append_inside(Text& text, const MessageContext& message, const ike::Payload& payload,
                   Octets octets) {
    if (payload.type == iana::payload::SKF) {
        ike::Reader reader = payload.reader(octets);
        const auto fragment = ike::FragmentHeader::read(reader);
        text.append_number(" %u", fragment.number.value);
        text.append_number("/%u", fragment.total.value);
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

void append_chain(Text& text, const MessageContext& message, ike::Chain chain, Octets octets,
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
    Text text;
    if (const iana::Entry* exchange = iana::exchange::registry.find(header.exchange_type.value);
        exchange != nullptr) {
        text.append(exchange->name);
    } else {
        text.append_number("Exchange %u", header.exchange_type.value);
    }
    text.append_number(" MID=%02u ", header.message_id.value);
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
    col_add_str(message.pinfo->cinfo, COL_INFO, text.octets);
}

}  // namespace ikev2::epan
