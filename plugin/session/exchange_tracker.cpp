// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/exchange_tracker.h"

#include "plugin/session/message_layout.h"
#include "plugin/session/mix.h"

namespace ikev2::session {

namespace {

// Tells messages apart that differ by more than malice: a forged pair with one digest would only be
// called a retransmission.
std::uint64_t digest_of(Octets octets) noexcept {
    std::uint64_t digest = octets.size();
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < octets.size(); ++i) {
        word = (word << 8U) | octets[i];
        if (i % 8 == 7) {
            digest = mix(digest ^ word);
            word = 0;
        }
    }
    return mix(digest ^ word);
}

}  // namespace

void ExchangeTracker::take(const Message& message, std::uint32_t sa, MessageView& view) {
    view.frame = message.frame;
    view.time = message.time;
    Key key{sa,
            message.header.message_id.value,
            requester_of(message),
            message.header.is_response(),
            view.fragment_number,
            view.fragment_total};
    Sent& sent = sent_[key];
    const std::uint64_t digest = digest_of(message.octets);
    // "The retransmitted message MUST be bitwise identical to the original" (RFC 7296, section
    // 2.1); another one with the same Message ID is a new try, as after a COOKIE.
    if (sent.first != nullptr && sent.digest == digest) {
        view.retransmission_of = sent.first->frame;
        view.retransmission = sent.last->retransmission + 1;
    } else {
        sent.digest = digest;
        sent.first = &view;
        sent.waiting.clear();
    }
    sent.last = &view;

    if (!key.response) {
        sent.waiting.push_back(&view);
        return;
    }
    // A fragmented request may be answered in one piece and the other way round: the first fragment
    // stands for the message.
    key.response = false;
    auto request = sent_.lower_bound({key.sa, key.message_id, key.requester, false, 0, 0});
    if (request == sent_.end() || request->first.sa != key.sa ||
        request->first.message_id != key.message_id || request->first.requester != key.requester ||
        request->first.response) {
        return;
    }
    view.response_to = request->second.last->frame;
    view.request_time = request->second.last->time;
    for (MessageView* answered : request->second.waiting) {
        answered->response_in = view.frame;
    }
    request->second.waiting.clear();
}

}  // namespace ikev2::session
