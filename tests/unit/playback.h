// Captures as the session sees them: messages given to it one after the other.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "keyfile/store.h"
#include "plugin/crypto/auth.h"
#include "plugin/iana/auth_methods.h"
#include "plugin/session/capture.h"
#include "plugin/session/message_layout.h"
#include "tests/unit/captures.h"
#include "tests/unit/sealed_message.h"

namespace ikev2::tests {

/// What room for plaintext is filled with, so that a test sees what was written there.
constexpr std::uint8_t kUntouched = 0xee;

/// Whether nothing was written to `room`, or only zeros.
inline bool holds_no_plaintext(Octets room) {
    return std::all_of(room.begin(), room.end(),
                       [](std::uint8_t octet) { return octet == kUntouched || octet == 0; });
}

/// The state of a capture, and the plaintext of the message that it saw last.
class Playback {
  public:
    explicit Playback(session::CertificateFile certificates = {})
        : capture_(std::move(certificates)) {}

    const session::MessageView& take(const Frame& frame, const keyfile::Store& keys) {
        room_.assign(frame.octets.size(), kUntouched);
        const session::MessageView* view = capture_.first_pass(frame.message(), keys, room_);
        assert_non_null(view);
        opened_ = view->sk == session::SkStatus::opened ? view->plaintext_length : 0;
        return *view;
    }

    /// The view of the last of `frames`.
    const session::MessageView& take_all(const std::vector<Frame>& frames,
                                         const keyfile::Store& keys) {
        assert_false(frames.empty());
        for (std::size_t i = 0; i + 1 < frames.size(); ++i) {
            take(frames[i], keys);
        }
        return take(frames.back(), keys);
    }

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
    explicit Exchange(const char* capture)
        : name(capture), facts(capture), frames(ike_frames(capture)) {
        assert_true(frames.size() >= 4);
    }

    [[nodiscard]] const Frame& init_request() const { return frames[0]; }
    [[nodiscard]] const Frame& init_response() const { return frames[1]; }
    [[nodiscard]] const Frame& auth_request() const { return frames[2]; }
    [[nodiscard]] const Frame& auth_response() const { return frames[3]; }

    [[nodiscard]] SpiPair spis() const { return facts.spis("$.ike_sas[0]"); }
    [[nodiscard]] Bytes key(const char* member) const {
        return facts.hex(std::string("$.ike_sas[0].") + member);
    }
    /// A line of a key file for this IKE SA.
    [[nodiscard]] std::string line(const char* keyword, Octets value) const {
        return std::string(keyword) + ' ' + keyfile::test::hex(number(spis().initiator, 8)) + ' ' +
               keyfile::test::hex(number(spis().responder, 8)) + ' ' + keyfile::test::hex(value) +
               '\n';
    }
    /// The line of one of the IKE SA's own SK_* keys.
    [[nodiscard]] std::string sk_line(const char* name_of_key) const {
        return line(name_of_key, key(name_of_key));
    }
    [[nodiscard]] keyfile::Store keys() const { return keys_of(name); }

    [[nodiscard]] session::Negotiation negotiation(const Frame& frame) const {
        return session::Negotiation::read(frame.octets, session::chain_of(frame.message()));
    }
    [[nodiscard]] session::Suite suite() const {
        return session::Suite::chosen(negotiation(init_response()).sa());
    }
    [[nodiscard]] SealKeys seal_keys(session::Sender sender) const {
        const bool initiator = sender == session::Sender::initiator;
        const bool aead = suite().encr->is_aead();
        return {suite(), key(initiator ? "SK_ei" : "SK_er"),
                aead ? Bytes() : key(initiator ? "SK_ai" : "SK_ar")};
    }
    /// The IKE SA after IKE_SA_INIT.
    [[nodiscard]] session::IkeSa ike_sa() const {
        session::IkeSa sa;
        sa.spis = spis();
        sa.suite = suite();
        sa.side(session::Sender::initiator).init =
            std::make_shared<const session::Negotiation>(negotiation(init_request()));
        sa.side(session::Sender::responder).init =
            std::make_shared<const session::Negotiation>(negotiation(init_response()));
        return sa;
    }
    /// The same with all its keys.
    [[nodiscard]] session::IkeSa ike_sa_with_keys() const {
        session::IkeSa sa = ike_sa();
        const auto secret = [&](const char* member) { return to_secret(key(member)); };
        const bool aead = sa.suite->encr->is_aead();
        sa.bound = session::BoundKeys{
            {secret("SK_d"), aead ? Secret() : secret("SK_ai"), aead ? Secret() : secret("SK_ar"),
             secret("SK_ei"), secret("SK_er"), secret("SK_pi"), secret("SK_pr")},
            {}};
        return sa;
    }
    /// The body of the only payload of `type` that is encrypted in `of`.
    [[nodiscard]] Bytes inner_body(const Frame& of, std::uint8_t type) const {
        const std::string path = encrypted_payload(of.number);
        const Bytes payloads = facts.hex(path + ".plaintext");
        const auto first = static_cast<std::uint8_t>(facts.number(path + ".next_payload"));
        ike::Chain chain = session::chain_of(payloads, first);
        std::vector<Bytes> bodies;
        ike::Payload payload;
        while (chain.next(payload)) {
            if (payload.type == type) {
                bodies.push_back(to_bytes(payload.body.value));
            }
        }
        assert_int_equal(bodies.size(), 1);
        return bodies[0];
    }
    /// The body of an AUTH payload of `sender`, with the shared secret `secret`, over its
    /// IKE_SA_INIT message `init` and its identity in the capture (RFC 7296, section 2.15).
    [[nodiscard]] Bytes auth_body(session::Sender sender, Octets secret, Octets init) const {
        const bool initiator = sender == session::Sender::initiator;
        const auto data = crypto::shared_key_auth(
            *suite().prf, secret, init,
            negotiation(initiator ? init_response() : init_request()).nonce(),
            key(initiator ? "SK_pi" : "SK_pr"), id_body(sender));
        assert_true(data.has_value());
        return concat({number(iana::auth::SHARED_KEY_MIC, 1), Bytes(3), *data});
    }
    /// The body of the ID payload that `sender` proves itself with.
    [[nodiscard]] Bytes id_body(session::Sender sender) const {
        return sender == session::Sender::initiator
                   ? inner_body(auth_request(), iana::payload::IDi)
                   : inner_body(auth_response(), iana::payload::IDr);
    }
    /// A frame between the two hosts, from the sender that `octets` name in their header.
    [[nodiscard]] Frame frame(const Bytes& octets) const {
        Frame it{0, octets, {}, {}};
        const bool initiator = it.message().header.from_initiator();
        it.source = initiator ? init_request().source : init_request().destination;
        it.destination = initiator ? init_request().destination : init_request().source;
        return it;
    }
    /// A message that the test seals itself.
    [[nodiscard]] Frame sealed(const HeaderFields& header, unsigned first_payload,
                               Octets payloads) const {
        const bool initiator = (header.flags & ike::kFlagInitiator) != 0;
        return frame(seal(
            header, seal_keys(initiator ? session::Sender::initiator : session::Sender::responder),
            first_payload, payloads));
    }

    std::string name;
    Facts facts;
    std::vector<Frame> frames;
};

inline Exchange cisco() {
    return Exchange("cisco-ios-psk");
}

inline Exchange gcm() {
    return Exchange("aes-gcm-psk");
}

}  // namespace ikev2::tests
