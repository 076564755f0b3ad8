// The Authentication payload.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/payload_auth.h"

#include "plugin/iana/auth_methods.h"
#include "tests/unit/cuts.h"

using namespace ikev2;
using namespace ikev2::ike;
using namespace ikev2::tests;

namespace {

// RFC 7427, section 3; the AlgorithmIdentifier is that of Ed25519 (RFC 8420, appendix A.1).
const Bytes& signature_data() {
    static const Bytes data = from_hex(
        "07"              // ASN.1 Length
        "300506032b6570"  // AlgorithmIdentifier
        "efaabe87");      // Signature Value
    return data;
}

const Bytes& figure() {
    static const Bytes body = concat({from_hex("0e"        // Auth Method: Digital Signature
                                               "010203"),  // RESERVED
                                      signature_data()});
    return body;
}

void every_field_of_the_figure_is_read(void** /*state*/) {
    Reader reader = reader_of(figure());
    const Authentication auth = Authentication::read(reader);
    assert_true(is_at(auth.method, iana::auth::DIGITAL_SIGNATURE, 0));
    assert_true(is_at(auth.reserved, "010203", 1));
    assert_true(is_at(auth.data, "07300506032b6570efaabe87", 4));
    assert_true(reader.ok());
    assert_true(reader.at_end());
}

void a_body_without_data_is_whole(void** /*state*/) {
    Reader reader(figure(), 0, 4);
    assert_false(Authentication::read(reader).data.present());
    assert_true(reader.ok());
}

void a_body_that_is_cut_gives_the_fields_before_the_cut(void** /*state*/) {
    check_every_cut_before(4, figure(), [](Reader& reader) {
        const Authentication it = Authentication::read(reader);
        return parsed(reader, it.method, it.reserved, it.data);
    });
}

void a_digital_signature_names_its_algorithm(void** /*state*/) {
    Reader reader(figure(), 4, static_cast<std::uint32_t>(figure().size()));
    const DigitalSignature it = DigitalSignature::read(reader);
    assert_true(is_at(it.asn1_length, 7, 4));
    assert_true(is_at(it.algorithm_identifier, "300506032b6570", 5));
    assert_true(is_at(it.signature, "efaabe87", 12));
    assert_true(reader.ok());
}

void a_digital_signature_that_is_cut_gives_the_fields_before_the_cut(void** /*state*/) {
    check_every_cut_before(8, signature_data(), [](Reader& reader) {
        const DigitalSignature it = DigitalSignature::read(reader);
        return parsed(reader, it.asn1_length, it.algorithm_identifier, it.signature);
    });
}

void an_algorithm_identifier_past_the_end_leaves_no_signature(void** /*state*/) {
    for (const unsigned length : {12U, 255U}) {
        Bytes data = signature_data();
        put(data, 0, length, 1);
        Reader reader = reader_of(data);
        const DigitalSignature it = DigitalSignature::read(reader);
        assert_true(reader.shortfall() == Shortfall::structure);
        assert_true(is_at(it.asn1_length, length, 0));
        assert_false(it.algorithm_identifier.present());
        assert_false(it.signature.present());
    }
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(every_field_of_the_figure_is_read),
        cmocka_unit_test(a_body_without_data_is_whole),
        cmocka_unit_test(a_body_that_is_cut_gives_the_fields_before_the_cut),
        cmocka_unit_test(a_digital_signature_names_its_algorithm),
        cmocka_unit_test(a_digital_signature_that_is_cut_gives_the_fields_before_the_cut),
        cmocka_unit_test(an_algorithm_identifier_past_the_end_leaves_no_signature),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
