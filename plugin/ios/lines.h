// Putting the lines of a log together from the chunks that it is read in.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace ikev2::ios {

/// Splits a stream into lines: without CR and LF, without the pager's "--More--", and with the
/// lines that a terminal of 80 columns wrapped put together again.
class Lines {
  public:
    /// Gets a line and its number, that of its first part, from 1. The text is valid during the
    /// call.
    using Take = std::function<void(std::uint32_t number, std::string_view line)>;

    explicit Lines(Take take) : take_(std::move(take)) {}

    /// The next octets of the stream, cut anywhere.
    void feed(std::string_view chunk);

    /// The end of the stream.
    void finish();

    /// How many lines of the file were read.
    [[nodiscard]] std::uint32_t count() const noexcept { return count_; }

    /// What is behind this many octets of a line is dropped.
    static constexpr std::size_t kLongestLine = 65536;

  private:
    void take_part(std::string_view part);
    void give();

    Take take_;
    std::string part_;  // the line of the file, as far as it was fed
    std::string line_;  // what of the line came in earlier parts
    std::uint32_t count_ = 0;
    std::uint32_t first_ = 0;  // number of the first part of line_
    bool held_ = false;        // line_ may go on
    bool wraps_ = true;        // no line was longer than the terminal is wide
};

}  // namespace ikev2::ios
