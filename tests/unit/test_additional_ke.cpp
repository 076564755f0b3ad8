// Additional key exchanges: which were negotiated, and the secrets for them.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/additional_ke.h"

#include <memory>
#include <utility>

#include "plugin/crypto/dh.h"
#include "plugin/crypto/gcrypt_init.h"
#include "plugin/crypto/key_schedule.h"
#include "plugin/iana/payload_types.h"
#include "plugin/iana/transform_ids.h"
#include "plugin/iana/transform_types.h"
#include "plugin/session/message_layout.h"
#include "plugin/session/negotiation.h"
#include "tests/unit/captures.h"
#include "tests/unit/test_keyfile_support.h"

using namespace ikev2;
using namespace ikev2::session;
using namespace ikev2::tests;

namespace {

constexpr SpiPair kSpis = {0x1111111111111111, 0x2222222222222222};

int ready(void** /*state*/) {
    return crypto::init_gcrypt() ? 0 : -1;
}

AdditionalKe negotiated(std::initializer_list<std::pair<unsigned, unsigned>> transforms) {
    AdditionalKe it;
    for (const auto& [type, id] : transforms) {
        ike::Transform transform;
        transform.type.value = static_cast<std::uint8_t>(type);
        transform.id.value = static_cast<std::uint16_t>(id);
        it.take(transform);
    }
    return it;
}

std::string line(const char* value, const char* exchange) {
    return std::string("SHARED_SECRET 1111111111111111 2222222222222222 ") + value + ' ' +
           exchange + '\n';
}

void none_are_negotiated_by_other_transforms(void** /*state*/) {
    const AdditionalKe it = negotiated({{iana::transform_type::ENCR, 12},
                                        {iana::transform_type::KE, 14},
                                        {iana::transform_type::SN, 1},
                                        {iana::transform_type::KWA, 1},
                                        {iana::transform_type::ADDKE1, 0}});
    assert_int_equal(it.count(), 0);
    assert_int_equal(it.number_after(0), 0);
    Limits limits;
    const auto secrets = additional_secrets(it, nullptr, kSpis, store_of(""), nullptr, limits);
    assert_int_equal(secrets.size(), 1);
    assert_true(secrets[0].empty());
}

// RFC 9370, section 2.2.1: of type 6 to 12, those that are not NONE, in the order of their types.
void they_are_numbered_by_transform_type(void** /*state*/) {
    const AdditionalKe it = negotiated({{iana::transform_type::ADDKE7, 31},
                                        {iana::transform_type::ADDKE2, 36},
                                        {iana::transform_type::ADDKE1, 0}});
    assert_int_equal(it.count(), 2);
    assert_int_equal(it.number_after(0), 2);
    assert_int_equal(it.number_after(1), 7);
    assert_int_equal(it.number_after(2), 0);
}

void every_combination_of_lines_is_given(void** /*state*/) {
    const AdditionalKe it = negotiated({{6, 36}, {8, 5}});
    Limits limits;
    const keyfile::Store store =
        store_of(line("a1", "1") + line("b1", "3") + line("a2", "1") + line("ff", "0") +
                 line("ee", "2") + "SHARED_SECRET * * b2 3\n");
    const auto secrets = additional_secrets(it, nullptr, kSpis, store, nullptr, limits);
    assert_int_equal(secrets.size(), 4);
    assert_true(equal(secrets[0], from_hex("a1b1")));
    assert_true(equal(secrets[1], from_hex("a1b2")));
    assert_true(equal(secrets[3], from_hex("a2b2")));
    const keyfile::Store one = store_of(line("a1", "1"));
    assert_true(additional_secrets(it, nullptr, kSpis, one, nullptr, limits).empty());
    assert_true(limits.none());
}

void the_number_of_combinations_is_bounded(void** /*state*/) {
    std::string lines;
    for (unsigned i = 10; i < 99; ++i) {
        lines += line(std::to_string(i).c_str(), "1") + line(std::to_string(i).c_str(), "2");
    }
    const AdditionalKe it = negotiated({{6, 36}, {7, 36}});
    Limits limits;
    const keyfile::Store store = store_of(lines);
    assert_int_equal(additional_secrets(it, nullptr, kSpis, store, nullptr, limits).size(), 64);
    assert_true(limits.has(Limit::combinations));
}

// The payloads of a message with a KE payload alone.
std::shared_ptr<const Negotiation> with_ke(std::uint16_t group, Octets private_value) {
    const Bytes body =
        concat({number(group, 2), Bytes(2), crypto::dh_public_value(group, private_value).value()});
    const Bytes octets = payload(0, body);
    return std::make_shared<const Negotiation>(
        Negotiation::read(octets, chain_of(octets, iana::payload::KE)));
}

void a_private_value_gives_the_secret_of_its_followup_ke(void** /*state*/) {
    constexpr std::uint16_t kFirst = 2;
    constexpr std::uint16_t kSecond = 5;
    const Bytes one(20, 7);
    const Bytes other(20, 9);
    const AdditionalKe it = negotiated({{6, kFirst}, {8, kSecond}});
    // The Message IDs, not the order in which they were seen, say which is which.
    FollowUps follow_ups;
    follow_ups[4] = {with_ke(kSecond, one), with_ke(kSecond, other)};
    follow_ups[3] = {with_ke(kFirst, other), with_ke(kFirst, one)};
    const auto private_line = [](const Bytes& value, const char* exchange) {
        return "DH_PRIVATE * 2222222222222222 " + keyfile::test::hex(value) + ' ' + exchange + '\n';
    };
    const keyfile::Store store = store_of(private_line(one, "1") + private_line(other, "3"));
    DhWork dh;
    Limits limits;
    const auto secrets = additional_secrets(it, &follow_ups, kSpis, store, &dh, limits);
    assert_int_equal(secrets.size(), 1);
    const auto shared = [&](std::uint16_t group) {
        return crypto::dh_shared_secret(group, one, crypto::dh_public_value(group, other).value())
            .value();
    };
    assert_true(equal(secrets[0], concat({shared(kFirst), shared(kSecond)})));
    // Neither side's, for the exchange of another number, or of exchanges that were not seen.
    const Bytes stranger(20, 8);
    const keyfile::Store foreign = store_of(private_line(stranger, "1") + private_line(other, "3"));
    assert_true(additional_secrets(it, &follow_ups, kSpis, foreign, &dh, limits).empty());
    const keyfile::Store exchanged = store_of(private_line(one, "2") + private_line(other, "3"));
    assert_true(additional_secrets(it, &follow_ups, kSpis, exchanged, &dh, limits).empty());
    assert_true(additional_secrets(it, nullptr, kSpis, store, &dh, limits).empty());
}

void lines_are_found_by_number_and_spis(void** /*state*/) {
    const keyfile::Store store = store_of(line("a1", "2") + "DH_PRIVATE * 2222222222222222 07 3\n");
    assert_false(has_additional_secret(kSpis, 1, store));
    assert_true(has_additional_secret(kSpis, 2, store));
    assert_true(has_additional_secret(kSpis, 3, store));
    assert_false(has_additional_secret({1, 2}, 2, store));
    assert_false(has_additional_secret({1, 2}, 3, store));
}

// prf+ with one block of output is prf(K, S | 0x01) (RFC 7296, section 2.13).
void a_ppk_is_the_key_of_prf_plus(void** /*state*/) {
    const crypto::Prf& prf = *crypto::find_prf(iana::prf::PRF_HMAC_SHA2_256);
    const Bytes ppk(32, 0x5a);
    const Bytes sk_d(32, 0x17);
    Secret expected(prf.output_length);
    assert_true(crypto::compute_prf(prf, ppk, {sk_d, from_hex("01")}, expected));
    const auto mixed = crypto::derive_with_ppk(prf, ppk, sk_d);
    assert_true(mixed && equal(*mixed, expected));
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(none_are_negotiated_by_other_transforms),
        cmocka_unit_test(they_are_numbered_by_transform_type),
        cmocka_unit_test(every_combination_of_lines_is_given),
        cmocka_unit_test(the_number_of_combinations_is_bounded),
        cmocka_unit_test(a_private_value_gives_the_secret_of_its_followup_ke),
        cmocka_unit_test(lines_are_found_by_number_and_spis),
        cmocka_unit_test(a_ppk_is_the_key_of_prf_plus),
    };
    return cmocka_run_group_tests(tests, ready, nullptr);
}
