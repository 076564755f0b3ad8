// A line of a key file as fields.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace ikev2::keyfile {

/// One field. A view into the line.
struct Field {
    std::string_view text;  ///< without the quotation marks, escapes as they stand
    bool quoted = false;
};

/// The fields of a line; a comment is none.
struct Fields {
    static constexpr std::size_t kMost = 5;

    std::array<Field, kMost> field{};
    std::size_t count = 0;  ///< can be greater than kMost; those fields are not kept
    std::string problem;    ///< why the line cannot be split; "" if it can
};

/// Splits what follows the first `start` characters of `line`, which does not hold its end.
[[nodiscard]] Fields split(std::string_view line, std::size_t start);

}  // namespace ikev2::keyfile
