// What the payloads of a message hold, as far as it matters to the state of a capture.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "plugin/base/octets.h"
#include "plugin/iana/notify_types.h"
#include "plugin/ike/payload.h"
#include "plugin/ike/reader.h"

namespace ikev2::session {

/// A number of up to four octets, such as an SPI.
[[nodiscard]] std::uint32_t number_of(Octets octets) noexcept;

/// A Notify payload. Owns nothing.
struct NoteContent {
    std::uint16_t type = 0;
    std::uint32_t data_offset = 0;  ///< in the octets that were read
    Octets spi;
    Octets data;
};

/// The payloads of one message. Owns nothing of it.
struct MessageContent {
    std::vector<NoteContent> notes;
    std::optional<std::uint8_t> auth_method;
    std::optional<std::uint8_t> eap_code;
    std::vector<std::uint32_t> deleted_children;  ///< SPIs
    bool deletes_ike = false;
    bool has_sa = false;
    bool empty = true;

    // Bodies of payloads, of the last one of each type; absent if there is none.
    ike::At<Octets> sa;
    ike::At<Octets> nonce;
    ike::At<Octets> tsi;
    ike::At<Octets> tsr;
    ike::At<Octets> ke_data;      ///< Key Exchange Data
    std::uint16_t ke_method = 0;  ///< Diffie-Hellman group of the KE payload

    /// Forgets all of a message, but not the room it took.
    void clear() noexcept;

    /// Reads another message, over whose octets `chain` walks.
    void read(ike::Chain chain, Octets octets);

    /// Whether its SA payload proposes an IKE SA.
    [[nodiscard]] bool proposes_ike() const noexcept;

    [[nodiscard]] const NoteContent* find(std::uint16_t type) const noexcept {
        const auto found =
            std::ranges::find_if(notes, [&](const NoteContent& note) { return note.type == type; });
        return found != notes.end() ? &*found : nullptr;
    }
    [[nodiscard]] const NoteContent* error() const noexcept {
        const auto found = std::ranges::find_if(
            notes, [](const NoteContent& note) { return iana::notify::is_error(note.type); });
        return found != notes.end() ? &*found : nullptr;
    }

  private:
    void read_delete(ike::Reader reader);
};

}  // namespace ikev2::session
