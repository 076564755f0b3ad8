// Files and lines of other programs that hold nothing to use, and what to say of them.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace ikev2::keyfile {

/// Octets at the start of a file that foreign_file() wants to see.
inline constexpr std::size_t kFileHead = 16;

/// What a file is that cannot be a key file, from its first octets, or null. Static storage.
[[nodiscard]] const char* foreign_file(std::string_view head) noexcept;

/// A form of line that another program writes.
struct ForeignFormat {
    const char* reason;  ///< what the line is, and that it is not read
    /// Whether a line, without blanks at its start, has this form.
    bool (*recognises)(std::string_view line);
    /// Whether a line right after such a line belongs to it, or null if none does.
    bool (*continues)(std::string_view line);
};

/// The first format that recognises `line`, or null. Static storage.
[[nodiscard]] const ForeignFormat* foreign_format(std::string_view line);

}  // namespace ikev2::keyfile
