// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/message_content.h"
#include "plugin/iana/payload_types.h"
#include "plugin/iana/security_protocols.h"
#include "plugin/ike/payload_auth.h"
#include "plugin/ike/payload_delete.h"
#include "plugin/ike/payload_notify.h"
#include "plugin/ike/payload_sa.h"

namespace ikev2::session {

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
    sa = false;
    ike_proposal = false;
    empty = true;
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
                    notes.push_back({it.type.value, it.spi.value, it.data.value});
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
            case iana::payload::SA: {
                ike::Proposal proposal;
                sa = true;
                ike_proposal = ike::next_proposal(reader, proposal) &&
                               proposal.protocol_id.value == iana::protocol::IKE;
                break;
            }
            default:
                break;
        }
    }
}

}  // namespace ikev2::session
