// Rows of the tables that Wireshark keeps in its preferences.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>
#include <vector>

namespace ikev2::keyfile {

/// The fields of a row, between commas, without the blanks and the quotation marks around them.
/// Views into the line. Empty if a quotation mark is not closed.
[[nodiscard]] std::vector<std::string_view> csv_fields(std::string_view line);

}  // namespace ikev2::keyfile
