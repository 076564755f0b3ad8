// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/exchange_tracker.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "plugin/session/message_layout.h"

namespace ikev2::session {

namespace {

// A copy of a message that follows it within less nanoseconds was captured twice, or doubled on the
// way: no timer of a peer is so short ("at least several minutes" for all tries, RFC 7296, section
// 2.4).
constexpr std::int64_t kDuplicateWithin = 1'000'000;

}  // namespace

ExchangeTracker::Sent& ExchangeTracker::Half::sent(Part part) {
    if (part == Part()) {
        return whole;
    }
    if (parts == nullptr) {
        parts = std::make_unique<std::map<Part, Sent>>();
    }
    return (*parts)[part];
}

template <typename AnyHalf>
auto ExchangeTracker::first_of(AnyHalf& half) noexcept -> decltype(&half.whole) {
    if (half.whole.first != nullptr || half.parts == nullptr) {
        return half.whole.first != nullptr ? &half.whole : nullptr;
    }
    return &half.parts->begin()->second;
}

ExchangeTracker::Exchange& ExchangeTracker::exchange_of(const Key& key) {
    if (key.sa >= newest_.size()) {
        newest_.resize(key.sa + std::size_t{1});
    }
    Newest& newest = newest_[key.sa];
    for (Exchange* it : {newest.last, newest.before}) {
        if (it != nullptr && it->key == key) {
            return *it;
        }
    }
    if (newest.before != nullptr) {
        if (Exchange* const* found = older_.find(key); found != nullptr) {
            return **found;
        }
        older_[newest.before->key] = newest.before;
    }
    newest.before = std::exchange(newest.last, &exchanges_.emplace_back());
    newest.last->key = key;
    return *newest.last;
}

void ExchangeTracker::take(const Message& message, std::uint32_t sa, MessageView& view) {
    view.frame = message.frame;
    view.time = message.time;
    const bool response = message.header.is_response();
    Exchange& exchange = exchange_of({sa, message.header.message_id.value, requester_of(message)});
    Sent& sent = (response ? exchange.response : exchange.request)
                     .sent({view.fragment_number, view.fragment_total});
    // "The retransmitted message MUST be bitwise identical to the original" (RFC 7296, section
    // 2.1); another one with the same Message ID is a new try, as after a COOKIE.
    if (sent.first != nullptr && sent.digest == message.digest) {
        view.retransmission_of = sent.first->frame;
        view.retransmission = sent.last->retransmission + 1;
        view.duplicate = view.time - sent.last->time < kDuplicateWithin;
        sent.last->retransmitted_in = view.frame;
        sent.last->sent_again = &view;
    } else {
        view.other_use_of_id = sent.last != nullptr ? sent.last->frame : 0;
        sent.digest = message.digest;
        sent.first = &view;
        sent.waiting = nullptr;
    }
    sent.last = &view;
    view.copy = sent.copies++;
    sent.exchange_type = message.header.exchange_type.value;

    if (!response) {
        // A copy may come late, behind the response to the first one; unless it gets its own.
        view.response_in = sent.first->response_in;
        sent.waiting = sent.waiting != nullptr ? sent.waiting : &view;
        return;
    }
    // A fragmented request may be answered in one piece and the other way round.
    Sent* request = first_of(exchange.request);
    if (request == nullptr) {
        return;
    }
    view.response_to = request->last->frame;
    view.request_time = request->last->time;
    for (MessageView* answered = std::exchange(request->waiting, nullptr); answered != nullptr;
         answered = answered->sent_again) {
        answered->response_in = view.frame;
    }
}

std::vector<ExchangeTracker::Unanswered> ExchangeTracker::unanswered() const {
    std::vector<Unanswered> found;
    exchanges_.for_each([&](const Exchange& exchange) {
        const Sent* request = first_of(exchange.request);
        if (request == nullptr || request->waiting == nullptr ||
            request->waiting->response_in != 0) {
            return;
        }
        Unanswered it{exchange.key.sa,
                      exchange.key.message_id,
                      exchange.key.requester,
                      request->exchange_type,
                      request->waiting,
                      request->last,
                      0};
        for (const MessageView* one = it.first; one != nullptr; one = one->sent_again) {
            ++it.transmissions;
        }
        found.push_back(it);
    });
    std::sort(found.begin(), found.end(), [](const Unanswered& a, const Unanswered& b) {
        return std::tie(a.sa, a.message_id, a.requester) <
               std::tie(b.sa, b.message_id, b.requester);
    });
    return found;
}

}  // namespace ikev2::session
