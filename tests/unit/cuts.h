// Reading a structure that ends too early, after each of its octets in turn.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "plugin/ike/reader.h"
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
        (add_one(fields), ...);
    }

    /// The first one stays.
    void add_shortfall(ike::Shortfall more) {
        shortfall = shortfall == ike::Shortfall::none ? more : shortfall;
    }

  private:
    template <typename T>
    void add_one(const ike::At<T>& field) {
        if (field.present()) {
            places.push_back({field.offset, field.length});
        }
    }
};

template <typename... T>
Parsed parsed(const ike::Reader& reader, const ike::At<T>&... fields) {
    Parsed it;
    it.add(fields...);
    it.add_shortfall(reader.shortfall());
    return it;
}

/// `parse`, Parsed(ike::Reader&), reads `whole`, whose fields must account for every octet of it.
/// Then it reads it cut after each octet, by the message's own length and by the capture: a field
/// must be given exactly if it is there, and the shortfall must say what cut it.
/// `may_end`, bool(octets), says after which octets the structure can end without a shortfall; the
/// field that the end then falls into is one that takes what there is.
template <typename MayEnd, typename Parse>
void check_every_cut_but(const Bytes& whole, MayEnd may_end, Parse parse) {
    // Offsets count from the start of the buffer, so let the structure begin elsewhere.
    constexpr std::uint32_t kStart = 3;
    const Bytes buffer = concat({Bytes(kStart, 0xee), whole});
    const auto size = static_cast<std::uint32_t>(whole.size());

    ike::Reader complete(buffer, kStart, kStart + size);
    const Parsed all = parse(complete);
    assert_true(all.shortfall == ike::Shortfall::none);
    std::uint32_t end = kStart;
    for (const Parsed::Place& place : all.places) {
        assert_int_equal(place.offset, end);
        end += place.length;
    }
    assert_int_equal(end, kStart + size);

    for (std::uint32_t kept = 0; kept < size; ++kept) {
        const std::uint32_t cut = kStart + kept;
        const bool whole_enough = may_end(kept);
        std::vector<Parsed::Place> fits;
        std::vector<Parsed::Place> fits_or_is_shorter;
        for (const Parsed::Place& place : all.places) {
            if (place.offset + place.length <= cut) {
                fits.push_back(place);
                fits_or_is_shorter.push_back(place);
            } else if (whole_enough && place.offset < cut) {
                fits_or_is_shorter.push_back({place.offset, cut - place.offset});
            }
        }

        ike::Reader structure(buffer, kStart, cut);
        const Parsed short_structure = parse(structure);
        if (short_structure.places != fits_or_is_shorter ||
            short_structure.shortfall !=
                (whole_enough ? ike::Shortfall::none : ike::Shortfall::structure)) {
            fail_msg("a structure that ends after %u octets", kept);
        }

        // A copy, so that a sanitizer sees a read behind its end.
        const Bytes captured = to_bytes(Octets(buffer).first(cut));
        ike::Reader capture(captured, kStart, kStart + size);
        const Parsed short_capture = parse(capture);
        if (short_capture.places != fits || short_capture.shortfall != ike::Shortfall::capture) {
            fail_msg("a capture that ends after %u octets", kept);
        }
    }
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
