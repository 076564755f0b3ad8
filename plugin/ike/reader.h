// A bounds-checked reader of big-endian fields that remembers where each one was.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

#include "plugin/base/octets.h"

namespace ikev2::ike {

/// A value and where it stood: `offset` and `length` in octets from the start of the buffer.
/// A length of 0 says that it was not there.
template <typename T>
struct At {
    T value{};
    std::uint32_t offset = 0;
    std::uint32_t length = 0;

    [[nodiscard]] bool present() const noexcept { return length != 0; }
    [[nodiscard]] std::uint32_t end() const noexcept { return offset + length; }
};

/// Why a structure could not be read to its end.
enum class Shortfall : std::uint8_t {
    none,
    structure,  ///< the structure ends before the field: a length in the message lies
    capture,    ///< the message goes on, but the capture holds no more of it
};

/// Reads fields that are known to be there: it checks nothing. Owns nothing.
class SureReader {
  public:
    /// `octets` lie at `offset` of a buffer.
    SureReader(const std::uint8_t* octets, std::uint32_t offset) noexcept
        : octets_(octets), offset_(offset) {}

    [[nodiscard]] At<std::uint8_t> u8() noexcept { return number<std::uint8_t>(); }
    [[nodiscard]] At<std::uint16_t> u16() noexcept { return number<std::uint16_t>(); }
    [[nodiscard]] At<std::uint32_t> u32() noexcept { return number<std::uint32_t>(); }
    [[nodiscard]] At<std::uint64_t> u64() noexcept { return number<std::uint64_t>(); }

    template <typename T>
    [[nodiscard]] At<T> number() noexcept {
        constexpr auto length = static_cast<std::uint32_t>(sizeof(T));
        const At<T> it = {big_endian<T>(octets_, std::make_index_sequence<length>()), offset_,
                          length};
        octets_ += length;
        offset_ += length;
        return it;
    }

  private:
    // In one expression, which compilers make one load of.
    template <typename T, std::size_t... I>
    static T big_endian(const std::uint8_t* octets, std::index_sequence<I...> /*each*/) noexcept {
        return static_cast<T>(
            ((static_cast<std::uint64_t>(octets[I]) << 8U * (sizeof(T) - 1 - I)) | ...));
    }

    const std::uint8_t* octets_;
    std::uint32_t offset_;
};

/// Reads fields one after the other out of part of a buffer. After the first field that does not
/// fit, every read gives an absent value, so that callers check once, at the end. The reader owns
/// nothing and never throws.
class Reader {
  public:
    Reader() noexcept = default;

    /// Reads `buffer` from `offset` up to `end`; `end` may lie behind the captured octets.
    Reader(Octets buffer, std::uint32_t offset, std::uint32_t end) noexcept
        : buffer_(buffer), position_(offset), end_(end < offset ? offset : end) {}

    [[nodiscard]] At<std::uint8_t> u8() noexcept { return number<std::uint8_t>(); }
    [[nodiscard]] At<std::uint16_t> u16() noexcept { return number<std::uint16_t>(); }
    [[nodiscard]] At<std::uint32_t> u32() noexcept { return number<std::uint32_t>(); }
    [[nodiscard]] At<std::uint64_t> u64() noexcept { return number<std::uint64_t>(); }

    /// The next `count` octets. Absent, without shortfall, when `count` is 0.
    [[nodiscard]] At<Octets> octets(std::uint32_t count) noexcept {
        const std::uint32_t start = position_;
        if (!take(count)) {
            return {};
        }
        return {count != 0 ? buffer_.subspan(start, count) : Octets(), start, count};
    }

    /// Whether the next `count` octets are all there.
    [[nodiscard]] bool has(std::uint32_t count) const noexcept {
        return ok() && count <= remaining() && position_ + count <= buffer_.size();
    }

    /// A reader of the next `count` octets, which are there; this one passes over them.
    [[nodiscard]] SureReader take_sure(std::uint32_t count) noexcept {
        const std::uint32_t start = position_;
        position_ += count;
        return {buffer_.data() + start, start};
    }

    /// All octets up to the end.
    [[nodiscard]] At<Octets> rest() noexcept { return octets(remaining()); }

    /// A reader of the next `count` octets, which this one then passes over.
    [[nodiscard]] Reader part(std::uint32_t count) noexcept;

    void skip(std::uint32_t count) noexcept { static_cast<void>(take(count)); }

    [[nodiscard]] std::uint32_t position() const noexcept { return position_; }
    [[nodiscard]] std::uint32_t end() const noexcept { return end_; }
    [[nodiscard]] std::uint32_t remaining() const noexcept { return end_ - position_; }
    [[nodiscard]] bool at_end() const noexcept { return position_ >= end_; }
    [[nodiscard]] bool ok() const noexcept { return shortfall_ == Shortfall::none; }
    [[nodiscard]] Shortfall shortfall() const noexcept { return shortfall_; }

    /// Octets that the first field that did not fit needed, and where it began.
    [[nodiscard]] std::uint32_t needed() const noexcept { return needed_; }

  private:
    template <typename T>
    At<T> number() noexcept {
        const std::uint32_t start = position_;
        if (!take(sizeof(T))) {
            return {};
        }
        SureReader field(buffer_.data() + start, start);
        return field.number<T>();
    }

    [[nodiscard]] bool take(std::uint32_t count) noexcept {
        if (!ok() || count > remaining()) {
            return miss(Shortfall::structure, count);
        }
        if (count != 0 && position_ + count > buffer_.size()) {
            return miss(Shortfall::capture, count);
        }
        position_ += count;
        return true;
    }

    // Notes what the first field that did not fit lacks. Always false.
    [[gnu::cold]] bool miss(Shortfall why, std::uint32_t count) noexcept;

    Octets buffer_;
    std::uint32_t position_ = 0;
    std::uint32_t end_ = 0;
    std::uint32_t needed_ = 0;
    Shortfall shortfall_ = Shortfall::none;
};

}  // namespace ikev2::ike
