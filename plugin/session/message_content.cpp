// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/message_content.h"
#include "plugin/iana/payload_types.h"
#include "plugin/iana/security_protocols.h"
#include "plugin/ike/payload_auth.h"
#include "plugin/ike/payload_delete.h"
#include "plugin/ike/payload_ke.h"
#include "plugin/ike/payload_notify.h"
#include "plugin/ike/payload_sa.h"

namespace ikev2::session {

namespace {

void keep_last(ike::At<Octets>& last, const ike::At<Octets>& body) noexcept {
    if (body.present()) {
        last = body;
    }
}

}  // namespace

std::uint32_t number_of(Octets octets) noexcept {
    std::uint32_t number = 0;
    for (const std::uint8_t octet : octets) {
        number = number << 8U | octet;
    }
    return number;
}

void MessageContent::clear() noexcept {
    notes.clear();
    auth_method.reset();
    eap_code.reset();
    deleted_children.clear();
    deletes_ike = false;
    has_sa = false;
    empty = true;
    for (ike::At<Octets>* body : {&sa, &nonce, &tsi, &tsr, &ke_data}) {
        *body = {};
    }
    ke_method = 0;
}

bool MessageContent::proposes_ike() const noexcept {
    ike::Reader reader(sa.value, 0, sa.length);
    ike::Proposal proposal;
    return ike::next_proposal(reader, proposal) &&
           proposal.protocol_id.value == iana::protocol::IKE;
}

void MessageContent::read_delete(ike::Reader reader) {
    auto it = ike::Delete::read(reader);
    if (it.protocol_id.value == iana::protocol::IKE) {
        deletes_ike = true;
        return;
    }
    ike::At<Octets> spi;
    while (it.next_spi(spi)) {
        if (spi.value.size() == sizeof(std::uint32_t)) {
            deleted_children.push_back(number_of(spi.value));
        }
    }
}

void MessageContent::read(ike::Chain chain, Octets octets) {
    clear();
    ike::Payload payload;
    while (chain.next(payload)) {
        empty = false;
        ike::Reader reader = payload.reader(octets);
        switch (payload.type) {
            case iana::payload::N: {
                const auto it = ike::Notify::read(reader);
                if (it.type.present()) {
                    notes.push_back({it.type.value, it.data.offset, it.spi.value, it.data.value});
                }
                break;
            }
            case iana::payload::AUTH:
                auth_method = ike::Authentication::read(reader).method.value;
                break;
            case iana::payload::EAP:
                eap_code = reader.u8().value;
                break;
            case iana::payload::D:
                read_delete(reader);
                break;
            case iana::payload::SA:
                has_sa = true;
                keep_last(sa, payload.body);
                break;
            case iana::payload::NONCE:
                keep_last(nonce, payload.body);
                break;
            case iana::payload::TSi:
                keep_last(tsi, payload.body);
                break;
            case iana::payload::TSr:
                keep_last(tsr, payload.body);
                break;
            case iana::payload::KE:
                if (payload.body.present()) {
                    const auto ke = ike::KeyExchange::read(reader);
                    ke_method = ke.group.value;
                    ke_data = ke.data;
                }
                break;
            default:
                break;
        }
    }
}

}  // namespace ikev2::session
