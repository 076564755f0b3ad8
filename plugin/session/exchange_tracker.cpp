// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/exchange_tracker.h"

#include "plugin/session/message_layout.h"
#include "plugin/session/mix.h"

namespace ikev2::session {

namespace {

// A copy of a message that follows it within less nanoseconds was captured twice, or doubled on the
// way: no timer of a peer is so short ("at least several minutes" for all tries, RFC 7296, section
// 2.4).
constexpr std::int64_t kDuplicateWithin = 1'000'000;

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
        view.duplicate = view.time - sent.last->time < kDuplicateWithin;
        sent.last->retransmitted_in = view.frame;
    } else {
        view.other_use_of_id = sent.last != nullptr ? sent.last->frame : 0;
        sent.digest = digest;
        sent.first = &view;
        sent.waiting.clear();
    }
    sent.last = &view;
    sent.exchange_type = message.header.exchange_type.value;

    if (!key.response) {
        // A copy may come late, behind the response to the first one; unless it gets its own.
        view.response_in = sent.first->response_in;
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

std::vector<ExchangeTracker::Unanswered> ExchangeTracker::unanswered() const {
    std::vector<Unanswered> found;
    const Key* exchange = nullptr;
    for (const auto& [key, sent] : sent_) {
        const bool is_first = exchange == nullptr || exchange->sa != key.sa ||
                              exchange->message_id != key.message_id ||
                              exchange->requester != key.requester;
        exchange = &key;
        // The first fragment stands for the message, as in take().
        if (is_first && !key.response && !sent.waiting.empty() &&
            sent.waiting.front()->response_in == 0) {
            found.push_back({key.sa, key.message_id, key.requester, sent.exchange_type,
                             sent.waiting.front(), sent.waiting.back(), sent.waiting.size()});
        }
    }
    return found;
}

}  // namespace ikev2::session
