// Reads the text of a key file (FORMAT.md).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "keyfile/diagnostic.h"
#include "keyfile/diagnostic_list.h"
#include "keyfile/line.h"
#include "keyfile/store_builder.h"
#include "plugin/base/secret.h"

namespace ikev2::keyfile {

struct ForeignFormat;

/// Octets of the longest line that is read, without its end.
inline constexpr std::size_t kLongestLine = 65536;

/// Reads one file piece by piece. A line that makes no sense is reported and left out; every other
/// line counts.
class Parser {
  public:
    /// The file that `builder` knows as `file`. Its secrets are added to `builder`, which must
    /// live as long as this object.
    Parser(std::uint16_t file, StoreBuilder& builder);

    /// The next octets of the file; a piece may end anywhere.
    void feed(std::string_view piece);

    /// The end of the file. Returns the diagnostics in the order of their lines. To be called once.
    [[nodiscard]] std::vector<Diagnostic> finish();

  private:
    void start();
    void take_lines(std::string_view text);
    void hold(std::string_view part);
    void end_line(std::string_view text);
    void take_line(std::string_view line);
    void take_unknown_line(std::string_view line, std::size_t start, std::string_view word);
    void report(std::string reason);

    StoreBuilder& builder_;
    LineReader reader_;
    DiagnosticList diagnostics_;
    Origin origin_;                         ///< of the current line
    Secret held_;                           ///< first part of a line that goes on in the next piece
    const ForeignFormat* block_ = nullptr;  ///< of the line before
    std::size_t secrets_ = 0;
    bool started_ = false;   ///< whether the first octets have been looked at
    bool foreign_ = false;   ///< whether the file is no key file
    bool overlong_ = false;  ///< whether the held line is too long to keep
};

/// Reads the whole text of a file.
[[nodiscard]] std::vector<Diagnostic> parse(std::string_view text, std::uint16_t file,
                                            StoreBuilder& builder);

}  // namespace ikev2::keyfile
