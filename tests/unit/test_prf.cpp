// Pseudorandom functions and prf+.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/crypto/prf.h"

#include "plugin/crypto/gcrypt_init.h"
#include "plugin/iana/transform_ids.h"
#include "tests/unit/vectors_json.h"

using namespace ikev2;
using namespace ikev2::crypto;
using namespace ikev2::tests;

namespace {

int ready(void** /*state*/) {
    return init_gcrypt() ? 0 : -1;
}

bool gives(std::uint16_t id, const Bytes& key, const Bytes& data, const Bytes& output) {
    const Prf* prf = find_prf(id);
    if (prf == nullptr || prf->output_length != output.size()) {
        return false;
    }
    Bytes whole(prf->output_length);
    Bytes pieces(prf->output_length);
    const std::size_t third = data.size() / 3;
    const Octets octets = data;
    return compute_prf(*prf, key, {data}, whole) && equal(whole, output) &&
           compute_prf(
               *prf, key,
               {octets.first(third), {}, octets.subspan(third, third), octets.subspan(2 * third)},
               pieces) &&
           equal(pieces, output);
}

void published_vectors_are_reproduced(void** /*state*/) {
    for_each_case(own_vectors("prf.json"), "cases", [](const Case& one) {
        return std::string(find_prf(one.number("id"))->name) == one.text("name") &&
               gives(one.number("id"), one.hex("key"), one.hex("data"), one.hex("output"));
    });
}

void shared_vectors_are_reproduced(void** /*state*/) {
    skip_without_shared_vectors();
    for_each_case(shared_vectors("rfc-prf-integ.json"), "cases", [](const Case& one) {
        return one.number("transform_type") != 2 ||
               gives(one.number("id"), one.hex("key"), one.hex("data"), one.hex("output"));
    });
}

void every_prf_has_the_key_and_output_lengths_of_its_rfc(void** /*state*/) {
    struct Expected {
        std::uint16_t id;
        const char* name;
        std::size_t length;
    };
    const Expected all[] = {
        {iana::prf::PRF_HMAC_MD5, "PRF_HMAC_MD5", 16},
        {iana::prf::PRF_HMAC_SHA1, "PRF_HMAC_SHA1", 20},
        {iana::prf::PRF_AES128_XCBC, "PRF_AES128_XCBC", 16},
        {iana::prf::PRF_HMAC_SHA2_256, "PRF_HMAC_SHA2_256", 32},
        {iana::prf::PRF_HMAC_SHA2_384, "PRF_HMAC_SHA2_384", 48},
        {iana::prf::PRF_HMAC_SHA2_512, "PRF_HMAC_SHA2_512", 64},
        {iana::prf::PRF_AES128_CMAC, "PRF_AES128_CMAC", 16},
    };
    for (const Expected& expected : all) {
        const Prf* prf = find_prf(expected.id);
        assert_non_null(prf);
        assert_string_equal(prf->name, expected.name);
        assert_int_equal(prf->output_length, expected.length);
        assert_int_equal(prf->key_length, expected.length);
    }
}

void a_prf_that_is_not_supported_is_not_found(void** /*state*/) {
    assert_null(find_prf(0));
    assert_null(find_prf(iana::prf::PRF_HMAC_TIGER));
    assert_null(find_prf(65535));
}

void output_of_another_length_is_refused(void** /*state*/) {
    const Prf& prf = *find_prf(iana::prf::PRF_HMAC_SHA1);
    const Bytes key(20, 1);
    for (const std::size_t length : {0U, 19U, 21U}) {
        Bytes out(length, 0xee);
        assert_false(compute_prf(prf, key, {key}, out));
        assert_true(equal(out, Bytes(length)));
    }
}

void prf_plus_chains_blocks_that_end_in_their_number(void** /*state*/) {
    const Bytes key(16, 0x11);
    const Bytes seed(40, 0x22);
    constexpr std::uint16_t kAll[] = {1, 2, 4, 5, 6, 7, 8};
    for (const std::uint16_t id : kAll) {
        const Prf& prf = *find_prf(id);
        Bytes expected;
        Bytes block;
        for (std::uint8_t number = 1; number <= 4; ++number) {
            const Bytes previous = block;
            block.assign(prf.output_length, 0);
            assert_true(compute_prf(prf, key, {previous, seed, Octets(&number, 1)}, block));
            expected.insert(expected.end(), block.begin(), block.end());
        }
        expected.resize(3 * prf.output_length + 1);
        Bytes out(expected.size());
        assert_true(prf_plus(prf, key, seed, out));
        assert_true(equal(out, expected));
    }
}

void prf_plus_gives_255_blocks_and_no_more(void** /*state*/) {
    const Prf& prf = *find_prf(iana::prf::PRF_HMAC_MD5);
    const Bytes key(16, 0x11);
    Bytes longest(255 * prf.output_length);
    assert_true(prf_plus(prf, key, key, longest));
    Bytes too_long(longest.size() + 1, 0xee);
    assert_false(prf_plus(prf, key, key, too_long));
    assert_true(equal(too_long, Bytes(too_long.size())));
}

void prf_plus_of_no_octets_is_empty(void** /*state*/) {
    assert_true(prf_plus(*find_prf(iana::prf::PRF_HMAC_SHA2_256), {}, {}, {}));
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(published_vectors_are_reproduced),
        cmocka_unit_test(shared_vectors_are_reproduced),
        cmocka_unit_test(every_prf_has_the_key_and_output_lengths_of_its_rfc),
        cmocka_unit_test(a_prf_that_is_not_supported_is_not_found),
        cmocka_unit_test(output_of_another_length_is_refused),
        cmocka_unit_test(prf_plus_chains_blocks_that_end_in_their_number),
        cmocka_unit_test(prf_plus_gives_255_blocks_and_no_more),
        cmocka_unit_test(prf_plus_of_no_octets_is_empty),
    };
    return cmocka_run_group_tests(tests, ready, nullptr);
}
