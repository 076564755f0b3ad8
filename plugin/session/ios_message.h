// A message in the values that plugin/ios writes and compares.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

#include "plugin/base/octets.h"
#include "plugin/ios/capture_message.h"
#include "plugin/session/message.h"
#include "plugin/session/message_view.h"

namespace ikev2::session {

/// The payloads of a message that can be read: its own, or those inside its SK payload.
struct ReadablePayloads {
    Octets octets;  ///< that the offsets count in
    std::uint8_t first = 0;
    std::uint32_t offset = 0;
    std::uint32_t end = 0;
    bool inside_sk = false;
};

/// `view` is null if nothing is known of the message. NAT detection hashes are held against the
/// datagram's addresses. A message that the capture cuts short counts as not opened.
[[nodiscard]] ios::CaptureMessage to_ios(const Message& message, const MessageView* view,
                                         const ReadablePayloads& payloads);

}  // namespace ikev2::session
