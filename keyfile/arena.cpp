// SPDX-License-Identifier: GPL-2.0-or-later
#include "keyfile/arena.h"

namespace ikev2::keyfile {

namespace {
constexpr std::size_t kMostBlocks = (std::uint64_t{1} << 32U) / Arena::kBlock;
}

std::optional<std::uint32_t> Arena::put(Octets octets) {
    if (blocks_.empty() || kBlock - blocks_.back().size() < octets.size()) {
        if (blocks_.size() == kMostBlocks) {
            return std::nullopt;
        }
        blocks_.emplace_back().reserve(kBlock);
    }
    Secret& block = blocks_.back();
    const std::size_t where = (blocks_.size() - 1) * kBlock + block.size();
    block.insert(block.end(), octets.begin(), octets.end());
    return static_cast<std::uint32_t>(where);
}

Octets Arena::at(std::uint32_t where, std::size_t length) const noexcept {
    return Octets(blocks_[where / kBlock]).subspan(where % kBlock, length);
}

}  // namespace ikev2::keyfile
