// SPDX-License-Identifier: GPL-2.0-or-later
#include "keyfile/source.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <iterator>
#include <utility>

#include "keyfile/text.h"

namespace ikev2::keyfile {

namespace {

using Clock = std::chrono::steady_clock;

/// A file system may keep times in steps of up to two seconds (FAT), so that a second change
/// within one step cannot be told from the first. A file that is younger than this when it is
/// read is therefore read once more when it has grown older.
constexpr std::chrono::seconds kCoarsestTime{2};

constexpr const char* kTable = "table of secrets";

bool is_young(const FileStamp& stamp) {
    const auto now = std::chrono::duration_cast<std::chrono::nanoseconds>(
        std::chrono::system_clock::now().time_since_epoch());
    return now - std::chrono::nanoseconds(stamp.modified_ns) < kCoarsestTime;
}

}  // namespace

bool Source::load(std::string path) {
    path_ = std::move(path);
    store_.clear();
    files_.clear();
    sections_.clear();
    look_again_.reset();
    last_read_.clear();
    failure_.clear();
    bool changed = false;
    return (path_.empty() && table_.empty()) || read(changed);
}

bool Source::set_table(std::string_view lines) {
    const Octets octets = text::octets_of(lines);
    if (std::equal(octets.begin(), octets.end(), table_.begin(), table_.end())) {
        return false;
    }
    table_ = to_secret(octets);
    bool changed = false;
    read(changed);
    return changed;
}

bool Source::refresh() {
    if (path_.empty()) {
        return false;
    }
    struct stat status {};
    if (stat(path_.c_str(), &status) != 0) {
        return give_up(path_, system_error_text(errno));
    }
    bool changed = files_.empty() || files_[0].stamp != FileStamp(status);
    for (std::size_t i = 1; i < files_.size() && !changed; ++i) {
        const ReadFile& file = files_[i];
        if (stat(file.path.c_str(), &status) == 0) {
            changed = file.stamp != FileStamp(status);
        } else if (file.stamp) {
            return give_up(file.path, system_error_text(errno));
        }
    }
    if (!changed && !may_have_changed_unseen()) {
        recover();
        return false;
    }
    bool other_secrets = false;
    read(other_secrets);
    return other_secrets;
}

bool Source::may_have_changed_unseen() const {
    return look_again_ && Clock::now() >= *look_again_;
}

bool Source::read(bool& changed) {
    FileReader reader;
    if (!table_.empty()) {
        reader.read_text(kTable, {reinterpret_cast<const char*>(table_.data()), table_.size()});
    }
    std::string reason = path_.empty() ? "" : reader.read(path_);
    if (!reason.empty()) {
        give_up(path_, std::move(reason));
        // Without secrets from before, those of the table are all there are.
        if (store_.empty() && !table_.empty()) {
            store_ = reader.take_store();
            changed = true;
        }
        return false;
    }
    const bool young =
        std::any_of(reader.files().begin(), reader.files().end(), [this](const ReadFile& file) {
            return file.stamp && !was_read(file) && is_young(*file.stamp);
        });
    std::vector<Diagnostic> found = reader.take_diagnostics();
    Store store = reader.take_store();
    recover();
    files_ = reader.files();
    sections_ = reader.sections();
    look_again_ = young ? std::optional(Clock::now() + kCoarsestTime) : std::nullopt;
    std::copy_if(found.begin(), found.end(), std::back_inserter(diagnostics_),
                 [this](const Diagnostic& diagnostic) {
                     return std::find(last_read_.begin(), last_read_.end(), diagnostic) ==
                            last_read_.end();
                 });
    last_read_ = std::move(found);
    changed = !store.same_secrets(store_);
    if (changed) {
        store_ = std::move(store);
    }
    return true;
}

bool Source::was_read(const ReadFile& file) const {
    return std::any_of(files_.begin(), files_.end(), [&](const ReadFile& earlier) {
        return earlier.path == file.path && earlier.stamp == file.stamp;
    });
}

bool Source::give_up(const std::string& path, std::string reason) {
    if (path == failed_path_ && reason == failure_) {
        return false;
    }
    failed_path_ = path;
    failure_ = std::move(reason);
    auto severity = Diagnostic::Severity::error;
    std::string text = failure_;
    if (!store_.empty()) {
        severity = Diagnostic::Severity::warning;
        text += "; the secrets that were read from it before stay in use";
    }
    diagnostics_.push_back({path, 0, severity, std::move(text)});
    return false;
}

void Source::recover() {
    if (!failure_.empty()) {
        failure_.clear();
        diagnostics_.push_back({failed_path_, 0, Diagnostic::Severity::note, "can be read again"});
    }
}

std::vector<Diagnostic> Source::take_diagnostics() {
    return std::exchange(diagnostics_, {});
}

}  // namespace ikev2::keyfile
