// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/playback.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "plugin/base/secret.h"
#include "plugin/crypto/auth.h"
#include "plugin/iana/auth_methods.h"
#include "plugin/iana/payload_types.h"
#include "plugin/ike/header.h"
#include "plugin/ike/payload.h"
#include "plugin/session/message_layout.h"
#include "tests/unit/test_keyfile_support.h"

namespace ikev2::tests {

bool holds_no_plaintext(Octets room) {
    return std::all_of(room.begin(), room.end(),
                       [](std::uint8_t octet) { return octet == kUntouched || octet == 0; });
}

Playback::Playback(session::CertificateFile certificates) : capture_(std::move(certificates)) {}

Playback::Playback(Playback&&) noexcept = default;

Playback::~Playback() = default;

const session::MessageView& Playback::take(const Frame& frame, const keyfile::Store& keys) {
    room_.assign(frame.octets.size(), kUntouched);
    const session::MessageView* view = capture_.first_pass(frame.message(), keys, room_);
    assert_non_null(view);
    opened_ = view->sk == session::SkStatus::opened ? view->plaintext_length : 0;
    return *view;
}

const session::MessageView& Playback::take_all(const std::vector<Frame>& frames,
                                               const keyfile::Store& keys) {
    assert_false(frames.empty());
    for (std::size_t i = 0; i + 1 < frames.size(); ++i) {
        take(frames[i], keys);
    }
    return take(frames.back(), keys);
}

Exchange::Exchange(const char* capture)
    : name(capture), facts(capture), frames(ike_frames(capture)) {
    assert_true(frames.size() >= 4);
}

Exchange::~Exchange() = default;

SpiPair Exchange::spis() const {
    return facts.spis("$.ike_sas[0]");
}

Bytes Exchange::key(const char* member) const {
    return facts.hex(std::string("$.ike_sas[0].") + member);
}

std::string Exchange::line(const char* keyword, Octets value) const {
    return std::string(keyword) + ' ' + keyfile::test::hex(number(spis().initiator, 8)) + ' ' +
           keyfile::test::hex(number(spis().responder, 8)) + ' ' + keyfile::test::hex(value) + '\n';
}

std::string Exchange::sk_line(const char* name_of_key) const {
    return line(name_of_key, key(name_of_key));
}

keyfile::Store Exchange::keys() const {
    return keys_of(name);
}

session::Negotiation Exchange::negotiation(const Frame& frame) const {
    return session::Negotiation::read(frame.octets, session::chain_of(frame.message()));
}

session::Suite Exchange::suite() const {
    return session::Suite::chosen(negotiation(init_response()).sa());
}

SealKeys Exchange::seal_keys(session::Sender sender) const {
    const bool initiator = sender == session::Sender::initiator;
    const bool aead = suite().encr->is_aead();
    return {suite(), key(initiator ? "SK_ei" : "SK_er"),
            aead ? Bytes() : key(initiator ? "SK_ai" : "SK_ar")};
}

session::IkeSa Exchange::ike_sa() const {
    session::IkeSa sa;
    sa.spis = spis();
    sa.suite = suite();
    sa.side(session::Sender::initiator).init =
        std::make_shared<const session::Negotiation>(negotiation(init_request()));
    sa.side(session::Sender::responder).init =
        std::make_shared<const session::Negotiation>(negotiation(init_response()));
    return sa;
}

session::IkeSa Exchange::ike_sa_with_keys() const {
    session::IkeSa sa = ike_sa();
    const auto secret = [&](const char* member) { return to_secret(key(member)); };
    const bool aead = sa.suite->encr->is_aead();
    sa.bound = session::BoundKeys{
        {secret("SK_d"), aead ? Secret() : secret("SK_ai"), aead ? Secret() : secret("SK_ar"),
         secret("SK_ei"), secret("SK_er"), secret("SK_pi"), secret("SK_pr")},
        {}};
    return sa;
}

Bytes Exchange::inner_body(const Frame& of, std::uint8_t type) const {
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

Bytes Exchange::auth_body(session::Sender sender, Octets secret, Octets init) const {
    const bool initiator = sender == session::Sender::initiator;
    const auto data =
        crypto::shared_key_auth(*suite().prf, secret, init,
                                negotiation(initiator ? init_response() : init_request()).nonce(),
                                key(initiator ? "SK_pi" : "SK_pr"), id_body(sender));
    assert_true(data.has_value());
    return concat({number(iana::auth::SHARED_KEY_MIC, 1), Bytes(3), *data});
}

Bytes Exchange::id_body(session::Sender sender) const {
    return sender == session::Sender::initiator ? inner_body(auth_request(), iana::payload::IDi)
                                                : inner_body(auth_response(), iana::payload::IDr);
}

Frame Exchange::frame(const Bytes& octets) const {
    Frame it{0, octets, {}, {}};
    const bool initiator = it.message().header.from_initiator();
    it.source = initiator ? init_request().source : init_request().destination;
    it.destination = initiator ? init_request().destination : init_request().source;
    return it;
}

Frame Exchange::sealed(const HeaderFields& header, unsigned first_payload, Octets payloads) const {
    const bool initiator = (header.flags & ike::kFlagInitiator) != 0;
    return frame(
        seal(header, seal_keys(initiator ? session::Sender::initiator : session::Sender::responder),
             first_payload, payloads));
}

Exchange cisco() {
    return Exchange("cisco-ios-psk");
}

Exchange gcm() {
    return Exchange("aes-gcm-psk");
}

}  // namespace ikev2::tests
