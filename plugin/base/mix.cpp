// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/base/mix.h"

#include <algorithm>
#include <random>

namespace ikev2 {

namespace {

// Two words for each of two lanes, which need not wait for each other.
using Words = std::array<std::uint64_t, 4>;

// So that octets of zero do not make a product of zero.
constexpr std::array<std::uint64_t, 4> kSalts = {mix(1), mix(2), mix(3), mix(4)};

// Makes one number of two, every bit of which counts.
std::uint64_t folded(std::uint64_t a, std::uint64_t b) noexcept {
#ifdef __SIZEOF_INT128__
    __extension__ using Wide = unsigned __int128;
    const Wide product = Wide{a} * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
#else
    return mix(a ^ mix(b));
#endif
}

// `octets` has at least as many as Words.
std::uint64_t digest_of_long(Octets octets, std::uint64_t length) noexcept {
    const std::uint8_t* last = octets.data() + (octets.size() - sizeof(Words));
    std::uint64_t first_lane = length ^ kSalts[0];
    std::uint64_t second_lane = kSalts[1];
    // The last words are read up to the end, and so partly twice.
    for (const std::uint8_t* from = octets.data();; from += sizeof(Words)) {
        const bool is_last = from >= last;
        Words words{};
        std::memcpy(words.data(), is_last ? last : from, sizeof(words));
        first_lane = folded(first_lane ^ words[0], words[1] ^ kSalts[2]);
        second_lane = folded(second_lane ^ words[2], words[3] ^ kSalts[3]);
        if (is_last) {
            return mix(mix(first_lane) ^ second_lane);
        }
    }
}

[[gnu::cold]] std::uint64_t digest_of_short(Octets octets) noexcept {
    std::array<std::uint8_t, sizeof(Words)> padded{};
    std::ranges::copy(octets, padded.begin());
    return digest_of_long(padded, octets.size());
}

}  // namespace

std::uint64_t digest_of(Octets octets) noexcept {
    return octets.size() < sizeof(Words) ? digest_of_short(octets)
                                         : digest_of_long(octets, octets.size());
}

std::uint64_t new_seed() {
    std::random_device device;
    return std::uint64_t{device()} << 32U | device();
}

}  // namespace ikev2
