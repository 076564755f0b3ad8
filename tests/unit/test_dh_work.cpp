// Diffie-Hellman computations that come to nothing are limited.
// SPDX-License-Identifier: GPL-2.0-or-later
#include <cstddef>

#include "plugin/crypto/dh.h"
#include "plugin/crypto/gcrypt_init.h"
#include "plugin/iana/transform_ids.h"
#include "plugin/session/dh_work.h"

#include "tests/unit/captures.h"
#include "tests/unit/cmocka_cpp.h"

namespace ikev2::session {
namespace {

using namespace tests;

// A small number in as many octets as make its cost that of 64 computations of the largest group.
Bytes dear() {
    Bytes value(std::size_t{64} * 1024);
    value.back() = 2;
    return value;
}

void the_result_is_that_of_the_computation(void** /*state*/) {
    DhWork work;
    const Bytes one(32, 7);
    const Bytes two(32, 9);
    const auto own = work.compute(iana::dh::CURVE25519, one, {});
    assert_true(own == crypto::dh_public_value(iana::dh::CURVE25519, one));
    for (int i = 0; i < 2; ++i) {
        const auto shared = work.compute(iana::dh::CURVE25519, two, *own);
        assert_true(shared.has_value());
        assert_true(shared == crypto::dh_shared_secret(iana::dh::CURVE25519, two, *own));
    }
    assert_false(work.compute(0, one, {}).has_value());
    assert_false(work.take_refused());
}

void work_in_vain_ends_at_the_limit(void** /*state*/) {
    DhWork work;
    assert_true(work.compute(iana::dh::MODP_768, Bytes(1, 2), {}).has_value());
    assert_false(work.compute(iana::dh::MODP_8192, dear(), {}).has_value());
    assert_true(work.take_refused());
    assert_false(work.take_refused());
    // What is known costs nothing.
    assert_true(work.compute(iana::dh::MODP_768, Bytes(1, 2), {}).has_value());
    assert_false(work.take_refused());
}

void success_begins_the_count_again(void** /*state*/) {
    DhWork work;
    assert_true(work.compute(iana::dh::MODP_768, Bytes(1, 2), {}).has_value());
    work.succeeded();
    assert_true(work.compute(iana::dh::MODP_8192, dear(), {}).has_value());
    assert_false(work.compute(iana::dh::MODP_768, Bytes(1, 3), {}).has_value());
    assert_true(work.take_refused());
}

void other_secrets_begin_the_count_again(void** /*state*/) {
    DhWork work;
    work.begin(1);
    assert_true(work.compute(iana::dh::MODP_768, Bytes(1, 2), {}).has_value());
    work.begin(1);
    assert_false(work.compute(iana::dh::MODP_8192, dear(), {}).has_value());
    work.begin(2);
    assert_true(work.compute(iana::dh::MODP_8192, dear(), {}).has_value());
}

}  // namespace
}  // namespace ikev2::session

int main() {
    using namespace ikev2::session;
    const CMUnitTest tests[] = {
        cmocka_unit_test(the_result_is_that_of_the_computation),
        cmocka_unit_test(work_in_vain_ends_at_the_limit),
        cmocka_unit_test(success_begins_the_count_again),
        cmocka_unit_test(other_secrets_begin_the_count_again),
    };
    return ikev2::crypto::init_gcrypt() ? cmocka_run_group_tests(tests, nullptr, nullptr) : 1;
}
