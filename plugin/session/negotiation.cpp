// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/negotiation.h"

#include "plugin/iana/notify_types.h"
#include "plugin/iana/payload_types.h"
#include "plugin/ike/payload_ke.h"
#include "plugin/ike/payload_notify.h"

namespace ikev2::session {

Negotiation Negotiation::read(Octets octets, ike::Chain chain) {
    Negotiation it;
    it.octets = KeptOctets(octets);
    ike::Payload payload;
    while (chain.next(payload)) {
        if (!payload.body.present()) {
            continue;
        }
        switch (payload.type) {
            case iana::payload::NONCE:
                it.nonce_offset = payload.body.offset;
                it.nonce_length = payload.body.length;
                break;
            case iana::payload::SA:
                it.sa_offset = payload.body.offset;
                it.sa_length = payload.body.length;
                break;
            case iana::payload::KE: {
                ike::Reader reader = payload.reader(octets);
                const auto ke = ike::KeyExchange::read(reader);
                it.ke_method = ke.group.value;
                it.ke_offset = ke.data.offset;
                it.ke_length = ke.data.length;
                break;
            }
            case iana::payload::TSi:
                it.tsi_offset = payload.body.offset;
                it.tsi_length = payload.body.length;
                break;
            case iana::payload::TSr:
                it.tsr_offset = payload.body.offset;
                it.tsr_length = payload.body.length;
                break;
            case iana::payload::N: {
                ike::Reader reader = payload.reader(octets);
                const auto notify = ike::Notify::read(reader);
                it.use_transport_mode =
                    it.use_transport_mode || notify.type.value == iana::notify::USE_TRANSPORT_MODE;
                it.full_transcript_auth =
                    it.full_transcript_auth ||
                    notify.type.value == iana::notify::IKE_SA_INIT_FULL_TRANSCRIPT_AUTH;
                if (notify.type.value == iana::notify::TICKET_OPAQUE) {
                    it.ticket_offset = notify.data.offset;
                    it.ticket_length = notify.data.length;
                }
                if (notify.type.value == iana::notify::ADDITIONAL_KEY_EXCHANGE) {
                    it.link_offset = notify.data.offset;
                    it.link_length = notify.data.length;
                }
                it.ppk_offered =
                    it.ppk_offered || notify.type.value == iana::notify::PPK_IDENTITY_KEY;
                if (notify.type.value == iana::notify::PPK_IDENTITY) {
                    it.ppk_id_offset = notify.data.offset;
                    it.ppk_id_length = notify.data.length;
                }
                break;
            }
            default:
                break;
        }
    }
    return it;
}

}  // namespace ikev2::session
