// The hashes of NAT_DETECTION_SOURCE_IP and NAT_DETECTION_DESTINATION_IP.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/crypto/nat_detection.h"

#include "tests/unit/message_builder.h"

using namespace ikev2;
using namespace ikev2::crypto;
using namespace ikev2::tests;

namespace {

struct Vector {
    SpiPair spis;
    const char* address;
    std::uint16_t port;
    const char* hash;
};

// Wireshark's sample ikev2-decrypt-3des-sha1_160.pcap: 192.168.1.14 and 192.168.1.2.
constexpr Vector of_wireshark[] = {
    {{0x19ab98963486359f, 0}, "c0a8010e", 500, "ba789dc4eab622f281d57d40254d54ed155267db"},
    {{0x19ab98963486359f, 0}, "c0a80102", 500, "28be9987a6c0e0b876ac0c4c83f1eca8f7f3ae88"},
    {{0x19ab98963486359f, 0x78f13157ccd3b3d8},
     "c0a80102",
     500,
     "1f4304880da1ccb33e986d1c55bbe510fbf63c7d"},
};

// What strongSwan 5.9.8 sent to 2001:db8::2 and to 2001:db8::1, in captures/strongswan-psk-3des.
constexpr Vector of_strongswan[] = {
    {{0x2cbbf1a005f8eebd, 0},
     "20010db8000000000000000000000002",
     500,
     "403af2b4fa1b00edc3af6f95878c3ea7389fe872"},
    {{0x2cbbf1a005f8eebd, 0xefde3c7bab2a8b76},
     "20010db8000000000000000000000001",
     500,
     "3cc62ddfe2a923dba7f97fde488d3d8597862e2a"},
};

void check(std::span<const Vector> vectors) {
    for (const Vector& vector : vectors) {
        NatDetectionHash hash{};
        assert_true(nat_detection_hash(vector.spis, from_hex(vector.address), vector.port, hash));
        assert_true(equal(hash, from_hex(vector.hash)));
    }
}

void ipv4_hashes_are_those_that_daemons_sent(void** /*state*/) {
    check(of_wireshark);
}

void ipv6_hashes_are_those_that_daemons_sent(void** /*state*/) {
    check(of_strongswan);
}

void each_of_spis_address_and_port_counts(void** /*state*/) {
    const Bytes address = from_hex("c0a8010e");
    NatDetectionHash first{};
    assert_true(nat_detection_hash({1, 2}, address, 500, first));
    const auto differs = [&first](const SpiPair& spis, const char* host, std::uint16_t port) {
        NatDetectionHash other{};
        assert_true(nat_detection_hash(spis, from_hex(host), port, other));
        return other != first;
    };
    assert_false(differs({1, 2}, "c0a8010e", 500));
    assert_true(differs({2, 1}, "c0a8010e", 500));
    assert_true(differs({1, 2}, "c0a8010f", 500));
    assert_true(differs({1, 2}, "c0a8010e", 4500));
}

void an_address_of_another_length_has_no_hash(void** /*state*/) {
    for (const std::size_t length : {0U, 3U, 5U, 15U, 17U, 64U}) {
        NatDetectionHash hash{};
        hash.fill(0xee);
        assert_false(nat_detection_hash({1, 2}, Bytes(length), 500, hash));
        assert_int_equal(hash[0], 0xee);
    }
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(ipv4_hashes_are_those_that_daemons_sent),
        cmocka_unit_test(ipv6_hashes_are_those_that_daemons_sent),
        cmocka_unit_test(each_of_spis_address_and_port_counts),
        cmocka_unit_test(an_address_of_another_length_has_no_hash),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
