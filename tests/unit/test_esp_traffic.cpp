// Finding the keys of ESP packets.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/esp_traffic.h"

#include <deque>
#include <utility>

#include "plugin/crypto/encr.h"
#include "plugin/crypto/gcrypt_init.h"
#include "plugin/crypto/integ.h"
#include "plugin/iana/security_protocols.h"
#include "plugin/iana/transform_ids.h"
#include "tests/unit/playback.h"
#include "tests/unit/test_keyfile_support.h"

using namespace ikev2;
using namespace ikev2::session;
using namespace ikev2::tests;

namespace {

int ready(void** /*state*/) {
    return crypto::init_gcrypt() ? 0 : -1;
}

constexpr std::uint32_t kRequesterSpi = 0x11111111;
constexpr std::uint32_t kResponderSpi = 0x22222222;
constexpr Address kRequester = {192, 0, 2, 1};
constexpr Address kResponder = {192, 0, 2, 2};
constexpr Address kElsewhere = {203, 0, 113, 9};

constexpr std::uint8_t kIpv4 = 4;
constexpr std::uint8_t kUdp = 17;

/// The plaintext of a packet of tunnel mode.
Bytes tunnelled(std::size_t length = 30) {
    Bytes packet(length, 0x5a);
    packet.at(0) = 0x45;
    return packet;
}

/// Seals the ESP packets of one direction.
struct Sender {
    EspSuite suite;
    ChildKeys keys;
    std::uint32_t spi;

    [[nodiscard]] Bytes packet(std::uint64_t sequence, std::uint8_t next_header = kIpv4,
                               const Bytes& payload = tunnelled()) const {
        Bytes pad((suite.encr->block_length + 14 - payload.size() % 16) % 16);
        for (std::size_t i = 0; i < pad.size(); ++i) {
            pad[i] = static_cast<std::uint8_t>(i + 1);
        }
        return seal(sequence,
                    concat({payload, pad, number(pad.size(), 1), number(next_header, 1)}));
    }

    [[nodiscard]] Bytes seal(std::uint64_t sequence, const Bytes& plaintext) const {
        const Bytes head = concat({number(spi, 4), number(sequence & 0xffffffffU, 4)});
        const Bytes high = suite.esn ? number(sequence >> 32U, 4) : Bytes();
        const Bytes iv(suite.encr->iv_length, 0x17);
        Bytes ciphertext(plaintext.size());
        Bytes icv(suite.icv_length());
        auto encr = crypto::EncrKey::make(*suite.encr, keys.encr);
        assert_true(encr.has_value());
        if (suite.encr->is_aead()) {
            const Bytes aad = concat({Octets(head).first(4), high, Octets(head).last(4)});
            assert_true(encr->seal(iv, aad, plaintext, ciphertext, icv));
        } else {
            assert_true(encr->seal(iv, {}, plaintext, ciphertext, {}));
        }
        if (suite.integ != nullptr) {
            auto integ = crypto::IntegKey::make(*suite.integ, keys.integ);
            assert_true(integ.has_value());
            assert_true(integ->compute({head, iv, ciphertext, high}, icv));
        }
        return concat({head, iv, ciphertext, icv});
    }
};

/// CHILD_SAs of the IKE SA of a capture, and their packets.
class Tunnel {
  public:
    Tunnel() : exchange_(cisco()), ike_(exchange_.ike_sa_with_keys()) {}

    ChildSa& add(std::uint32_t requester_spi = kRequesterSpi,
                 std::uint32_t responder_spi = kResponderSpi) {
        ChildSa& child = children_.emplace_back();
        child.number = static_cast<std::uint32_t>(children_.size() - 1);
        child.ike = &ike_;
        child.protocol = iana::protocol::ESP;
        child.spis = {requester_spi, responder_spi};
        child.addresses = {kRequester, kResponder};
        child.encr_id = iana::encr::ENCR_AES_CBC;
        child.key_bits = 128;
        child.integ_id = iana::integ::AUTH_HMAC_SHA1_96;
        child.request = ike_.side(session::Sender::initiator).init;
        child.response = ike_.side(session::Sender::responder).init;
        return child;
    }

    /// What the requester of the exchange that made `child` sends, or its responder.
    [[nodiscard]] static Sender sender(const ChildSa& child, bool requester, Octets g_ir = {}) {
        const auto suite = EspSuite::find(child.encr_id, child.integ_id, child.esn_id);
        assert_true(suite.has_value());
        auto keys = child.derive(g_ir);
        assert_true(keys.has_value());
        const std::size_t from = requester ? 0 : 1;
        return {*suite, std::move((*keys)[from]), child.spis[1 - from]};
    }

