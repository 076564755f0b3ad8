// The IKE header.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/header.h"

#include "tests/unit/cuts.h"

using namespace ikev2;
using namespace ikev2::ike;
using namespace ikev2::tests;

namespace {

const Bytes& figure() {
    static const Bytes octets = from_hex(
        "f074d8bbd5a59f0b"  // IKE SA Initiator's SPI
        "f94020dd8cb4b9c4"  // IKE SA Responder's SPI
        "2e"                // Next Payload: SK
        "21"                // MjVer 2, MnVer 1
        "23"                // Exchange Type: IKE_AUTH
        "28"                // Flags: Response, Initiator
        "01020304"          // Message ID
        "0000022c");        // Length
    return octets;
}

Header header_with_flags(std::uint8_t flags) {
    Bytes octets = figure();
    put(octets, 19, flags, 1);
    Reader reader = reader_of(octets);
    return read_header(reader);
}

void every_field_of_the_figure_is_read(void** /*state*/) {
    assert_int_equal(figure().size(), kHeaderLength);
    Reader reader = reader_of(figure());
    const Header header = read_header(reader);
    assert_true(is_at(header.initiator_spi, 0xf074d8bbd5a59f0bU, 0));
    assert_true(is_at(header.responder_spi, 0xf94020dd8cb4b9c4U, 8));
    assert_true(is_at(header.next_payload, 46, 16));
    assert_true(is_at(header.version, 0x21, 17));
    assert_true(is_at(header.exchange_type, 35, 18));
    assert_true(is_at(header.flags, 0x28, 19));
    assert_true(is_at(header.message_id, 0x01020304, 20));
    assert_true(is_at(header.length, 556, 24));
    assert_true(reader.ok());
    assert_int_equal(reader.position(), kHeaderLength);
    assert_true(header.spis() == (SpiPair{0xf074d8bbd5a59f0bU, 0xf94020dd8cb4b9c4U}));
    assert_int_equal(header.major_version(), 2);
}

void a_header_is_read_where_the_reader_stands(void** /*state*/) {
    const Bytes marked = concat({Bytes(4), figure(), Bytes(8, 0xff)});
    Reader reader(marked, 4, 40);
    const Header header = read_header(reader);
    assert_true(is_at(header.initiator_spi, 0xf074d8bbd5a59f0bU, 4));
    assert_true(is_at(header.length, 556, 28));
    assert_int_equal(reader.position(), 32);
}

void each_flag_is_one_bit(void** /*state*/) {
    for (unsigned bit = 0; bit < 8; ++bit) {
        const auto flags = static_cast<std::uint8_t>(1U << bit);
        assert_int_equal(header_with_flags(flags).from_initiator(), bit == 3);
        assert_int_equal(header_with_flags(flags).is_response(), bit == 5);
        const auto others = static_cast<std::uint8_t>(~flags);
        assert_int_equal(header_with_flags(others).from_initiator(), bit != 3);
        assert_int_equal(header_with_flags(others).is_response(), bit != 5);
    }
    // "X(reserved)" but for R, V and I: RFC 7296, section 3.1.
    assert_int_equal(kFlagInitiator, 1U << 3U);
    assert_int_equal(kFlagVersion, 1U << 4U);
    assert_int_equal(kFlagResponse, 1U << 5U);
}

void a_header_that_is_cut_gives_the_fields_before_the_cut(void** /*state*/) {
    check_every_cut(figure(), [](Reader& reader) {
        const Header it = read_header(reader);
        return parsed(reader, it.initiator_spi, it.responder_spi, it.next_payload, it.version,
                      it.exchange_type, it.flags, it.message_id, it.length);
    });
}

void the_length_field_does_not_bound_the_header(void** /*state*/) {
    Bytes octets = figure();
    put(octets, 24, 5, 4);
    Reader reader = reader_of(octets);
    assert_int_equal(read_header(reader).length.value, 5);
    assert_true(reader.ok());
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(every_field_of_the_figure_is_read),
        cmocka_unit_test(a_header_is_read_where_the_reader_stands),
        cmocka_unit_test(each_flag_is_one_bit),
        cmocka_unit_test(a_header_that_is_cut_gives_the_fields_before_the_cut),
        cmocka_unit_test(the_length_field_does_not_bound_the_header),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
