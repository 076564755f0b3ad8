// How the body of an Encrypted payload divides.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/payload_sk.h"

#include "tests/unit/cuts.h"

using namespace ikev2;
using namespace ikev2::ike;
using namespace ikev2::tests;

namespace {

// An IV of 3 octets, a ciphertext of 5, an ICV of 2.
const Bytes& figure() {
    static const Bytes body = from_hex(
        "111213"
        "c1c2c3c4c5"
        "f1f2");
    return body;
}

bool is_empty(const Protected& it) {
    return !it.iv.present() && !it.ciphertext.present() && !it.icv.present();
}

void a_body_divides_by_the_lengths_of_iv_and_icv(void** /*state*/) {
    Reader reader = reader_of(figure());
    const Protected it = Protected::read(reader, 3, 2);
    assert_true(is_at(it.iv, "111213", 0));
    assert_true(is_at(it.ciphertext, "c1c2c3c4c5", 3));
    assert_true(is_at(it.icv, "f1f2", 8));
    assert_true(reader.ok());
}

void a_body_without_iv_or_icv_is_all_ciphertext(void** /*state*/) {
    Reader reader = reader_of(figure());
    const Protected it = Protected::read(reader, 0, 0);
    assert_false(it.iv.present());
    assert_int_equal(it.ciphertext.length, figure().size());
    assert_false(it.icv.present());
}

void a_body_of_iv_and_icv_alone_has_no_ciphertext(void** /*state*/) {
    Reader reader(figure(), 0, 5);
    const Protected it = Protected::read(reader, 3, 2);
    assert_true(is_at(it.iv, "111213", 0));
    assert_false(it.ciphertext.present());
    assert_true(is_at(it.icv, "c1c2", 3));
}

void a_body_too_short_for_iv_and_icv_is_not_divided(void** /*state*/) {
    for (std::uint32_t end = 0; end < 5; ++end) {
        Reader reader(figure(), 0, end);
        assert_true(is_empty(Protected::read(reader, 3, 2)));
        assert_true(reader.ok());
        assert_int_equal(reader.position(), 0);
    }
}

void a_body_that_the_capture_cuts_is_divided_up_to_the_cut(void** /*state*/) {
    for (std::uint32_t kept = 0; kept < figure().size(); ++kept) {
        const Bytes captured = to_bytes(Octets(figure()).first(kept));
        Reader reader(captured, 0, 10);
        const Protected it = Protected::read(reader, 3, 2);
        assert_true(reader.shortfall() == Shortfall::capture);
        assert_int_equal(it.iv.present(), kept >= 3);
        assert_int_equal(it.ciphertext.present(), kept >= 8);
        assert_false(it.icv.present());
    }
}

void a_fragment_is_numbered(void** /*state*/) {
    const Bytes body = from_hex(
        "0002"
        "0103");
    Reader reader = reader_of(body);
    const FragmentHeader it = FragmentHeader::read(reader);
    assert_true(is_at(it.number, 2, 0));
    assert_true(is_at(it.total, 0x0103, 2));
    assert_int_equal(reader.position(), 4);
    check_every_cut(body, [](Reader& cut) {
        const FragmentHeader fragment = FragmentHeader::read(cut);
        return parsed(cut, fragment.number, fragment.total);
    });
}

void a_plaintext_divides_by_its_pad_length(void** /*state*/) {
    const Bytes octets = from_hex(
        "a1a2a3"
        "0000"
        "02");
    const Plaintext it = Plaintext::read(octets);
    assert_true(it.valid);
    assert_true(is_at(it.payloads, "a1a2a3", 0));
    assert_true(is_at(it.padding, "0000", 3));
    assert_true(is_at(it.pad_length, 2, 5));
}

void a_plaintext_without_padding_is_all_payloads(void** /*state*/) {
    const Bytes octets = from_hex(
        "a1a2a3"
        "00");
    const Plaintext it = Plaintext::read(octets);
    assert_true(it.valid);
    assert_true(is_at(it.payloads, "a1a2a3", 0));
    assert_false(it.padding.present());
    assert_true(is_at(it.pad_length, 0, 3));
}

void a_plaintext_of_padding_alone_has_no_payloads(void** /*state*/) {
    for (const unsigned padding : {0U, 1U, 15U, 255U}) {
        const Bytes octets = concat({Bytes(padding), number(padding, 1)});
        const Plaintext it = Plaintext::read(octets);
        assert_true(it.valid);
        assert_false(it.payloads.present());
        assert_int_equal(it.padding.length, padding);
        assert_int_equal(it.padding.offset, 0);
        assert_int_equal(it.pad_length.value, padding);
    }
}

void a_pad_length_of_more_than_there_is_is_not_valid(void** /*state*/) {
    for (const unsigned pad_length : {4U, 5U, 255U}) {
        const Bytes octets = concat({from_hex("a1a2a3"), number(pad_length, 1)});
        const Plaintext it = Plaintext::read(octets);
        assert_false(it.valid);
        assert_true(is_at(it.pad_length, pad_length, 3));
        assert_false(it.payloads.present());
        assert_false(it.padding.present());
    }
    const Bytes just_fits = from_hex(
        "a1a2a3"
        "03");
    assert_true(Plaintext::read(just_fits).valid);
}

void an_empty_plaintext_is_not_valid(void** /*state*/) {
    assert_false(Plaintext::read({}).valid);
    assert_false(Plaintext::read({}).pad_length.present());
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(a_body_divides_by_the_lengths_of_iv_and_icv),
        cmocka_unit_test(a_body_without_iv_or_icv_is_all_ciphertext),
        cmocka_unit_test(a_body_of_iv_and_icv_alone_has_no_ciphertext),
        cmocka_unit_test(a_body_too_short_for_iv_and_icv_is_not_divided),
        cmocka_unit_test(a_body_that_the_capture_cuts_is_divided_up_to_the_cut),
        cmocka_unit_test(a_fragment_is_numbered),
        cmocka_unit_test(a_plaintext_divides_by_its_pad_length),
        cmocka_unit_test(a_plaintext_without_padding_is_all_payloads),
        cmocka_unit_test(a_plaintext_of_padding_alone_has_no_payloads),
        cmocka_unit_test(a_pad_length_of_more_than_there_is_is_not_valid),
        cmocka_unit_test(an_empty_plaintext_is_not_valid),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
