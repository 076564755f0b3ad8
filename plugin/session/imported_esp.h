// ESP packets whose keys stand in the key file.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <vector>

#include "keyfile/store.h"
#include "plugin/base/octets.h"
#include "plugin/session/esp_cipher.h"
#include "plugin/session/esp_suite.h"
#include "plugin/session/esp_trial.h"
#include "plugin/session/esp_view.h"

namespace ikev2::session {

/// Opens ESP packets with keyfile::Store::esp: of rows of Wireshark's esp_sa table, of `ip xfrm
/// state` and of logs. No IKE message is needed. SPI and addresses say which keys come into
/// question, and the integrity check of a packet decides; where there is none, the addresses must
/// fit, and the plaintext must end like that of an ESP packet. Decisions are made on the first pass
/// over the packets, in their order, and only read afterwards.
class ImportedEsp {
  public:
    /// Whether `store` has keys for packets with this SPI.
    [[nodiscard]] static bool has_keys(std::uint32_t spi, const keyfile::Store& store) noexcept;

    /// Takes in a packet on the first pass. If it can be opened, its plaintext goes to the start of
    /// `plaintext`, which has as many octets as the packet. `negotiated` is the ESP SA of the
    /// capture that has the packet's SPI; null if there is none. The view's `sa` is null if no keys
    /// are for the packet.
    EspView first_pass(const EspPacket& captured, const keyfile::Store& store,
                       MutableOctets plaintext, const EspSaView* negotiated);

  private:
    struct Sa : EspSaState {
        std::string file;
    };

    struct Flow {
        std::uint32_t spi = 0;
        Address source{};
        Address destination{};
        auto operator<=>(const Flow&) const = default;
    };

    // What came of looking for the keys of a flow.
    struct Search {
        std::uint64_t generation = 0;  // of the key store
        unsigned trials = 0;           // sets of keys that failed since
        unsigned high_rounds = 0;      // packets on which high-order bits were tried
        EspView failure;               // of the first of them that is for this very SPI
    };

    // A packet, and what is known of it before its keys are.
    struct Packet {
        const EspPacket& captured;
        std::uint32_t spi;
        std::uint32_t sequence_number;
        bool try_highs;  // whether to try other high-order bits of it than 0
        MutableOctets plaintext;
        const EspSaView* negotiated;
    };

    bool open_with_known(const Packet& packet, EspView& view) const;
    bool try_entry(const keyfile::EspEntry& entry, const Packet& packet,
                   const keyfile::Store& store, Search& search, EspView& view);
    bool try_suite(const keyfile::EspEntry& entry, const EspSuite& suite, const Packet& packet,
                   const keyfile::Store& store, EspView& view);
    Sa& new_sa(const keyfile::EspEntry& entry, const Packet& packet, const keyfile::Store& store);

    std::deque<Sa> sas_;
    std::map<std::uint32_t, std::vector<Sa*>> open_;  // by SPI, the newest last
    std::map<Flow, Search> searches_;
};

}  // namespace ikev2::session
