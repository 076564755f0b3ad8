// SPDX-License-Identifier: GPL-2.0-or-later
#include "keyfile/source.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <iterator>
#include <string_view>
#include <system_error>
#include <utility>

#include "keyfile/parser.h"
#include "keyfile/store_builder.h"
#include "plugin/base/secret.h"

namespace ikev2::keyfile {

namespace {

using Clock = std::chrono::steady_clock;

/// A file system may keep times in steps of up to two seconds (FAT), so that a second change
/// within one step cannot be told from the first. A file that is younger than this when it is
/// read is therefore read once more when it has grown older.
constexpr std::chrono::seconds kCoarsestTime{2};

constexpr std::size_t kPiece = std::size_t{1} << 20U;

class Descriptor {
  public:
    explicit Descriptor(const char* path) noexcept
        // A FIFO that took the file's place after stat() must not block.
        : fd_(open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)) {}  // NOLINT(*-vararg)
    ~Descriptor() {
        if (fd_ >= 0) {
            close(fd_);
        }
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    Descriptor(Descriptor&&) = delete;
    Descriptor& operator=(Descriptor&&) = delete;

    [[nodiscard]] int get() const noexcept { return fd_; }

  private:
    int fd_;
};

std::string system_error(int error) {
    return error == ENOENT ? "no such file"
                           : "cannot be read: " + std::generic_category().message(error);
}

std::string too_large() {
    return "larger than " + std::to_string(kLargestFile >> 20U) + " MiB; not read";
}

/// Why a file with this status is not to be read, or "".
std::string refusal(const struct stat& status) {
    if (S_ISDIR(status.st_mode)) {
        return "a directory, not a regular file";
    }
    if (!S_ISREG(status.st_mode)) {
        return "not a regular file";
    }
    return static_cast<std::uint64_t>(status.st_size) > kLargestFile ? too_large() : "";
}

/// Feeds the whole file to `parser`. Returns why it could not, or "".
std::string feed_file(int fd, Parser& parser) {
    Secret piece(kPiece);
    std::uint64_t total = 0;
    while (true) {
        const ssize_t got = ::read(fd, piece.data(), piece.size());
        if (got == 0) {
            return "";
        }
        if (got < 0) {
            if (errno == EINTR) {
                continue;
            }
            return system_error(errno);
        }
        const auto octets = static_cast<std::size_t>(got);
        total += octets;
        if (total > kLargestFile) {
            return too_large();
        }
        parser.feed({reinterpret_cast<const char*>(piece.data()), octets});
    }
}

bool is_young(const FileStamp& stamp) {
    const auto now = std::chrono::duration_cast<std::chrono::nanoseconds>(
        std::chrono::system_clock::now().time_since_epoch());
    return now - std::chrono::nanoseconds(stamp.modified_ns) < kCoarsestTime;
}

}  // namespace

bool Source::load(std::string path) {
    path_ = std::move(path);
    store_.clear();
    stamp_.reset();
    look_again_.reset();
    last_read_.clear();
    failure_.clear();
    bool changed = false;
    return path_.empty() || read(changed);
}

bool Source::refresh() {
    if (path_.empty()) {
        return false;
    }
    struct stat status {};
    if (stat(path_.c_str(), &status) != 0) {
        return give_up(system_error(errno));
    }
    if (stamp_ == FileStamp(status) && !may_have_changed_unseen()) {
        recover();
        return false;
    }
    bool changed = false;
    read(changed);
    return changed;
}

bool Source::may_have_changed_unseen() const {
    return look_again_ && Clock::now() >= *look_again_;
}

bool Source::read(bool& changed) {
    struct stat status {};
    if (stat(path_.c_str(), &status) != 0) {
        return give_up(system_error(errno));
    }
    if (std::string reason = refusal(status); !reason.empty()) {
        return give_up(std::move(reason));
    }
    const Descriptor file(path_.c_str());
    if (file.get() < 0 || fstat(file.get(), &status) != 0) {
        return give_up(system_error(errno));
    }
    if (std::string reason = refusal(status); !reason.empty()) {
        return give_up(std::move(reason));
    }
    const FileStamp stamp(status);
    const bool young = stamp_ != stamp && is_young(stamp);
    StoreBuilder builder;
    Parser parser(builder.add_file(path_), builder);
    if (std::string reason = feed_file(file.get(), parser); !reason.empty()) {
        return give_up(std::move(reason));
    }
    std::vector<Diagnostic> found = parser.finish();
    Store store = std::move(builder).build();
    recover();
    stamp_ = stamp;
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

bool Source::give_up(std::string reason) {
    if (reason == failure_) {
        return false;
    }
    failure_ = std::move(reason);
    auto severity = Diagnostic::Severity::error;
    std::string text = failure_;
    if (!store_.empty()) {
        severity = Diagnostic::Severity::warning;
        text += "; the secrets that were read from it before stay in use";
    }
    diagnostics_.push_back({path_, 0, severity, std::move(text)});
    return false;
}

void Source::recover() {
    if (!failure_.empty()) {
        failure_.clear();
        diagnostics_.push_back({path_, 0, Diagnostic::Severity::note, "can be read again"});
    }
}

std::vector<Diagnostic> Source::take_diagnostics() {
    return std::exchange(diagnostics_, {});
}

}  // namespace ikev2::keyfile
