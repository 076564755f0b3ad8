// The name of a Transform ID, at compile time.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <stdexcept>

#include "plugin/iana/registry.h"

namespace ikev2::crypto {

/// The name of `id` among the rows of its registry; does not compile if they have none.
consteval const char* registered_name(std::span<const iana::Entry> rows, std::uint16_t id) {
    for (const iana::Entry& row : rows) {
        if (row.first == id && row.last == id) {
            return row.name;
        }
    }
    throw std::invalid_argument("no such Transform ID");
}

}  // namespace ikev2::crypto
