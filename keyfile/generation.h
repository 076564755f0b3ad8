// Numbers that tell the contents of one store from those of every other.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

namespace ikev2::keyfile {

/// A number above 0 that was not returned before in this process. Thread-safe.
[[nodiscard]] std::uint64_t next_generation() noexcept;

}  // namespace ikev2::keyfile
