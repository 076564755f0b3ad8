// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/notify_auth_methods.h"

namespace ikev2::ike {

namespace {

// Length and Auth Method.
constexpr std::uint32_t kShortest = 2;

}  // namespace

bool next_announcement(Reader& reader, AuthMethodAnnouncement& announcement) noexcept {
    if (!reader.ok() || reader.at_end()) {
        return false;
    }
    announcement = {};
    announcement.offset = reader.position();
    Reader peek = reader;
    announcement.length = peek.u8();
    const std::uint32_t wanted = announcement.length.value;
    if (!peek.ok()) {
        announcement.shortfall = peek.shortfall();
    } else if (wanted < kShortest || wanted > reader.remaining()) {
        announcement.shortfall = Shortfall::structure;
    }
    announcement.end = announcement.offset +
                       (announcement.shortfall == Shortfall::none ? wanted : reader.remaining());
    Reader inside = reader.part(announcement.end - announcement.offset);
    inside.skip(announcement.length.length);
    announcement.method = inside.u8();
    if (!inside.at_end()) {
        announcement.cert_link = inside.u8();
    }
    announcement.algorithm_identifier = inside.rest();
    if (announcement.shortfall == Shortfall::none) {
        announcement.shortfall = inside.shortfall();
    }
    return true;
}

}  // namespace ikev2::ike
