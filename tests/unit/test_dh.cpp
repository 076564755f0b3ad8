// Diffie-Hellman groups.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/crypto/dh.h"

#include <algorithm>

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

bool is(const std::optional<Secret>& secret, const Bytes& expected) {
    return secret.has_value() && equal(*secret, expected);
}

constexpr std::uint16_t kAll[] = {1,  2,  5,  14, 15, 16, 17, 18, 19, 20, 21,
                                  22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32};

void key_exchanges_of_every_group_are_reproduced(void** /*state*/) {
    std::vector<std::uint16_t> seen;
    for_each_case(own_vectors("dh.json"), "cases", [&seen](const Case& one) {
        const std::uint16_t group = one.number("group");
        seen.push_back(group);
        const Bytes private_i = one.hex("private_i");
        const Bytes private_r = one.hex("private_r");
        const Bytes public_i = one.hex("public_i");
        const Bytes public_r = one.hex("public_r");
        const Bytes shared = one.hex("shared");
        const DhGroup* row = find_dh_group(group);
        return row != nullptr && row->public_length == public_i.size() &&
               row->shared_length == shared.size() &&
               is(dh_public_value(group, private_i), public_i) &&
               is(dh_public_value(group, private_r), public_r) &&
               is(dh_shared_secret(group, private_i, public_r), shared) &&
               is(dh_shared_secret(group, private_r, public_i), shared);
    });
    std::sort(seen.begin(), seen.end());
    assert_true(std::equal(seen.begin(), seen.end(), std::begin(kAll), std::end(kAll)));
}

void shared_vectors_are_reproduced(void** /*state*/) {
    skip_without_shared_vectors();
    for_each_case(shared_vectors("rfc-dh-ke-payloads.json"), "cases", [](const Case& one) {
        const std::uint16_t group = one.number("group");
        const bool whole = one.has("KEi_payload");
        // A KE payload's data follows 8 octets of headers.
        const std::size_t headers = whole ? 8 : 0;
        const Bytes ke_i = one.hex(whole ? "KEi_payload" : "KEi_data");
        const Bytes ke_r = one.hex(whole ? "KEr_payload" : "KEr_data");
        const Bytes private_i = one.hex("priv_i");
        const Bytes private_r = one.hex("priv_r");
        const Bytes shared = one.hex("shared");
        const Octets public_i = Octets(ke_i).subspan(headers);
        const std::optional<Secret> made_i = dh_public_value(group, private_i);
        const std::optional<Secret> made_r = dh_public_value(group, private_r);
        return made_i && made_r && equal(*made_i, public_i) &&
               (ke_r.empty() || equal(*made_r, Octets(ke_r).subspan(headers))) &&
               is(dh_shared_secret(group, private_r, public_i), shared) &&
               is(dh_shared_secret(group, private_i, *made_r), shared);
    });
}

void sessions_of_the_aosp_tests_are_reproduced(void** /*state*/) {
    skip_without_shared_vectors();
    for_each_case(shared_vectors("aosp-cts-sessions.json"), "sessions", [](const Case& one) {
        return is(dh_shared_secret(one.number("dh_group"), one.hex("dh_private_initiator"),
                                   one.hex("KEr")),
                  one.hex("g_ir"));
    });
}

void g_ir_keeps_its_leading_zeros(void** /*state*/) {
    // g^1 = 2 is one octet of 128.
    const Bytes one(1, 1);
    const std::optional<Secret> two = dh_public_value(iana::dh::MODP_1024, one);
    assert_true(two.has_value());
    Bytes expected(128);
    expected.back() = 2;
    assert_true(equal(*two, expected));
    assert_true(is(dh_shared_secret(iana::dh::MODP_1024, one, *two), expected));
}

void a_private_value_may_have_leading_zeros(void** /*state*/) {
    const Bytes plain = {0x12, 0x34, 0x56};
    const Bytes padded = {0, 0, 0, 0x12, 0x34, 0x56};
    constexpr std::uint16_t kGroups[] = {iana::dh::MODP_2048, iana::dh::ECP_256};
    for (const std::uint16_t id : kGroups) {
        const auto expected = dh_public_value(id, plain);
        const auto made = dh_public_value(id, padded);
        assert_true(expected.has_value() && made.has_value() && equal(*made, *expected));
    }
}

