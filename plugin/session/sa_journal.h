// Keeps what happened to the IKE SAs of a capture, and judges their negotiations.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "plugin/base/flat_map.h"
#include "plugin/base/mix.h"
#include "plugin/base/pool.h"
#include "plugin/base/shelf.h"
#include "plugin/ike/payload.h"
#include "plugin/ike/payload_notify.h"
#include "plugin/session/child_sa.h"
#include "plugin/session/finding.h"
#include "plugin/session/ike_sa.h"
#include "plugin/session/message.h"
#include "plugin/session/message_content.h"
#include "plugin/session/message_view.h"
#include "plugin/session/negotiation.h"
#include "plugin/session/sa_history.h"
#include "plugin/session/sa_verdict.h"

namespace ikev2::session {

/// A message of a known IKE SA, after everything else has looked at it. Owns nothing.
struct JournalEntry {
    const IkeSa& sa;
    const Message& message;
    MessageView& view;
    bool readable = false;          ///< `content` is what it says: not encrypted, or opened
    bool reassembled = false;       ///< it was taken in before, as the fragment that completes it
    const MessageContent& content;  ///< empty if it is not readable
    /// Of a response: the SA and TS payloads that it answers; null if they are not known.
    const Negotiation* offer = nullptr;
    const KeptDeque<ChildSa>& children;
};

/// The journal. It is written on the first pass, message by message.
class SaJournal {
  public:
    /// Says that `message`, of IKE_SA_INIT, comes next (Capture::expect).
    void expect(const Message& message) const noexcept {
        host_by_address_.expect({message.source});
        host_by_address_.expect({message.destination});
    }

    /// Takes in a message, and sets `findings` and `verdict` of its view.
    void take(const JournalEntry& entry);

    /// Takes in that `made` replaces `old`, as the message in `frame` says; `requester` of the two
    /// sides of `old` asked for it.
    void rekeyed(const IkeSa& old, const IkeSa& made, Sender requester, std::uint32_t frame);

    /// Null if nothing was seen of the IKE SA.
    [[nodiscard]] const SaHistory* history(std::uint32_t sa) const noexcept;
    [[nodiscard]] ChildHistory child(std::uint32_t number) const;
    [[nodiscard]] const KeptDeque<Finding>& findings() const noexcept { return findings_; }

    /// A message of which only some fragments were seen.
    struct LostFragments {
        std::uint32_t sa = 0;
        std::uint32_t message_id = 0;
        Sender sender{};
        bool response = false;
        std::uint32_t frame = 0;  ///< of the last fragment that was seen
        std::uint32_t seen = 0;
        std::uint32_t total = 0;
        std::uint8_t exchange_type = 0;
    };
    /// Of one IKE SA, ordered by Message ID.
    [[nodiscard]] std::vector<LostFragments> lost_fragments(std::uint32_t sa) const;

    /// Why no proposal of `offered` was chosen, as far as what `refuser` offered or chose elsewhere
    /// in the capture tells. "" if there is nothing to compare with.
    [[nodiscard]] std::string closest_to(const Negotiation& offered, const Address& refuser,
                                         std::uint8_t address_length) const;

