// An IANA registry as a table.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <span>

namespace ikev2::iana {

/// One row of a registry: a value, or a range of values such as "Private use".
struct Entry {
    std::uint32_t first;
    std::uint32_t last;
    const char* name;       ///< the registry's name of the value
    const char* reference;  ///< the document that registered it, as "RFC 7296"
};

/// A registry: its rows in ascending order, without overlap.
struct Registry {
    const char* title;  ///< the registry's own title
    std::span<const Entry> entries;

    /// The row that holds `value`, or null if the registry has none. Never throws.
    [[nodiscard]] const Entry* find(std::uint32_t value) const noexcept;

    /// The name of `value`, or `otherwise` if the registry has no row for it.
    [[nodiscard]] const char* name(std::uint32_t value,
                                   const char* otherwise = "Unknown") const noexcept;
};

/// The name of `value` in `registry` or, where that has only a range for it or nothing, in
/// `private_use`; `otherwise` if neither has one.
[[nodiscard]] const char* name_in(const Registry& registry, const Registry& private_use,
                                  std::uint32_t value, const char* otherwise) noexcept;

}  // namespace ikev2::iana

// A registry is written once, as a macro LIST(VALUE, RANGE) whose lines, in ascending order, are
//     VALUE(constant, value, name, reference)    and may have further columns,
//     RANGE(first, last, name, reference)
// Both the constants and the rows are made from it.

/// The constants of an enumeration: `enum Type : std::uint8_t { IKEV2_IANA_CONSTANTS(LIST) };`
#define IKEV2_IANA_CONSTANTS(LIST) LIST(IKEV2_IANA_CONSTANT, IKEV2_IANA_NOTHING)

/// The rows of a table: `constexpr Entry rows[] = {IKEV2_IANA_ROWS(LIST)};`
#define IKEV2_IANA_ROWS(LIST) LIST(IKEV2_IANA_VALUE_ROW, IKEV2_IANA_RANGE_ROW)

#define IKEV2_IANA_CONSTANT(constant, value, ...) constant = (value),
#define IKEV2_IANA_NOTHING(...)
#define IKEV2_IANA_VALUE_ROW(constant, value, name, reference, ...) {value, value, name, reference},
#define IKEV2_IANA_RANGE_ROW(first, last, name, reference) {first, last, name, reference},
