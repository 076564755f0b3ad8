// Captures as the session sees them: messages given to it one after the other.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "keyfile/store.h"
#include "plugin/base/octets.h"
#include "plugin/base/spi.h"
#include "plugin/session/capture.h"
#include "plugin/session/certificate_file.h"
#include "plugin/session/ike_sa.h"
#include "plugin/session/message_view.h"
#include "plugin/session/negotiation.h"
#include "plugin/session/suite.h"
#include "tests/unit/captures.h"
#include "tests/unit/sealed_message.h"

namespace ikev2::tests {

/// What room for plaintext is filled with, so that a test sees what was written there.
constexpr std::uint8_t kUntouched = 0xee;

/// Whether nothing was written to `room`, or only zeros.
bool holds_no_plaintext(Octets room);

/// The state of a capture, and the plaintext of the message that it saw last.
class Playback {
  public:
    explicit Playback(session::CertificateFile certificates = {});
    Playback(Playback&&) noexcept;
    ~Playback();  // not here: that of session::Capture takes long to compile

    const session::MessageView& take(const Frame& frame, const keyfile::Store& keys);

    /// The view of the last of `frames`.
    const session::MessageView& take_all(const std::vector<Frame>& frames,
                                         const keyfile::Store& keys);

    /// The plaintext of the last message; empty if it was not opened.
    [[nodiscard]] Octets plaintext() const { return Octets(room_).first(opened_); }

    /// All the room that there was for it.
    [[nodiscard]] Octets room() const { return room_; }

    [[nodiscard]] session::Capture& capture() { return capture_; }
    [[nodiscard]] const session::Capture& capture() const { return capture_; }

  private:
    session::Capture capture_;
    Bytes room_;
    std::size_t opened_ = 0;
};

/// The four messages of a capture of IKE_SA_INIT and IKE_AUTH, all that is known of its IKE SA, and
/// its keys to make more messages with.
struct Exchange {
    explicit Exchange(const char* capture);
    ~Exchange();  // not here, for its size

    [[nodiscard]] const Frame& init_request() const { return frames[0]; }
    [[nodiscard]] const Frame& init_response() const { return frames[1]; }
    [[nodiscard]] const Frame& auth_request() const { return frames[2]; }
    [[nodiscard]] const Frame& auth_response() const { return frames[3]; }

    [[nodiscard]] SpiPair spis() const;
    [[nodiscard]] Bytes key(const char* member) const;
    /// A line of a key file for this IKE SA.
    [[nodiscard]] std::string line(const char* keyword, Octets value) const;
    /// The line of one of the IKE SA's own SK_* keys.
    [[nodiscard]] std::string sk_line(const char* name_of_key) const;
    [[nodiscard]] keyfile::Store keys() const;

    [[nodiscard]] session::Negotiation negotiation(const Frame& frame) const;
    [[nodiscard]] session::Suite suite() const;
    [[nodiscard]] SealKeys seal_keys(session::Sender sender) const;
    /// The IKE SA after IKE_SA_INIT.
    [[nodiscard]] session::IkeSa ike_sa() const;
    /// The same with all its keys.
    [[nodiscard]] session::IkeSa ike_sa_with_keys() const;
    /// The body of the only payload of `type` that is encrypted in `of`.
    [[nodiscard]] Bytes inner_body(const Frame& of, std::uint8_t type) const;
    /// The body of an AUTH payload of `sender`, with the shared secret `secret`, over its
    /// IKE_SA_INIT message `init` and its identity in the capture (RFC 7296, section 2.15).
    [[nodiscard]] Bytes auth_body(session::Sender sender, Octets secret, Octets init) const;
    /// The body of the ID payload that `sender` proves itself with.
    [[nodiscard]] Bytes id_body(session::Sender sender) const;
    /// A frame between the two hosts, from the sender that `octets` name in their header.
    [[nodiscard]] Frame frame(const Bytes& octets) const;
    /// A message that the test seals itself.
    [[nodiscard]] Frame sealed(const HeaderFields& header, unsigned first_payload,
                               Octets payloads) const;

    std::string name;
    Facts facts;
    std::vector<Frame> frames;
};

Exchange cisco();

Exchange gcm();

}  // namespace ikev2::tests
