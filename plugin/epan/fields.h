// Registering fields, subtrees and expert items.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>

#include "plugin/epan/epan.h"
#include "plugin/iana/registry.h"

namespace ikev2::epan {

/// What the files that draw register their fields with.
struct Registrar {
    int protocol;
    expert_module_t* expert;
};

/// Registers fields. `strings` of a field with BASE_RANGE_STRING points to an iana::Registry.
/// `fields` must have static storage.
void register_fields(const Registrar& to, hf_register_info* fields, std::size_t count);

template <std::size_t N>
void register_fields(const Registrar& to, hf_register_info (&fields)[N]) {
    register_fields(to, fields, N);
}

/// Registers subtrees.
template <std::size_t N>
void register_subtrees(int* const (&subtrees)[N]) {
    proto_register_subtree_array(subtrees, static_cast<int>(N));
}

/// Registers expert items. `items` must have static storage.
template <std::size_t N>
void register_expert_items(const Registrar& to, ei_register_info (&items)[N]) {
    expert_register_field_array(to.expert, items, static_cast<int>(N));
}

}  // namespace ikev2::epan
