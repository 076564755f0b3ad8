// Writes lines as strongSwan's charon logs them.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace ikev2::keyfile::test {

/// A dump: its header and its rows, each line after `prefix`. `hex` are the octets.
std::string charon_dump(const std::string& prefix, const std::string& label, std::string_view hex,
                        const char* end = "\n");

}  // namespace ikev2::keyfile::test
