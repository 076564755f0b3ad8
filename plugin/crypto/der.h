// A bounds-checked reader of DER.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "plugin/base/octets.h"

// Signatures name their algorithm and, for DSA and ECDSA, their two numbers in DER, and keys come
// in DER with a certificate around them or without one. Libraries that read certificates give none
// of the rest (libksba has no entry for a key alone, and forgets that a key is for RSASSA-PSS
// only), and all of it needs no more than this reader, which neither allocates nor recurses.

namespace ikev2::crypto::der {

/// Identifier octets (X.690, section 8.1.2) of the types that are read here.
enum Tag : std::uint8_t {
    INTEGER = 0x02,
    BIT_STRING = 0x03,
    OCTET_STRING = 0x04,
    NULL_TYPE = 0x05,
    OBJECT_IDENTIFIER = 0x06,
    SEQUENCE = 0x30,
};

/// The identifier octet of [number] EXPLICIT; `number` is at most 30.
constexpr std::uint8_t explicit_tag(unsigned number) noexcept {
    return static_cast<std::uint8_t>(0xa0U | number);
}

/// Reads elements one after the other. After the first one that is not what was asked for, or not
/// DER (a length that is indefinite, too long, or not in its shortest form), every read gives
/// nothing, so that callers check once, at the end. Owns nothing; what it gives points into `der`.
class Reader {
  public:
    explicit Reader(Octets der) noexcept : rest_(der) {}

    /// The contents of the next element, which must have `tag`.
    [[nodiscard]] Octets contents(std::uint8_t tag) noexcept;

    /// A reader of the contents of the next element, which must have `tag`; has failed if this one
    /// has.
    [[nodiscard]] Reader inside(std::uint8_t tag) noexcept;

    /// The next element, whatever its tag, with its identifier and length octets.
    [[nodiscard]] Octets element() noexcept;

    /// The next element, an INTEGER that is not negative, big-endian without needless zeros in
    /// front: zero is one octet.
    [[nodiscard]] Octets unsigned_integer() noexcept;

    /// The same as a value; fails if it takes more than 32 bits.
    [[nodiscard]] std::uint32_t small_integer() noexcept;

    /// The contents of the next element, a BIT STRING of whole octets.
    [[nodiscard]] Octets whole_octets() noexcept;

    /// Whether the next element is there and has `tag`.
    [[nodiscard]] bool next_is(std::uint8_t tag) const noexcept {
        return !failed_ && !rest_.empty() && rest_[0] == tag;
    }

    [[nodiscard]] bool at_end() const noexcept { return rest_.empty(); }

    /// Nothing failed so far.
    [[nodiscard]] bool ok() const noexcept { return !failed_; }

    /// Nothing failed, and nothing follows.
    [[nodiscard]] bool complete() const noexcept { return !failed_ && rest_.empty(); }

    /// Lets this reader fail unless `condition` holds.
    void require(bool condition) noexcept { failed_ = failed_ || !condition; }

  private:
    struct Element {
        std::uint8_t tag;
        Octets whole;
        Octets contents;
    };

    /// Nothing, and this reader has failed, if there is none.
    [[nodiscard]] std::optional<Element> take() noexcept;

    Octets rest_;
    bool failed_ = false;
};

}  // namespace ikev2::crypto::der
