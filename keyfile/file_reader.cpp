// SPDX-License-Identifier: GPL-2.0-or-later
#include "keyfile/file_reader.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <iterator>
#include <string_view>
#include <system_error>
#include <utility>

#include "plugin/base/secret.h"

namespace ikev2::keyfile {

namespace {

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

/// Feeds the whole file to `parser` and adds its octets to `total`. Returns why it could not, or
/// "".
std::string feed_file(int fd, Parser& parser, std::uint64_t& total) {
    Secret piece(kPiece);
    while (true) {
        const ssize_t got = ::read(fd, piece.data(), piece.size());
        if (got == 0) {
            return "";
        }
        if (got < 0) {
            if (errno == EINTR) {
                continue;
            }
            return system_error_text(errno);
        }
        const auto octets = static_cast<std::size_t>(got);
        total += octets;
        if (total > kLargestFile) {
            return too_large();
        }
        parser.feed({reinterpret_cast<const char*>(piece.data()), octets});
    }
}

bool same_file(const FileStamp& a, const FileStamp& b) noexcept {
    return a.device == b.device && a.inode == b.inode;
}

bool holds(const std::vector<FileStamp>& files, const FileStamp& file) {
    return std::any_of(files.begin(), files.end(),
                       [&](const FileStamp& other) { return same_file(other, file); });
}

}  // namespace

std::string system_error_text(int error) {
    return error == ENOENT ? "no such file"
                           : "cannot be read: " + std::generic_category().message(error);
}

std::string FileReader::read(const std::string& path) {
    return read_one(path);
}

void FileReader::read_text(const std::string& name, std::string_view text) {
    const std::uint16_t number = builder_.add_file(name);
    diagnostics_.resize(std::max<std::size_t>(diagnostics_.size(), number + std::size_t{1}));
    Parser parser(number, builder_);
    parser.feed(text);
    diagnostics_[number] = parser.finish();
    sections_.insert(sections_.end(), parser.sections().begin(), parser.sections().end());
}

std::string FileReader::read_one(const std::string& path) {
    const std::size_t at = files_.size();
    files_.push_back({path, std::nullopt});
    struct stat status {};
    if (stat(path.c_str(), &status) != 0) {
        return system_error_text(errno);
    }
    files_[at].stamp = FileStamp(status);
    if (std::string reason = refusal(status); !reason.empty()) {
        return reason;
    }
    const Descriptor file(path.c_str());
    if (file.get() < 0 || fstat(file.get(), &status) != 0) {
        return system_error_text(errno);
    }
    if (std::string reason = refusal(status); !reason.empty()) {
        return reason;
    }
    const FileStamp stamp(status);
    files_[at].stamp = stamp;
    if (holds(open_, stamp)) {
        return "the file includes itself";
    }
    if (holds(done_, stamp)) {
        return "";
    }
    open_.push_back(stamp);
    const std::uint16_t number = builder_.add_file(path);
    diagnostics_.resize(std::max<std::size_t>(diagnostics_.size(), number + std::size_t{1}));
    if ((status.st_mode & S_IROTH) != 0) {
        diagnostics_[number].push_back(
            {path, 0, Diagnostic::Severity::note,
             "every user of this machine can read it; give it mode 0600"});
    }
    Parser parser(number, builder_, [&](const std::string& name) { return include(path, name); });
    std::string reason = feed_file(file.get(), parser, octets_);
    std::vector<Diagnostic> found = parser.finish();
    auto& all = diagnostics_[number];
    all.insert(all.end(), std::make_move_iterator(found.begin()),
               std::make_move_iterator(found.end()));
    sections_.insert(sections_.end(), parser.sections().begin(), parser.sections().end());
    open_.pop_back();
    done_.push_back(stamp);
    return reason;
}

std::string FileReader::include(const std::string& including, const std::string& path) {
    if (path.empty()) {
        return "an empty path";
    }
    if (path.find('\0') != std::string::npos) {
        return "a path with a NUL octet";
    }
    if (open_.size() > kDeepestInclude) {
        return "nested deeper than " + std::to_string(kDeepestInclude) + " files";
    }
    if (files_.size() >= kMostFiles) {
        return "more than " + std::to_string(kMostFiles) + " files";
    }
    // Relative to the file that says so, wherever the program runs.
    const std::size_t slash = including.rfind('/');
    const bool absolute = path.front() == '/' || slash == std::string::npos;
    const std::string whole = absolute ? path : including.substr(0, slash + 1) + path;
    std::string reason = read_one(whole);
    return reason.empty() ? "" : whole + ": " + reason;
}

std::vector<Diagnostic> FileReader::take_diagnostics() {
    std::vector<Diagnostic> all;
    for (auto& of_file : diagnostics_) {
        all.insert(all.end(), std::make_move_iterator(of_file.begin()),
                   std::make_move_iterator(of_file.end()));
        of_file.clear();
    }
    return all;
}

}  // namespace ikev2::keyfile
