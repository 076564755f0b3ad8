// The announcements of SUPPORTED_AUTH_METHODS.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/notify_auth_methods.h"

#include "plugin/iana/auth_methods.h"
#include "tests/unit/cuts.h"

using namespace ikev2;
using namespace ikev2::ike;
using namespace ikev2::tests;

namespace {

// RFC 9593, sections 3.2.1 to 3.2.3.
const Bytes& short_one() {
    static const Bytes octets = from_hex("0202");  // Shared Key Message Integrity Code
    return octets;
}
const Bytes& linked_one() {
    static const Bytes octets = from_hex("030105");  // RSA Digital Signature, fifth authority
    return octets;
}
const Bytes& whole_one() {
    // Digital Signature of any authority: id-Ed25519.
    static const Bytes octets = from_hex(
        "0a0e0030050603"
        "2b6570");
    return octets;
}

std::vector<AuthMethodAnnouncement> all_of(const Bytes& octets) {
    Reader reader = reader_of(octets);
    std::vector<AuthMethodAnnouncement> all;
    AuthMethodAnnouncement it;
    while (next_announcement(reader, it)) {
        all.push_back(it);
    }
    assert_true(reader.at_end());
    return all;
}

void announcements_of_each_length_are_read(void** /*state*/) {
    const Bytes octets = concat({short_one(), linked_one(), whole_one()});
    const std::vector<AuthMethodAnnouncement> all = all_of(octets);
    assert_int_equal(all.size(), 3);
    assert_true(is_at(all[0].length, 2, 0));
    assert_int_equal(all[0].method.value, 2);
    assert_false(all[0].cert_link.present());
    assert_false(all[0].algorithm_identifier.present());
    assert_true(is_at(all[1].cert_link, 5, 4));
    assert_false(all[1].algorithm_identifier.present());
    assert_true(is_at(all[2].method, iana::auth::DIGITAL_SIGNATURE, 6));
    assert_true(is_at(all[2].algorithm_identifier, "300506032b6570", 8));
    for (const AuthMethodAnnouncement& it : all) {
        assert_true(it.shortfall == Shortfall::none);
    }
}

void a_length_that_cannot_be_takes_the_rest_and_is_a_shortfall(void** /*state*/) {
    for (const unsigned length : {0U, 1U, 6U, 255U}) {
        Bytes octets = concat({linked_one(), short_one()});
        put(octets, 0, length, 1);
        const std::vector<AuthMethodAnnouncement> all = all_of(octets);
        assert_int_equal(all.size(), 1);
        assert_true(all[0].shortfall == Shortfall::structure);
        assert_int_equal(all[0].end, 5);
    }
}

void one_that_is_cut_gives_the_fields_before_the_cut(void** /*state*/) {
    const Bytes& whole = whole_one();
    for (std::uint32_t kept = 1; kept < whole.size(); ++kept) {
        const Bytes octets = to_bytes(Octets(whole).first(kept));
        const std::vector<AuthMethodAnnouncement> all = all_of(octets);
        assert_int_equal(all.size(), 1);
        assert_true(all[0].shortfall == Shortfall::structure);
        assert_int_equal(all[0].method.present(), kept >= 2);
        assert_int_equal(all[0].cert_link.present(), kept >= 3);
        assert_int_equal(all[0].end, kept);
    }
}

void none_are_given_of_no_octets(void** /*state*/) {
    assert_true(all_of({}).empty());
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(announcements_of_each_length_are_read),
        cmocka_unit_test(a_length_that_cannot_be_takes_the_rest_and_is_a_shortfall),
        cmocka_unit_test(one_that_is_cut_gives_the_fields_before_the_cut),
        cmocka_unit_test(none_are_given_of_no_octets),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
