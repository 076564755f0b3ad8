// Limits of the work and memory that messages can cause.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace ikev2 {

/// What reaches one of these was made to exhaust a reader, or is broken: no peer does so in
/// earnest. The message that reaches it says so, in an expert item `ikev2.limit.NAME`.
enum class Limit : std::uint8_t {
    proposals,
    transforms,
    chosen_transforms,
    selectors,
    open_requests,
    refusals,
    child_sas,
    crossing_rekeys,
    fragments,
    fragment_copies,
    secrets,
    combinations,
    key_exchanges,
    former_keys,
    esp_trials,
    esp_spis,
    layers,
};
inline constexpr std::size_t kLimits = static_cast<std::size_t>(Limit::layers) + 1;

/// A row of the table of limits.
struct LimitRow {
    Limit limit;
    const char* name;
    unsigned value;
    const char* text;  ///< a format whose one argument is the value
};

/// In the order of Limit.
inline constexpr std::array<LimitRow, kLimits> kLimitRows{{
    {Limit::proposals, "proposals", 64,
     "More than %u proposals: those behind them are not held against other SA payloads"},
    {Limit::transforms, "transforms", 512,
     "More than %u transforms: those behind them are not held against other SA payloads"},
    {Limit::chosen_transforms, "chosen_transforms", 64,
     "More than %u transforms in a choice: those behind them are not looked for in the offer"},
    {Limit::selectors, "selectors", 255,
     "More than %u traffic selectors: those behind them are not held against the peer's"},
    {Limit::open_requests, "open_requests", 256,
     "More than %u requests of one side wait for a response: the oldest is forgotten, and not "
     "counted in the window"},
    {Limit::refusals, "refusals", 16,
     "More than %u refusals of this IKE SA: what was asked for is not held against what the peer "
     "accepts elsewhere"},
    {Limit::child_sas, "child_sas", 256,
     "The refused offer was held against the latest %u CHILD_SAs only"},
    {Limit::crossing_rekeys, "crossing_rekeys", 16,
     "More than %u CREATE_CHILD_SA requests of the peer wait for a response: only the latest are "
     "looked at for a rekey at the same time"},
    {Limit::fragments, "fragments", 1024,
     "A message of more than %u fragments: it is not reassembled"},
    {Limit::fragment_copies, "fragment_copies", 16,
     "The fragment was sent more than %u times: this one is not taken for the message"},
    {Limit::secrets, "secrets", 65536,
     "More than %u secrets were tried on this IKE SA: only the first is tried on this message"},
    {Limit::combinations, "combinations", 64,
     "Only %u combinations of the secrets of additional key exchanges are tried"},
    {Limit::key_exchanges, "key_exchanges", 64,
     "Diffie-Hellman computations with DH_PRIVATE lines came to nothing, as long as %u of the "
     "largest group take: no others are made until the key file changes"},
    {Limit::former_keys, "former_keys", 16,
     "More than %u IKE_INTERMEDIATE exchanges changed the keys: messages that are sent again with "
     "the oldest keys are not opened"},
    {Limit::esp_trials, "esp_trials", 4096,
     "More than %u sets of keys were tried on packets of this ESP SA, and none fits: none is tried "
     "on this one"},
    {Limit::esp_spis, "esp_spis", 16,
     "More than %u SAs had this SPI one after the other: the keys of the oldest are not tried"},
    {Limit::layers, "layers", 300,
     "More than %u layers of protocols in one frame: this ESP packet is not dissected"},
}};

constexpr bool limits_are_in_order() noexcept {
    for (std::size_t i = 0; i < kLimits; ++i) {
        if (static_cast<std::size_t>(kLimitRows[i].limit) != i) {
            return false;
        }
    }
    return true;
}
static_assert(limits_are_in_order());

/// The value of a limit.
constexpr unsigned value_of(Limit limit) noexcept {
    return kLimitRows[static_cast<std::size_t>(limit)].value;
}

/// The limits that a message reached.
class Limits {
  public:
    constexpr void add(Limit limit) noexcept { bits_ |= 1U << static_cast<unsigned>(limit); }
    constexpr void add(Limits others) noexcept { bits_ |= others.bits_; }
    [[nodiscard]] constexpr bool has(Limit limit) const noexcept {
        return (bits_ >> static_cast<unsigned>(limit) & 1U) != 0;
    }
    [[nodiscard]] constexpr bool none() const noexcept { return bits_ == 0; }

  private:
    std::uint32_t bits_ = 0;
};
static_assert(kLimits <= 32);

}  // namespace ikev2