  private:
    struct ChildKey {
        std::uint32_t lineage = 0;
        std::uint32_t spi = 0;
        bool operator==(const ChildKey&) const = default;
        [[nodiscard]] std::uint64_t mixed(std::uint64_t seed) const noexcept {
            return mix(seed ^ (std::uint64_t{lineage} << 32U | spi));
        }
    };
    struct Host {
        Address address{};
        bool operator==(const Host&) const = default;
        [[nodiscard]] std::uint64_t mixed(std::uint64_t seed) const noexcept {
            return mix(address, seed);
        }
    };
    struct HostPair {
        Address initiator{};
        Address responder{};
        bool operator==(const HostPair&) const = default;
        [[nodiscard]] std::uint64_t mixed(std::uint64_t seed) const noexcept {
            return mix(responder, mix(initiator, seed));
        }
    };
    struct PendingKey {
        std::uint32_t sa = 0;
        Sender requester{};
        std::uint32_t message_id = 0;
        auto operator<=>(const PendingKey&) const = default;
    };
    // A CREATE_CHILD_SA request that waits for its response.
    struct Pending {
        std::uint32_t frame = 0;
        bool ike = false;     // for a new IKE SA
        bool rekeys = false;  // the CHILD_SA `spi`
        std::uint32_t spi = 0;
    };
    struct FragmentKey {
        std::uint32_t sa = 0;
        std::uint32_t message_id = 0;
        Sender sender{};
        bool response = false;
        std::uint16_t total = 0;
        auto operator<=>(const FragmentKey&) const = default;
    };
    struct Fragments {
        std::set<std::uint16_t> numbers;
        std::uint32_t frame = 0;
        std::uint8_t exchange_type = 0;
    };
    struct HostHistory {
        // SA payloads that show what it accepts.
        std::shared_ptr<const Negotiation> offered;  // by itself
        std::shared_ptr<const Negotiation> chosen;
        std::uint32_t offered_in = 0;
        std::uint32_t chosen_in = 0;
        // The peer that it asked first for an IKE SA, and the number of the latest one.
        std::optional<std::uint32_t> initiation;
        Address peer{};
        bool has_more_peers = false;  // that are in more_initiations_
    };
    SaHistory& history_of(std::uint32_t sa);
    void count(const JournalEntry& entry, SaHistory& history);
    void watch_addresses(const JournalEntry& entry, SaHistory& history, bool moves);
    void watch_request_ids(const JournalEntry& entry, SaHistory& history);
    void watch_fragments(const JournalEntry& entry, SaHistory& history);
    void take_init(const JournalEntry& entry, SaHistory& history, const MessageContent& content);
    void take_auth(const JournalEntry& entry, SaHistory& history, const MessageContent& content);
    void take_create_child_sa(const JournalEntry& entry, SaHistory& history,
                              const MessageContent& content);
    void take_informational(const JournalEntry& entry, SaHistory& history,
                            const MessageContent& content);
    void take_unprotected(const JournalEntry& entry, const MessageContent& content);
    void watch_initiation(const JournalEntry& entry, SaHistory& history);
    // The number of the CHILD_SA that has this SPI on one side.
    std::optional<std::uint32_t> child_of(const JournalEntry& entry, std::uint32_t spi);
    ChildHistory& child_history_of(std::uint32_t child);
    void watch_child(const JournalEntry& entry, const Pending* pending);
    HostHistory& host_of(const Address& address);
    [[nodiscard]] std::optional<std::uint32_t> initiation(const Address& from,
                                                          const Address& to) const;
    void learn_accepted(const JournalEntry& entry);

    [[nodiscard]] std::string why_refused(const JournalEntry& entry, SaHistory& history,
                                          std::uint16_t notify, Octets data) const;
    [[nodiscard]] std::string why_not_authenticated(const SaHistory& history, Sender refused) const;

    const char* keep(std::string text);
    [[gnu::cold]] void find(const JournalEntry& entry, FindingKind kind, std::string detail = {});
    const Verdict* judge(const JournalEntry& entry, Cause cause, std::string detail = {});
    const Verdict* judge(const JournalEntry& entry, Cause cause, Outcome outcome,
                         std::string detail);

    Shelf<SaHistory> histories_;  // by number
    KeptDeque<ChildHistory> child_histories_;
    FlatMap<ChildKey, std::uint32_t> child_by_spi_;
    std::uint32_t children_filed_ = 0;  // of all, those in child_by_spi_
    std::map<PendingKey, Pending> pending_;
    std::map<FragmentKey, Fragments> fragments_;
    Shelf<HostHistory> hosts_;
    FlatMap<Host, HostHistory*> host_by_address_;
    FlatMap<HostPair, std::uint32_t> more_initiations_;
    KeptDeque<Finding> findings_;
    KeptDeque<Verdict> verdicts_;
    KeptDeque<std::string> texts_;
};

}  // namespace ikev2::session
