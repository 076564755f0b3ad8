// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/cuts.h"

namespace ikev2::tests {

void Parsed::add_shortfall(ike::Shortfall more) {
    shortfall = shortfall == ike::Shortfall::none ? more : shortfall;
}

void Parsed::add_one(std::uint32_t offset, std::uint32_t length, bool present) {
    if (present) {
        places.push_back({offset, length});
    }
}

void check_every_cut_but(const Bytes& whole, FunctionRef<bool(std::uint32_t)> may_end,
                         FunctionRef<Parsed(ike::Reader&)> parse) {
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

}  // namespace ikev2::tests
