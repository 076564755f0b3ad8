// The pool of libgcrypt's handles.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/cipher_pool.h"

#include <vector>

#include "plugin/crypto/gcrypt_init.h"
#include "plugin/iana/transform_ids.h"
#include "tests/unit/message_builder.h"

// Last: CMocka defines a macro "skip".
#include "tests/unit/cmocka_cpp.h"

using namespace ikev2;
using namespace ikev2::tests;
using session::CipherPool;
using session::OpenedKeys;

namespace {

OpenedKeys some_keys() {
    auto encr = crypto::EncrKey::make(*crypto::find_encr(iana::encr::ENCR_AES_CBC), Bytes(16));
    assert_true(encr.has_value());
    return {std::move(*encr), std::nullopt};
}

void handles_are_found_by_their_owner_alone(void** /*state*/) {
    CipherPool pool;
    const std::uint64_t one = pool.new_owner();
    const std::uint64_t other = pool.new_owner();
    const OpenedKeys* keys = &pool.put(one, some_keys());
    assert_ptr_equal(pool.find(one), keys);
    assert_null(pool.find(other));
}

void handles_that_were_not_used_lately_give_way(void** /*state*/) {
    CipherPool pool;
    std::vector<std::uint64_t> owners;
    for (unsigned i = 0; i < 1000; ++i) {
        owners.push_back(pool.new_owner());
        static_cast<void>(pool.put(owners.back(), some_keys()));
    }
    assert_null(pool.find(owners.front()));
    assert_non_null(pool.find(owners.back()));
    assert_non_null(pool.find(owners[owners.size() - 50]));
}

void released_handles_are_gone_and_others_stay(void** /*state*/) {
    CipherPool pool;
    const std::uint64_t one = pool.new_owner();
    const std::uint64_t other = pool.new_owner();
    static_cast<void>(pool.put(one, some_keys()));
    static_cast<void>(pool.put(other, some_keys()));
    pool.release(one);
    pool.release(one);
    assert_null(pool.find(one));
    assert_non_null(pool.find(other));
}

int set_up(void** /*state*/) {
    return crypto::init_gcrypt() ? 0 : 1;
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(handles_are_found_by_their_owner_alone),
        cmocka_unit_test(handles_that_were_not_used_lately_give_way),
        cmocka_unit_test(released_handles_are_gone_and_others_stay),
    };
    return cmocka_run_group_tests(tests, set_up, nullptr);
}
