// One record of a log: what stands in front of its text, and the text.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "plugin/ios/stamp.h"

namespace ikev2::ios {

/// What a router puts in front of a debug line.
enum class Tag : std::uint8_t {
    none,      ///< nothing: a line of a dump, or no debug line
    ikev2,     ///< "IKEv2:"
    error,     ///< "IKEv2-ERROR:"
    internal,  ///< "IKEv2-INTERNAL:"
    packet,    ///< "IKEv2-PAK:"
    asa,       ///< "IKEv2-PROTO-n:" or "IKEv2-PLAT-n:"
};

struct Record {
    std::optional<Stamp> stamp;
    Tag tag = Tag::none;
    std::optional<std::uint32_t> session_id;  ///< "SESSION ID = n"
    std::optional<std::uint32_t> sa_id;       ///< "SA ID = n"; the n of "(n):" on ASA
    bool numbered = false;                    ///< the SA ID is that of "(n):", on every line of ASA
    bool prompted = false;                    ///< a prompt was glued in front
    std::string text;                         ///< what follows; the "(n):" inside it taken out

    /// Reads a line; a line can always be read.
    void read(std::string_view line);
};

/// Where in the text of a record another one begins, as on ASA, where text without a newline is
/// followed by the next record; npos if none does.
[[nodiscard]] std::size_t glued_record(std::string_view text) noexcept;

}  // namespace ikev2::ios
