// What is inside SK and SKF payloads whose ICV is right: each message begins with its exchange
// type, flags, Message ID, the type of the first payload, and the numbers of a fragment.
// SPDX-License-Identifier: GPL-2.0-or-later
#include <cstdlib>
#include <vector>

#include "plugin/crypto/gcrypt_init.h"
#include "plugin/session/capture.h"
#include "tests/fuzz/input.h"
#include "tests/fuzz/target.h"
#include "tests/fuzz/views.h"
#include "tests/unit/playback.h"

using namespace ikev2;

namespace {

struct Peers {
    tests::Exchange exchange{"cisco-ios-psk"};
    keyfile::Store keys = exchange.keys();
    tests::SealKeys initiator = exchange.seal_keys(session::Sender::initiator);
    tests::SealKeys responder = exchange.seal_keys(session::Sender::responder);
};

const Peers& peers() {
    static const Peers it = [] {
        if (!crypto::init_gcrypt()) {
            std::abort();
        }
        return Peers();
    }();
    return it;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const Peers& it = peers();
    fuzz::Input input(data, size);
    session::Capture capture;
    std::vector<std::uint8_t> plaintext;
    const auto take = [&](const tests::Frame& frame) {
        plaintext.assign(frame.octets.size(), 0);
        const session::Message message = frame.message();
        const session::MessageView* view = capture.first_pass(message, it.keys, plaintext);
        if (view->fragment_number != 0 && view->sk == session::SkStatus::opened) {
            capture.take_reassembled(*view, message,
                                     Octets(plaintext).first(view->plaintext_length), it.keys);
        }
    };
    take(it.exchange.init_request());
    take(it.exchange.init_response());
    while (!input.empty()) {
        tests::HeaderFields header;
        header.spis = it.exchange.spis();
        header.exchange = input.octet();
        header.flags = input.octet();
        header.message_id = input.octet();
        const std::uint8_t first = input.octet();
        const unsigned number = input.octet();
        const unsigned total = input.octet();
        const Octets payloads = input.string();
        const bool from_initiator = (header.flags & ike::kFlagInitiator) != 0;
        fuzz::read_payloads(payloads, first, 0, static_cast<std::uint32_t>(payloads.size()));
        take(it.exchange.frame(tests::seal(
            header, from_initiator ? it.initiator : it.responder, first, payloads,
            total != 0 ? std::optional(tests::FragmentNumbers{number, total}) : std::nullopt)));
    }
    return 0;
}
