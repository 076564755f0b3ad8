// What the glue asks of the core about CHILD_SAs and ESP packets.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstdint>

#include "plugin/base/octets.h"
#include "plugin/session/esp_view.h"
#include "plugin/session/message.h"

namespace ikev2::epan {

/// Whether an ESP packet with this SPI may belong to a CHILD_SA of the capture, or the key file has
/// keys for it.
[[nodiscard]] bool bridge_esp_spi_is_known(std::uint32_t spi) noexcept;

/// session::EspTraffic::first_pass of a packet of `length` octets, of which `octets` were captured,
/// and then session::ImportedEsp::first_pass. `plaintext` has room for as many. The view's `sa` is
/// null if nothing is known of it.
[[nodiscard]] session::EspView bridge_esp_first_pass(Octets octets, std::uint32_t length,
                                                     const session::Address& source,
                                                     const session::Address& destination,
                                                     MutableOctets plaintext) noexcept;

/// session::EspTraffic::count.
void bridge_esp_count(Octets octets, const session::Address& destination) noexcept;

/// session::open_again.
[[nodiscard]] bool bridge_esp_open_again(const session::EspView& view, Octets packet,
                                         MutableOctets plaintext) noexcept;

/// Keys of what each side of a CHILD_SA sends: first the requester of the exchange that made it.
/// The encryption key has its salt or nonce at the end. Empty: not known, or not used.
struct ChildKeyOctets {
    std::array<Octets, 2> encr;
    std::array<Octets, 2> integ;
};

/// The keys of the CHILD_SA with this number, if they need no g^ir of its own, which only an ESP
/// packet can tell. Valid until the next call.
[[nodiscard]] ChildKeyOctets bridge_child_keys(std::uint32_t number) noexcept;

/// The keys that opened the packet of `view`, as those of the first side. Valid as long as the
/// capture's state.
[[nodiscard]] ChildKeyOctets bridge_esp_keys(const session::EspView& view) noexcept;

/// The CHILD_SA with this number; false, and `child` left alone, if there is none.
[[nodiscard]] bool bridge_child(std::uint32_t number, session::ChildView& child) noexcept;

}  // namespace ikev2::epan
