// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/iana/notify_types.h"

#include "plugin/iana/notify_private_types.h"

namespace ikev2::iana::notify {

namespace {
constexpr Entry rows[] = {IKEV2_IANA_ROWS(IKEV2_NOTIFY_ERROR_TYPES)  //
                          IKEV2_IANA_ROWS(IKEV2_NOTIFY_STATUS_TYPES)};
}  // namespace

const Registry registry{"IKEv2 Notify Message Error Types and Status Types", rows};

const char* name(std::uint16_t type, const char* otherwise) noexcept {
    return name_in(registry, private_use, type, otherwise);
}

}  // namespace ikev2::iana::notify
