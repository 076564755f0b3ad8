// SPDX-License-Identifier: GPL-2.0-or-later
#include "keyfile/file_stamp.h"

namespace ikev2::keyfile {

namespace {

std::int64_t nanoseconds(const timespec& time) noexcept {
    constexpr std::int64_t kPerSecond = 1'000'000'000;
    return std::int64_t{time.tv_sec} * kPerSecond + time.tv_nsec;
}

}  // namespace

FileStamp::FileStamp(const struct stat& status) noexcept
    : device(status.st_dev),
      inode(status.st_ino),
      size(status.st_size),
      modified_ns(nanoseconds(status.st_mtim)),
      changed_ns(nanoseconds(status.st_ctim)) {}

}  // namespace ikev2::keyfile
