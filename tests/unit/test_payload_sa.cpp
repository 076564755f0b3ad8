// The Security Association payload.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/payload_sa.h"

#include "plugin/iana/attribute_types.h"
#include "plugin/iana/security_protocols.h"
#include "plugin/iana/transform_ids.h"
#include "plugin/iana/transform_types.h"
#include "tests/unit/cuts.h"

using namespace ikev2;
using namespace ikev2::ike;
using namespace ikev2::tests;

namespace {

const Bytes& figure() {
    static const Bytes body = from_hex(
        "02"        // Last Substruc: more proposals
        "0a"        // RESERVED
        "0020"      // Proposal Length
        "01"        // Proposal Num
        "03"        // Protocol ID: ESP
        "04"        // SPI Size
        "02"        // Num Transforms
        "9506d414"  // SPI

        "03"        // Last Substruc: more transforms
        "0b"        // RESERVED
        "000c"      // Transform Length
        "01"        // Transform Type: ENCR
        "0c"        // RESERVED
        "000c"      // Transform ID: ENCR_AES_CBC
        "800e0100"  // Key Length: 256

        "00"    // Last Substruc: last transform
        "00"    // RESERVED
        "0008"  // Transform Length
        "03"    // Transform Type: INTEG
        "00"    // RESERVED
        "000c"  // Transform ID: AUTH_HMAC_SHA2_256_128

        "00"    // Last Substruc: last proposal
        "00"    // RESERVED
        "0008"  // Proposal Length
        "02"    // Proposal Num
        "01"    // Protocol ID: IKE
        "00"    // SPI Size
        "00");  // Num Transforms
    return body;
}
constexpr std::uint32_t kFirstLength = 32;

// Where the two lengths stand in the first proposal and in its first transform.
constexpr std::size_t kProposalLength = 2;
constexpr std::size_t kSpiSize = 6;
constexpr std::size_t kTransformLength = 14;
constexpr std::size_t kAttribute = 20;

std::vector<Proposal> proposals_of(const Bytes& body) {
    Reader reader = reader_of(body);
    std::vector<Proposal> all;
    Proposal proposal;
    while (next_proposal(reader, proposal)) {
        all.push_back(proposal);
    }
    assert_true(reader.at_end());
    return all;
}

std::vector<Transform> transforms_of(const Proposal& proposal) {
    Reader reader = proposal.transforms;
    std::vector<Transform> all;
    Transform transform;
    while (next_transform(reader, transform)) {
        all.push_back(transform);
    }
    return all;
}

Bytes with(std::size_t offset, unsigned value, std::size_t length = 2) {
    Bytes body = figure();
    put(body, offset, value, length);
    return body;
}

// The Key Length of a transform with these attributes.
unsigned key_length_of(const char* attributes) {
    const Bytes octets = transform(true, 1, 12, from_hex(attributes));
    Reader reader = reader_of(octets);
    Transform it;
    assert_true(next_transform(reader, it));
    return it.key_length();
}

void every_field_of_the_figures_is_read(void** /*state*/) {
    Reader reader = reader_of(figure());
    Proposal first;
    assert_true(next_proposal(reader, first));
    assert_int_equal(first.offset, 0);
    assert_true(is_at(first.last_substruc, kMoreProposals, 0));
    assert_true(is_at(first.reserved, 0x0a, 1));
    assert_true(is_at(first.length, kFirstLength, 2));
    assert_true(is_at(first.number, 1, 4));
    assert_true(is_at(first.protocol_id, iana::protocol::ESP, 5));
    assert_true(is_at(first.spi_size, 4, 6));
    assert_true(is_at(first.transform_count, 2, 7));
    assert_true(is_at(first.spi, "9506d414", 8));
    assert_int_equal(first.end, kFirstLength);
    assert_true(first.shortfall == Shortfall::none);

    Transform encr;
    assert_true(next_transform(first.transforms, encr));
    assert_int_equal(encr.offset, 12);
    assert_true(is_at(encr.last_substruc, kMoreTransforms, 12));
    assert_true(is_at(encr.reserved, 0x0b, 13));
    assert_true(is_at(encr.length, 12, 14));
    assert_true(is_at(encr.type, iana::transform_type::ENCR, 16));
    assert_true(is_at(encr.reserved2, 0x0c, 17));
    assert_true(is_at(encr.id, iana::encr::ENCR_AES_CBC, 18));
    assert_int_equal(encr.key_length(), 256);
    assert_int_equal(encr.end, 24);
    assert_true(encr.shortfall == Shortfall::none);
    Attribute attribute;
    assert_true(next_attribute(encr.attributes, attribute));
    assert_int_equal(attribute.type(), iana::attribute::KEY_LENGTH);
    assert_int_equal(attribute.offset, 20);
    assert_false(next_attribute(encr.attributes, attribute));

    Transform integ;
    assert_true(next_transform(first.transforms, integ));
    assert_int_equal(integ.last_substruc.value, 0);
    assert_true(is_at(integ.type, iana::transform_type::INTEG, 28));
    assert_true(is_at(integ.id, iana::integ::AUTH_HMAC_SHA2_256_128, 30));
    assert_true(integ.attributes.at_end());
    assert_int_equal(integ.end, kFirstLength);
    assert_false(next_transform(first.transforms, integ));

    Proposal second;
    assert_true(next_proposal(reader, second));
    assert_int_equal(second.offset, kFirstLength);
    assert_int_equal(second.number.value, 2);
    assert_false(second.spi.present());
    assert_true(transforms_of(second).empty());
    assert_true(second.shortfall == Shortfall::none);
    assert_false(next_proposal(reader, second));
    assert_true(reader.ok());
}

void an_empty_body_has_no_proposal(void** /*state*/) {
    assert_true(proposals_of({}).empty());
}

void an_spi_of_an_ike_sa_has_eight_octets(void** /*state*/) {
    const Bytes body = proposal(true, 1, from_hex("77350b86cdd09ff0"), 1, transform(true, 4, 14));
    const std::vector<Proposal> all = proposals_of(body);
    assert_int_equal(all.size(), 1);
    assert_true(is_at(all[0].spi, "77350b86cdd09ff0", 8));
    assert_int_equal(transforms_of(all[0]).size(), 1);
    assert_true(is_at(transforms_of(all[0])[0].id, 14, 22));
}

void the_number_of_transforms_does_not_decide_how_many_are_read(void** /*state*/) {
    for (const unsigned count : {0U, 1U, 255U}) {
        const Bytes body = with(7, count, 1);
        const std::vector<Proposal> all = proposals_of(body);
        assert_int_equal(all.size(), 2);
        assert_int_equal(all[0].transform_count.value, count);
        assert_int_equal(transforms_of(all[0]).size(), 2);
    }
}

void last_substruc_does_not_decide_whether_another_is_read(void** /*state*/) {
    const Bytes ends_early = with(0, 0, 1);
    assert_int_equal(proposals_of(ends_early).size(), 2);
    const Bytes goes_on = with(kFirstLength, 2, 1);
    assert_int_equal(proposals_of(goes_on).size(), 2);
    const Bytes last_transform = with(12, 0, 1);
    assert_int_equal(transforms_of(proposals_of(last_transform)[0]).size(), 2);
}

void a_proposal_length_past_the_end_takes_the_rest(void** /*state*/) {
    for (const unsigned length : {41U, 0xffffU}) {
        const Bytes body = with(kProposalLength, length);
        const std::vector<Proposal> all = proposals_of(body);
        assert_int_equal(all.size(), 1);
        assert_true(all[0].shortfall == Shortfall::structure);
        assert_int_equal(all[0].length.value, length);
        assert_int_equal(all[0].end, figure().size());
        assert_true(is_at(all[0].spi, "9506d414", 8));
        assert_int_equal(transforms_of(all[0])[0].key_length(), 256);
    }
}

void a_proposal_length_below_that_of_its_length_field_takes_the_rest(void** /*state*/) {
    for (unsigned length = 0; length < 4; ++length) {
        const Bytes body = with(kProposalLength, length);
        const std::vector<Proposal> all = proposals_of(body);
        assert_int_equal(all.size(), 1);
        assert_true(all[0].shortfall == Shortfall::structure);
        assert_int_equal(all[0].end, figure().size());
    }
}

void a_proposal_length_below_its_header_is_a_shortfall(void** /*state*/) {
    for (unsigned length = 4; length < 8; ++length) {
        const Bytes body = with(kProposalLength, length);
        Reader reader = reader_of(body);
        Proposal it;
        assert_true(next_proposal(reader, it));
        assert_true(it.shortfall == Shortfall::structure);
        assert_int_equal(it.end, length);
        assert_int_equal(reader.position(), length);
        assert_int_equal(it.number.present(), length > 4);
        assert_false(it.transform_count.present());
        assert_false(it.spi.present());
        assert_true(transforms_of(it).empty());
    }
}

void a_proposal_length_that_is_too_small_cuts_its_transforms(void** /*state*/) {
    const Bytes body = with(kProposalLength, 20);
    Reader reader = reader_of(body);
    Proposal it;
    assert_true(next_proposal(reader, it));
    assert_true(it.shortfall == Shortfall::none);
    const std::vector<Transform> transforms = transforms_of(it);
    assert_int_equal(transforms.size(), 1);
    assert_true(transforms[0].shortfall == Shortfall::structure);
    assert_int_equal(transforms[0].end, 20);
    assert_int_equal(transforms[0].key_length(), 0);
}

void an_spi_size_past_the_proposal_leaves_no_transforms(void** /*state*/) {
    for (const unsigned size : {25U, 255U}) {
        const Bytes body = with(kSpiSize, size, 1);
        const std::vector<Proposal> all = proposals_of(body);
        assert_int_equal(all.size(), 2);
        assert_true(all[0].shortfall == Shortfall::structure);
        assert_false(all[0].spi.present());
        assert_true(transforms_of(all[0]).empty());
        assert_int_equal(all[1].number.value, 2);
        assert_true(all[1].shortfall == Shortfall::none);
    }
}

void an_spi_as_long_as_the_proposal_leaves_none_either(void** /*state*/) {
    const Bytes body = with(kSpiSize, 24, 1);
    const std::vector<Proposal> all = proposals_of(body);
    assert_true(all.at(0).shortfall == Shortfall::none);
    assert_int_equal(all[0].spi.length, 24);
    assert_true(transforms_of(all[0]).empty());
}

void a_transform_length_past_the_proposal_takes_the_rest_of_it(void** /*state*/) {
    for (const unsigned length : {21U, 0xffffU}) {
        const Bytes body = with(kTransformLength, length);
        const std::vector<Proposal> all = proposals_of(body);
        assert_int_equal(all.size(), 2);
        assert_true(all[0].shortfall == Shortfall::none);
        const std::vector<Transform> transforms = transforms_of(all[0]);
        assert_int_equal(transforms.size(), 1);
        assert_true(transforms[0].shortfall == Shortfall::structure);
        assert_int_equal(transforms[0].end, kFirstLength);
        assert_int_equal(transforms[0].id.value, iana::encr::ENCR_AES_CBC);
        assert_int_equal(transforms[0].key_length(), 256);
    }
}

void a_transform_length_below_its_header_is_a_shortfall(void** /*state*/) {
    for (unsigned length = 0; length < 8; ++length) {
        const Bytes body = with(kTransformLength, length);
        Proposal it = proposals_of(body).at(0);
        Transform transform;
        assert_true(next_transform(it.transforms, transform));
        assert_true(transform.shortfall == Shortfall::structure);
        // Below four octets it cannot be told where the next one begins.
        assert_int_equal(transform.end, length < 4 ? kFirstLength : 12 + length);
        assert_int_equal(it.transforms.position(), transform.end);
        assert_int_equal(transform.id.present(), length < 4);
    }
}

void an_attribute_past_the_transform_is_not_its_key_length(void** /*state*/) {
    Bytes body = figure();
    put(body, kAttribute, 0x000e0002, 4);
    const Transform transform = transforms_of(proposals_of(body).at(0)).at(0);
    assert_int_equal(transform.key_length(), 0);
    Reader attributes = transform.attributes;
    Attribute attribute;
    assert_false(next_attribute(attributes, attribute));
    assert_true(attributes.shortfall() == Shortfall::structure);
    assert_int_equal(attribute.length.value, 2);
}

void the_key_length_is_that_attribute_in_either_form(void** /*state*/) {
    assert_int_equal(key_length_of(""), 0);
    assert_int_equal(key_length_of("800e0080"), 128);
    assert_int_equal(key_length_of("000e00020100"), 256);
    assert_int_equal(key_length_of("800d0080"), 0);
    assert_int_equal(key_length_of("800d0080"
                                   "0001000155"
                                   "800e00c0"),
                     192);
    assert_int_equal(key_length_of("800e0080"
                                   "800e0100"),
                     128);
    assert_int_equal(key_length_of("800effff"), 0xffff);
}

void a_key_length_above_sixteen_bits_is_not_taken_for_a_smaller_one(void** /*state*/) {
    assert_int_equal(key_length_of("000e000400010080"), 0xffff);
}

void a_body_that_is_cut_gives_the_fields_before_the_cut(void** /*state*/) {
    check_every_cut_but(
        figure(), [](std::uint32_t kept) { return kept == 0 || kept == kFirstLength; },
        [](Reader& reader) {
            Parsed all;
            Proposal it;
            while (next_proposal(reader, it)) {
                all.add(it.last_substruc, it.reserved, it.length, it.number, it.protocol_id,
                        it.spi_size, it.transform_count, it.spi);
                all.add_shortfall(it.shortfall);
                for (Transform transform : transforms_of(it)) {
                    all.add(transform.last_substruc, transform.reserved, transform.length,
                            transform.type, transform.reserved2, transform.id);
                    Attribute attribute;
                    while (next_attribute(transform.attributes, attribute)) {
                        all.add(attribute.type_field, attribute.value);
                    }
                    all.add(attribute.type_field);
                    all.add_shortfall(transform.shortfall);
                    all.add_shortfall(transform.attributes.shortfall());
                }
            }
            all.add_shortfall(reader.shortfall());
            return all;
        });
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(every_field_of_the_figures_is_read),
        cmocka_unit_test(an_empty_body_has_no_proposal),
        cmocka_unit_test(an_spi_of_an_ike_sa_has_eight_octets),
        cmocka_unit_test(the_number_of_transforms_does_not_decide_how_many_are_read),
        cmocka_unit_test(last_substruc_does_not_decide_whether_another_is_read),
        cmocka_unit_test(a_proposal_length_past_the_end_takes_the_rest),
        cmocka_unit_test(a_proposal_length_below_that_of_its_length_field_takes_the_rest),
        cmocka_unit_test(a_proposal_length_below_its_header_is_a_shortfall),
        cmocka_unit_test(a_proposal_length_that_is_too_small_cuts_its_transforms),
        cmocka_unit_test(an_spi_size_past_the_proposal_leaves_no_transforms),
        cmocka_unit_test(an_spi_as_long_as_the_proposal_leaves_none_either),
        cmocka_unit_test(a_transform_length_past_the_proposal_takes_the_rest_of_it),
        cmocka_unit_test(a_transform_length_below_its_header_is_a_shortfall),
        cmocka_unit_test(an_attribute_past_the_transform_is_not_its_key_length),
        cmocka_unit_test(the_key_length_is_that_attribute_in_either_form),
        cmocka_unit_test(a_key_length_above_sixteen_bits_is_not_taken_for_a_smaller_one),
        cmocka_unit_test(a_body_that_is_cut_gives_the_fields_before_the_cut),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
