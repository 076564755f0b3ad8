// Texts without formats: plugin/epan/text_writer.h.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/text_writer.h"

#include <array>
#include <cstring>

#include "tests/unit/cmocka_cpp.h"

using namespace ikev2;
using namespace ikev2::epan;

namespace {

void numbers_are_written_as_printf_writes_them(void** /*state*/) {
    char text[80];
    const std::array<std::uint8_t, 3> octets = {0x00, 0x9f, 0xab};
    TextWriter(text, sizeof(text))
        .append(std::uint32_t{4294967295})
        .append(" ")
        .append(Decimal{7, 2})
        .append(" ")
        .append(Decimal{123, 2})
        .append(" ")
        .append(Hex{0x8, 2})
        .append(" ")
        .append(Hex{0xffffffff, 2})
        .append(" ")
        .append(Octets(octets))
        .append(Characters{" and more", 4});
    assert_string_equal(text, "4294967295 07 123 08 ffffffff 009fab and");
}

void what_is_too_long_is_cut(void** /*state*/) {
    char text[8];
    TextWriter writer(text, sizeof(text));
    writer.append("12345");
    assert_false(writer.full());
    writer.append("678");
    assert_string_equal(text, "1234567");
    assert_true(writer.full());
    writer.append("9").append(std::uint32_t{1});
    assert_string_equal(text, "1234567");
}

void no_character_is_cut_in_two(void** /*state*/) {
    // "\u20ac" is three octets.
    const char* euros = "\u20ac\u20ac\u20ac";
    for (std::size_t size = 1; size <= 10; ++size) {
        std::array<char, 10> text{};
        TextWriter(text.data(), size).append(euros).append("!");
        assert_int_equal(std::strlen(text.data()), (size - 1) / 3 * 3);
    }
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_written_as_printf_writes_them),
        cmocka_unit_test(what_is_too_long_is_cut),
        cmocka_unit_test(no_character_is_cut_in_two),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
