// Reads a key file and those that it includes.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "keyfile/diagnostic.h"
#include "keyfile/file_stamp.h"
#include "keyfile/parser.h"
#include "keyfile/store_builder.h"

namespace ikev2::keyfile {

/// Octets of the largest key file that is read, those that it includes taken together with it.
inline constexpr std::uint64_t kLargestFile = std::uint64_t{1} << 30U;

/// How deep files can include one another, and how many files one can include in all.
inline constexpr std::size_t kDeepestInclude = 8;
inline constexpr std::size_t kMostFiles = 1000;

/// A file that the secrets come from.
struct ReadFile {
    std::string path;
    std::optional<FileStamp> stamp;  ///< of what was read; nothing: it could not be
};

/// Reads files into one StoreBuilder.
class FileReader {
  public:
    FileReader() = default;
    explicit FileReader(Limits limits) noexcept : builder_(limits) {}

    /// Reads `path` and what it includes. Returns "", or why the file itself cannot be read. An
    /// included file that cannot be read is reported at its line.
    [[nodiscard]] std::string read(const std::string& path);

    /// Reads lines that stand in no file; diagnostics call them `name`.
    void read_text(const std::string& name, std::string_view text);

    /// The files that were read or looked for, first the one that was asked for.
    [[nodiscard]] const std::vector<ReadFile>& files() const noexcept { return files_; }

    [[nodiscard]] const std::vector<Section>& sections() const noexcept { return sections_; }

    /// The diagnostics of all files, in their order.
    [[nodiscard]] std::vector<Diagnostic> take_diagnostics();

    /// The secrets of all files. To be called once, at the end.
    [[nodiscard]] Store take_store() { return std::move(builder_).build(); }

  private:
    std::string include(const std::string& including, const std::string& path);
    std::string read_one(const std::string& path);

    StoreBuilder builder_;
    std::vector<ReadFile> files_;
    std::vector<Section> sections_;
    std::vector<std::vector<Diagnostic>> diagnostics_;  ///< by index of the file in the builder
    std::vector<FileStamp> open_;                       ///< files whose reading has not ended
    std::vector<FileStamp> done_;
    std::uint64_t octets_ = 0;
};

/// Why a file cannot be read, for the error number of a system call.
[[nodiscard]] std::string system_error_text(int error);

}  // namespace ikev2::keyfile
