// The table of known Vendor IDs.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/vendor_ids.h"

#include <gcrypt.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "plugin/crypto/gcrypt_init.h"
#include "tests/unit/cmocka_cpp.h"

using namespace ikev2;
using namespace ikev2::ike;

namespace {

std::vector<std::uint8_t> body_of(std::string_view text) {
    return {text.begin(), text.end()};
}

std::array<std::uint8_t, 16> md5_of(const char* text) {
    std::array<std::uint8_t, 16> digest{};
    gcry_md_hash_buffer(GCRY_MD_MD5, digest.data(), text, std::strlen(text));
    return digest;
}

void every_hash_is_that_of_its_string(void** /*state*/) {
    std::size_t hashes = 0;
    for (const VendorId& known : known_vendor_ids()) {
        if (known.hashed == nullptr) {
            continue;
        }
        ++hashes;
        const auto digest = md5_of(known.hashed);
        const std::size_t common = std::min<std::size_t>(digest.size(), known.length);
        if (common < 8 || std::memcmp(digest.data(), known.storage.data(), common) != 0) {
            fail_msg("%s is not the MD5 hash of %s", known.name, known.hashed);
        }
    }
    assert_true(hashes > 0);
}

void every_known_vendor_id_is_found(void** /*state*/) {
    assert_false(known_vendor_ids().empty());
    for (const VendorId& known : known_vendor_ids()) {
        if (find_vendor_id(known.octets()) != &known) {
            fail_msg("%s is not found", known.name);
        }
    }
}

void no_vendor_id_is_listed_twice(void** /*state*/) {
    std::set<std::pair<std::vector<std::uint8_t>, bool>> seen;
    for (const VendorId& known : known_vendor_ids()) {
        const Octets octets = known.octets();
        if (!seen.insert({{octets.begin(), octets.end()}, known.prefix}).second) {
            fail_msg("%s is listed twice", known.name);
        }
    }
}

void every_vendor_id_has_octets_and_a_name(void** /*state*/) {
    for (const VendorId& known : known_vendor_ids()) {
        assert_true(known.length > 0);
        assert_true(std::strlen(known.name) > 0);
    }
}

void the_vendor_id_of_strongswan_is_known(void** /*state*/) {
    const std::uint8_t body[] = {0x88, 0x2f, 0xe5, 0x6d, 0x6f, 0xd2, 0x0d, 0xbc,
                                 0x22, 0x51, 0x61, 0x3b, 0x2e, 0xbe, 0x5b, 0xeb};
    assert_string_equal(find_vendor_id(body)->name, "strongSwan");
}

void the_vendor_ids_that_cisco_writes_as_text_are_known(void** /*state*/) {
    assert_string_equal(find_vendor_id(body_of("CISCO-DELETE-REASON"))->name,
                        "Cisco Delete Reason Supported");
    assert_string_equal(find_vendor_id(body_of("FLEXVPN-SUPPORTED"))->name,
                        "Cisco FlexVPN Supported");
    assert_string_equal(
        find_vendor_id(body_of("CISCO(COPYRIGHT)&Copyright (c) 2009 Cisco Systems, Inc."))->name,
        "Cisco Copyright");
}

void a_version_after_a_prefix_does_not_hide_the_vendor(void** /*state*/) {
    const std::uint8_t unity[] = {0x12, 0xf5, 0xf2, 0x8c, 0x45, 0x71, 0x68, 0xa9,
                                  0x70, 0x2d, 0x9f, 0xe2, 0x74, 0xcc, 0x01, 0x00};
    assert_string_equal(find_vendor_id(unity)->name, "CISCO-UNITY");
    assert_string_equal(find_vendor_id(body_of("OpenIKED-7.4"))->name, "OpenIKED");
}

void the_longest_of_several_that_fit_is_taken(void** /*state*/) {
    assert_string_equal(find_vendor_id(body_of("OE-Libreswan-5.2"))->name, "Libreswan");
    assert_string_equal(find_vendor_id(body_of("OEr~mn^aGxIb"))->name, "FreeS/WAN or Openswan");

    std::vector<std::uint8_t> watchguard = {0xda, 0x8e, 0x93, 0x78, 0x80, 0x01, 0x00, 0x00};
    assert_string_equal(find_vendor_id(watchguard)->name, "SonicWALL b or WatchGuard");
    watchguard.back() = 0x77;
    assert_string_equal(find_vendor_id(watchguard)->name, "SafeNet or WatchGuard");
}

void octets_after_an_exact_vendor_id_make_it_another(void** /*state*/) {
    assert_null(find_vendor_id(body_of("CISCO-DELETE-REASON ")));
}

void a_vendor_id_that_is_cut_short_is_not_known(void** /*state*/) {
    assert_null(find_vendor_id(body_of("CISCO-DELETE-REASO")));
    assert_null(find_vendor_id(body_of("O")));
}

void an_empty_vendor_id_is_not_known(void** /*state*/) {
    assert_null(find_vendor_id({}));
}

}  // namespace

int main() {
    if (!ikev2::crypto::init_gcrypt()) {
        return 1;
    }
    const CMUnitTest tests[] = {
        cmocka_unit_test(every_hash_is_that_of_its_string),
        cmocka_unit_test(every_known_vendor_id_is_found),
        cmocka_unit_test(no_vendor_id_is_listed_twice),
        cmocka_unit_test(every_vendor_id_has_octets_and_a_name),
        cmocka_unit_test(the_vendor_id_of_strongswan_is_known),
        cmocka_unit_test(the_vendor_ids_that_cisco_writes_as_text_are_known),
        cmocka_unit_test(a_version_after_a_prefix_does_not_hide_the_vendor),
        cmocka_unit_test(the_longest_of_several_that_fit_is_taken),
        cmocka_unit_test(octets_after_an_exact_vendor_id_make_it_another),
        cmocka_unit_test(a_vendor_id_that_is_cut_short_is_not_known),
        cmocka_unit_test(an_empty_vendor_id_is_not_known),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
