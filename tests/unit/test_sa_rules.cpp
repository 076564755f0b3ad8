// What the proposals of an SA payload must be.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/sa_rules.h"

#include "plugin/iana/payload_types.h"
#include "plugin/iana/security_protocols.h"
#include "plugin/iana/transform_ids.h"
#include "plugin/iana/transform_types.h"
#include "tests/unit/cuts.h"

using namespace ikev2;
using namespace ikev2::ike;
using namespace ikev2::tests;
namespace type = ikev2::iana::transform_type;
namespace protocol = ikev2::iana::protocol;

namespace {

constexpr std::uint16_t kCbc = iana::encr::ENCR_AES_CBC;
constexpr std::uint16_t kGcm = iana::encr::ENCR_AES_GCM_16;
constexpr std::uint16_t kGroup14 = 14;

struct Wanted {
    unsigned type;
    unsigned id;
    const char* attributes = "";
};

Bytes proposal_of(unsigned protocol_id, const std::vector<Wanted>& wanted, unsigned number = 1,
                  bool last = true) {
    Bytes transforms;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const Bytes one = transform(i + 1 == wanted.size(), wanted[i].type, wanted[i].id,
                                    from_hex(wanted[i].attributes));
        transforms.insert(transforms.end(), one.begin(), one.end());
    }
    Bytes all = proposal(last, protocol_id, {}, static_cast<unsigned>(wanted.size()), transforms);
    constexpr std::size_t number_offset = 4;
    put(all, number_offset, number, 1);
    return all;
}

std::uint32_t missing(unsigned protocol_id, const std::vector<Wanted>& wanted) {
    const Bytes body = proposal_of(protocol_id, wanted);
    Reader reader = reader_of(body);
    Proposal read;
    assert_true(next_proposal(reader, read));
    return missing_transform_types(read);
}

constexpr std::uint32_t bit(std::uint8_t transform_type) {
    return 1U << transform_type;
}

void a_whole_proposal_lacks_nothing(void** /*state*/) {
    assert_int_equal(
        missing(protocol::IKE,
                {{type::ENCR, kCbc}, {type::PRF, 5}, {type::INTEG, 12}, {type::KE, kGroup14}}),
        0);
    assert_int_equal(missing(protocol::ESP, {{type::ENCR, kCbc}, {type::SN, 0}}), 0);
    assert_int_equal(missing(protocol::AH, {{type::INTEG, 12}, {type::SN, 0}}), 0);
}

void each_transform_that_the_protocol_must_have_is_missed(void** /*state*/) {
    assert_int_equal(missing(protocol::IKE, {}),
                     bit(type::ENCR) | bit(type::PRF) | bit(type::INTEG) | bit(type::KE));
    assert_int_equal(missing(protocol::ESP, {}), bit(type::ENCR) | bit(type::SN));
    assert_int_equal(missing(protocol::AH, {}), bit(type::INTEG) | bit(type::SN));
    assert_int_equal(missing(protocol::GIKE_UPDATE, {}), 0);
}

void combined_mode_encryption_needs_no_integrity_transform(void** /*state*/) {
    const std::vector<Wanted> rest = {{type::PRF, 5}, {type::KE, kGroup14}};
    std::vector<Wanted> wanted = rest;
    wanted.push_back({type::ENCR, kGcm});
    assert_int_equal(missing(protocol::IKE, wanted), 0);
    wanted.push_back({type::ENCR, kCbc});
    assert_int_equal(missing(protocol::IKE, wanted), bit(type::INTEG));
}

void nothing_is_said_of_a_proposal_that_is_cut_short(void** /*state*/) {
    Bytes body = proposal_of(protocol::IKE, {{type::ENCR, kCbc}, {type::PRF, 5}});
    body.erase(body.end() - 4, body.end());
    Reader reader = reader_of(body);
    Proposal read;
    assert_true(next_proposal(reader, read));
    assert_int_equal(missing_transform_types(read), 0);
}

