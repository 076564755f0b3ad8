// SPDX-License-Identifier: GPL-2.0-or-later
#include "keyfile/generation.h"

#include <atomic>

namespace ikev2::keyfile {

std::uint64_t next_generation() noexcept {
    static std::atomic<std::uint64_t> last{0};
    return ++last;
}

}  // namespace ikev2::keyfile
