// The log of strongSwan's charon as a key file.
// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "keyfile/charon_line.h"
#include "plugin/iana/transform_ids.h"
#include "tests/unit/captures.h"
#include "tests/unit/charon_log.h"
#include "tests/unit/test_keyfile_support.h"
// CMocka defines macros with names that the other headers use.
#include "tests/unit/cmocka_cpp.h"

using namespace ikev2::keyfile;
using ikev2::keyfile::test::charon_dump;
using ikev2::keyfile::test::has;
using ikev2::keyfile::test::read;
using ikev2::tests::capture_file;
using ikev2::tests::read_whole;

namespace {

const std::string kSpiHex = "19ab98963486359f78f13157ccd3b3d8";
const std::string kG = "028ab83713736babebe70d9fe06f9b91fac388a35972dbc267065e8691b21674";
const std::string kSeed = "90266ce4da834d12b26ad2d89197642bd0f85139";

std::string octets(char digit, std::size_t count) {
    std::string hex;
    hex.resize(2 * count, digit);
    return hex;
}

/// The dumps of SK_*, as charon orders them.
std::string sk_dumps(const std::string& prefix, const char* digits) {
    std::string text;
    for (const char* name : {"d", "ai", "ar", "ei", "er", "pi", "pr"}) {
        text += charon_dump(prefix, std::string("Sk_") + name + " secret", octets(*digits++, 20));
    }
    return text;
}

const std::string kNone = "* *";
const std::string kBoth = "19ab98963486359f 78f13157ccd3b3d8";

void every_prefix_is_read(void** /*state*/) {
    for (const char* prefix :
         {"16[IKE] ", "Nov 21 19:26:34 16[IKE] ",
          "2026-11-21T19:26:34.123456+01:00 16[IKE] <hub|1> ",
          "Nov 21 19:26:34 hub charon: 16[IKE] ", "Nov 21 19:26:34 hub charon[812]: 16[IKE] <1> ",
          "Nov 21 19:26:34 hub ipsec[812]: 116[IKE] <a conn [x]|12> ",
          "Nov 21 19:26:34 hub charon-systemd[812]: "}) {
        const auto result = read(charon_dump(prefix, "SKEYSEED", kSeed));
        assert_string_equal(test::text_of(result.diagnostics).c_str(), "");
        assert_true(has(result.store, "SKEYSEED", kNone, kSeed));
        assert_int_equal((*result.store.wildcards().begin()).origin.line, 1);
    }
}

void the_rows_of_a_journal_message_have_no_prefix(void** /*state*/) {
    std::string text =
        "Nov 21 19:26:34 hub systemd[1]: Started strongSwan\n" +
        charon_dump("", "Nov 21 19:26:34 hub charon-systemd[8]: SKEYSEED", kSeed) +
        "Nov 21 19:26:34 hub charon-systemd[8]: received packet: from 192.0.2.1[500]\n";
    const auto result = read(text);
    assert_string_equal(test::text_of(result.diagnostics).c_str(), "");
    assert_int_equal(result.store.count(), 1);
}

void a_log_with_crlf_is_read(void** /*state*/) {
    const auto result = read(charon_dump("16[IKE] ", "SKEYSEED", kSeed, "\r\n"));
    assert_true(has(result.store, "SKEYSEED", kNone, kSeed));
}

void the_wording_of_both_versions_is_read(void** /*state*/) {
    for (const char* label : {"shared Diffie Hellman secret", "key exchange secret"}) {
        const auto result =
            read(charon_dump("07[IKE] ", label, kG) +
                 charon_dump("07[IKE] ", "additional key exchange secret", "") +
                 charon_dump("07[IKE] ", "nonces", octets('1', 64)) +
                 charon_dump("07[IKE] ", "SKEYSEED", kSeed) + sk_dumps("07[IKE] ", "2345678"));
        assert_string_equal(test::text_of(result.diagnostics).c_str(), "");
        assert_int_equal(result.store.count(), 9);
        assert_true(has(result.store, "SHARED_SECRET", kNone, kG));
        assert_true(has(result.store, "SK_ai", kNone, octets('3', 20)));
        assert_true(has(result.store, "SK_pr", kNone, octets('8', 20)));
    }
}

void an_additional_key_exchange_is_number_one(void** /*state*/) {
    const auto result =
        read(charon_dump("07[IKE] ", "key exchange secret", kG) +
             charon_dump("07[IKE] ", "additional key exchange secret", octets('a', 32)) +
             charon_dump("07[IKE] ", "SKEYSEED", kSeed));
    assert_true(has(result.store, "SHARED_SECRET", kNone, octets('a', 32), 1));
}

void threads_that_interleave_are_kept_apart(void** /*state*/) {
    const std::string a =
        charon_dump("07[IKE] ", "SKEYSEED", octets('a', 20)) + sk_dumps("07[IKE] ", "1234567");
    const std::string b =
        charon_dump("11[IKE] ", "SKEYSEED", octets('b', 20)) + sk_dumps("11[IKE] ", "89abcde");
    std::string mixed;
    for (std::size_t i = 0, j = 0; i < a.size() || j < b.size();) {
        const std::size_t a_end = a.find('\n', i);
        mixed += a.substr(i, a_end + 1 - i);
        i = a_end + 1;
        const std::size_t b_end = b.find('\n', j);
        mixed += b.substr(j, b_end + 1 - j);
        j = b_end + 1;
    }
    const auto result = read(mixed);
    assert_string_equal(test::text_of(result.diagnostics).c_str(), "");
    std::map<std::uint32_t, std::string> sets;
    for (const SaSecret& secret : result.store.wildcards()) {
        if (is_sk(secret.kind)) {
            sets[secret.group] += test::hex(secret.value)[0];
        }
    }
    assert_int_equal(sets.size(), 2);
    assert_string_equal(sets.begin()->second.c_str(), "1234567");
    assert_string_equal(sets.rbegin()->second.c_str(), "89abcde");
}

void the_same_thread_of_two_hosts_is_two(void** /*state*/) {
    const std::string a = charon_dump("Nov 21 a charon[1]: 07[IKE] ", "SKEYSEED", octets('a', 32));
    const std::string b = charon_dump("Nov 21 b charon[1]: 07[IKE] ", "SKEYSEED", octets('b', 32));
    const std::size_t a_end = a.find('\n') + 1;
    const std::size_t b_end = b.find('\n') + 1;
    const auto result =
        read(a.substr(0, a_end) + b.substr(0, b_end) + a.substr(a_end) + b.substr(b_end));
    assert_string_equal(test::text_of(result.diagnostics).c_str(), "");
    assert_int_equal(result.store.count(), 2);
}

void the_spis_of_nat_detection_in_the_same_job_are_those_of_the_keys(void** /*state*/) {
    const std::string log =
        "14[NET] received packet: from 192.0.2.2[500] to 192.0.2.1[500]\n"
        "14[ENC] parsed IKE_SA_INIT response 0 [ SA KE No ]\n" +
        charon_dump("14[IKE] ", "natd_chunk", kSpiHex + "c000020101f4") +
        charon_dump("14[IKE] ", "SKEYSEED", kSeed);
    assert_true(has(read(log).store, "SKEYSEED", kBoth, kSeed));

    // Not those of the IKE SA that is rekeyed, nor those of an earlier job.
    const std::string rekey = "14[NET] received packet: from 192.0.2.2[500]\n" +
                              charon_dump("14[IKE] ", "natd_chunk", kSpiHex + "c000020101f4") +
                              "14[ENC] parsed CREATE_CHILD_SA response 2 [ SA No KE ]\n" +
                              charon_dump("14[IKE] ", "SKEYSEED", kSeed);
    assert_true(has(read(rekey).store, "SKEYSEED", kNone, kSeed));
    const std::string later = charon_dump("14[IKE] ", "natd_chunk", kSpiHex + "c000020101f4") +
                              "14[NET] received packet: from 192.0.2.2[500]\n" +
                              charon_dump("14[IKE] ", "SKEYSEED", kSeed);
    assert_true(has(read(later).store, "SKEYSEED", kNone, kSeed));
}

void what_sk_p_signs_tells_the_spis(void** /*state*/) {
    const std::string log = charon_dump("14[IKE] ", "SKEYSEED", kSeed) +
                            sk_dumps("14[IKE] ", "1234567") +
                            charon_dump("09[IKE] ", "IDx'", "01000000c0000202") +
                            charon_dump("09[IKE] ", "SK_p", octets('7', 20)) +
                            charon_dump("09[IKE] ", "octets = message + nonce + prf(Sk_px, IDx')",
                                        kSpiHex + octets('0', 90));
    assert_true(has(read(log).store, "SKEYSEED", kBoth, kSeed));
    assert_true(has(read(log).store, "SK_ei", kBoth, octets('4', 20)));
}

void a_ppk_replaces_three_keys(void** /*state*/) {
    const auto result =
        read(charon_dump("14[IKE] ", "SKEYSEED", kSeed) + sk_dumps("14[IKE] ", "1234567") +
             charon_dump("14[IKE] ", "PPK", octets('f', 32)) +
             charon_dump("14[IKE] ", "derive keys using PPK", octets('f', 32)) +
             charon_dump("14[IKE] ", "Sk_d secret", octets('a', 20)) +
             charon_dump("14[IKE] ", "Sk_pi secret", octets('b', 20)) +
             charon_dump("14[IKE] ", "Sk_pr secret", octets('c', 20)));
    std::string digits;
    for (const SaSecret& secret : result.store.wildcards()) {
        digits += is_sk(secret.kind) ? test::hex(secret.value).substr(0, 1) : "";
    }
    assert_string_equal(digits.c_str(), "a2345bc");
}

void a_ppk_replaces_keys_that_another_thread_derived(void** /*state*/) {
    for (const auto& [natd, thread_9, thread_14] :
         std::vector<std::tuple<std::string, std::string, std::string>>{
             {charon_dump("14[IKE] ", "natd_chunk", kSpiHex + "c000020101f4"), "09[IKE] ",
              "14[IKE] "},
             {"", "09[IKE] <hub|1> ", "14[IKE] <hub|1> "}}) {
        const auto result =
            read(natd + charon_dump(thread_14, "SKEYSEED", kSeed) + sk_dumps(thread_14, "1234567") +
                 "09[NET] received packet: from 192.0.2.2[4500] to 192.0.2.1[4500]\n" +
                 charon_dump(thread_9, "IDx'", "01000000c0000202") +
                 charon_dump(thread_9, "SK_p", octets('c', 20)) +
                 charon_dump(thread_9, "octets = message + nonce + prf(Sk_px, IDx')",
                             kSpiHex + octets('0', 90)) +
                 charon_dump(thread_9, "derive keys using PPK", octets('f', 32)) +
                 charon_dump(thread_9, "Sk_d secret", octets('a', 20)) +
                 charon_dump(thread_9, "Sk_pi secret", octets('b', 20)) +
                 charon_dump(thread_9, "Sk_pr secret", octets('c', 20)));
        assert_int_equal(result.store.count(SecretKind::SK_d), 1);
        assert_true(has(result.store, "SKEYSEED", kBoth, kSeed));
        assert_true(has(result.store, "SK_d", kBoth, octets('a', 20)));
        assert_true(has(result.store, "SK_ei", kBoth, octets('4', 20)));
        assert_true(has(result.store, "SK_pr", kBoth, octets('c', 20)));
    }
}

/// What is logged when AUTH is computed for the FQDN "hub".
std::string auth_dumps(const std::string& secret) {
    return charon_dump("14[IKE] ", "IDx'", "02000000687562") +
           charon_dump("14[IKE] ", "SK_p", octets('7', 20)) +
           charon_dump("14[IKE] ", "octets = message + nonce + prf(Sk_px, IDx')",
                       "19ab98963486359f0000000000000000" + octets('0', 90)) +
           charon_dump("14[IKE] ", "secret", secret);
}

void the_secret_of_auth_is_a_psk_or_an_msk(void** /*state*/) {
    const std::string key = "737973";
    for (const auto& [log, psks, msks] : std::vector<std::tuple<std::string, int, int>>{
             {"14[IKE] authentication of 'hub' (myself) with pre-shared key\n" + auth_dumps(key), 1,
              0},
             {auth_dumps(key) + "14[IKE] authentication of 'hub' with pre-shared key successful\n",
              1, 0},
             {auth_dumps(key) + "14[IKE] tried 1 shared key for 'a' - 'hub', but MAC mismatched\n",
              1, 0},
             {"14[IKE] authentication of 'hub' (myself) with EAP\n" + auth_dumps(key), 0, 1},
             {auth_dumps(key) + "14[IKE] authentication of 'hub' with EAP successful\n", 0, 1},
             {auth_dumps(key), 1, 1}}) {
        const auto result = read(log);
        assert_string_equal(test::text_of(result.diagnostics).c_str(), "");
        assert_int_equal(result.store.psks().size(), psks);
        assert_int_equal(result.store.count(SecretKind::EAP_MSK), msks);
        if (psks != 0) {
            assert_string_equal(result.store.psks()[0].authenticates.text().c_str(), "hub");
            assert_string_equal(result.store.psks()[0].authenticates_to.text().c_str(), "*");
            assert_string_equal(test::text(result.store.psks()[0].value).c_str(), "sys");
        }
        if (msks != 0) {
            assert_true(has(result.store, "EAP_MSK", "19ab98963486359f *", "737973"));
        }
    }
}

std::string child_dumps(const std::string& exchange) {
    return "16[ENC] parsed " + exchange +
           "16[CFG] selected proposal: ESP:AES_CBC_128/HMAC_SHA1_96/NO_EXT_SEQ\n"
           "16[CHD] CHILD_SA net{1} state change: CREATED => INSTALLING\n"
           "16[CHD]   using AES_CBC for encryption\n"
           "16[CHD]   using HMAC_SHA1_96 for integrity\n" +
           charon_dump("16[CHD] ", "DH secret", kG) +
           charon_dump("16[CHD] ", "seed", octets('9', 64)) +
           charon_dump("16[CHD] ", "encryption initiator key", octets('1', 16)) +
           charon_dump("16[CHD] ", "encryption responder key", octets('2', 16)) +
           charon_dump("16[CHD] ", "integrity initiator key", octets('3', 20)) +
           charon_dump("16[CHD] ", "integrity responder key", octets('4', 20)) +
           "16[CHD] adding inbound ESP SA\n"
           "16[CHD]   SPI 0xc82217fd, src 10.0.0.2 dst 10.0.0.1\n"
           "16[CHD] registering outbound ESP SA\n"
           "16[CHD]   SPI 0xcb1e597f, src 10.0.0.1 dst 10.0.0.2\n";
}

void the_keys_of_a_child_sa_are_those_of_two_esp_sas(void** /*state*/) {
    const auto initiator = read(child_dumps("CREATE_CHILD_SA response 2 [ SA No KE TSi TSr ]\n"));
    assert_string_equal(test::text_of(initiator.diagnostics).c_str(), "");
    assert_int_equal(initiator.store.esp().size(), 2);
    assert_int_equal(initiator.store.esp(0xc82217fd).size(), 1);
    const EspEntry& in = initiator.store.esp(0xc82217fd)[0];
    assert_string_equal(in.source.text().c_str(), "10.0.0.2");
    assert_string_equal(in.destination.text().c_str(), "10.0.0.1");
    assert_int_equal(in.encr_id, ikev2::iana::encr::ENCR_AES_CBC);
    assert_int_equal(in.integ_id, ikev2::iana::integ::AUTH_HMAC_SHA1_96);
    assert_true(in.esn == false);
    assert_string_equal(test::hex(in.encr_key).c_str(), octets('2', 16).c_str());
    assert_string_equal(test::hex(in.integ_key).c_str(), octets('4', 20).c_str());
    assert_true(has(initiator.store, "SHARED_SECRET", kNone, kG));

    const auto responder = read(child_dumps("CREATE_CHILD_SA request 2 [ SA No KE TSi TSr ]\n"));
    assert_string_equal(test::hex(responder.store.esp(0xc82217fd)[0].encr_key).c_str(),
                        octets('1', 16).c_str());

    // Not told who asked: each key for each direction.
    assert_int_equal(read(child_dumps("\n")).store.esp().size(), 4);
}

void a_dump_without_all_rows_is_reported_and_the_others_count(void** /*state*/) {
    std::string log = charon_dump("16[IKE] ", "SKEYSEED", kSeed);
    const std::size_t second = log.find("16[IKE]    16:");
    const auto result = read(log.substr(0, second) + sk_dumps("16[IKE] ", "1234567"));
    assert_int_equal(result.store.count(), 7);
    assert_int_equal(result.store.count(SecretKind::SKEYSEED), 0);
    assert_int_equal(result.diagnostics.size(), 1);
    assert_int_equal(result.diagnostics[0].line, 3);
    assert_true(result.diagnostics[0].severity == Diagnostic::Severity::warning);

    const auto cut = read(log.substr(0, second + 20));
    assert_true(cut.store.empty());
    assert_false(cut.diagnostics.empty());
}

void other_lines_of_a_log_are_no_errors(void** /*state*/) {
    using namespace std::string_literals;
    const auto result = read("-- Boot 0123456789abcdef --\nsomething else\n" +
                             charon_dump("16[IKE] ", "SKEYSEED", kSeed) + "\0\0\0\n"s +
                             "Nov 21 19:26:34 hub kernel: x\n" + std::string(70000, 'x') + "\n");
    assert_string_equal(test::text_of(result.diagnostics).c_str(), "");
    assert_int_equal(result.store.count(), 1);
}

void lines_of_a_key_file_are_read_before_and_after_a_log(void** /*state*/) {
    const auto result =
        read("SK_d * * 01\nnonsense\n" + charon_dump("16[IKE] ", "SKEYSEED", kSeed) +
             "SKEYSED 19ab98963486359f * 0102\nSK_d * * 02\nnonsense\n");
    assert_int_equal(result.store.count(), 3);
    assert_string_equal(test::text_of(result.diagnostics).c_str(),
                        "keys.txt:2: error: unknown keyword of 8 characters\n"
                        "keys.txt:6: error: unknown keyword of 7 characters; is SKEYSEED meant?\n"
                        "keys.txt:8: error: unknown keyword of 8 characters\n");
}

void a_log_without_secrets_says_how_to_get_them(void** /*state*/) {
    const auto result = read("16[IKE] IKE_SA site[1] established\n16[IKE] x\n");
    assert_int_equal(result.diagnostics.size(), 1);
    assert_string_equal(result.diagnostics[0].reason.c_str(),
                        "a strongSwan log without secrets: they are logged with ike = 4 and chd = "
                        "4 for a logger in strongswan.conf");
}

void rows_of_a_dump_are_taken_by_position(void** /*state*/) {
    ikev2::Secret taken;
    assert_true(take_dump_row("    0: 20 FD   x", 2, taken));
    assert_int_equal(taken.size(), 2);
    for (const char* bad :
         {"    0: 20 FD", "    2: 20", "    2: 20 F", "    2: 20 FG", "    2:20 FD", "   -2: 20 FD",
          "99999999999: 20 FD", "", ":", "  x2: 20 FD"}) {
        assert_false(take_dump_row(bad, 4, taken));
        assert_int_equal(taken.size(), 2);
    }
    assert_true(take_dump_row("    2: 20 FD AB CD  => 5 bytes", 4, taken));
    assert_int_equal(taken.size(), 4);
    assert_false(take_dump_row("    4: 20 FD AB CD  ", 4, taken));
}

/// The secrets of keys.txt that a log must give too, but for what is for people.
void each_log_has_the_secrets_of_keys_txt(void** /*state*/) {
    for (const char* capture : {"strongswan-psk", "strongswan-psk-gcm", "strongswan-psk-3des",
                                "strongswan-eap-mschapv2", "strongswan-wrong-psk"}) {
        const auto keys = read(read_whole(capture_file(capture, "keys.txt")));
        for (const char* file : {"charon-initiator.log", "charon-responder.log"}) {
            const auto log = read(read_whole(capture_file(capture, file)));
            assert_string_equal(test::text_of(log.diagnostics).c_str(), "");
            for (const SaSecret& secret : keys.store.exact()) {
                if (secret.kind == SecretKind::EAP_MSK) {
                    continue;  // the initiator's AUTH names the initiator's SPI only
                }
                bool found = false;
                for (const auto& range : {log.store.exact(), log.store.wildcards()}) {
                    for (const SaSecret& other : range) {
                        found = found || (other.kind == secret.kind &&
                                          other.matches({secret.spi_i, secret.spi_r}) &&
                                          std::ranges::equal(other.value, secret.value));
                    }
                }
                if (!found) {
                    fail_msg("%s/%s: no %s of %016lx", capture, file, name(secret.kind),
                             secret.spi_i);
                }
            }
            // Of an IKE SA for which an AUTH was computed SPIi at least is known.
            bool known = false;
            for (const auto& range : {log.store.exact(), log.store.wildcards()}) {
                for (const SaSecret& secret : range) {
                    known = known || (secret.kind == SecretKind::SKEYSEED && secret.spi_i != 0);
                }
            }
            assert_true(known);
        }
    }
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(every_prefix_is_read),
        cmocka_unit_test(the_rows_of_a_journal_message_have_no_prefix),
        cmocka_unit_test(a_log_with_crlf_is_read),
        cmocka_unit_test(the_wording_of_both_versions_is_read),
        cmocka_unit_test(an_additional_key_exchange_is_number_one),
        cmocka_unit_test(threads_that_interleave_are_kept_apart),
        cmocka_unit_test(the_same_thread_of_two_hosts_is_two),
        cmocka_unit_test(the_spis_of_nat_detection_in_the_same_job_are_those_of_the_keys),
        cmocka_unit_test(what_sk_p_signs_tells_the_spis),
        cmocka_unit_test(a_ppk_replaces_three_keys),
        cmocka_unit_test(a_ppk_replaces_keys_that_another_thread_derived),
        cmocka_unit_test(the_secret_of_auth_is_a_psk_or_an_msk),
        cmocka_unit_test(the_keys_of_a_child_sa_are_those_of_two_esp_sas),
        cmocka_unit_test(a_dump_without_all_rows_is_reported_and_the_others_count),
        cmocka_unit_test(other_lines_of_a_log_are_no_errors),
        cmocka_unit_test(lines_of_a_key_file_are_read_before_and_after_a_log),
        cmocka_unit_test(a_log_without_secrets_says_how_to_get_them),
        cmocka_unit_test(rows_of_a_dump_are_taken_by_position),
        cmocka_unit_test(each_log_has_the_secrets_of_keys_txt),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
