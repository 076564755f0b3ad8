// Reads the text of a key file (FORMAT.md).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "keyfile/diagnostic.h"
#include "keyfile/diagnostic_list.h"
#include "keyfile/findings.h"
#include "keyfile/importer.h"
#include "keyfile/line.h"
#include "keyfile/store_builder.h"
#include "plugin/base/secret.h"

namespace ikev2::keyfile {

struct ForeignFormat;

/// Octets of the longest line that is read, without its end.
inline constexpr std::size_t kLongestLine = 65536;

/// Lines of one file, one after the other, that one program wrote.
struct Section {
    std::uint16_t file = 0;
    std::uint32_t first_line = 0;
    std::uint32_t last_line = 0;
    const char* what = "";    ///< as Importer::name(); static storage
    std::size_t secrets = 0;  ///< that were read from it
};

/// What a line `include PATH` asks for. Returns "", or why the file cannot be read.
using IncludeFile = std::function<std::string(const std::string& path)>;

/// Reads one file piece by piece. A line that makes no sense is reported and left out; every other
/// line counts.
class Parser {
  public:
    /// The file that `builder` knows as `file`. Its secrets are added to `builder`, which must
    /// live as long as this object.
    /// `include`, if there is one, reads the files that the file names.
    Parser(std::uint16_t file, StoreBuilder& builder, IncludeFile include = nullptr);
    ~Parser() = default;
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;
    Parser(Parser&&) = delete;
    Parser& operator=(Parser&&) = delete;

    /// The next octets of the file; a piece may end anywhere.
    void feed(std::string_view piece);

    /// The end of the file. Returns the diagnostics in the order of their lines. To be called once.
    [[nodiscard]] std::vector<Diagnostic> finish();

    /// What the file consists of, in the order of its lines; complete after finish(). At most
    /// kMostSections, the last of which then stands for all that follow.
    [[nodiscard]] const std::vector<Section>& sections() const noexcept { return sections_; }
    static constexpr std::size_t kMostSections = 1000;

  private:
    void start();
    void take_lines(std::string_view text);
    void hold(std::string_view part);
    void end_line(std::string_view text);
    void take_line(std::string_view line);
    void take_include(std::string_view line, std::size_t start);
    [[nodiscard]] bool take_foreign_line(std::string_view line);
    void take_unknown_line(std::string_view line, std::size_t start, std::string_view word);
    void enter_section(const char* what, std::size_t secrets_before);
    void end_section(std::size_t secrets_now) noexcept;
    void report(std::string reason);
    [[nodiscard]] std::size_t secrets() const noexcept { return secrets_ + findings_.secrets(); }

    StoreBuilder& builder_;
    LineReader reader_;
    DiagnosticList diagnostics_;
    Findings findings_;
    std::vector<std::unique_ptr<Importer>> importers_;
    IncludeFile include_;
    std::vector<Section> sections_;
    std::size_t secrets_before_section_ = 0;
    Importer* importer_ = nullptr;          ///< that took the last line of its form
    Origin origin_;                         ///< of the current line
    Secret held_;                           ///< first part of a line that goes on in the next piece
    const ForeignFormat* block_ = nullptr;  ///< of the line before
    std::size_t secrets_ = 0;               ///< of the lines with a keyword
    bool started_ = false;                  ///< whether the first octets have been looked at
    bool foreign_ = false;                  ///< whether the file is no key file
    bool recognised_ = false;               ///< whether a line had a form that is known
    bool included_ = false;                 ///< whether another file was named
    bool overlong_ = false;                 ///< whether the held line is too long to keep
};

/// Reads the whole text of a file.
[[nodiscard]] std::vector<Diagnostic> parse(std::string_view text, std::uint16_t file,
                                            StoreBuilder& builder);

}  // namespace ikev2::keyfile
