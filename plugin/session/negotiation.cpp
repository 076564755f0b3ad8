// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/negotiation.h"

#include <algorithm>
#include <array>

#include "plugin/iana/notify_types.h"

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

Negotiation Negotiation::of(const MessageContent& content, Octets octets, Keep keep) {
    Negotiation it;
    it.locate(content);
    it.keep(octets, keep);
    return it;
}

Negotiation Negotiation::of_child(const MessageContent& content, Octets octets) {
    Negotiation it;
    it.locate(content);
    const bool makes_keys =
        it.nonce_length != 0 || it.ke_length != 0 || it.ppk_id_length != 0 || it.link_length != 0;
    it.keep(octets, makes_keys ? Keep::all : Keep::offers);
    return it;
}

Negotiation Negotiation::read(Octets octets, ike::Chain chain) {
    MessageContent content;
    content.read(chain, octets);
    return of(content, octets);
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

void Negotiation::locate(const MessageContent& content) {
    nonce_offset = content.nonce.offset;
    nonce_length = content.nonce.length;
    ke_offset = content.ke_data.offset;
    ke_length = content.ke_data.length;
    ke_method = content.ke_method;
    sa_offset = content.sa.offset;
    sa_length = content.sa.length;
    tsi_offset = content.tsi.offset;
    tsi_length = content.tsi.length;
    tsr_offset = content.tsr.offset;
    tsr_length = content.tsr.length;
    for (const NoteContent& note : content.notes) {
        const auto length = static_cast<std::uint32_t>(note.data.size());
        switch (note.type) {
            case iana::notify::USE_TRANSPORT_MODE:
                use_transport_mode = true;
                break;
            case iana::notify::IKE_SA_INIT_FULL_TRANSCRIPT_AUTH:
                full_transcript_auth = true;
                break;
            case iana::notify::TICKET_OPAQUE:
                ticket_offset = note.data_offset;
                ticket_length = length;
                break;
            case iana::notify::ADDITIONAL_KEY_EXCHANGE:
                link_offset = note.data_offset;
                link_length = length;
                break;
            case iana::notify::PPK_IDENTITY_KEY:
                ppk_offered = true;
                break;
            case iana::notify::PPK_IDENTITY:
                ppk_id_offset = note.data_offset;
                ppk_id_length = length;
                break;
            default:
                break;
        }
    }
}

}  // namespace ikev2::session
