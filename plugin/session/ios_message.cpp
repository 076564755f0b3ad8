// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/ios_message.h"

#include <algorithm>

#include "plugin/crypto/nat_detection.h"
#include "plugin/iana/notify_types.h"
#include "plugin/iana/payload_types.h"
#include "plugin/ike/payload.h"
#include "plugin/ike/payload_auth.h"
#include "plugin/ike/payload_cert.h"
#include "plugin/ike/payload_cp.h"
#include "plugin/ike/payload_delete.h"
#include "plugin/ike/payload_id.h"
#include "plugin/ike/payload_ke.h"
#include "plugin/ike/payload_notify.h"
#include "plugin/ike/payload_sa.h"
#include "plugin/ike/payload_ts.h"
#include "plugin/ios/names.h"
#include "plugin/session/value_text.h"

namespace ikev2::session {

namespace {

using ike::Reader;

std::uint16_t to_u16(std::uint32_t length) {
    return static_cast<std::uint16_t>(std::min(length, std::uint32_t{0xffff}));
}

void read_sa(Reader& reader, ios::Payload& to) {
    ike::Proposal proposal;
    while (ike::next_proposal(reader, proposal)) {
        ios::Proposal& it = to.proposals.emplace_back();
        it.number = proposal.number.value;
        it.protocol = proposal.protocol_id.value;
        it.spi_size = proposal.spi_size.value;
        it.transform_count = proposal.transform_count.value;
        it.length = proposal.length.value;
        ike::Transform transform;
        while (ike::next_transform(proposal.transforms, transform)) {
            it.transforms.push_back(
                {transform.type.value, transform.id.value, transform.length.value});
        }
    }
}

void read_ke(Reader& reader, ios::Payload& to) {
    to.group = ike::KeyExchange::read(reader).group.value;
}

void read_id(Reader& reader, ios::Payload& to) {
    to.kind = ike::Identification::read(reader).type.value;
}

void read_cert(Reader& reader, ios::Payload& to) {
    const auto cert = ike::Certificate::read(reader);
    to.kind = cert.encoding.value;
    to.data_length = to_u16(cert.data.length);
}

void read_auth(Reader& reader, ios::Payload& to) {
    const auto auth = ike::Authentication::read(reader);
    to.kind = auth.method.value;
    to.data_length = to_u16(auth.data.length);
}

void read_notify(Reader& reader, ios::Payload& to) {
    const auto notify = ike::Notify::read(reader);
    to.kind = notify.type.value;
    to.protocol = notify.protocol_id.value;
    to.spi_size = notify.spi_size.value;
}

void read_delete(Reader& reader, ios::Payload& to) {
    const auto it = ike::Delete::read(reader);
    to.protocol = it.protocol_id.value;
    to.spi_size = it.spi_size.value;
    to.spi_count = it.spi_count.value;
}

void read_vendor(Reader& reader, ios::Payload& to) {
    to.vendor = ios::vendor_name(reader.rest().value);
}

void read_cp(Reader& reader, ios::Payload& to) {
    auto cp = ike::Configuration::read(reader);
    to.kind = cp.type.value;
    ike::Attribute attribute;
    while (ike::next_configuration_attribute(cp.attributes, attribute)) {
        to.attributes.push_back({attribute.type(), to_u16(attribute.value.length)});
    }
}

void read_ts(Reader& reader, ios::Payload& to) {
    auto ts = ike::TrafficSelectors::read(reader);
    to.ts_count = ts.count.value;
    ike::TrafficSelector selector;
    while (ike::next_traffic_selector(ts.selectors, selector)) {
        ios::TrafficSelector& it = to.selectors.emplace_back();
        it.type = selector.type.value;
        it.protocol = selector.protocol_id.value;
        it.length = selector.length.value;
        if (selector.start_address.present() && selector.end_address.present()) {
            it.start_port = selector.start_port.value;
            it.end_port = selector.end_port.value;
            it.start_address = address_text(selector.start_address.value);
            it.end_address = address_text(selector.end_address.value);
        }
    }
}

struct BodyReader {
    std::uint8_t type;
    void (*read)(Reader& reader, ios::Payload& to);
};

constexpr BodyReader bodies[] = {
    {iana::payload::SA, read_sa},     {iana::payload::KE, read_ke},
    {iana::payload::IDi, read_id},    {iana::payload::IDr, read_id},
    {iana::payload::CERT, read_cert}, {iana::payload::CERTREQ, read_cert},
    {iana::payload::AUTH, read_auth}, {iana::payload::N, read_notify},
    {iana::payload::D, read_delete},  {iana::payload::V, read_vendor},
    {iana::payload::CP, read_cp},     {iana::payload::TSi, read_ts},
    {iana::payload::TSr, read_ts},
};

ios::Payload to_ios(const ike::Payload& payload, Octets octets) {
    ios::Payload it;
    it.type = payload.type;
    it.next = payload.next.value;
    it.length = payload.length.value;
    for (const BodyReader& body : bodies) {
        if (body.type == payload.type) {
            Reader reader = payload.reader(octets);
            body.read(reader, it);
        }
    }
    return it;
}

bool is_encrypted(std::uint8_t type) {
    return type == iana::payload::SK || type == iana::payload::SKF;
}

// "There MAY be multiple NAT_DETECTION_SOURCE_IP payloads in a message": one that fits is enough.
void check_hash(const Message& message, const ike::Payload& payload, Octets octets,
                ios::CaptureMessage& it) {
    Reader reader = payload.reader(octets);
    const auto notify = ike::Notify::read(reader);
    const bool source = notify.type.value == iana::notify::NAT_DETECTION_SOURCE_IP;
    if (payload.type != iana::payload::N || message.address_length == 0 ||
        (!source && notify.type.value != iana::notify::NAT_DETECTION_DESTINATION_IP)) {
        return;
    }
    const Address& address = source ? message.source : message.destination;
    const std::uint16_t port = source ? message.source_port : message.destination_port;
    crypto::NatDetectionHash hash{};
    if (!crypto::nat_detection_hash(message.header.spis(),
                                    Octets(address).first(message.address_length), port, hash)) {
        return;
    }
    auto& fits = source ? it.source_hash_fits : it.destination_hash_fits;
    fits = fits.value_or(false) || std::ranges::equal(notify.data.value, hash);
}

ios::Endpoint endpoint(const Message& message, const Address& address, std::uint16_t port) {
    return {address_text(address, message.address_length), port};
}

}  // namespace

ios::CaptureMessage to_ios(const Message& message, const MessageView* view,
                           const ReadablePayloads& payloads) {
    const ike::Header& header = message.header;
    ios::CaptureMessage it;
    it.frame = message.frame;
    it.time = message.time;
    it.spis = header.spis();
    it.source = endpoint(message, message.source, message.source_port);
    it.destination = endpoint(message, message.destination, message.destination_port);
    it.exchange = header.exchange_type.value;
    it.initiator = header.from_initiator();
    it.response = header.is_response();
    it.message_id = header.message_id.value;
    it.length = header.length.value;
    it.next_payload = header.next_payload.value;
    it.copy_of = view != nullptr ? view->retransmission_of : 0;
    it.fragment = view != nullptr && view->is_part();

    ike::Chain chain(payloads.octets, payloads.first, payloads.offset, payloads.end);
    ike::Payload payload;
    while (chain.next(payload)) {
        ios::Payload each = to_ios(payload, payloads.octets);
        if (is_encrypted(payload.type) && !payloads.inside_sk) {
            it.encrypted = std::move(each);
        } else {
            check_hash(message, payload, payloads.octets, it);
            it.payloads.push_back(std::move(each));
        }
    }
    const bool opened = view != nullptr && view->sk == SkStatus::opened;
    if (payloads.inside_sk) {
        // The SK payload is the last one: alone, it is all behind the header.
        ios::Payload& sk = it.encrypted.emplace();
        sk.type = header.next_payload.value;
        sk.next = payloads.first;
        if (is_encrypted(header.next_payload.value)) {
            sk.length = to_u16(header.length.value - ike::kHeaderLength);
        }
    }
    it.opened = chain.ended() == ike::ChainEnd::complete &&
                (payloads.inside_sk || !it.encrypted || (opened && !it.fragment));
    return it;
}

}  // namespace ikev2::session
