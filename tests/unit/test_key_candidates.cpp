// Which secrets of the key file may belong to an IKE SA, and the keys that each gives.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/key_candidates.h"

#include <memory>
#include <utility>

#include "plugin/crypto/gcrypt_init.h"
#include "plugin/iana/transform_ids.h"
#include "tests/unit/playback.h"
#include "tests/unit/test_keyfile_support.h"

using namespace ikev2;
using namespace ikev2::session;
using namespace ikev2::tests;
using keyfile::SecretKind;

namespace {

constexpr const char* kSkNames[] = {"SK_d", "SK_ai", "SK_ar", "SK_ei", "SK_er", "SK_pi", "SK_pr"};
constexpr Secret crypto::SkKeys::*kSkMembers[] = {
    &crypto::SkKeys::d,  &crypto::SkKeys::ai, &crypto::SkKeys::ar, &crypto::SkKeys::ei,
    &crypto::SkKeys::er, &crypto::SkKeys::pi, &crypto::SkKeys::pr};

int ready(void** /*state*/) {
    return crypto::init_gcrypt() ? 0 : -1;
}

struct Found {
    CandidateCount count;
    std::vector<BoundKeys> sets;
};

enum class Wildcards : bool { no, yes };

// All candidates, or as many as `wanted`, with the last of which the search is content.
Found find(const IkeSa& sa, const keyfile::Store& store, Wildcards wildcards = Wildcards::yes,
           std::size_t wanted = SIZE_MAX) {
    Found found;
    found.count =
        for_each_candidate(sa, store, wildcards == Wildcards::yes, [&](BoundKeys&& bound) {
            found.sets.push_back(std::move(bound));
            return found.sets.size() == wanted;
        });
    return found;
}
Found find(const IkeSa& sa, const std::string& lines, Wildcards wildcards = Wildcards::yes,
           std::size_t wanted = SIZE_MAX) {
    return find(sa, store_of(lines), wildcards, wanted);
}

// The sets by the line that the initiator's keys, or else the responder's, come from.
std::string lines_of(const Found& found) {
    std::string lines;
    for (const BoundKeys& set : found.sets) {
        const KeySource& initiator = set.source(Sender::initiator);
        const KeySource& source =
            initiator.origin.line != 0 ? initiator : set.source(Sender::responder);
        lines += std::to_string(source.origin.line) + ' ' + keyfile::name(source.kind) + '\n';
    }
    return lines;
}

bool are_all_keys_of(const Exchange& exchange, const crypto::SkKeys& keys) {
    bool good = true;
    for (std::size_t i = 0; i < std::size(kSkNames); ++i) {
        const bool unused =
            exchange.suite().encr->is_aead() && (std::string(kSkNames[i]).substr(0, 4) == "SK_a");
        const Bytes expected = unused ? Bytes() : exchange.key(kSkNames[i]);
        good = good && equal(keys.*kSkMembers[i], expected);
    }
    return good;
}

std::string all_sk_lines(const Exchange& exchange) {
    std::string lines;
    for (const char* name : kSkNames) {
        lines += exchange.sk_line(name);
    }
    return lines;
}

void every_kind_of_secret_gives_the_keys_of_the_ike_sa(void** /*state*/) {
    const Exchange exchange = cisco();
    const std::pair<const char*, SecretKind> files[] = {
        {"keys.txt", SecretKind::SKEYSEED},
        {"keys-shared-secret.txt", SecretKind::SHARED_SECRET},
        {"keys-dh-private.txt", SecretKind::DH_PRIVATE},
        {"keys-wildcard.txt", SecretKind::SKEYSEED},
    };
    for (const auto& [file, kind] : files) {
        const Found found = find(exchange.ike_sa(), keys_of(exchange.name, file));
        assert_int_equal(found.sets.size(), 1);
        assert_true(are_all_keys_of(exchange, found.sets[0].keys));
        assert_int_equal(found.count.secrets, 1);
        assert_int_equal(found.count.need_negotiation, 0);
        for (const Sender sender : {Sender::initiator, Sender::responder}) {
            assert_true(found.sets[0].source(sender).kind == kind);
            assert_true(found.sets[0].source(sender).origin.line > 0);
        }
    }
    const Found found = find(exchange.ike_sa(), keys_of(exchange.name, "keys-sk.txt"));
    assert_int_equal(found.sets.size(), 1);
    assert_true(are_all_keys_of(exchange, found.sets[0].keys));
    assert_int_equal(found.count.secrets, 7);
    assert_true(found.sets[0].source(Sender::initiator).kind == SecretKind::SK_ei);
    assert_true(found.sets[0].source(Sender::responder).kind == SecretKind::SK_er);
}

void keys_of_every_prf_are_derived(void** /*state*/) {
    for (const char* capture : {"3des-md5-psk", "aes-gcm-psk", "aes256-sha512-psk", "skf"}) {
        const Exchange exchange(capture);
        const Found found = find(exchange.ike_sa(), exchange.keys());
        assert_int_equal(found.sets.size(), 1);
        assert_true(are_all_keys_of(exchange, found.sets[0].keys));
    }
}

void the_private_value_of_either_side_gives_g_ir(void** /*state*/) {
    const Exchange exchange = cisco();
    for (const char* side : {"dh_private_i", "dh_private_r"}) {
        const Bytes value = exchange.key(side);
        const auto secret = shared_secret(exchange.negotiation(exchange.init_request()),
                                          exchange.negotiation(exchange.init_response()), value);
        assert_true(secret.has_value());
        assert_true(equal(*secret, exchange.key("g_ir")));
        const Found found = find(exchange.ike_sa(), exchange.line("DH_PRIVATE", value));
        assert_int_equal(found.sets.size(), 1);
        assert_true(are_all_keys_of(exchange, found.sets[0].keys));
    }
}

void a_private_value_of_neither_side_gives_nothing(void** /*state*/) {
    const Exchange exchange = cisco();
    Bytes other = exchange.key("dh_private_i");
    other.back() ^= 1;
    const Found found = find(exchange.ike_sa(), exchange.line("DH_PRIVATE", other));
    assert_true(found.sets.empty());
    assert_int_equal(found.count.secrets, 1);
    assert_int_equal(found.count.need_negotiation, 0);
}

void kinds_come_in_their_order_and_lines_of_a_kind_in_theirs(void** /*state*/) {
    const Exchange exchange = cisco();
    const Bytes seed = exchange.key("skeyseed");
    const std::string lines = exchange.line("DH_PRIVATE", exchange.key("dh_private_i")) +  // 1
                              exchange.line("SHARED_SECRET", exchange.key("g_ir")) +       // 2
                              exchange.line("SKEYSEED", seed) +                            // 3
                              exchange.line("SHARED_SECRET", seed) +                       // 4
                              "SKEYSEED * * 0102\n" +                                      // 5
                              "SK_ei * * 0304\n" +                                         // 6
                              exchange.sk_line("SK_ei") +                                  // 7
                              exchange.line("SKEYSEED", from_hex("05"));                   // 8
    assert_string_equal(lines_of(find(exchange.ike_sa(), lines)).c_str(),
                        "7 SK_ei\n3 SKEYSEED\n8 SKEYSEED\n2 SHARED_SECRET\n4 SHARED_SECRET\n"
                        "1 DH_PRIVATE\n6 SK_ei\n5 SKEYSEED\n");
}

void the_search_ends_with_the_first_set_that_is_taken(void** /*state*/) {
    const Exchange exchange = cisco();
    const std::string lines = all_sk_lines(exchange) + exchange.line("SKEYSEED", from_hex("01")) +
                              exchange.line("SKEYSEED", from_hex("02")) + "SKEYSEED * * 03\n";
    const char* expected[] = {"4 SK_ei\n", "4 SK_ei\n8 SKEYSEED\n",
                              "4 SK_ei\n8 SKEYSEED\n9 SKEYSEED\n",
                              "4 SK_ei\n8 SKEYSEED\n9 SKEYSEED\n10 SKEYSEED\n"};
    for (std::size_t wanted = 1; wanted <= std::size(expected); ++wanted) {
        assert_string_equal(
            lines_of(find(exchange.ike_sa(), lines, Wildcards::yes, wanted)).c_str(),
            expected[wanted - 1]);
    }
}

void secrets_of_other_ike_sas_are_left_out(void** /*state*/) {
    const Exchange exchange = cisco();
    const std::string mine = keyfile::test::hex(number(exchange.spis().initiator, 8));
    const Found found =
        find(exchange.ike_sa(), "SKEYSEED 0000000000000001 0000000000000002 01\n" +
                                    ("SKEYSEED " + mine) + " 0000000000000002 02\n" +
                                    "SKEYSEED * 0000000000000002 03\n" +
                                    "SK_ei 0000000000000001 * 04\n");
    assert_true(found.sets.empty());
    assert_int_equal(found.count.secrets, 0);
}

void wildcards_are_left_out_unless_asked_for(void** /*state*/) {
    const Exchange exchange = cisco();
    const std::string mine = keyfile::test::hex(number(exchange.spis().initiator, 8));
    const std::string lines = "SKEYSEED " + mine + " * 01\n" + "SK_er * * 02\n" +
                              "SHARED_SECRET * * 03\n" + exchange.line("SKEYSEED", from_hex("04"));
    const Found without = find(exchange.ike_sa(), lines, Wildcards::no);
    assert_string_equal(lines_of(without).c_str(), "4 SKEYSEED\n");
    assert_int_equal(without.count.secrets, 1);
    const Found with = find(exchange.ike_sa(), lines, Wildcards::yes);
    assert_string_equal(lines_of(with).c_str(),
                        "4 SKEYSEED\n2 SK_er\n1 SKEYSEED\n3 SHARED_SECRET\n");
    assert_int_equal(with.count.secrets, 4);
}

void secrets_that_open_nothing_are_no_candidates(void** /*state*/) {
    const Exchange exchange = cisco();
    const Found found =
        find(exchange.ike_sa(), exchange.line("EAP_MSK", Bytes(64, 1)) + "EAP_MSK * * 0102\n" +
                                    "PSK * * \"cisco\"\n" + "PPK id \"post-quantum\"\n");
    assert_true(found.sets.empty());
    assert_int_equal(found.count.secrets, 0);
}

// RFC 9370, section 2.2.2: SKEYSEED(1) depends on SK(1) and on SK_d of the first key exchange.
void the_secret_of_an_additional_key_exchange_is_no_candidate(void** /*state*/) {
    const Exchange exchange = cisco();
    std::string line = exchange.line("SHARED_SECRET", exchange.key("g_ir"));
    line.insert(line.size() - 1, " 1");
    const Found found = find(exchange.ike_sa(), line);
    assert_true(found.sets.empty());
    assert_int_equal(found.count.secrets, 0);
    line[line.size() - 2] = '0';
    assert_int_equal(find(exchange.ike_sa(), line).sets.size(), 1);
}

void a_set_of_sk_lines_may_lack_keys(void** /*state*/) {
    const Exchange exchange = cisco();
    const Found found =
        find(exchange.ike_sa(), exchange.sk_line("SK_ar") + exchange.sk_line("SK_er"));
    assert_int_equal(found.sets.size(), 1);
    const crypto::SkKeys& keys = found.sets[0].keys;
    assert_true(equal(keys.ar, exchange.key("SK_ar")));
    assert_true(equal(keys.er, exchange.key("SK_er")));
    assert_true(keys.d.empty() && keys.ai.empty() && keys.ei.empty() && keys.pi.empty() &&
                keys.pr.empty());
    assert_true(found.sets[0].source(Sender::responder).kind == SecretKind::SK_er);
    assert_int_equal(found.sets[0].source(Sender::responder).origin.line, 2);
    assert_int_equal(found.sets[0].source(Sender::initiator).origin.line, 0);
}

void several_lines_of_a_kind_make_several_sets(void** /*state*/) {
    const Exchange exchange = cisco();
    const Found found =
        find(exchange.ike_sa(),
             exchange.line("SK_ei", from_hex("e1")) + exchange.line("SK_ai", from_hex("a1")) +
                 exchange.line("SK_ei", from_hex("e2")) + exchange.line("SK_ei", from_hex("e3")) +
                 exchange.line("SK_ai", from_hex("a2")));
    const char* const expected[][2] = {{"e1", "a1"}, {"e2", "a2"}, {"e3", "a2"}};
    const unsigned lines[] = {1, 3, 4};
    assert_int_equal(found.sets.size(), std::size(expected));
    for (std::size_t i = 0; i < std::size(expected); ++i) {
        assert_true(equal(found.sets[i].keys.ei, from_hex(expected[i][0])));
        assert_true(equal(found.sets[i].keys.ai, from_hex(expected[i][1])));
        assert_int_equal(found.sets[i].source(Sender::initiator).origin.line, lines[i]);
    }
    assert_int_equal(found.count.secrets, 5);
}

void sk_lines_with_wildcards_stay_in_their_sets(void** /*state*/) {
    const Found found = find(cisco().ike_sa(),
                             "SK_ei * * e1\nSK_ai * * a1\n"
                             "SK_ei * * e2\n"
                             "SKEYSEED * * 5e\n"
                             "SK_ai * * a3\nSK_ei * * e3\n");
    assert_string_equal(lines_of(found).c_str(), "1 SK_ei\n3 SK_ei\n6 SK_ei\n4 SKEYSEED\n");
    assert_true(equal(found.sets[0].keys.ai, from_hex("a1")));
    assert_true(found.sets[1].keys.ai.empty());
    assert_true(equal(found.sets[2].keys.ai, from_hex("a3")));
}

void without_the_negotiation_only_sk_lines_are_candidates(void** /*state*/) {
    const Exchange exchange = cisco();
    const std::string lines = all_sk_lines(exchange) + exchange.line("SKEYSEED", from_hex("01")) +
                              exchange.line("SHARED_SECRET", from_hex("02")) +
                              exchange.line("DH_PRIVATE", from_hex("03")) + "SKEYSEED * * 04\n";
    IkeSa no_request = exchange.ike_sa();
    no_request.side(Sender::initiator).init = nullptr;
    IkeSa no_response = exchange.ike_sa();
    no_response.side(Sender::responder).init = nullptr;
    IkeSa no_suite = exchange.ike_sa();
    no_suite.suite.reset();
    IkeSa no_prf = exchange.ike_sa();
    no_prf.suite->prf = nullptr;
    IkeSa no_nonce = exchange.ike_sa();
    Negotiation without_nonce = *no_nonce.side(Sender::initiator).init;
    without_nonce.nonce_length = 0;
    no_nonce.side(Sender::initiator).init =
        std::make_shared<const Negotiation>(std::move(without_nonce));
    for (const IkeSa& sa : {no_request, no_response, no_suite, no_prf, no_nonce}) {
        assert_false(sa.can_derive());
        const Found found = find(sa, lines);
        assert_string_equal(lines_of(found).c_str(), "4 SK_ei\n");
        assert_true(are_all_keys_of(exchange, found.sets[0].keys));
        assert_int_equal(found.count.secrets, 7 + 4);
        assert_int_equal(found.count.need_negotiation, 4);
    }
    assert_true(exchange.ike_sa().can_derive());
}

void an_empty_store_has_no_candidates(void** /*state*/) {
    const Found found = find(cisco().ike_sa(), keyfile::Store());
    assert_true(found.sets.empty());
    assert_int_equal(found.count.secrets, 0);
}

// RFC 7296, section 2.18: SKEYSEED of a rekeyed IKE SA = prf(SK_d (old), g^ir (new) | Ni | Nr).
void g_ir_of_a_rekey_needs_the_old_ike_sas_sk_d(void** /*state*/) {
    const Exchange exchange = cisco();
    const std::string line = exchange.line("SHARED_SECRET", exchange.key("g_ir"));
    IkeSa old = exchange.ike_sa();
    IkeSa rekeyed = exchange.ike_sa();
    rekeyed.rekeyed_from = &old;
    assert_true(find(rekeyed, line).sets.empty());

    old.bound.emplace();
    assert_true(find(rekeyed, line).sets.empty());
    old.bound->keys.d = to_secret(exchange.key("SK_d"));
    const Found found = find(rekeyed, line);
    assert_int_equal(found.sets.size(), 1);
    assert_false(are_all_keys_of(exchange, found.sets[0].keys));
    const Found seed = find(rekeyed, exchange.keys());
    assert_true(are_all_keys_of(exchange, seed.sets.at(0).keys));
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_secret_gives_the_keys_of_the_ike_sa),
        cmocka_unit_test(keys_of_every_prf_are_derived),
        cmocka_unit_test(the_private_value_of_either_side_gives_g_ir),
        cmocka_unit_test(a_private_value_of_neither_side_gives_nothing),
        cmocka_unit_test(kinds_come_in_their_order_and_lines_of_a_kind_in_theirs),
        cmocka_unit_test(the_search_ends_with_the_first_set_that_is_taken),
        cmocka_unit_test(secrets_of_other_ike_sas_are_left_out),
        cmocka_unit_test(wildcards_are_left_out_unless_asked_for),
        cmocka_unit_test(secrets_that_open_nothing_are_no_candidates),
        cmocka_unit_test(the_secret_of_an_additional_key_exchange_is_no_candidate),
        cmocka_unit_test(a_set_of_sk_lines_may_lack_keys),
        cmocka_unit_test(several_lines_of_a_kind_make_several_sets),
        cmocka_unit_test(sk_lines_with_wildcards_stay_in_their_sets),
        cmocka_unit_test(without_the_negotiation_only_sk_lines_are_candidates),
        cmocka_unit_test(an_empty_store_has_no_candidates),
        cmocka_unit_test(g_ir_of_a_rekey_needs_the_old_ike_sas_sk_d),
    };
    return cmocka_run_group_tests(tests, ready, nullptr);
}
