// A key file that is read again when it changes.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "keyfile/diagnostic.h"
#include "keyfile/file_reader.h"
#include "keyfile/store.h"
#include "plugin/base/secret.h"

namespace ikev2::keyfile {

/// One key file and those that it includes. Owns the secrets that were read from them.
class Source {
  public:
    /// Drops what another file gave and reads `path`, which is kept as it was given. "" is no
    /// file. False if the file cannot be read; take_diagnostics() says why, and refresh() tries
    /// again.
    bool load(std::string path);

    /// Reads the files again if the device, inode, size or times of one are not those that it had
    /// when it was read. Costs one stat() for each if they are. If a file cannot be read any more,
    /// its secrets stay and one diagnostic says so. True if the secrets have changed.
    bool refresh();

    /// Takes lines of a key file that stand in no file, in place of those of the last call; they
    /// count beside the file. True if the secrets have changed.
    bool set_table(std::string_view lines);

    [[nodiscard]] const std::string& path() const noexcept { return path_; }

    /// Whether there is a file or a line in the table: if not, no secrets can come.
    [[nodiscard]] bool has_source() const noexcept { return !path_.empty() || !table_.empty(); }

    /// The secrets. The reference stays valid as long as this object; when load() or refresh()
    /// changes what it refers to, Store::generation() changes too.
    [[nodiscard]] const Store& store() const noexcept { return store_; }

    /// What there was to say since the last call. A diagnostic that the file gave already when it
    /// was read before does not come again.
    [[nodiscard]] std::vector<Diagnostic> take_diagnostics();

    /// What the files consist of.
    [[nodiscard]] const std::vector<Section>& sections() const noexcept { return sections_; }

  private:
    bool read(bool& changed);
    bool give_up(const std::string& path, std::string reason);
    [[nodiscard]] bool was_read(const ReadFile& file) const;
    void recover();
    [[nodiscard]] bool may_have_changed_unseen() const;

    std::string path_;
    Secret table_;
    Store store_;
    std::vector<ReadFile> files_;  ///< that the store was made from; the first is path_
    std::vector<Section> sections_;
    std::optional<std::chrono::steady_clock::time_point> look_again_;  ///< see source.cpp
    std::vector<Diagnostic> last_read_;    ///< what the last reading of the file gave
    std::vector<Diagnostic> diagnostics_;  ///< not taken yet
    std::string failure_;                  ///< why a file cannot be read now, or ""
    std::string failed_path_;              ///< of that file
};

}  // namespace ikev2::keyfile
