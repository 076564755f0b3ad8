// What the payloads of a message hold, as far as it matters to the journal.
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
#include "plugin/session/sa_journal.h"

namespace ikev2::session {

/// A number of up to four octets, such as an SPI.
[[nodiscard]] std::uint32_t number_of(Octets octets) noexcept;

struct SaJournal::Content {
    struct Note {
        std::uint16_t type = 0;
        Octets spi;
        Octets data;
    };
    std::vector<Note> notes;
    std::optional<std::uint8_t> auth_method;
    std::optional<std::uint8_t> eap_code;
    std::vector<std::uint32_t> deleted_children;  // SPIs
    bool deletes_ike = false;
    bool sa = false;
    bool ike_proposal = false;
    bool empty = true;

    [[nodiscard]] static Content read(ike::Chain chain, Octets octets);
    [[nodiscard]] const Note* find(std::uint16_t type) const noexcept {
        const auto found =
            std::ranges::find_if(notes, [&](const Note& note) { return note.type == type; });
        return found != notes.end() ? &*found : nullptr;
    }
    [[nodiscard]] const Note* error() const noexcept {
        const auto found = std::ranges::find_if(
            notes, [](const Note& note) { return iana::notify::is_error(note.type); });
        return found != notes.end() ? &*found : nullptr;
    }

  private:
    void read_delete(ike::Reader reader);
};

}  // namespace ikev2::session
