// The command ikev2-keys.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <ostream>
#include <string>
#include <vector>

namespace ikev2::keyfile {

/// Runs `ikev2-keys` with the arguments that follow its name, and returns its exit status: 0, 1 if
/// a file cannot be read, has errors or no secret, 2 if the arguments make no sense. Octets of a
/// secret are written by `convert` only.
[[nodiscard]] int run_command(const std::vector<std::string>& arguments, const char* version,
                              std::ostream& out, std::ostream& err);

}  // namespace ikev2::keyfile
