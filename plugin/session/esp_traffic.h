// The ESP packets of a capture, and the CHILD_SAs whose keys open them.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <vector>

#include "keyfile/store.h"
#include "plugin/base/flat_map.h"
#include "plugin/base/mix.h"
#include "plugin/base/octets.h"
#include "plugin/session/child_sa.h"
#include "plugin/session/esp_cipher.h"
#include "plugin/session/esp_suite.h"
#include "plugin/session/esp_trial.h"
#include "plugin/session/esp_view.h"
#include "plugin/session/message.h"

namespace ikev2::session {

/// What is known of `child`, in plain values.
[[nodiscard]] ChildView view_of(const ChildSa& child) noexcept;

/// Finds the keys of ESP packets. An ESP packet names its SA by the SPI alone; the receiver chose
/// it, so that two receivers may have the same one, and addresses may change while the SA lives
/// (RFC 4555). So the SPI says which SAs come into question, the destination address which of them
/// is tried first, and the integrity check of the packet decides. A decision holds for what
/// follows: made on the first pass over the packets, in their order, and only read afterwards.
class EspTraffic {
  public:
    /// Takes in a CHILD_SA, which must stay where it is. One for AH is not of interest.
    void add(const ChildSa& child);

    /// Whether `spi` is that of a CHILD_SA.
    [[nodiscard]] bool knows(std::uint32_t spi);

    /// Whether more secrets might help to open `packet`.
    [[nodiscard]] bool wants_secrets(const EspPacket& packet);

    /// Takes in a packet on the first pass. If it can be opened, its plaintext goes to the start of
    /// `plaintext`, which has as many octets as the packet.
    EspView first_pass(const EspPacket& packet, const keyfile::Store& store,
                       MutableOctets plaintext);

    /// Takes in, on the first pass, a packet that is not to be opened.
    void count(const EspPacket& packet);

    /// How many packets of the CHILD_SA with this number were seen, in both directions.
    [[nodiscard]] std::uint64_t packets(std::uint32_t child) const noexcept;

    /// How many octets these have from the SPI on.
    [[nodiscard]] std::uint64_t octets(std::uint32_t child) const noexcept;

  private:
    // One direction of a CHILD_SA.
    struct EspSa : EspSaState {
        const ChildSa* source = nullptr;
        EspSa* other = nullptr;  // direction
        std::optional<EspSuite> suite;
        EspStatus failure{};           // of the last trial
        std::uint64_t generation = 0;  // of the key store that was tried
        unsigned trials = 0;           // sets of keys that failed since
        bool hopeless = false;         // there is no set of keys to try
    };

    // What is known of it before there is a packet: most CHILD_SAs of a large capture never have
    // one in it.
    struct Direction {
        const ChildSa* child = nullptr;
        Direction* other = nullptr;
        Direction* older = nullptr;  // with the same SPI
        EspSa* sa = nullptr;         // null: no packet yet
        std::uint8_t receiver = 0;
    };

    struct Spi {
        std::uint32_t value = 0;
        bool operator==(const Spi&) const = default;
        [[nodiscard]] std::uint64_t mixed(std::uint64_t seed) const noexcept {
            return mix(value ^ seed);
        }
    };

    // The directions that come into question for `packet`, in the order in which they are tried.
    [[nodiscard]] std::vector<Direction*> find(const EspPacket& packet);
    void file_added();
    EspSa& sa_of(Direction& direction);
    EspSa& make_sa(Direction& direction);
    static void try_open(EspSa& sa, const EspPacket& packet, const keyfile::Store& store,
                         MutableOctets plaintext, EspView& view);
    static void bind(EspSa& sa, const std::array<ChildKeys, 2>& keys);
    static void find_keys(EspSa& sa, const EspPacket& packet, const keyfile::Store& store,
                          MutableOctets plaintext, EspView& view);
    static void open_with(EspSa& sa, EspCipher& cipher, const EspPacket& packet,
                          MutableOctets plaintext, EspView& view);

    // Those that no packet has asked for yet: a large capture may have no ESP at all.
    std::vector<const ChildSa*> added_;
    KeptDeque<EspSa> sas_;
    KeptDeque<std::array<Direction, 2>> directions_;  // of each other CHILD_SA
    FlatMap<Spi, Direction*> by_spi_;                 // the newest

    struct Count {
        std::uint64_t packets = 0;
        std::uint64_t octets = 0;
    };
    void count(const ChildSa& child, const EspPacket& packet);

    std::map<std::uint32_t, Count> counts_;  // by number of the CHILD_SA
};

}  // namespace ikev2::session
