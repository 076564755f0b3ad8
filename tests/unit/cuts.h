// Reading a structure that ends too early, after each of its octets in turn.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "plugin/ike/reader.h"
#include "tests/unit/function_ref.h"
#include "tests/unit/message_builder.h"

namespace ikev2::tests {

/// The fields that were read of a structure: where they were, and what was missing.
struct Parsed {
    struct Place {
        std::uint32_t offset;
        std::uint32_t length;
        bool operator==(const Place&) const = default;
    };

    std::vector<Place> places;
    ike::Shortfall shortfall = ike::Shortfall::none;

    /// Absent fields are left out.
    template <typename... T>
    void add(const ike::At<T>&... fields) {
        (add_one(fields.offset, fields.length, fields.present()), ...);
    }

    /// The first one stays.
    void add_shortfall(ike::Shortfall more);

  private:
    void add_one(std::uint32_t offset, std::uint32_t length, bool present);
};

template <typename... T>
Parsed parsed(const ike::Reader& reader, const ike::At<T>&... fields) {
    Parsed it;
    it.add(fields...);
    it.add_shortfall(reader.shortfall());
    return it;
}

void check_every_cut_but(const Bytes& whole, FunctionRef<bool(std::uint32_t)> may_end,
                         FunctionRef<Parsed(ike::Reader&)> parse);

/// `parse`, Parsed(ike::Reader&), reads `whole`, whose fields must account for every octet of it.
/// Then it reads it cut after each octet, by the message's own length and by the capture: a field
/// must be given exactly if it is there, and the shortfall must say what cut it.
/// `may_end`, bool(octets), says after which octets the structure can end without a shortfall; the
/// field that the end then falls into is one that takes what there is.
template <typename MayEnd, typename Parse>
void check_every_cut_but(const Bytes& whole, MayEnd may_end, Parse parse) {
    check_every_cut_but(whole, FunctionRef<bool(std::uint32_t)>(may_end),
                        FunctionRef<Parsed(ike::Reader&)>(parse));
}

/// The same for a structure that cannot end early.
template <typename Parse>
void check_every_cut(const Bytes& whole, Parse parse) {
    check_every_cut_but(
        whole, [](std::uint32_t) { return false; }, parse);
}

/// The same for one of which the octets from `fixed` on are one field that takes what there is.
template <typename Parse>
void check_every_cut_before(std::uint32_t fixed, const Bytes& whole, Parse parse) {
    check_every_cut_but(
        whole, [fixed](std::uint32_t octets) { return octets >= fixed; }, parse);
}

}  // namespace ikev2::tests
