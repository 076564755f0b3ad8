// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/negotiation.h"

#include <algorithm>
#include <array>

#include "plugin/iana/notify_types.h"
#include "plugin/iana/payload_types.h"
#include "plugin/ike/payload_ke.h"
#include "plugin/ike/payload_notify.h"

namespace ikev2::session {

namespace {

struct Part {
    std::uint32_t Negotiation::*offset;
    std::uint32_t Negotiation::*length;
};
constexpr std::array<Part, 4> kOffers = {{
    {&Negotiation::sa_offset, &Negotiation::sa_length},
    {&Negotiation::tsi_offset, &Negotiation::tsi_length},
    {&Negotiation::tsr_offset, &Negotiation::tsr_length},
    {&Negotiation::ticket_offset, &Negotiation::ticket_length},
}};

}  // namespace

Negotiation Negotiation::read(Octets octets, ike::Chain chain, Keep keep) {
    Negotiation it;
    it.locate(octets, chain);
    it.keep(octets, keep);
    return it;
}

Negotiation Negotiation::read_child(Octets octets, ike::Chain chain) {
    Negotiation it;
    it.locate(octets, chain);
    const bool makes_keys =
        it.nonce_length != 0 || it.ke_length != 0 || it.ppk_id_length != 0 || it.link_length != 0;
    it.keep(octets, makes_keys ? Keep::all : Keep::offers);
    return it;
}

void Negotiation::keep(Octets message, Keep what) {
    if (what == Keep::all) {
        octets = KeptOctets(message);
        return;
    }
    auto first = static_cast<std::uint32_t>(message.size());
    std::uint32_t last = 0;
    for (const Part& part : kOffers) {
        if (this->*part.length != 0) {
            first = std::min(first, this->*part.offset);
            last = std::max(last, this->*part.offset + this->*part.length);
        }
    }
    whole = false;
    if (first >= last) {
        return;
    }
    octets = KeptOctets(message.subspan(first, last - first));
    for (const Part& part : kOffers) {
        if (this->*part.length != 0) {
            this->*part.offset -= first;
        }
    }
}

bool Negotiation::is_of(Octets message, std::uint64_t digest_of_them) const noexcept {
    return whole ? std::ranges::equal(Octets(octets), message) : digest == digest_of_them;
}

void Negotiation::locate(Octets message, ike::Chain chain) {
    ike::Payload payload;
    while (chain.next(payload)) {
        if (!payload.body.present()) {
            continue;
        }
        switch (payload.type) {
            case iana::payload::NONCE:
                nonce_offset = payload.body.offset;
                nonce_length = payload.body.length;
                break;
            case iana::payload::SA:
                sa_offset = payload.body.offset;
                sa_length = payload.body.length;
                break;
            case iana::payload::KE: {
                ike::Reader reader = payload.reader(message);
                const auto ke = ike::KeyExchange::read(reader);
                ke_method = ke.group.value;
                ke_offset = ke.data.offset;
                ke_length = ke.data.length;
                break;
            }
            case iana::payload::TSi:
                tsi_offset = payload.body.offset;
                tsi_length = payload.body.length;
                break;
            case iana::payload::TSr:
                tsr_offset = payload.body.offset;
                tsr_length = payload.body.length;
                break;
            case iana::payload::N: {
                ike::Reader reader = payload.reader(message);
                const auto notify = ike::Notify::read(reader);
                use_transport_mode =
                    use_transport_mode || notify.type.value == iana::notify::USE_TRANSPORT_MODE;
                full_transcript_auth =
                    full_transcript_auth ||
                    notify.type.value == iana::notify::IKE_SA_INIT_FULL_TRANSCRIPT_AUTH;
                if (notify.type.value == iana::notify::TICKET_OPAQUE) {
                    ticket_offset = notify.data.offset;
                    ticket_length = notify.data.length;
                }
                if (notify.type.value == iana::notify::ADDITIONAL_KEY_EXCHANGE) {
                    link_offset = notify.data.offset;
                    link_length = notify.data.length;
                }
                ppk_offered = ppk_offered || notify.type.value == iana::notify::PPK_IDENTITY_KEY;
                if (notify.type.value == iana::notify::PPK_IDENTITY) {
                    ppk_id_offset = notify.data.offset;
                    ppk_id_length = notify.data.length;
                }
                break;
            }
            default:
                break;
        }
    }
}

}  // namespace ikev2::session