    EspView take(const Bytes& packet, const Address& destination = kResponder,
                 std::uint32_t cut = 0) {
        room_.assign(packet.size(), kUntouched);
        const auto length = static_cast<std::uint32_t>(packet.size());
        return traffic_.first_pass({Octets(packet).first(length - cut), length, destination}, keys_,
                                   room_);
    }

    EspStatus status(const Bytes& packet, const Address& destination = kResponder) {
        const EspView view = take(packet, destination);
        assert_non_null(view.sa);
        return view.status;
    }

    [[nodiscard]] Octets room() const { return room_; }
    [[nodiscard]] EspTraffic& traffic() { return traffic_; }
    [[nodiscard]] IkeSa& ike() { return ike_; }
    void set_keys(const std::string& lines) { keys_ = store_of(lines); }
    [[nodiscard]] std::string g_ir_line(Octets g_ir) const {
        return exchange_.line("SHARED_SECRET", g_ir);
    }

  private:
    Exchange exchange_;
    IkeSa ike_;
    std::deque<ChildSa> children_;
    EspTraffic traffic_;
    keyfile::Store keys_;
    Bytes room_;
};

const Bytes kGir(128, 0x31);

void packets_of_both_directions_are_opened(void** /*state*/) {
    Tunnel tunnel;
    const ChildSa& child = tunnel.add();
    tunnel.traffic().add(child);
    for (const bool requester : {true, false}) {
        const EspView view = tunnel.take(Tunnel::sender(child, requester).packet(1),
                                         requester ? kResponder : kRequester);
        assert_non_null(view.sa);
        assert_int_equal(view.status, EspStatus::opened);
        assert_int_equal(view.sa->child.spis[view.sa->receiver],
                         requester ? kResponderSpi : kRequesterSpi);
        assert_true(equal(tunnel.room().first(30), tunnelled()));
    }
}

void a_packet_of_no_child_sa_is_not_known(void** /*state*/) {
    Tunnel tunnel;
    const ChildSa& child = tunnel.add();
    Sender sender = Tunnel::sender(child, true);
    assert_null(tunnel.take(sender.packet(1)).sa);
    tunnel.traffic().add(child);
    assert_true(tunnel.traffic().knows(kRequesterSpi));
    assert_true(tunnel.traffic().knows(kResponderSpi));
    sender.spi = 0x33333333;
    assert_false(tunnel.traffic().knows(sender.spi));
    assert_null(tunnel.take(sender.packet(1)).sa);
    assert_null(tunnel.take(Bytes(3)).sa);
    assert_null(tunnel.take({}).sa);
}

void a_child_sa_of_ah_is_not_of_interest(void** /*state*/) {
    Tunnel tunnel;
    ChildSa& child = tunnel.add();
    child.protocol = iana::protocol::AH;
    tunnel.traffic().add(child);
    assert_false(tunnel.traffic().knows(kResponderSpi));
}

void keys_of_the_other_direction_open_nothing(void** /*state*/) {
    Tunnel tunnel;
    const ChildSa& child = tunnel.add();
    tunnel.traffic().add(child);
    Sender wrong = Tunnel::sender(child, false);
    wrong.spi = kResponderSpi;
    assert_int_equal(tunnel.status(wrong.packet(1)), EspStatus::bad_icv);
    assert_true(holds_no_plaintext(tunnel.room()));
}

void a_damaged_packet_does_not_decide(void** /*state*/) {
    Tunnel tunnel;
    const ChildSa& child = tunnel.add();
    tunnel.traffic().add(child);
    const Sender sender = Tunnel::sender(child, true);
    Bytes packet = sender.packet(1);
    packet.back() ^= 1U;
    assert_int_equal(tunnel.status(packet), EspStatus::bad_icv);
    assert_true(holds_no_plaintext(tunnel.room()));
    assert_int_equal(tunnel.status(sender.packet(2)), EspStatus::opened);
    assert_int_equal(tunnel.status(packet), EspStatus::bad_icv);
    assert_true(holds_no_plaintext(tunnel.room()));
    assert_int_equal(tunnel.status(sender.packet(3)), EspStatus::opened);
}

void an_address_that_changed_does_not_matter(void** /*state*/) {
    Tunnel tunnel;
    const ChildSa& child = tunnel.add();
    tunnel.traffic().add(child);
    const Sender sender = Tunnel::sender(child, true);
    assert_int_equal(tunnel.status(sender.packet(1), kElsewhere), EspStatus::opened);
    assert_int_equal(tunnel.status(sender.packet(2)), EspStatus::opened);
}

void child_sas_with_the_same_spi_are_told_apart(void** /*state*/) {
    Tunnel tunnel;
    ChildSa& first = tunnel.add();
    ChildSa& second = tunnel.add();
    second.addresses = {kRequester, kElsewhere};
    second.encr_id = iana::encr::ENCR_AES_GCM_16;
    second.integ_id = iana::integ::AUTH_NONE;
    tunnel.traffic().add(first);
    tunnel.traffic().add(second);
    for (std::uint64_t sequence = 1; sequence <= 3; ++sequence) {
        for (const ChildSa* child : {&first, &second}) {
            // Whatever the destination is.
            for (const Address& destination : {kResponder, kElsewhere, kRequester}) {
                const EspView view =
                    tunnel.take(Tunnel::sender(*child, true).packet(sequence), destination);
                assert_int_equal(view.status, EspStatus::opened);
                assert_int_equal(view.sa->child.number, child->number);
            }
        }
    }
}

void a_packet_that_none_opens_is_that_of_the_destination(void** /*state*/) {
    Tunnel tunnel;
    ChildSa& first = tunnel.add();
    ChildSa& second = tunnel.add();
    second.addresses = {kRequester, kElsewhere};
    tunnel.traffic().add(first);
    tunnel.traffic().add(second);
    Bytes packet = Tunnel::sender(first, true).packet(1);
    packet.back() ^= 1U;
    assert_int_equal(tunnel.take(packet, kResponder).sa->child.number, 0);
    assert_int_equal(tunnel.take(packet, kElsewhere).sa->child.number, 1);
}

void the_shared_secret_of_its_own_key_exchange_is_found_among_others(void** /*state*/) {
    Tunnel tunnel;
    ChildSa& child = tunnel.add();
    child.key_exchange = true;
    tunnel.traffic().add(child);
    const Bytes packet = Tunnel::sender(child, true, kGir).packet(1);
    assert_int_equal(tunnel.status(packet), EspStatus::no_shared_secret);
    tunnel.set_keys(tunnel.g_ir_line(Bytes(128, 1)) + tunnel.g_ir_line(Bytes(128, 2)));
    assert_int_equal(tunnel.status(packet), EspStatus::no_shared_secret);
    assert_true(holds_no_plaintext(tunnel.room()));
    tunnel.set_keys(tunnel.g_ir_line(Bytes(128, 1)) + tunnel.g_ir_line(kGir));
    assert_int_equal(tunnel.status(packet), EspStatus::opened);
    // From now on nothing has to be tried.
    tunnel.set_keys("");
    assert_int_equal(tunnel.status(Tunnel::sender(child, false, kGir).packet(1), kRequester),
                     EspStatus::opened);
}

void a_shared_secret_without_spis_is_tried_too(void** /*state*/) {
    Tunnel tunnel;
    ChildSa& child = tunnel.add();
    child.key_exchange = true;
    tunnel.traffic().add(child);
    tunnel.set_keys("SHARED_SECRET * * " + keyfile::test::hex(kGir) + "\n");
    assert_int_equal(tunnel.status(Tunnel::sender(child, true, kGir).packet(1)), EspStatus::opened);
}

void more_secrets_are_wanted_until_one_opens(void** /*state*/) {
    Tunnel tunnel;
    ChildSa& child = tunnel.add();
    child.key_exchange = true;
    tunnel.traffic().add(child);
    const Bytes packet = Tunnel::sender(child, true, kGir).packet(1);
    const EspPacket plain{packet, static_cast<std::uint32_t>(packet.size()), kResponder};
    assert_true(tunnel.traffic().wants_secrets(plain));
    tunnel.take(packet);
    assert_true(tunnel.traffic().wants_secrets(plain));
    tunnel.set_keys(tunnel.g_ir_line(kGir));
    tunnel.take(packet);
    assert_false(tunnel.traffic().wants_secrets(plain));
}

void what_is_never_opened_is_not_tried_for_ever(void** /*state*/) {
    Tunnel tunnel;
    ChildSa& child = tunnel.add();
    child.key_exchange = true;
    tunnel.traffic().add(child);
    std::string lines;
    for (unsigned i = 0; i < 1000; ++i) {
        lines += tunnel.g_ir_line(number(i, 128));
    }
    lines += tunnel.g_ir_line(kGir);
    tunnel.set_keys(lines);
    const Bytes packet = Tunnel::sender(child, true, kGir).packet(1);
    Secret& sk_d = tunnel.ike().bound->keys.d;
    sk_d[0] ^= 1U;
    for (unsigned i = 0; i < 10; ++i) {
        assert_int_equal(tunnel.status(packet), EspStatus::no_shared_secret);
    }
    // Now it would be found.
    sk_d[0] ^= 1U;
    assert_int_equal(tunnel.status(packet), EspStatus::no_shared_secret);
    // Other secrets, another try.
    tunnel.set_keys(lines + tunnel.g_ir_line(Bytes(128, 1)));
    assert_int_equal(tunnel.status(packet), EspStatus::opened);
}

void what_keys_need_is_said(void** /*state*/) {
    Tunnel tunnel;
    ChildSa& child = tunnel.add();
    tunnel.traffic().add(child);
    const Bytes packet = Tunnel::sender(child, true).packet(1);
    const auto request = child.request;
    child.request = nullptr;
    assert_int_equal(tunnel.status(packet), EspStatus::no_negotiation);
    child.request = request;
    const Secret sk_d = std::exchange(tunnel.ike().bound->keys.d, {});
    assert_int_equal(tunnel.status(packet), EspStatus::no_sk_d);
    tunnel.ike().bound->keys.d = sk_d;
    assert_int_equal(tunnel.status(packet), EspStatus::opened);
}

void an_algorithm_that_is_not_supported_is_said(void** /*state*/) {
    Tunnel tunnel;
    const ChildSa& good = tunnel.add();
    const Bytes packet = Tunnel::sender(good, true).packet(1);
    ChildSa& encr = tunnel.add(1, kResponderSpi);
    encr.encr_id = 999;
    tunnel.traffic().add(encr);
    assert_int_equal(tunnel.status(packet), EspStatus::unknown_algorithm);
    ChildSa& key_length = tunnel.add(2, kResponderSpi);
    key_length.key_bits = 100;
    tunnel.traffic().add(key_length);
    assert_int_equal(tunnel.status(packet), EspStatus::unknown_algorithm);
    const EspPacket plain{packet, static_cast<std::uint32_t>(packet.size()), kResponder};
    assert_false(tunnel.traffic().wants_secrets(plain));
}

void a_packet_that_the_capture_cuts_is_said_to_be_cut(void** /*state*/) {
    Tunnel tunnel;
    const ChildSa& child = tunnel.add();
    tunnel.traffic().add(child);
    const Bytes packet = Tunnel::sender(child, true).packet(1);
    assert_int_equal(tunnel.take(packet, kResponder, 1).status, EspStatus::not_captured);
    const auto all_but_the_spi = static_cast<std::uint32_t>(packet.size()) - 4;
    assert_int_equal(tunnel.take(packet, kResponder, all_but_the_spi).status,
                     EspStatus::not_captured);
    assert_true(holds_no_plaintext(tunnel.room()));
}

void a_packet_that_is_too_short_is_malformed(void** /*state*/) {
    Tunnel tunnel;
    const ChildSa& child = tunnel.add();
    tunnel.traffic().add(child);
    const Bytes packet = Tunnel::sender(child, true).packet(1);
    for (std::size_t length = 4; length < 8 + 16 + 12 + 2; ++length) {
        assert_int_equal(tunnel.status(to_bytes(Octets(packet).first(length))),
                         EspStatus::malformed);
    }
}

void extended_sequence_numbers_are_followed(void** /*state*/) {
    constexpr std::uint64_t kWrap = std::uint64_t{1} << 32U;
    for (const std::uint16_t encr : {iana::encr::ENCR_AES_CBC, iana::encr::ENCR_AES_GCM_16}) {
        Tunnel tunnel;
        ChildSa& child = tunnel.add();
        child.encr_id = encr;
        child.integ_id = encr == iana::encr::ENCR_AES_CBC ? iana::integ::AUTH_HMAC_SHA2_256_128
                                                          : iana::integ::AUTH_NONE;
        child.esn_id = iana::esn::ESN;
        tunnel.traffic().add(child);
        const Sender sender = Tunnel::sender(child, true);
        // In steps of less than half the range, and late ones among them.
        for (const std::uint64_t sequence :
             {std::uint64_t{1}, kWrap / 3, kWrap * 2 / 3, kWrap - 1, kWrap, kWrap - 2, kWrap + 1,
              kWrap * 4 / 3, kWrap * 5 / 3, 2 * kWrap - 1, 2 * kWrap + 5, 2 * kWrap - 7}) {
            const EspView view = tunnel.take(sender.packet(sequence));
            assert_int_equal(view.status, EspStatus::opened);
            assert_int_equal(view.esn_high, sequence >> 32U);
        }
    }
}

void without_extended_sequence_numbers_a_wrap_does_not_matter(void** /*state*/) {
    Tunnel tunnel;
    const ChildSa& child = tunnel.add();
    tunnel.traffic().add(child);
    const Sender sender = Tunnel::sender(child, true);
    for (const std::uint64_t sequence : {0xfffffffeU, 0xffffffffU, 0U, 1U}) {
        assert_int_equal(tunnel.status(sender.packet(sequence)), EspStatus::opened);
    }
}

void without_integrity_check_the_trailer_decides(void** /*state*/) {
    Tunnel tunnel;
    ChildSa& child = tunnel.add();
    child.integ_id = iana::integ::AUTH_NONE;
    tunnel.traffic().add(child);
    const Sender sender = Tunnel::sender(child, true);
    assert_int_equal(tunnel.status(sender.packet(1)), EspStatus::unverified);
    // Not what Next Header says.
    assert_int_equal(tunnel.status(sender.packet(2, kIpv4, Bytes(30, 0x66))),
                     EspStatus::implausible);
    assert_int_equal(tunnel.status(sender.packet(3, kUdp)), EspStatus::implausible);
    // Not the padding that RFC 4303 wants.
    assert_int_equal(tunnel.status(sender.seal(
                         4, concat({tunnelled(28), number(0x0103, 2), number(0x0204, 2)}))),
                     EspStatus::implausible);
}

void without_integrity_check_a_wrong_secret_opens_nothing(void** /*state*/) {
    Tunnel tunnel;
    ChildSa& child = tunnel.add();
    child.integ_id = iana::integ::AUTH_NONE;
    child.key_exchange = true;
    tunnel.traffic().add(child);
    const Sender sender = Tunnel::sender(child, true, kGir);
    tunnel.set_keys(tunnel.g_ir_line(Bytes(128, 7)));
    for (std::uint64_t sequence = 0; sequence < 100; ++sequence) {
        assert_int_equal(tunnel.status(sender.packet(sequence)), EspStatus::no_shared_secret);
    }
    tunnel.set_keys(tunnel.g_ir_line(Bytes(128, 7)) + tunnel.g_ir_line(kGir));
    assert_int_equal(tunnel.status(sender.packet(100)), EspStatus::unverified);
}

void in_transport_mode_any_next_header_will_do(void** /*state*/) {
    Tunnel tunnel;
    ChildSa& child = tunnel.add();
    child.integ_id = iana::integ::AUTH_NONE;
    child.transport_mode = true;
    tunnel.traffic().add(child);
    assert_int_equal(tunnel.status(Tunnel::sender(child, true).packet(1, kUdp, Bytes(30, 0x66))),
                     EspStatus::unverified);
}

void a_later_pass_opens_a_packet_again(void** /*state*/) {
    Tunnel tunnel;
    ChildSa& child = tunnel.add();
    child.esn_id = iana::esn::ESN;
    tunnel.traffic().add(child);
    const Sender sender = Tunnel::sender(child, true);
    const Bytes early = sender.packet(0xfffffff0U);
    // The first one of the SA cannot be so far ahead.
    tunnel.take(sender.packet(0x7fffffffU));
    const EspView view = tunnel.take(early);
    const EspView later = tunnel.take(sender.packet(0x100000001U));
    assert_int_equal(view.status, EspStatus::opened);
    assert_int_equal(later.esn_high, 1);
    Bytes room(early.size(), kUntouched);
    assert_true(open_again(view, early, room));
    assert_true(equal(Octets(room).first(30), tunnelled()));
    assert_false(open_again(EspView{}, early, room));
}

void a_later_pass_opens_nothing_without_keys(void** /*state*/) {
    Tunnel tunnel;
    ChildSa& child = tunnel.add();
    child.key_exchange = true;
    tunnel.traffic().add(child);
    const Bytes packet = Tunnel::sender(child, true, kGir).packet(1);
    const EspView view = tunnel.take(packet);
    Bytes room(packet.size(), kUntouched);
    assert_false(open_again(view, packet, room));
    assert_true(holds_no_plaintext(room));
}

void packets_are_counted(void** /*state*/) {
    Tunnel tunnel;
    const ChildSa& first = tunnel.add(1, 2);
    const ChildSa& second = tunnel.add(3, 4);
    tunnel.traffic().add(first);
    tunnel.traffic().add(second);
    tunnel.take(Tunnel::sender(first, true).packet(1));
    tunnel.take(Tunnel::sender(first, false).packet(1), kRequester);
    Bytes damaged = Tunnel::sender(first, true).packet(2);
    damaged.back() ^= 1U;
    tunnel.take(damaged);
    const Bytes left_alone = Tunnel::sender(second, true).packet(1);
    tunnel.traffic().count({left_alone, static_cast<std::uint32_t>(left_alone.size()), kResponder});
    assert_int_equal(tunnel.traffic().packets(0), 3);
    assert_int_equal(tunnel.traffic().packets(1), 1);
    assert_int_equal(tunnel.traffic().packets(2), 0);
}

void the_newest_of_many_with_the_same_spi_is_found(void** /*state*/) {
    Tunnel tunnel;
    const ChildSa* last = nullptr;
    for (std::uint32_t i = 0; i < 100; ++i) {
        ChildSa& child = tunnel.add(i + 1, kResponderSpi);
        child.key_bits = i == 99 ? 256 : 128;
        tunnel.traffic().add(child);
        last = &child;
    }
    const EspView view = tunnel.take(Tunnel::sender(*last, true).packet(1));
    assert_int_equal(view.status, EspStatus::opened);
    assert_int_equal(view.sa->child.number, 99);
}

void a_child_sa_that_a_capture_negotiates_has_its_packets_opened(void** /*state*/) {
    Playback playback;
    playback.take_all(ike_frames("aes256-sha512-psk"), keys_of("aes256-sha512-psk"));
    const auto& children = playback.capture().children();
    assert_int_equal(children.size(), 1);
    for (const bool requester : {true, false}) {
        const Sender sender = Tunnel::sender(children[0], requester);
        const Bytes packet = sender.packet(1);
        Bytes room(packet.size());
        const EspView view = playback.capture().esp().first_pass(
            {packet, static_cast<std::uint32_t>(packet.size()), {}}, store_of(""), room);
        assert_int_equal(view.status, EspStatus::opened);
    }
    // Another capture knows nothing of it.
    Playback other;
    assert_false(other.capture().esp().knows(children[0].spis[0]));
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(packets_of_both_directions_are_opened),
        cmocka_unit_test(a_packet_of_no_child_sa_is_not_known),
        cmocka_unit_test(a_child_sa_of_ah_is_not_of_interest),
        cmocka_unit_test(keys_of_the_other_direction_open_nothing),
        cmocka_unit_test(a_damaged_packet_does_not_decide),
        cmocka_unit_test(an_address_that_changed_does_not_matter),
        cmocka_unit_test(child_sas_with_the_same_spi_are_told_apart),
        cmocka_unit_test(a_packet_that_none_opens_is_that_of_the_destination),
        cmocka_unit_test(the_shared_secret_of_its_own_key_exchange_is_found_among_others),
        cmocka_unit_test(a_shared_secret_without_spis_is_tried_too),
        cmocka_unit_test(more_secrets_are_wanted_until_one_opens),
        cmocka_unit_test(what_is_never_opened_is_not_tried_for_ever),
        cmocka_unit_test(what_keys_need_is_said),
        cmocka_unit_test(an_algorithm_that_is_not_supported_is_said),
        cmocka_unit_test(a_packet_that_the_capture_cuts_is_said_to_be_cut),
        cmocka_unit_test(a_packet_that_is_too_short_is_malformed),
        cmocka_unit_test(extended_sequence_numbers_are_followed),
        cmocka_unit_test(without_extended_sequence_numbers_a_wrap_does_not_matter),
        cmocka_unit_test(without_integrity_check_the_trailer_decides),
        cmocka_unit_test(without_integrity_check_a_wrong_secret_opens_nothing),
        cmocka_unit_test(in_transport_mode_any_next_header_will_do),
        cmocka_unit_test(a_later_pass_opens_a_packet_again),
        cmocka_unit_test(a_later_pass_opens_nothing_without_keys),
        cmocka_unit_test(packets_are_counted),
        cmocka_unit_test(the_newest_of_many_with_the_same_spi_is_found),
        cmocka_unit_test(a_child_sa_that_a_capture_negotiates_has_its_packets_opened),
    };
    return cmocka_run_group_tests(tests, ready, nullptr);
}
