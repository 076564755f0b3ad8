// Whether a side of an IKE SA is found behind a NAT.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/nat_watch.h"

#include <memory>

#include "plugin/crypto/gcrypt_init.h"
#include "plugin/crypto/nat_detection.h"
#include "plugin/iana/exchange_types.h"
#include "plugin/iana/notify_types.h"
#include "plugin/iana/payload_types.h"
#include "tests/unit/message_builder.h"

using namespace ikev2;
using namespace ikev2::session;
using namespace ikev2::tests;

namespace {

constexpr SpiPair kSpis{0x0102030405060708, 0x1112131415161718};
constexpr std::uint16_t kPort = 500;

int ready(void** /*state*/) {
    return crypto::init_gcrypt() ? 0 : -1;
}

Address address_of(std::uint8_t last) {
    return {192, 0, 2, last};
}

// An IKE_SA_INIT message between 192.0.2.1 and 192.0.2.2, and what it says of NAT.
struct Init {
    Sender sender = Sender::initiator;
    SpiPair spis = {kSpis.initiator, 0};
    std::uint16_t port = kPort;
    std::vector<std::shared_ptr<crypto::NatDetectionHash>> hashes;
    std::vector<NoteContent> notes;

    Init(Sender from, SpiPair named) : sender(from), spis(named) {}

    Init& says(std::uint16_t type, std::uint8_t last, std::uint16_t of_port = kPort) {
        crypto::NatDetectionHash& hash =
            *hashes.emplace_back(std::make_shared<crypto::NatDetectionHash>());
        const Address address = address_of(last);
        assert_true(crypto::nat_detection_hash(spis, Octets(address).first(4), of_port, hash));
        notes.push_back({type, 0, {}, hash});
        return *this;
    }
    Init& source(std::uint8_t last) { return says(iana::notify::NAT_DETECTION_SOURCE_IP, last); }
    Init& destination(std::uint8_t last) {
        return says(iana::notify::NAT_DETECTION_DESTINATION_IP, last);
    }
};

// As the journal does: the addresses first.
void take(const Init& init, SaHistory& history) {
    const bool initiator = init.sender == Sender::initiator;
    const Bytes octets =
        tests::message({.spis = init.spis,
                        .exchange = iana::exchange::IKE_SA_INIT,
                        .flags = initiator ? ike::kFlagInitiator : ike::kFlagResponse,
                        .message_id = 0},
                       iana::payload::NONE, {});
    ike::Reader reader = reader_of(octets);
    Message message{ike::read_header(reader), octets};
    message.source = address_of(initiator ? 1 : 2);
    message.destination = address_of(initiator ? 2 : 1);
    message.address_length = 4;
    message.source_port = message.destination_port = init.port;
    for (const Sender of : {Sender::initiator, Sender::responder}) {
        SideHistory& side = history.side(of);
        if (!side.seen) {
            side.seen = true;
            side.first_address = address_of(of == Sender::initiator ? 1 : 2);
            side.first_address_length = 4;
            side.first_port = init.port;
        }
    }
    take_nat_hashes(message, init.notes, kSpis, history);
}

Init request() {
    return {Sender::initiator, {kSpis.initiator, 0}};
}
Init response() {
    return {Sender::responder, kSpis};
}

std::array<Nat, 2> nat_after(const std::vector<Init>& messages) {
    SaHistory history;
    for (const Init& message : messages) {
        take(message, history);
    }
    return nat_of(history, kSpis);
}

bool is(const std::array<Nat, 2>& nat, Nat initiator, Nat responder) {
    return nat[0] == initiator && nat[1] == responder;
}

void without_hashes_nothing_is_known(void** /*state*/) {
    assert_true(is(nat_after({}), Nat::unknown, Nat::unknown));
    assert_true(is(nat_after({request(), response()}), Nat::unknown, Nat::unknown));
}

void hashes_that_fit_say_that_there_is_none(void** /*state*/) {
    assert_true(is(nat_after({request().source(1)}), Nat::absent, Nat::unknown));
    assert_true(is(nat_after({request().destination(2)}), Nat::unknown, Nat::absent));
    assert_true(
        is(nat_after({request().source(1).destination(2), response().source(2).destination(1)}),
           Nat::absent, Nat::absent));
}

void a_hash_that_does_not_fit_says_that_its_side_is_translated(void** /*state*/) {
    // The initiator takes itself for 192.0.2.7.
    assert_true(
        is(nat_after({request().source(7).destination(2), response().source(2).destination(1)}),
           Nat::present, Nat::absent));
    assert_true(
        is(nat_after({request().source(1).destination(2), response().source(2).destination(7)}),
           Nat::present, Nat::absent));
    assert_true(is(nat_after({request().source(1).destination(9)}), Nat::absent, Nat::present));
    assert_true(is(nat_after({response().source(9).destination(1)}), Nat::absent, Nat::present));
}

void of_several_source_hashes_one_must_fit(void** /*state*/) {
    // "There MAY be multiple NAT_DETECTION_SOURCE_IP payloads in a message if the sender does not
    // know which of several network attachments will be used to send the packet" (RFC 7296,
    // section 2.23).
    assert_true(
        is(nat_after({request().source(8).source(1).source(9)}), Nat::absent, Nat::unknown));
    assert_true(is(nat_after({request().source(8).source(9)}), Nat::present, Nat::unknown));
}

void the_port_counts(void** /*state*/) {
    constexpr std::uint16_t other_port = 1024;
    assert_true(
        is(nat_after({request().says(iana::notify::NAT_DETECTION_SOURCE_IP, 1, other_port)}),
           Nat::present, Nat::unknown));
}

void a_nat_that_was_found_stays_when_the_request_is_sent_again(void** /*state*/) {
    assert_true(
        is(nat_after({request().source(7), request().source(1)}), Nat::present, Nat::unknown));
    assert_true(
        is(nat_after({request().source(1), request().source(7)}), Nat::present, Nat::unknown));
    // It came from another port the second time.
    Init moved = request();
    moved.port = 4500;
    moved.says(iana::notify::NAT_DETECTION_SOURCE_IP, 1, 4500);
    assert_true(is(nat_after({request().source(1), moved}), Nat::absent, Nat::unknown));
    moved.notes.clear();
    moved.source(1);
    assert_true(is(nat_after({request().source(1), moved}), Nat::present, Nat::unknown));
}

void a_hash_of_another_length_does_not_fit(void** /*state*/) {
    Init cut = request().source(1);
    cut.notes[0].data = cut.notes[0].data.first(19);
    assert_true(is(nat_after({cut}), Nat::present, Nat::unknown));
    cut.notes[0].data = {};
    assert_true(is(nat_after({cut}), Nat::present, Nat::unknown));
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(without_hashes_nothing_is_known),
        cmocka_unit_test(hashes_that_fit_say_that_there_is_none),
        cmocka_unit_test(a_hash_that_does_not_fit_says_that_its_side_is_translated),
        cmocka_unit_test(of_several_source_hashes_one_must_fit),
        cmocka_unit_test(the_port_counts),
        cmocka_unit_test(a_nat_that_was_found_stays_when_the_request_is_sent_again),
        cmocka_unit_test(a_hash_of_another_length_does_not_fit),
    };
    return cmocka_run_group_tests(tests, ready, nullptr);
}
