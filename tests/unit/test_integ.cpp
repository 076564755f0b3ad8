// Integrity algorithms.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/crypto/integ.h"

#include <utility>

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

bool gives(const Case& one, const char* icv_member) {
    const Integ* integ = find_integ(one.number("id"));
    if (integ == nullptr) {
        return false;
    }
    const Bytes data = one.hex("data");
    const Bytes icv = one.hex(icv_member);
    std::optional<IntegKey> key = IntegKey::make(*integ, one.hex("key"));
    Bytes out(integ->icv_length);
    return key && key->compute({data}, out) && equal(out, icv) && key->verify({data}, icv);
}

void published_vectors_are_reproduced(void** /*state*/) {
    for_each_case(own_vectors("integ.json"), "cases", [](const Case& one) {
        return std::string(find_integ(one.number("id"))->name) == one.text("name") &&
               gives(one, "icv");
    });
}

void shared_vectors_are_reproduced(void** /*state*/) {
    skip_without_shared_vectors();
    for_each_case(shared_vectors("rfc-prf-integ.json"), "cases", [](const Case& one) {
        return one.number("transform_type") != 3 || gives(one, "output");
    });
}

constexpr std::uint16_t kAll[] = {1, 2, 5, 6, 7, 8, 12, 13, 14};

IntegKey key_of_ones(std::uint16_t id) {
    const Integ& integ = *find_integ(id);
    return std::move(*IntegKey::make(integ, Bytes(integ.key_length, 1)));
}

void every_integ_has_the_lengths_of_its_rfc(void** /*state*/) {
    struct Expected {
        std::uint16_t id;
        std::size_t key_length;
        std::size_t icv_length;
    };
    const Expected all[] = {
        {iana::integ::AUTH_HMAC_MD5_96, 16, 12},
        {iana::integ::AUTH_HMAC_SHA1_96, 20, 12},
        {iana::integ::AUTH_AES_XCBC_96, 16, 12},
        {iana::integ::AUTH_HMAC_MD5_128, 16, 16},
        {iana::integ::AUTH_HMAC_SHA1_160, 20, 20},
        {iana::integ::AUTH_AES_CMAC_96, 16, 12},
        {iana::integ::AUTH_HMAC_SHA2_256_128, 32, 16},
        {iana::integ::AUTH_HMAC_SHA2_384_192, 48, 24},
        {iana::integ::AUTH_HMAC_SHA2_512_256, 64, 32},
    };
    for (const Expected& expected : all) {
        const Integ* integ = find_integ(expected.id);
        assert_non_null(integ);
        assert_int_equal(integ->key_length, expected.key_length);
        assert_int_equal(integ->icv_length, expected.icv_length);
    }
}

void an_integ_that_is_not_supported_is_not_found(void** /*state*/) {
    assert_null(find_integ(iana::integ::AUTH_NONE));
    assert_null(find_integ(iana::integ::AUTH_DES_MAC));
    assert_null(find_integ(65535));
}

void a_key_of_another_length_is_refused(void** /*state*/) {
    for (const std::uint16_t id : kAll) {
        const Integ& integ = *find_integ(id);
        assert_false(IntegKey::make(integ, {}).has_value());
        assert_false(IntegKey::make(integ, Bytes(integ.key_length - 1)).has_value());
        assert_false(IntegKey::make(integ, Bytes(integ.key_length + 1)).has_value());
    }
}

void one_wrong_bit_anywhere_in_the_icv_fails(void** /*state*/) {
    const Bytes data(100, 0x5a);
    for (const std::uint16_t id : kAll) {
        IntegKey key = key_of_ones(id);
        Bytes icv(key.integ().icv_length);
        assert_true(key.compute({data}, icv));
        for (std::size_t bit = 0; bit < icv.size() * 8; ++bit) {
            icv[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
            assert_false(key.verify({data}, icv));
            icv[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
        }
        assert_true(key.verify({data}, icv));
    }
}

void an_icv_of_another_length_fails(void** /*state*/) {
    const Bytes data(10, 0x5a);
    for (const std::uint16_t id : kAll) {
        IntegKey key = key_of_ones(id);
        Bytes icv(key.integ().icv_length);
        assert_true(key.compute({data}, icv));
        const Octets octets = icv;
        assert_false(key.verify({data}, {}));
        assert_false(key.verify({data}, octets.first(octets.size() - 1)));
        icv.push_back(0);
        assert_false(key.verify({data}, icv));
        assert_false(key.compute({data}, icv));
    }
}

void data_in_pieces_has_the_icv_of_the_whole(void** /*state*/) {
    Bytes data(67);
    for (std::size_t i = 0; i < data.size(); ++i) {
        data[i] = static_cast<std::uint8_t>(i);
    }
    const Octets octets = data;
    for (const std::uint16_t id : kAll) {
        IntegKey key = key_of_ones(id);
        for (std::size_t length = 0; length <= data.size(); ++length) {
            Bytes icv(key.integ().icv_length);
            assert_true(key.compute({octets.first(length)}, icv));
            for (std::size_t first = 0; first <= length; ++first) {
                const std::size_t second = (length - first) / 2;
                assert_true(key.verify({octets.first(first),
                                        octets.subspan(first, second),
                                        {},
                                        octets.subspan(first + second, length - first - second)},
                                       icv));
            }
        }
    }
}

void a_moved_key_still_verifies(void** /*state*/) {
    const Bytes data(33, 7);
    for (const std::uint16_t id : kAll) {
        IntegKey first = key_of_ones(id);
        Bytes icv(first.integ().icv_length);
        assert_true(first.compute({data}, icv));
        IntegKey second = std::move(first);
        assert_true(second.verify({data}, icv));
        IntegKey third = key_of_ones(iana::integ::AUTH_HMAC_MD5_96);
        third = std::move(second);
        assert_true(third.verify({data}, icv));
    }
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(published_vectors_are_reproduced),
        cmocka_unit_test(shared_vectors_are_reproduced),
        cmocka_unit_test(every_integ_has_the_lengths_of_its_rfc),
        cmocka_unit_test(an_integ_that_is_not_supported_is_not_found),
        cmocka_unit_test(a_key_of_another_length_is_refused),
        cmocka_unit_test(one_wrong_bit_anywhere_in_the_icv_fails),
        cmocka_unit_test(an_icv_of_another_length_fails),
        cmocka_unit_test(data_in_pieces_has_the_icv_of_the_whole),
        cmocka_unit_test(a_moved_key_still_verifies),
    };
    return cmocka_run_group_tests(tests, ready, nullptr);
}
