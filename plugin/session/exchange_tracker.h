// Requests, their responses, and messages that were sent again (RFC 7296, sections 2.1 to 2.3).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "plugin/base/flat_map.h"
#include "plugin/base/mix.h"
#include "plugin/base/pages.h"
#include "plugin/base/shelf.h"
#include "plugin/session/ike_sa.h"
#include "plugin/session/message.h"
#include "plugin/session/message_view.h"

namespace ikev2::session {

/// Links the messages of a capture's exchanges. Each side of an IKE SA counts its own requests
/// (RFC 7296, section 2.2), so an exchange is named by the IKE SA, the Message ID and who began it.
class ExchangeTracker {
  public:
    /// Takes in a message of the IKE SA numbered `sa` on the first pass, and sets the links of
    /// `view`, its own view, and of the views of the messages that it answers. Views must stay
    /// where they are.
    void take(const Message& message, std::uint32_t sa, MessageView& view);

    /// A request that no response was seen to.
    struct Unanswered {
        std::uint32_t sa = 0;
        std::uint32_t message_id = 0;
        Sender requester{};
        std::uint8_t exchange_type = 0;
        const MessageView* first = nullptr;  ///< transmission
        const MessageView* last = nullptr;
        std::size_t transmissions = 0;
    };
    /// Those that are unanswered now, ordered by IKE SA, Message ID and requester.
    [[nodiscard]] std::vector<Unanswered> unanswered() const;

  private:
    struct Key {
        std::uint32_t sa = 0;
        std::uint32_t message_id = 0;
        Sender requester{};
        auto operator<=>(const Key&) const = default;
        [[nodiscard]] std::uint64_t mixed(std::uint64_t seed) const noexcept {
            return mix(mix(seed ^ (std::uint64_t{sa} << 32U | message_id)) ^ index_of(requester));
        }
    };

    // A fragment of a message.
    struct Part {
        std::uint16_t number = 0;
        std::uint16_t total = 0;
        auto operator<=>(const Part&) const = default;
    };

    // What was sent last as one message or fragment.
    struct Sent {
        std::uint64_t digest = 0;  // of the octets
        MessageView* first = nullptr;
        MessageView* last = nullptr;
        MessageView* waiting = nullptr;  // the first request since the last response
        std::uint32_t copies = 0;
        std::uint8_t exchange_type = 0;
    };

    // A request or a response.
    struct Half {
        Sent whole;
        std::unique_ptr<std::map<Part, Sent>> parts;  // null: it was not fragmented

        [[nodiscard]] Sent& sent(Part part);
    };

    struct Exchange {
        Key key;
        Half request;
        Half response;
    };

    // What stands for a message: its first fragment, if it has any. Null: nothing was sent.
    template <typename AnyHalf>
    [[nodiscard]] static auto first_of(AnyHalf& half) noexcept -> decltype(&half.whole);

    Exchange& exchange_of(const Key& key);

    // The newest exchanges of an IKE SA, which most messages belong to; null: there are none yet.
    struct Newest {
        Exchange* last = nullptr;
        Exchange* before = nullptr;
    };

    Shelf<Exchange> exchanges_;
    std::vector<Newest, TableAllocator<Newest>> newest_;  // by number of the IKE SA
    FlatMap<Key, Exchange*> older_;
};

}  // namespace ikev2::session
