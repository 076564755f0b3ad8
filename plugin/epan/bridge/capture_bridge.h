// What the glue asks of the core: functions that never throw, values that need no destructor.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/base/octets.h"
#include "plugin/session/message.h"
#include "plugin/session/message_view.h"

namespace ikev2::epan {

/// Begins a capture, dropping what was known of the one before; and reads the key file again if
/// its name or the file has changed; and the certificate file. Both names may be null.
void bridge_begin_capture(const char* keylog_file, const char* certificate_file) noexcept;

/// Drops what is known of the capture.
void bridge_end_capture() noexcept;

/// Drops everything, keys included; called once, when the program ends.
void bridge_shut_down() noexcept;

/// session::Capture::expect.
void bridge_expect(const session::Message& message) noexcept;

/// session::Capture::find; null likewise if no capture was begun.
[[nodiscard]] const session::MessageView* bridge_find(const session::Place& place,
                                                      std::uint32_t key) noexcept;

/// session::Capture::has_repeats and set_repeats.
[[nodiscard]] bool bridge_has_repeats(const session::Place& place) noexcept;
void bridge_set_repeats(const session::Place& place) noexcept;

/// session::Capture::first_pass. The result belongs to the capture's state; null if there is no
/// memory, or no capture was begun.
const session::MessageView* bridge_first_pass(const session::Message& message,
                                              MutableOctets plaintext) noexcept;

/// session::Capture::take_reassembled.
void bridge_take_reassembled(const session::MessageView& view, const session::Message& message,
                             Octets payloads) noexcept;

/// session::Capture::open_again.
bool bridge_open_again(const session::MessageView& view, const session::Message& message,
                       MutableOctets plaintext) noexcept;

/// What there is to say about the key file and the certificate file since the last call, a line for
/// each thing; null if nothing. The text stays valid until the next call.
const char* bridge_take_key_messages() noexcept;

}  // namespace ikev2::epan
