// What the payloads of a message hold, as far as it matters to the journal of IKE SAs.
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
    bool sa = false;
    bool ike_proposal = false;
    bool empty = true;

    /// Forgets all of a message, but not the room it took.
    void clear() noexcept;

    /// Reads another message, over whose octets `chain` walks.
    void read(ike::Chain chain, Octets octets);

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
