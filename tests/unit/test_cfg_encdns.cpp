// The configuration attributes of encrypted DNS.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/cfg_encdns.h"

#include "tests/unit/cuts.h"

using namespace ikev2;
using namespace ikev2::ike;
using namespace ikev2::tests;

namespace {

// RFC 9464, section 3.1, with the alpn, port and no-default-alpn of RFC 9460, section 7.
const Bytes& resolver() {
    static const Bytes octets = from_hex(
        "0001"              // Service Priority
        "02"                // Num Addresses
        "05"                // ADN Length
        "c0000235c0000236"  // IP Address(es)
        "646e732e78"        // Authentication Domain Name: dns.x
        "00010004"          // SvcParamKey alpn, length
        "03646f74"          // "dot"
        "000300020355"      // port 853
        "00020000");        // no-default-alpn
    return octets;
}

const Bytes& digest_info() {
    static const Bytes octets = from_hex(
        "02"          // Num Hash Algs
        "05"          // ADN Length
        "646e732e78"  // Authentication Domain Name
        "00020003"    // Hash Algorithm Identifiers
        "01020304");  // Certificate Digest
    return octets;
}

void every_field_of_a_resolver_is_read(void** /*state*/) {
    Reader reader = reader_of(resolver());
    auto it = EncryptedDns::read(reader, 4);
    assert_true(is_at(it.service_priority, 1, 0));
    assert_true(is_at(it.addresses, "c0000235c0000236", 4));
    assert_true(is_at(it.adn, "646e732e78", 12));
    ServiceParameter parameter;
    assert_true(next_service_parameter(it.parameters, parameter));
    assert_true(is_at(parameter.key, 1, 17));
    assert_true(is_at(parameter.value, "03646f74", 21));
    assert_int_equal(parameter.end(), 25);
    assert_true(next_service_parameter(it.parameters, parameter));
    assert_true(is_at(parameter.value, "0355", 29));
    assert_true(next_service_parameter(it.parameters, parameter));
    assert_true(is_at(parameter.length, 0, 33));
    assert_false(parameter.value.present());
    assert_int_equal(parameter.end(), 35);
    assert_false(next_service_parameter(it.parameters, parameter));
    assert_true(it.parameters.ok());
}

void more_addresses_than_fit_are_a_shortfall(void** /*state*/) {
    for (const unsigned count : {8U, 255U}) {
        Bytes octets = resolver();
        put(octets, 2, count, 1);
        Reader reader = reader_of(octets);
        auto it = EncryptedDns::read(reader, 4);
        assert_false(it.addresses.present());
        assert_false(it.adn.present());
        assert_true(reader.shortfall() == Shortfall::structure);
        ServiceParameter parameter;
        assert_false(next_service_parameter(it.parameters, parameter));
    }
}

void a_parameter_that_does_not_fit_is_given_as_far_as_it_goes(void** /*state*/) {
    Bytes octets = resolver();
    put(octets, 19, 15, 2);
    Reader reader = reader_of(octets);
    auto it = EncryptedDns::read(reader, 4);
    ServiceParameter parameter;
    assert_false(next_service_parameter(it.parameters, parameter));
    assert_true(is_at(parameter.key, 1, 17));
    assert_true(is_at(parameter.length, 15, 19));
    assert_false(parameter.value.present());
    assert_true(it.parameters.shortfall() == Shortfall::structure);
}

void a_resolver_that_is_cut_gives_the_fields_before_the_cut(void** /*state*/) {
    const auto ends_whole = [](std::uint32_t octets) {
        return octets == 17 || octets == 25 || octets == 31;
    };
    check_every_cut_but(resolver(), ends_whole, [](Reader& reader) {
        auto it = EncryptedDns::read(reader, 4);
        Parsed all = parsed(reader, it.service_priority, it.address_count, it.adn_length,
                            it.addresses, it.adn);
        ServiceParameter parameter;
        bool more = true;
        while (more) {
            more = next_service_parameter(it.parameters, parameter);
            all.add(parameter.key, parameter.length, parameter.value);
        }
        all.add_shortfall(it.parameters.shortfall());
        return all;
    });
}

void a_digest_info_that_is_cut_gives_the_fields_before_the_cut(void** /*state*/) {
    check_every_cut_before(11, digest_info(), [](Reader& reader) {
        const auto it = EncryptedDnsDigest::read(reader);
        return parsed(reader, it.algorithm_count, it.adn_length, it.adn, it.algorithms, it.digest);
    });
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(every_field_of_a_resolver_is_read),
        cmocka_unit_test(more_addresses_than_fit_are_a_shortfall),
        cmocka_unit_test(a_parameter_that_does_not_fit_is_given_as_far_as_it_goes),
        cmocka_unit_test(a_resolver_that_is_cut_gives_the_fields_before_the_cut),
        cmocka_unit_test(a_digest_info_that_is_cut_gives_the_fields_before_the_cut),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
