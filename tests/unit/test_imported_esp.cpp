// Opening ESP packets with keys of the key file.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/imported_esp.h"

#include <optional>
#include <string>
#include <utility>

#include "keyfile/store_builder.h"
#include "plugin/crypto/gcrypt_init.h"
#include "plugin/iana/transform_ids.h"
#include "tests/unit/message_builder.h"
#include "tests/unit/vectors_json.h"

using namespace ikev2;
using namespace ikev2::session;
using namespace ikev2::tests;

namespace {

int ready(void** /*state*/) {
    return crypto::init_gcrypt() ? 0 : -1;
}

constexpr Address kSource = {192, 0, 2, 1};
constexpr Address kDestination = {192, 0, 2, 2};

std::uint32_t spi_of(Octets packet) {
    return ike::Reader(packet, 0, 4).u32().value;
}

keyfile::EspEntry entry_of(const Case& one) {
    keyfile::EspEntry entry;
    entry.spi = spi_of(one.hex("packet"));
    entry.encr_id = one.number("encr_id");
    entry.integ_id = one.number("integ_id");
    entry.encr_key = to_secret(one.hex("encr_key"));
    entry.integ_key = to_secret(one.hex("integ_key"));
    entry.origin.line = 7;
    return entry;
}

keyfile::Store store_of(keyfile::EspEntry entry) {
    keyfile::StoreBuilder builder;
    entry.origin.file = builder.add_file("keys.txt");
    assert_true(builder.add(std::move(entry)));
    return std::move(builder).build();
}

keyfile::AddressPattern address(const char* text) {
    return keyfile::AddressPattern::parse(text).value();
}

struct Opened {
    explicit Opened(const Bytes& packet, const keyfile::Store& store, std::uint32_t cut = 0)
        : room(packet.size()) {
        const Octets octets = Octets(packet).first(packet.size() - cut);
        const auto length = static_cast<std::uint32_t>(packet.size());
        view = esp.first_pass({octets, length, kDestination, kSource}, store, room, nullptr);
    }
    ImportedEsp esp;
    Bytes room;
    EspView view;
};

// High-order bits of an Extended Sequence Number that are not among those tried at first.
constexpr std::uint32_t kMostHigh = 255;
bool starts_high(const Case& one) {
    return one.flag("esn") && one.hex_number("esn_high") > kMostHigh;
}

// Without an SPI only 0 is tried.
bool starts_above_zero(const Case& one) {
    return one.flag("esn") && one.hex_number("esn_high") != 0;
}

bool is_checked(const Case& one) {
    const auto suite = EspSuite::find(one.number("encr_id"), one.number("integ_id"), 0);
    return suite && suite->has_integrity();
}

template <typename Check>
void for_each_packet(Check check) {
    for_each_case(own_vectors("esp.json"), "cases", check);
}

void packets_of_the_vectors_are_opened_and_again(void** /*state*/) {
    for_each_packet([](const Case& one) {
        const Bytes packet = one.hex("packet");
        const Bytes plaintext = one.hex("plaintext");
        const Opened opened(packet, store_of(entry_of(one)));
        if (starts_high(one)) {
            return !opened.view.is_open();
        }
        if (!opened.view.is_open()) {
            // Nothing proves what this is: the plaintext of the vector is no ESP packet's.
            return !is_checked(one) && opened.view.status == EspStatus::implausible;
        }
        Bytes again(packet.size());
        if (opened.view.esn_high != (one.flag("esn") ? one.hex_number("esn_high") : 0)) {
            return false;
        }
        return opened.view.sa->key.line == 7 && !opened.view.sa->child_known &&
               opened.view.sa->plaintext_length(static_cast<std::uint32_t>(packet.size())) ==
                   plaintext.size() &&
               equal(Octets(opened.room).first(plaintext.size()), plaintext) &&
               open_again(opened.view, packet, again) &&
               equal(Octets(again).first(plaintext.size()), plaintext);
    });
}

void a_wrong_key_opens_nothing_and_its_line_is_known(void** /*state*/) {
    for_each_packet([](const Case& one) {
        keyfile::EspEntry entry = entry_of(one);
        if (!is_checked(one)) {
            return true;
        }
        (entry.integ_key.empty() ? entry.encr_key : entry.integ_key)[0] ^= 1U;
        const Opened opened(one.hex("packet"), store_of(std::move(entry)));
        return opened.view.sa != nullptr && opened.view.status == EspStatus::bad_icv &&
               opened.view.sa->key.line == 7;
    });
}

void keys_for_any_spi_open_what_they_fit_and_say_nothing_else(void** /*state*/) {
    for_each_packet([](const Case& one) {
        if (!is_checked(one) || starts_above_zero(one)) {
            return true;
        }
        keyfile::EspEntry entry = entry_of(one);
        entry.spi.reset();
        const bool opens = Opened(one.hex("packet"), store_of(entry)).view.is_open();
        entry.encr_key.back() ^= 1U;
        if (!entry.integ_key.empty()) {
            entry.integ_key[0] ^= 1U;
        }
        return opens && Opened(one.hex("packet"), store_of(entry)).view.sa == nullptr;
    });
}

void behind_a_nat_the_integrity_check_decides(void** /*state*/) {
    for_each_packet([](const Case& one) {
        if (!is_checked(one) || starts_above_zero(one)) {
            return true;
        }
        keyfile::EspEntry entry = entry_of(one);
        entry.source = address("10.0.0.1");
        const bool with_spi = Opened(one.hex("packet"), store_of(entry)).view.is_open();
        entry.spi.reset();
        const bool any_spi = Opened(one.hex("packet"), store_of(entry)).view.is_open();
        entry.source = address("192.0.2.0/24");
        const bool matching = Opened(one.hex("packet"), store_of(entry)).view.is_open();
        return with_spi && !any_spi && matching;
    });
}

constexpr std::uint32_t kSpi = 0x01020304;

// ENCR_NULL: SPI, Sequence Number, an IPv4 header's start, padding, Pad Length, Next Header, ICV.
Bytes null_packet(std::uint8_t next_header, std::size_t icv) {
    const std::uint8_t inside[] = {0x45, 0, 0, 20, 1, 2, 2};
    return concat({number(kSpi, 4), number(1, 4), inside, number(next_header, 1), Bytes(icv, 9)});
}

keyfile::EspEntry null_entry(std::uint8_t icv) {
    keyfile::EspEntry entry;
    entry.spi = kSpi;
    entry.encr_id = iana::encr::ENCR_NULL;
    entry.unchecked_icv = icv;
    return entry;
}

void an_icv_that_cannot_be_checked_is_left_out(void** /*state*/) {
    const Opened opened(null_packet(4, 12), store_of(null_entry(12)));
    assert_true(opened.view.is_open());
    assert_int_equal(opened.view.status, EspStatus::unverified);
    assert_int_equal(opened.view.sa->icv_length, 12);
    const EspTrailer trailer = EspTrailer::read(Octets(opened.room).first(8));
    assert_int_equal(trailer.payload_length, 4);
}

void without_a_check_plaintext_and_addresses_must_fit(void** /*state*/) {
    assert_int_equal(Opened(null_packet(41, 0), store_of(null_entry(0))).view.status,
                     EspStatus::implausible);
    keyfile::EspEntry entry = null_entry(0);
    entry.destination = address("192.0.2.3");
    assert_null(Opened(null_packet(4, 0), store_of(entry)).view.sa);
    entry.destination = address("192.0.2.2");
    assert_true(Opened(null_packet(4, 0), store_of(entry)).view.is_open());
    entry.destination = address("2001:db8::1");
    assert_null(Opened(null_packet(4, 0), store_of(entry)).view.sa);
}

void a_packet_without_keys_or_cut_short_is_not_of_interest(void** /*state*/) {
    assert_null(Opened(null_packet(4, 0), keyfile::Store()).view.sa);
    assert_null(Opened(null_packet(4, 0), store_of(null_entry(0)), 1).view.sa);
    assert_null(Opened(Bytes(3), store_of(null_entry(0))).view.sa);
    assert_false(EspView().is_open());
}

void an_algorithm_that_is_not_supported_is_named(void** /*state*/) {
    keyfile::EspEntry entry = null_entry(0);
    entry.encr_id = iana::encr::ENCR_RC5;
    const Opened opened(null_packet(4, 0), store_of(entry));
    assert_non_null(opened.view.sa);
    assert_int_equal(opened.view.status, EspStatus::unknown_algorithm);
    assert_int_equal(opened.view.sa->child.encr_id, iana::encr::ENCR_RC5);
}

void keys_that_come_later_open_what_follows(void** /*state*/) {
    ImportedEsp esp;
    const Bytes packet = null_packet(4, 0);
    Bytes room(packet.size());
    const auto length = static_cast<std::uint32_t>(packet.size());
    keyfile::EspEntry entry = null_entry(12);
    const EspPacket captured{packet, length, kDestination, kSource};
    assert_false(esp.first_pass(captured, store_of(entry), room, nullptr).is_open());
    entry.unchecked_icv = 0;
    assert_true(esp.first_pass(captured, store_of(entry), room, nullptr).is_open());
}

void high_order_bits_are_tried_on_the_first_packets_alone(void** /*state*/) {
    unsigned cases = 0;
    for_each_packet([&](const Case& one) {
        if (!starts_above_zero(one) || starts_high(one)) {
            return true;
        }
        ++cases;
        const keyfile::Store store = store_of(entry_of(one));
        for (const unsigned damaged : {3U, 4U}) {
            ImportedEsp esp;
            bool opened = false;
            for (unsigned i = 0; i <= damaged; ++i) {
                Bytes packet = one.hex("packet");
                packet.back() ^= i < damaged ? 1U : 0U;
                Bytes room(packet.size());
                const auto length = static_cast<std::uint32_t>(packet.size());
                opened =
                    esp.first_pass({packet, length, kDestination, kSource}, store, room, nullptr)
                        .is_open();
            }
            if (opened != (damaged == 3)) {
                return false;
            }
        }
        return true;
    });
    assert_int_equal(cases, 6);
}

void a_child_sa_that_is_known_keeps_its_name(void** /*state*/) {
    ImportedEsp esp;
    EspSaView negotiated;
    negotiated.child.frame = 4;
    negotiated.child_known = true;
    const Bytes packet = null_packet(4, 0);
    Bytes room(packet.size());
    const auto length = static_cast<std::uint32_t>(packet.size());
    const EspView view = esp.first_pass({packet, length, kDestination, kSource},
                                        store_of(null_entry(0)), room, &negotiated);
    assert_true(view.is_open());
    assert_true(view.sa->child_known);
    assert_int_equal(view.sa->child.frame, 4);
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(packets_of_the_vectors_are_opened_and_again),
        cmocka_unit_test(a_wrong_key_opens_nothing_and_its_line_is_known),
        cmocka_unit_test(keys_for_any_spi_open_what_they_fit_and_say_nothing_else),
        cmocka_unit_test(behind_a_nat_the_integrity_check_decides),
        cmocka_unit_test(an_icv_that_cannot_be_checked_is_left_out),
        cmocka_unit_test(without_a_check_plaintext_and_addresses_must_fit),
        cmocka_unit_test(a_packet_without_keys_or_cut_short_is_not_of_interest),
        cmocka_unit_test(an_algorithm_that_is_not_supported_is_named),
        cmocka_unit_test(keys_that_come_later_open_what_follows),
        cmocka_unit_test(high_order_bits_are_tried_on_the_first_packets_alone),
        cmocka_unit_test(a_child_sa_that_is_known_keeps_its_name),
    };
    return cmocka_run_group_tests(tests, ready, nullptr);
}
