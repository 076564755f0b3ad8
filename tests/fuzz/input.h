// Taking an input of a fuzz target apart.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "plugin/base/octets.h"

namespace ikev2::fuzz {

/// Parts of an input, one after the other; none is longer than what is left.
class Input {
  public:
    Input(const std::uint8_t* data, std::size_t size) : left_(data, size) {}

    [[nodiscard]] bool empty() const { return left_.empty(); }

    [[nodiscard]] std::uint8_t octet() {
        const Octets taken = octets(1);
        return taken.empty() ? std::uint8_t{0} : taken[0];
    }

    [[nodiscard]] std::uint16_t number() {
        const unsigned high = octet();
        return static_cast<std::uint16_t>(high << 8U | octet());
    }

    [[nodiscard]] Octets octets(std::size_t count) {
        const Octets taken = left_.first(std::min(count, left_.size()));
        left_ = left_.subspan(taken.size());
        return taken;
    }

    /// A string with its length in front, in two octets.
    [[nodiscard]] Octets string() { return octets(number()); }

  private:
    Octets left_;
};

inline std::string_view text_of(Octets octets) {
    return {reinterpret_cast<const char*>(octets.data()), octets.size()};
}

}  // namespace ikev2::fuzz
