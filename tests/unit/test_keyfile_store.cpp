// Look-ups in the store, wildcards and their sets, duplicates.
// SPDX-License-Identifier: GPL-2.0-or-later
#include <array>
#include <chrono>
#include <cinttypes>
#include <cstdio>
#include <functional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "keyfile/parser.h"
#include "keyfile/store_builder.h"
#include "tests/unit/test_keyfile_support.h"
// CMocka defines macros with names that the other headers use.
#include "tests/unit/cmocka_cpp.h"

using namespace ikev2;
using namespace ikev2::keyfile;
using ikev2::keyfile::test::kSpis;
using ikev2::keyfile::test::kSpiText;
using ikev2::keyfile::test::read;

namespace {

static_assert(std::is_trivially_copyable_v<SaSecret>);

void a_lookup_finds_the_secrets_of_one_sa_in_the_order_of_their_lines(void** /*state*/) {
    const auto result = read(
        "SK_er 0000000000000001 0000000000000002 03\n"
        "SKEYSEED 0000000000000001 0000000000000003 04\n"
        "SK_d ffffffffffffffff 0000000000000002 05\n"
        "SK_d 0000000000000001 0000000000000002 06\n"
        "SKEYSEED * 0000000000000002 07\n"
        "SK_ei 0000000000000001 0000000000000002 01\n");
    assert_true(result.diagnostics.empty());
    const auto secrets = test::all(result.store.exact({1, 2}));
    assert_int_equal(secrets.size(), 3);
    assert_int_equal(secrets[0].kind, SecretKind::SK_er);
    assert_int_equal(secrets[1].kind, SecretKind::SK_d);
    assert_int_equal(secrets[2].kind, SecretKind::SK_ei);
    assert_int_equal(secrets[2].value[0], 1);
    assert_int_equal(secrets[2].spi_i, 1);
    assert_int_equal(secrets[2].spi_r, 2);
    assert_false(secrets[2].wildcard());
    assert_int_equal(result.store.exact({1, 3}).size(), 1);
    assert_int_equal(result.store.exact({UINT64_MAX, 2}).size(), 1);
    for (const SpiPair unknown : {SpiPair{2, 1}, SpiPair{1, 4}, SpiPair{0, 2}, SpiPair{1, 0}}) {
        assert_true(result.store.exact(unknown).empty());
        assert_true(result.store.exact(unknown).begin() == result.store.exact(unknown).end());
    }
    assert_true(result.store.has_skeyseed({1, 3}));
    assert_false(result.store.has_skeyseed({1, 2}));
    assert_false(result.store.has_skeyseed({2, 2}));
    assert_int_equal(result.store.exact().size(), 5);
    assert_int_equal(result.store.count(SecretKind::SK_d), 2);
    assert_int_equal(result.store.count(SecretKind::SKEYSEED), 2);
    assert_int_equal(result.store.count(SecretKind::SK_ai), 0);
    assert_int_equal(result.store.count(), 6);
}

void each_of_many_secrets_is_found_wherever_its_spis_lie(void** /*state*/) {
    constexpr std::uint64_t odd = 0x9e3779b97f4a7c15;
    const std::pair<const char*, std::function<SpiPair(std::uint64_t)>> spread[] = {
        {"random",
         [](std::uint64_t i) {
             return SpiPair{i * odd, ~i * odd};
         }},
        {"counting",
         [](std::uint64_t i) {
             return SpiPair{i, i};
         }},
        {"from the end",
         [](std::uint64_t i) {
             return SpiPair{UINT64_MAX - i, i};
         }},
        {"one initiator",
         [](std::uint64_t i) {
             return SpiPair{odd, i};
         }},
        {"high halves",
         [](std::uint64_t i) {
             return SpiPair{i << 32U, 1};
         }},
    };
    for (const auto& [name, spis] : spread) {
        for (const std::uint64_t count : {1U, 63U, 64U, 65U, 127U, 128U, 1000U}) {
            std::string text;
            for (std::uint64_t i = 1; i <= count; ++i) {
                std::array<char, 64> line{};
                static_cast<void>(std::snprintf(
                    line.data(), line.size(), "SKEYSEED %016" PRIx64 " %016" PRIx64 " %04x\n",
                    spis(i).initiator, spis(i).responder, static_cast<unsigned>(i)));
                text += line.data();
            }
            const auto result = read(text);
            for (std::uint64_t i = 1; i <= count; ++i) {
                const auto found = test::all(result.store.exact(spis(i)));
                assert_int_equal(found.size(), 1);
                assert_int_equal(found[0].value[0] << 8U | found[0].value[1], i);
                assert_true(result.store.has_skeyseed(spis(i)));
            }
            for (const std::uint64_t other : {count + 1, count + 1000}) {
                assert_true(result.store.exact(spis(other)).empty());
            }
            assert_true(result.store.exact({0, 0}).empty());
            assert_true(result.store.exact({UINT64_MAX, UINT64_MAX}).empty());
        }
    }
}

void a_store_without_secrets_is_empty(void** /*state*/) {
    const Store store;
    assert_true(store.empty());
    assert_false(store.only_psks());
    assert_int_equal(store.generation(), 0);
    assert_true(store.exact(kSpis).empty());
    assert_true(store.wildcards().empty());
    assert_true(test::all(store.wildcards()).empty());
}

void a_wildcard_matches_every_spi_in_its_place(void** /*state*/) {
    const auto result = read(
        "SKEYSEED * * 01\n"
        "SKEYSEED 0000000000000001 * 02\n"
        "SKEYSEED * 0000000000000002 03\n");
    const auto secrets = test::all(result.store.wildcards());
    assert_int_equal(secrets.size(), 3);
    assert_true(result.store.exact().empty());
    const auto matching = [&](SpiPair spis) {
        std::string values;
        for (const SaSecret& secret : secrets) {
            assert_true(secret.wildcard());
            values += secret.matches(spis) ? test::hex(secret.value) : "--";
        }
        return values;
    };
    assert_string_equal(matching({1, 2}).c_str(), "010203");
    assert_string_equal(matching({1, 3}).c_str(), "0102--");
    assert_string_equal(matching({2, 2}).c_str(), "01--03");
    assert_string_equal(matching({2, 1}).c_str(), "01----");
    const auto exact = read("SKEYSEED " + kSpiText + "01\n");
    const SaSecret secret = *exact.store.exact().begin();
    assert_true(secret.matches(kSpis));
    assert_false(secret.matches({kSpis.responder, kSpis.initiator}));
}

/// The values of the wildcards, sets separated by blanks.
std::string sets_of(const std::string& text) {
    const auto result = read(text);
    std::string sets;
    std::uint32_t last = 0;
    for (const SaSecret& secret : result.store.wildcards()) {
        assert_true(secret.group > 0);
        if (secret.group != last && last != 0) {
            sets += ' ';
        }
        last = secret.group;
        sets += test::hex(secret.value);
    }
    return sets;
}

void consecutive_sk_lines_with_the_same_wildcards_are_one_set(void** /*state*/) {
    const struct {
        const char* text;
        const char* sets;
    } rows[] = {
        {"SK_d * * 01\nSK_ai * * 02\nSK_ar * * 03\nSK_ei * * 04\nSK_er * * 05\nSK_pi * * 06\n"
         "SK_pr * * 07\n",
         "01020304050607"},
        // comments and empty lines do not separate
        {"SK_ei * * 01\n\n# x\nSK_er * * 02\n", "0102"},
        // a kind comes again
        {"SK_ei * * 01\nSK_er * * 02\nSK_ei * * 03\nSK_er * * 04\n", "0102 0304"},
        {"SK_ei * * 01\nSK_ei * * 02\nSK_er * * 03\n", "01 0203"},
        // other SPIs
        {"SK_ei * * 01\nSK_er 0000000000000001 * 02\n", "01 02"},
        {"SK_ei 0000000000000001 * 01\nSK_er 0000000000000001 * 02\n", "0102"},
        {"SK_ei 0000000000000001 * 01\nSK_er 0000000000000002 * 02\n", "01 02"},
        {"SK_ei 0000000000000001 * 01\nSK_er * 0000000000000001 02\n", "01 02"},
        {"SK_ei * * 01\nSK_ei "
         "0000000000000001 0000000000000002 ff\nSK_er * * 02\n",
         "01 02"},
        // another kind of line
        {"SK_ei * * 01\nSKEYSEED * * 02\nSK_er * * 03\n", "01 02 03"},
        {"SK_ei * * 01\nEAP_MSK * * 02\nSK_er * * 03\n", "01 02 03"},
        {"SK_ei * * 01\nPSK * * \"x\"\nSK_er * * 03\n", "01 03"},
        {"SK_ei * * 01\nPPK x \"x\"\nSK_er * * 03\n", "01 03"},
        {"SKEYSEED * * 01\nSKEYSEED * * 02\n", "01 02"},
        {"SHARED_SECRET * * 01\nSHARED_SECRET * * 02 1\n", "01 02"},
    };
    for (const auto& row : rows) {
        assert_string_equal(sets_of(row.text).c_str(), row.sets);
    }
}

void a_rejected_line_never_joins_two_sets(void** /*state*/) {
    const struct {
        const char* text;
        const char* sets;
    } rows[] = {
        // rejected for its value: keeps its place
        {"SK_ei * * 01\nSK_ai * * 0\nSK_er * * 02\n", "0102"},
        {"SK_ei * * 01\nSK_er * * 0\nSK_ei * * 0\nSK_er * * 04\n", "01 04"},
        {"SK_ei * * 0\nSK_er * * 02\nSK_er * * 03\n", "02 03"},
        {"SK_ei * * 01\nSKEYSEED * * 0\nSK_er * * 02\n", "01 02"},
        // rejected for anything else: ends the set
        {"SK_ei * * 01\nSK_ai * 1 00\nSK_er * * 02\n", "01 02"},
        {"SK_ei * * 01\nSK_ai * *\nSK_er * * 02\n", "01 02"},
        {"SK_ei * * 01\nSK_xx * * 00\nSK_er * * 02\n", "01 02"},
        {"SK_ei * * 01\nPSK * * x\nSK_er * * 02\n", "01 02"},
        {"SK_ei * * 01\n16[IKE] x\nSK_er * * 02\n", "01 02"},
    };
    for (const auto& row : rows) {
        assert_string_equal(sets_of(row.text).c_str(), row.sets);
    }
}

void a_set_does_not_go_on_in_the_next_file(void** /*state*/) {
    StoreBuilder builder;
    assert_true(parse("SK_ei * * 01\n", builder.add_file("a"), builder).empty());
    assert_true(parse("SK_er * * 02\n", builder.add_file("b"), builder).empty());
    const Store store = std::move(builder).build();
    const auto secrets = test::all(store.wildcards());
    assert_int_equal(secrets.size(), 2);
    assert_int_not_equal(secrets[0].group, secrets[1].group);
    assert_string_equal(store.file_name(secrets[0].origin.file).c_str(), "a");
    assert_string_equal(store.file_name(secrets[1].origin.file).c_str(), "b");
}

void identical_lines_count_once_and_the_first_is_kept(void** /*state*/) {
    const auto result =
        read("SKEYSEED " + kSpiText + "0102\n" +                                    //
             "SKEYSEED " + kSpiText + "03\n" +                                      // another value
             "skeyseed " + kSpiText + "0x0102\n" + "SK_d " + kSpiText + "0102\n" +  // another kind
             "SHARED_SECRET " + kSpiText + "01\n" +                                 //
             "SHARED_SECRET " + kSpiText + "01 0\n" +                               // the same
             "SHARED_SECRET " + kSpiText + "01 1\n" +  // another exchange
             "SKEYSEED * * 0102\n" +                   //
             "SKEYSEED * * 0102\n" +                   // the same
             "SKEYSEED * 0000000000000001 0102\n" +    // other SPIs
             "PSK hub * \"a\"\nPSK HUB * 0x61\nPSK * hub \"a\"\nPSK hub * \"b\"\n" +
             "PPK x \"a\"\nPPK 0x78 \"a\"\nPPK x \"b\"\n");
    assert_true(result.diagnostics.empty());
    const auto secrets = test::all(result.store.exact(kSpis));
    assert_int_equal(secrets.size(), 5);
    const std::uint32_t lines[] = {1, 2, 4, 5, 7};
    for (std::size_t i = 0; i < secrets.size(); ++i) {
        assert_int_equal(secrets[i].origin.line, lines[i]);
    }
    const auto wildcards = test::all(result.store.wildcards());
    assert_int_equal(wildcards.size(), 2);
    assert_int_equal(wildcards[0].origin.line, 8);
    assert_int_equal(wildcards[1].origin.line, 10);
    assert_int_equal(result.store.psks().size(), 3);
    assert_int_equal(result.store.psks()[0].origin.line, 11);
    assert_int_equal(result.store.psks()[1].origin.line, 13);
    assert_int_equal(result.store.ppks().size(), 2);
    assert_int_equal(result.store.ppks()[1].origin.line, 17);
    assert_int_equal(result.store.count(SecretKind::SKEYSEED), 4);
    assert_int_equal(result.store.count(), 12);
}

void identical_sets_count_once(void** /*state*/) {
    assert_string_equal(sets_of("SK_ei * * 01\nSK_ei * * 01\nSK_er * * 02\n").c_str(), "0102");
    assert_string_equal(sets_of("SK_ei * * 01\nSK_er * * 02\nSK_ei * * 01\nSK_er * * 02\n").c_str(),
                        "0102");
    assert_string_equal(sets_of("SK_ei * * 01\nSK_er * * 02\nSK_ei * * 01\nSK_er * * 03\n").c_str(),
                        "0102 0103");
    assert_string_equal(sets_of("SK_ei * * 01\nSK_er * * 02\nSK_er * * 02\nSK_ai * * 03\n").c_str(),
                        "010203");
    assert_string_equal(sets_of("SK_ei * * 01\nSK_ai * * 0\nSK_ei * * 01\nSK_er * * 02\n").c_str(),
                        "01 0102");
    assert_string_equal(
        sets_of("SK_ei * * 01\nSK_er * * 02\nSKEYSEED * * 09\nSK_ei * * 01\nSK_er * * 02\n"
                "SK_ai * * 03\n")
            .c_str(),
        "0102 09 010203");
}

void only_psks_says_that_nothing_can_be_decrypted(void** /*state*/) {
    assert_true(read("PSK * * \"a\"\nPPK x \"a\"\n").store.only_psks());
    assert_false(read("PPK x \"a\"\n").store.only_psks());
    assert_false(read("PSK * * \"a\"\nSKEYSEED * * 01\n").store.only_psks());
    assert_false(read("PSK * * \"a\"\nSKEYSEED " + kSpiText + "01\n").store.only_psks());
    assert_false(read("").store.only_psks());
}

void a_cleared_store_is_empty_and_another_generation(void** /*state*/) {
    Store store = read("SKEYSEED " + kSpiText + "01\nSK_d * * 01\nPSK * * \"a\"\n").store;
    const std::uint64_t generation = store.generation();
    assert_int_not_equal(generation, 0);
    store.clear();
    assert_true(store.empty());
    assert_int_equal(store.count(SecretKind::SKEYSEED), 0);
    assert_true(store.exact(kSpis).empty());
    assert_int_not_equal(store.generation(), generation);
    assert_int_not_equal(read("").store.generation(), read("").store.generation());
}

void a_store_is_the_same_as_another_of_the_same_lines(void** /*state*/) {
    const std::string text =
        "SKEYSEED " + kSpiText + "01\nSK_d * * 01\nPSK * * \"a\"\nPPK x 0x01\n";
    const Store store = read(text).store;
    assert_true(store.same_secrets(read(text + "\n# x\n").store));
    for (const char* other : {"\n", "SKEYSEED * * 01\n"}) {
        assert_false(store.same_secrets(read(other + text).store));
    }
    for (std::size_t at : {text.find("01\nSK"), text.find("01\nPSK"), text.find("a\""),
                           text.find("x 0x"), text.rfind('1')}) {
        std::string other = text;
        other[at] = '7';
        assert_false(store.same_secrets(read(other).store));
    }
}

void what_is_added_stays_where_it_is(void** /*state*/) {
    std::string text;
    for (unsigned i = 0; i < 3000; ++i) {
        const std::uint8_t last[] = {static_cast<std::uint8_t>(i >> 8U),
                                     static_cast<std::uint8_t>(i)};
        text += "DH_PRIVATE * * " + std::string(8192 - 4, 'a') + test::hex(last) + "\n";
    }
    const auto result = read(text);
    assert_true(result.diagnostics.empty());
    assert_int_equal(result.store.wildcards().size(), 3000);
    unsigned i = 0;
    for (const SaSecret& secret : result.store.wildcards()) {
        assert_int_equal(secret.value.size(), 4096);
        assert_int_equal(secret.value[0], 0xaa);
        assert_int_equal(secret.value[4094] << 8U | secret.value[4095], i);
        ++i;
    }
}

/// One of a million lines whose SPIs count up, out of order.
std::string line_of_million(std::uint64_t i) {
    constexpr std::uint64_t kStep = 7919;  // prime, so that i * kStep % 1000000 takes each value
    const std::uint64_t n = i * kStep % 1'000'000;
    char line[160];
    (void)std::snprintf(line, sizeof(line),
                        "SKEYSEED %016" PRIx64 " %016" PRIx64 " %064" PRIx64 "\n", n + 1, ~n, n);
    return line;
}

void a_million_lines_are_each_found(void** /*state*/) {
    constexpr std::uint64_t kLines = 1'000'000;
    std::string text;
    for (std::uint64_t i = 0; i < kLines; ++i) {
        text += line_of_million(i);
    }
    const auto start = std::chrono::steady_clock::now();
    const auto result = read(text);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    print_message("1,000,000 lines (%zu octets) in %.3f s\n", text.size(), seconds.count());
    assert_true(result.diagnostics.empty());
    assert_int_equal(result.store.count(SecretKind::SKEYSEED), kLines);
    for (std::uint64_t n = 0; n < kLines; ++n) {
        const SecretRange found = result.store.exact({n + 1, ~n});
        assert_int_equal(found.size(), 1);
        const Octets value = (*found.begin()).value;
        assert_int_equal(value.size(), 32);
        assert_int_equal(value[29] << 16U | value[30] << 8U | value[31], n);
    }
    assert_true(result.store.exact({kLines + 1, ~kLines}).empty());
}

void many_lines_with_the_same_spis_are_kept(void** /*state*/) {
    constexpr std::size_t kLines = 200'000;
    std::string text;
    for (std::size_t i = 0; i < kLines; ++i) {
        char value[20];
        (void)std::snprintf(value, sizeof(value), "%08zx\n", i % (kLines / 2));
        text += "SK_d " + kSpiText + value;
    }
    const auto result = read(text);
    assert_int_equal(result.store.exact(kSpis).size(), kLines / 2);
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(a_lookup_finds_the_secrets_of_one_sa_in_the_order_of_their_lines),
        cmocka_unit_test(each_of_many_secrets_is_found_wherever_its_spis_lie),
        cmocka_unit_test(a_store_without_secrets_is_empty),
        cmocka_unit_test(a_wildcard_matches_every_spi_in_its_place),
        cmocka_unit_test(consecutive_sk_lines_with_the_same_wildcards_are_one_set),
        cmocka_unit_test(a_rejected_line_never_joins_two_sets),
        cmocka_unit_test(a_set_does_not_go_on_in_the_next_file),
        cmocka_unit_test(identical_lines_count_once_and_the_first_is_kept),
        cmocka_unit_test(identical_sets_count_once),
        cmocka_unit_test(only_psks_says_that_nothing_can_be_decrypted),
        cmocka_unit_test(a_cleared_store_is_empty_and_another_generation),
        cmocka_unit_test(a_store_is_the_same_as_another_of_the_same_lines),
        cmocka_unit_test(what_is_added_stays_where_it_is),
        cmocka_unit_test(a_million_lines_are_each_found),
        cmocka_unit_test(many_lines_with_the_same_spis_are_kept),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
