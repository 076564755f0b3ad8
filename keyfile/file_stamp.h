// What tells that a file is another one than before.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <sys/stat.h>

#include <cstdint>

namespace ikev2::keyfile {

/// Device, inode, size and times of a file. The time of the last status change is among them
/// because a program can set the time of the last modification back, as `cp -p` does.
struct FileStamp {
    dev_t device = 0;
    ino_t inode = 0;
    off_t size = 0;
    std::int64_t modified_ns = 0;  ///< nanoseconds since 1970
    std::int64_t changed_ns = 0;   ///< nanoseconds since 1970

    FileStamp() = default;
    explicit FileStamp(const struct stat& status) noexcept;

    bool operator==(const FileStamp&) const = default;
};

}  // namespace ikev2::keyfile
