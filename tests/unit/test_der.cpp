// Reading DER.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/crypto/der.h"

#include "plugin/crypto/algorithm_identifier.h"
#include "plugin/crypto/oid.h"
#include "tests/unit/der_builder.h"

using namespace ikev2;
using namespace ikev2::crypto;
using namespace ikev2::tests;

namespace {

/// A reader of octets that it owns, so that a sanitizer sees a read behind their end.
struct Source {
    explicit Source(const char* hex) : octets(from_hex(hex)), reader(octets) {}
    Bytes octets;
    der::Reader reader;
};

void elements_are_read_one_after_the_other(void** /*state*/) {
    Source it("0201050400300302010a");
    assert_true(it.reader.next_is(der::INTEGER));
    assert_true(equal(it.reader.contents(der::INTEGER), from_hex("05")));
    assert_true(it.reader.contents(der::OCTET_STRING).empty());
    assert_true(it.reader.ok() && !it.reader.complete());
    der::Reader inner = it.reader.inside(der::SEQUENCE);
    assert_true(equal(inner.element(), from_hex("02010a")));
    assert_true(inner.complete() && it.reader.complete() && it.reader.at_end());
    assert_false(it.reader.next_is(der::INTEGER));
}

void after_a_failure_nothing_is_read(void** /*state*/) {
    Source it("0201050201060201073000");
    assert_true(it.reader.contents(der::OCTET_STRING).empty());
    assert_false(it.reader.ok());
    assert_false(it.reader.next_is(der::INTEGER));
    assert_true(it.reader.contents(der::INTEGER).empty());
    assert_true(it.reader.element().empty());
    assert_int_equal(it.reader.small_integer(), 0);
    assert_false(it.reader.inside(der::SEQUENCE).ok());
    assert_false(it.reader.complete());
}

void lengths_are_read_in_their_shortest_form(void** /*state*/) {
    for (const std::size_t length : {0U, 1U, 127U, 128U, 255U, 256U, 65535U, 65536U}) {
        const Bytes contents(length, 0x5a);
        const Bytes whole = element(der::OCTET_STRING, {contents});
        der::Reader reader(whole);
        assert_true(equal(reader.contents(der::OCTET_STRING), contents));
        assert_true(reader.complete());
    }
}

void what_is_not_der_is_refused(void** /*state*/) {
    const char* bad[] = {
        "",                        // nothing
        "04",                      // no length
        "0401",                    // no contents
        "040200",                  // contents cut short
        "0480",                    // indefinite length
        "04800000",                // the same with end-of-contents
        "0481",                    // length cut short
        "048105",                  // contents cut short, length in long form
        "04810500000000000000",    // length in long form where the short one does
        "0482000500000000000000",  // zero in front of the length
        "04820005",
        "0484ffffffff00",              // 4 GB
        "0485000000000100",            // five octets of length
        "0488ffffffffffffffff00",      // 2^64 - 1
        "0489010000000000000002abcd",  // 2^64 + 2
        "04ff",                        // 127 octets of length
        "1f0100",                      // tag number in further octets
        "3f810100",
    };
    for (const char* hex : bad) {
        Source it(hex);
        assert_true(it.reader.element().empty());
        assert_false(it.reader.ok());
    }
    // A zero in front of a length that needs the long form.
    Bytes long_form = element(der::OCTET_STRING, {Bytes(128)});
    long_form[1] = 0x82;
    long_form.insert(long_form.begin() + 2, 0);
    der::Reader reader(long_form);
    assert_true(reader.element().empty());
}

void integers_are_read_without_their_sign_octet(void** /*state*/) {
    struct {
        const char* der;
        const char* magnitude;
        std::uint32_t value;
    } const good[] = {
        {"020100", "00", 0},
        {"02017f", "7f", 127},
        {"02020080", "80", 128},
        {"0202ff00", nullptr, 0},
        {"02047fffffff", "7fffffff", 0x7fffffff},
        {"020500ffffffff", "ffffffff", 0xffffffff},
    };
    for (const auto& one : good) {
        Source it(one.der);
        Source again(one.der);
        const Octets magnitude = it.reader.unsigned_integer();
        const std::uint32_t value = again.reader.small_integer();
        assert_int_equal(it.reader.complete(), one.magnitude != nullptr);
        assert_int_equal(again.reader.complete(), one.magnitude != nullptr);
        if (one.magnitude != nullptr) {
            assert_true(equal(magnitude, from_hex(one.magnitude)));
            assert_int_equal(value, one.value);
        }
    }
}

void integers_that_are_not_der_or_negative_are_refused(void** /*state*/) {
    for (const char* hex : {"0200", "0201ff", "020180", "02020000", "0202007f", "0203000080"}) {
        Source it(hex);
        assert_true(it.reader.unsigned_integer().empty());
        assert_false(it.reader.ok());
    }
}

void a_small_integer_has_at_most_32_bits(void** /*state*/) {
    for (const char* hex : {"02050100000000", "020900ffffffffffffffff"}) {
        Source it(hex);
        assert_int_equal(it.reader.small_integer(), 0);
        assert_false(it.reader.ok());
    }
}

void a_bit_string_is_of_whole_octets(void** /*state*/) {
    Source whole("030300abcd");
    assert_true(equal(whole.reader.whole_octets(), from_hex("abcd")));
    Source empty("030100");
    assert_true(empty.reader.whole_octets().empty() && empty.reader.complete());
    for (const char* hex : {"0300", "030301abcd", "030308abcd", "040300abcd"}) {
        Source it(hex);
        assert_true(it.reader.whole_octets().empty());
        assert_false(it.reader.ok());
    }
}

void algorithm_identifiers_have_at_most_one_parameter(void** /*state*/) {
    struct {
        const char* der;
        bool good;
        const char* parameters;
        bool has_none;
    } const cases[] = {
        {"30040602 2a03", true, "", true},
        {"30060602 2a03 0500", true, "0500", true},
        {"30070602 2a03 020105", true, "020105", false},
        {"30070602 2a03 050100", true, "050100", false},  // NULL with contents
        {"30080602 2a03 05000500", false, "", false},
        {"30020600", false, "", false},
        {"3000", false, "", false},
        {"30020500", false, "", false},
        {"31040602 2a03", false, "", false},
        {"30050602 2a03 05", false, "", false},
    };
    for (const auto& one : cases) {
        std::string hex(one.der);
        std::erase(hex, ' ');
        Source it(hex.c_str());
        const AlgorithmIdentifier identifier = read_algorithm_identifier(it.reader);
        assert_int_equal(it.reader.complete(), one.good);
        if (one.good) {
            assert_true(equal(identifier.algorithm, from_hex("2a03")));
            assert_true(equal(identifier.parameters, from_hex(one.parameters)));
            assert_int_equal(identifier.has_no_parameters(), one.has_none);
        }
    }
}

void object_identifiers_are_encoded_as_x690_says(void** /*state*/) {
    // X.690, section 8.19, has the example {2 100 3}.
    assert_true(Oid("2.100.3").is(from_hex("813403")));
    assert_true(Oid("1.2.840.113549.1.1.11").is(from_hex("2a864886f70d01010b")));
    assert_true(Oid("2.16.840.1.101.3.4.2.1").is(from_hex("608648016503040201")));
    assert_true(Oid("1.3.101.112").is(from_hex("2b6570")));
    assert_true(Oid("1.3.0.127.128.16383.16384").is(from_hex("2b007f8100ff7f818000")));
    assert_false(Oid("1.3.101.112").is(from_hex("2b65")));
    assert_false(Oid("1.3.101.112").is(from_hex("2b657000")));
    assert_false(Oid("1.3.101.112").is({}));
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(elements_are_read_one_after_the_other),
        cmocka_unit_test(after_a_failure_nothing_is_read),
        cmocka_unit_test(lengths_are_read_in_their_shortest_form),
        cmocka_unit_test(what_is_not_der_is_refused),
        cmocka_unit_test(integers_are_read_without_their_sign_octet),
        cmocka_unit_test(integers_that_are_not_der_or_negative_are_refused),
        cmocka_unit_test(a_small_integer_has_at_most_32_bits),
        cmocka_unit_test(a_bit_string_is_of_whole_octets),
        cmocka_unit_test(algorithm_identifiers_have_at_most_one_parameter),
        cmocka_unit_test(object_identifiers_are_encoded_as_x690_says),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