void the_method_of_a_ke_payload_must_be_proposed(void** /*state*/) {
    const Bytes body = concat({proposal_of(protocol::IKE, {{type::KE, kGroup14}}, 1, false),
                               proposal_of(protocol::IKE, {{type::KE, 19}, {type::KE, 20}}, 2)});
    const Bytes octets = payload(0, body);
    const Chain chain(octets, iana::payload::SA, 0, static_cast<std::uint32_t>(octets.size()));
    for (const std::uint16_t method : {std::uint16_t{14}, std::uint16_t{19}, std::uint16_t{20}}) {
        assert_true(proposes_ke_method(octets, chain, method));
    }
    assert_false(proposes_ke_method(octets, chain, 2));
}

void without_an_sa_payload_any_method_will_do(void** /*state*/) {
    const Bytes octets = payload(0, Bytes(16));
    const Chain chain(octets, iana::payload::NONCE, 0, static_cast<std::uint32_t>(octets.size()));
    assert_true(proposes_ke_method(octets, chain, 2));
}

bool chosen(const Bytes& offer, const Bytes& choice) {
    return is_choice_of(reader_of(offer), reader_of(choice));
}

Bytes offer() {
    return concat({proposal_of(protocol::ESP,
                               {{type::ENCR, kCbc, "800e0100"},
                                {type::ENCR, kCbc, "800e0080"},
                                {type::INTEG, 12},
                                {type::SN, 0}},
                               1, false),
                   proposal_of(protocol::ESP, {{type::ENCR, kGcm, "800e0100"}, {type::SN, 0}}, 2)});
}

void one_of_the_offered_proposals_is_a_choice(void** /*state*/) {
    assert_true(chosen(
        offer(), proposal_of(protocol::ESP,
                             {{type::ENCR, kCbc, "800e0080"}, {type::INTEG, 12}, {type::SN, 0}})));
    assert_true(chosen(
        offer(), proposal_of(protocol::ESP, {{type::ENCR, kGcm, "800e0100"}, {type::SN, 0}}, 2)));
}

void no_integrity_transform_and_that_of_none_are_the_same(void** /*state*/) {
    assert_true(
        chosen(offer(),
               proposal_of(protocol::ESP,
                           {{type::ENCR, kGcm, "800e0100"}, {type::INTEG, 0}, {type::SN, 0}}, 2)));
}

void what_was_not_offered_is_no_choice(void** /*state*/) {
    // Another transform, another key length, another number, another protocol.
    assert_false(chosen(
        offer(), proposal_of(protocol::ESP,
                             {{type::ENCR, kCbc, "800e0100"}, {type::INTEG, 2}, {type::SN, 0}})));
    assert_false(chosen(
        offer(), proposal_of(protocol::ESP, {{type::ENCR, kGcm, "800e0080"}, {type::SN, 0}}, 2)));
    assert_false(chosen(
        offer(), proposal_of(protocol::ESP, {{type::ENCR, kGcm, "800e0100"}, {type::SN, 0}}, 1)));
    assert_false(chosen(offer(), proposal_of(protocol::AH, {{type::INTEG, 12}, {type::SN, 0}})));
}

void a_response_without_a_proposal_chooses_nothing_wrong(void** /*state*/) {
    assert_true(chosen(offer(), {}));
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_proposal_lacks_nothing),
        cmocka_unit_test(each_transform_that_the_protocol_must_have_is_missed),
        cmocka_unit_test(combined_mode_encryption_needs_no_integrity_transform),
        cmocka_unit_test(nothing_is_said_of_a_proposal_that_is_cut_short),
        cmocka_unit_test(the_method_of_a_ke_payload_must_be_proposed),
        cmocka_unit_test(without_an_sa_payload_any_method_will_do),
        cmocka_unit_test(one_of_the_offered_proposals_is_a_choice),
        cmocka_unit_test(no_integrity_transform_and_that_of_none_are_the_same),
        cmocka_unit_test(what_was_not_offered_is_no_choice),
        cmocka_unit_test(a_response_without_a_proposal_chooses_nothing_wrong),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