void the_top_bit_of_a_curve25519_value_is_ignored(void** /*state*/) {
    // RFC 7748, section 5.2, the second vector: the last octet of u is 0x93.
    const Bytes scalar =
        from_hex("4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d");
    const Bytes u = from_hex("e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493");
    const Bytes expected =
        from_hex("95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957");
    assert_true(is(dh_shared_secret(iana::dh::CURVE25519, scalar, u), expected));
}

void a_group_that_is_not_supported_is_not_found(void** /*state*/) {
    const Bytes value(32, 1);
    constexpr std::uint16_t kOthers[] = {0, 3, 4, 6, 13, 33, 35, 65535};
    for (const std::uint16_t id : kOthers) {
        assert_null(find_dh_group(id));
        assert_false(dh_public_value(id, value).has_value());
        assert_false(dh_shared_secret(id, value, value).has_value());
    }
}

void a_public_value_of_another_length_is_refused(void** /*state*/) {
    const Bytes value(32, 1);
    for (const std::uint16_t id : kAll) {
        const std::size_t length = find_dh_group(id)->public_length;
        assert_false(dh_shared_secret(id, value, {}).has_value());
        assert_false(dh_shared_secret(id, value, Bytes(length - 1, 2)).has_value());
        assert_false(dh_shared_secret(id, value, Bytes(length + 1, 2)).has_value());
    }
}

void no_private_value_is_refused(void** /*state*/) {
    for (const std::uint16_t id : kAll) {
        assert_false(dh_public_value(id, {}).has_value());
    }
    assert_false(dh_public_value(iana::dh::CURVE25519, Bytes(31, 1)).has_value());
    assert_false(dh_public_value(iana::dh::CURVE448, Bytes(57, 1)).has_value());
    assert_false(dh_public_value(iana::dh::ECP_256, Bytes(32, 0)).has_value());
}

void what_is_no_public_value_of_the_group_is_refused(void** /*state*/) {
    const Bytes exponent(20, 3);
    Bytes one(128);
    one.back() = 1;
    assert_false(dh_shared_secret(iana::dh::MODP_1024, exponent, Bytes(128)).has_value());
    assert_false(dh_shared_secret(iana::dh::MODP_1024, exponent, one).has_value());
    assert_false(dh_shared_secret(iana::dh::MODP_1024, exponent, Bytes(128, 0xff)).has_value());
    // p - 1 and p: the prime ends in ff.
    Bytes prime = from_hex(
        std::get<const ModpParameters*>(find_dh_group(iana::dh::MODP_1024)->parameters)->prime);
    assert_false(dh_shared_secret(iana::dh::MODP_1024, exponent, prime).has_value());
    prime.back() = 0xfe;
    assert_false(dh_shared_secret(iana::dh::MODP_1024, exponent, prime).has_value());
    prime.back() = 0xfd;
    assert_true(dh_shared_secret(iana::dh::MODP_1024, exponent, prime).has_value());

    for (const std::uint16_t id : kAll) {
        const DhGroup& group = *find_dh_group(id);
        if (!std::holds_alternative<EcpCurve>(group.parameters)) {
            continue;
        }
        std::optional<Secret> point = dh_public_value(id, exponent);
        assert_true(point.has_value() && dh_shared_secret(id, exponent, *point).has_value());
        point->back() ^= 1U;
        assert_false(dh_shared_secret(id, exponent, *point).has_value());
        assert_false(dh_shared_secret(id, exponent, Bytes(group.public_length)).has_value());
        assert_false(dh_shared_secret(id, exponent, Bytes(group.public_length, 0xff)).has_value());
    }
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(key_exchanges_of_every_group_are_reproduced),
        cmocka_unit_test(shared_vectors_are_reproduced),
        cmocka_unit_test(sessions_of_the_aosp_tests_are_reproduced),
        cmocka_unit_test(g_ir_keeps_its_leading_zeros),
        cmocka_unit_test(a_private_value_may_have_leading_zeros),
        cmocka_unit_test(the_top_bit_of_a_curve25519_value_is_ignored),
        cmocka_unit_test(a_group_that_is_not_supported_is_not_found),
        cmocka_unit_test(a_public_value_of_another_length_is_refused),
        cmocka_unit_test(no_private_value_is_refused),
        cmocka_unit_test(what_is_no_public_value_of_the_group_is_refused),
    };
    return cmocka_run_group_tests(tests, ready, nullptr);
}
