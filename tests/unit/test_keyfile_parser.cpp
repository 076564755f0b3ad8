// The grammar of the key file and its diagnostics.
// SPDX-License-Identifier: GPL-2.0-or-later
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "keyfile/parser.h"
#include "keyfile/store_builder.h"
#include "tests/unit/test_keyfile_support.h"
// CMocka defines macros with names that the other headers use.
#include "tests/unit/cmocka_cpp.h"

using namespace ikev2::keyfile;
using ikev2::keyfile::test::kSpis;
using ikev2::keyfile::test::kSpiText;
using ikev2::keyfile::test::read;
using Severity = Diagnostic::Severity;

namespace {

using namespace std::string_view_literals;

/// Stands for key material in lines that are rejected; no diagnostic may show any of it.
constexpr std::string_view kKey = "c0ffeec0ffee";

void assert_only(const std::vector<Diagnostic>& diagnostics, std::uint32_t line, Severity severity,
                 const std::string& reason) {
    assert_int_equal(diagnostics.size(), 1);
    assert_string_equal(diagnostics[0].reason.c_str(), reason.c_str());
    assert_string_equal(diagnostics[0].file.c_str(), "keys.txt");
    assert_int_equal(diagnostics[0].line, line);
    assert_int_equal(diagnostics[0].severity, severity);
}

void each_kind_of_secret_is_read(void** /*state*/) {
    for (const SecretKindRow& row : secret_kinds()) {
        const auto result = read(row.name + (" " + kSpiText) + "c0ffee\n");
        assert_true(result.diagnostics.empty());
        const auto secrets = test::all(result.store.exact(kSpis));
        assert_int_equal(secrets.size(), 1);
        assert_int_equal(secrets[0].kind, row.kind);
        assert_string_equal(name(secrets[0].kind), row.name);
        assert_string_equal(test::hex(secrets[0].value).c_str(), "c0ffee");
        assert_int_equal(secrets[0].exchange, 0);
        assert_int_equal(secrets[0].group, 0);
        assert_int_equal(result.store.count(row.kind), 1);
        assert_int_equal(result.store.count(), 1);
    }
}

void every_spelling_of_a_line_gives_the_same_secret(void** /*state*/) {
    const std::string_view lines[] = {
        "SKEYSEED 19ab98963486359f 78f13157ccd3b3d8 c0ffee",
        "SKEYSEED 19ab98963486359f 78f13157ccd3b3d8 c0ffee\n",
        "SKEYSEED 19ab98963486359f 78f13157ccd3b3d8 c0ffee\r\n",
        "SKEYSEED 19ab98963486359f 78f13157ccd3b3d8 c0ffee\r",
        "\tSKEYSEED\t19ab98963486359f  78f13157ccd3b3d8 \t c0ffee \t\n",
        "skeyseed 19AB98963486359F 78f13157CCD3b3d8 C0ffEE\n",
        "SkEySeEd 0x19ab98963486359f 0X78f13157ccd3b3d8 0xc0ffee\n",
        "SKEYSEED 19ab98963486359f 78f13157ccd3b3d8 c0ffee # hub\n",
        "SKEYSEED 19ab98963486359f 78f13157ccd3b3d8 c0ffee#gr\xc3\xbcn \"\n",
        "\xef\xbb\xbfSKEYSEED 19ab98963486359f 78f13157ccd3b3d8 c0ffee\n",
        "# comment\n\n \t\r\nSKEYSEED 19ab98963486359f 78f13157ccd3b3d8 c0ffee\n#",
    };
    for (const std::string_view line : lines) {
        const auto result = read(line);
        assert_string_equal(test::text_of(result.diagnostics).c_str(), "");
        const auto secrets = test::all(result.store.exact(kSpis));
        assert_int_equal(secrets.size(), 1);
        assert_int_equal(secrets[0].kind, SecretKind::SKEYSEED);
        assert_string_equal(test::hex(secrets[0].value).c_str(), "c0ffee");
    }
}

void a_secret_has_the_number_of_its_line(void** /*state*/) {
    const auto result = read("# one\r\n\r\nSK_d " + kSpiText + "00\nSK_d " + kSpiText + "01");
    const auto secrets = test::all(result.store.exact(kSpis));
    assert_int_equal(secrets.size(), 2);
    assert_int_equal(secrets[0].origin.line, 3);
    assert_int_equal(secrets[1].origin.line, 4);
    assert_string_equal(result.store.file_name(secrets[1].origin.file).c_str(), "keys.txt");
    assert_string_equal(result.store.file_name(1).c_str(), "");
}

void the_number_of_a_key_exchange_is_read(void** /*state*/) {
    for (int n = 0; n <= 7; ++n) {
        for (const char* keyword : {"SHARED_SECRET ", "DH_PRIVATE "}) {
            const auto result = read(keyword + kSpiText + "c0ffee " + std::to_string(n));
            assert_true(result.diagnostics.empty());
            assert_int_equal((*result.store.exact(kSpis).begin()).exchange, n);
        }
    }
}

void a_value_can_be_as_long_as_the_limit_of_its_kind(void** /*state*/) {
    for (const SecretKindRow& row : secret_kinds()) {
        const std::string start = row.name + (" " + kSpiText);
        const auto longest = read(start + std::string(2UL * row.longest, 'a'));
        assert_true(longest.diagnostics.empty());
        assert_int_equal((*longest.store.exact(kSpis).begin()).value.size(), row.longest);
        const auto too_long = read(start + std::string(2UL * row.longest + 2, 'a'));
        assert_true(too_long.store.empty());
        assert_only(too_long.diagnostics, 1, Severity::error,
                    "value: " + std::to_string(row.longest + 1) + " octets, at most " +
                        std::to_string(row.longest) + " expected");
    }
}

void a_psk_has_two_identities_and_a_value(void** /*state*/) {
    const auto result = read("PSK Hub.example.org 192.0.2.1 \"cisco123\"\n");
    assert_true(result.diagnostics.empty());
    assert_int_equal(result.store.psks().size(), 1);
    const PskEntry& psk = result.store.psks()[0];
    assert_string_equal(psk.authenticates.text().c_str(), "hub.example.org");
    assert_string_equal(psk.authenticates_to.text().c_str(), "192.0.2.1");
    assert_string_equal(test::text(psk.value).c_str(), "cisco123");
    assert_int_equal(psk.origin.line, 1);
    assert_true(result.store.only_psks());
}

void a_psk_is_hex_or_quoted_text(void** /*state*/) {
    const struct {
        std::string value;
        std::string_view octets;
    } rows[] = {
        {"0x00ff10", "\x00\xff\x10"sv},
        {"0XAb", "\xab"sv},
        {R"("a")", "a"sv},
        {R"("a b	c")", "a b\tc"sv},
        {R"("#no comment" # a comment)", "#no comment"sv},
        {R"("\"\\\x00\xfF")", "\"\\\x00\xff"sv},
        {R"("\x41\x422")", "AB2"sv},
        {R"("\\")", R"(\)"sv},
        {R"("\\x41")", R"(\x41)"sv},
        {R"("0xab")", "0xab"sv},
        {"\"gr\xc3\xbcn\"", "gr\xc3\xbcn"sv},
        {"\"" + std::string(4096, ' ') + "\"", {}},
        {"0x" + std::string(8192, '2'), {}},
    };
    for (const auto& row : rows) {
        const auto result = read("PSK * * " + row.value + "\nPPK id " + row.value);
        assert_string_equal(test::text_of(result.diagnostics).c_str(), "");
        for (const auto& value : {result.store.psks()[0].value, result.store.ppks()[0].value}) {
            if (row.octets.data() == nullptr) {
                assert_int_equal(value.size(), 4096);
            } else {
                assert_true(test::text(value) == row.octets);
            }
        }
    }
}

void an_identity_can_be_quoted(void** /*state*/) {
    const auto result = read(R"(PSK "a#b@example.org" "\x68ub" "x")");
    assert_true(result.diagnostics.empty());
    assert_string_equal(result.store.psks()[0].authenticates.text().c_str(), "a#b@example.org");
    assert_string_equal(result.store.psks()[0].authenticates_to.text().c_str(), "hub");
}

void a_ppk_id_is_a_word_quoted_text_or_hex(void** /*state*/) {
    const struct {
        const char* text;
        const char* octets;
    } rows[] = {
        {"ppk1@example.org", "ppk1@example.org"},
        {"Lab=/+", "Lab=/+"},
        {"\"lab key\"", "lab key"},
        {"\"0x41\"", "0x41"},
        {"0x4142", "AB"},
    };
    for (const auto& row : rows) {
        const auto result = read(std::string("ppk ") + row.text + " 0x01");
        assert_true(result.diagnostics.empty());
        assert_string_equal(test::text(result.store.ppks()[0].ppk_id).c_str(), row.octets);
        assert_string_equal(test::text(result.store.ppks()[0].value).c_str(), "\x01");
        assert_false(result.store.only_psks());
    }
}

struct Rejected {
    std::string line;
    std::string reason;
};

/// Each line is rejected with its reason, the lines around it count, and no key octet is shown.
void assert_rejected(const std::vector<Rejected>& rows) {
    for (const Rejected& row : rows) {
        std::string text = "SK_pi " + kSpiText + "01\n";
        text += row.line + "\nSK_pr " + kSpiText + "02\n";
        const auto result = read(text);
        assert_only(result.diagnostics, 2, Severity::error, row.reason);
        assert_int_equal(result.store.count(), 2);
        assert_int_equal(result.store.exact(kSpis).size(), 2);
        assert_true(row.reason.find(kKey) == std::string::npos);
    }
}

void a_bad_spi_is_reported_with_its_field(void** /*state*/) {
    const std::string key = " " + std::string(kKey);
    const std::string spi = "19ab98963486359f";
    assert_rejected({
        {"SKEYSEED 19ab98963486359 " + spi + key, "SPIi: 15 hex digits, 16 expected"},
        {"SKEYSEED " + spi + " 19ab98963486359f0" + key, "SPIr: 17 hex digits, 16 expected"},
        {"SKEYSEED 0x" + spi + " 0x12" + key, "SPIr: 2 hex digits, 16 expected"},
        {"SKEYSEED 0x " + spi + key, "SPIi: 0 hex digits, 16 expected"},
        {"SKEYSEED 19ab98963486359g " + spi + key, "SPIi: character 16 is not a hex digit"},
        {"SKEYSEED 0xx9ab98963486359f " + spi + key, "SPIi: character 3 is not a hex digit"},
        {"SKEYSEED " + spi + " 78:f1:31:57:cc:d3:b3:d8" + key,
         "SPIr: character 3 is not a hex digit"},
        {"SKEYSEED ** " + spi + key, "SPIi: character 1 is not a hex digit"},
        {"SKEYSEED \"*\" " + spi + key, "SPIi: in quotation marks; 16 hex digits or * expected"},
        {"SKEYSEED 0000000000000000 " + spi + key, "SPIi: zero, which no IKE SA has"},
        {"SKEYSEED 0x0000000000000000 *" + key, "SPIi: zero, which no IKE SA has"},
        {"SKEYSEED " + spi + " 0000000000000000" + key,
         "SPIr: zero, as in the first message; take it from the response or write *"},
    });
}

void a_bad_value_is_reported_without_showing_it(void** /*state*/) {
    const std::string key(kKey);
    assert_rejected({
        {"SK_ei " + kSpiText + key + "a", "value: 13 hex digits, an even number expected"},
        {"SK_ei " + kSpiText + "0x" + key + "a", "value: 13 hex digits, an even number expected"},
        {"SK_ei " + kSpiText + key + "zz", "value: character 13 is not a hex digit"},
        {"SK_ei " + kSpiText + key + "z", "value: character 13 is not a hex digit"},
        {"SK_ei " + kSpiText + "0x" + key + "-", "value: character 15 is not a hex digit"},
        {"SK_ei " + kSpiText + "*", "value: character 1 is not a hex digit"},
        {"SK_ei " + kSpiText + "0x", "value: empty"},
        {"SK_ei " + kSpiText + "\"" + key + "\"", "value: in quotation marks; hex digits expected"},
        {"SK_ei " + kSpiText + "\"\"", "value: in quotation marks; hex digits expected"},
    });
}

void a_wrong_number_of_fields_is_reported_with_those_expected(void** /*state*/) {
    const std::string key(kKey);
    assert_rejected({
        {"SKEYSEED", "0 fields after SKEYSEED, expected are SPIi, SPIr, value"},
        {"skeyseed # " + key, "0 fields after SKEYSEED, expected are SPIi, SPIr, value"},
        {"SKEYSEED " + key, "1 field after SKEYSEED, expected are SPIi, SPIr, value"},
        {"SK_ei * " + key, "2 fields after SK_ei, expected are SPIi, SPIr, value"},
        {"SK_ei * * " + key + " 0", "4 fields after SK_ei, expected are SPIi, SPIr, value"},
        {"SK_ei * * " + key + " c0 ff ee c0 ff ee",
         "9 fields after SK_ei, expected are SPIi, SPIr, value"},
        {"DH_PRIVATE * *",
         "2 fields after DH_PRIVATE, expected are SPIi, SPIr, value and perhaps n"},
        {"SHARED_SECRET * * " + key + " 1 2",
         "5 fields after SHARED_SECRET, expected are SPIi, SPIr, value and perhaps n"},
        {"PSK \"" + key + "\"",
         "1 field after PSK, expected are ID that authenticates, ID it authenticates to, value"},
        {R"(PSK * * "a" "b")",
         "4 fields after PSK, expected are ID that authenticates, ID it authenticates to, value"},
        {"PPK 0x" + key, "1 field after PPK, expected are PPK_ID, value"},
    });
}

void a_bad_number_of_a_key_exchange_is_reported(void** /*state*/) {
    for (const char* n : {"8", "-1", "01", "a", "0x1", "\"1\"", "*"}) {
        assert_rejected({{"SHARED_SECRET " + kSpiText + std::string(kKey) + " " + n,
                          "n: a digit from 0 to 7 expected"}});
    }
}

void a_bad_psk_or_ppk_is_reported_with_its_field(void** /*state*/) {
    const std::string key(kKey);
    assert_rejected({
        {"PSK 192.0.2.300 * \"" + key + "\"", "ID that authenticates: not an IPv4 address"},
        {R"(PSK * "" ")" + key + "\"", "ID it authenticates to: empty"},
        {R"(PSK * "a\n" ")" + key + "\"",
         R"(ID it authenticates to: the backslash at character 2 starts none of \" \\ \xHH)"},
        {"PSK * * " + key, "value: neither 0x and hex digits nor text in quotation marks"},
        {"PSK * * \"\"", "value: empty"},
        {"PSK * * 0x", "value: empty"},
        {"PSK * * 0x" + key + "f", "value: 13 hex digits, an even number expected"},
        {"PSK * * 0x" + key + "!", "value: character 15 is not a hex digit"},
        {"PSK * * \"" + key + "\\q\"",
         R"(value: the backslash at character 13 starts none of \" \\ \xHH)"},
        {"PSK * * \"" + key + "\\x4\"",
         R"(value: the backslash at character 13 starts none of \" \\ \xHH)"},
        {"PSK * * \"" + key + "\\x4g\"",
         R"(value: the backslash at character 13 starts none of \" \\ \xHH)"},
        {"PSK * * \"" + std::string(4097, 'a') + "\"", "value: 4097 octets, at most 4096 expected"},
        {"PSK * * 0x" + std::string(8194, 'a'), "value: 4097 octets, at most 4096 expected"},
        {"PPK * \"" + key + "\"", "PPK_ID: * stands for an SPI or an ID, not for a PPK_ID"},
        {R"(PPK "" ")" + key + "\"", "PPK_ID: empty"},
        {"PPK 0x414 \"" + key + "\"", "PPK_ID: 3 hex digits, an even number expected"},
        {"PPK " + std::string(1025, 'a') + " \"" + key + "\"",
         "PPK_ID: 1025 octets, at most 1024 expected"},
        {"PPK id " + key, "value: neither 0x and hex digits nor text in quotation marks"},
    });
}

void a_line_that_cannot_be_split_is_reported_with_the_place(void** /*state*/) {
    const std::string key(kKey);
    assert_rejected({
        {"PSK * * \"" + key, "no closing quotation mark"},
        {"PSK * * \"" + key + "\\\"", "no closing quotation mark"},
        {"PSK * * \"" + key + "\\", "no closing quotation mark"},
        {"PSK * * \"", "no closing quotation mark"},
        {"PSK * * \"" + key + "\"x", "character 23: no blank after the closing quotation mark"},
        {R"(PSK * * "a""b")", "character 12: no blank after the closing quotation mark"},
        {"PSK * * " + key + "\"", "character 21: a quotation mark within a word"},
        {"PSK * * \"a\x01\"", "character 11: a control character"},
        {"PSK * * \"a\rb\"", "character 11: a control character"},
        {"SK_ei " + kSpiText + key + "\x0c", "character 53: a control character"},
        {"SK_ei " + kSpiText + key + "\x7f", "character 53: a control character"},
        {"SK_ei " + kSpiText + std::string("\0", 1), "character 41: a control character"},
        {"SK_ei\xc2\xa0* * " + key,
         "character 6: not ASCII; only comments and text in quotation marks may hold it"},
        {"SK_ei *\xc2\xa0* " + key,
         "character 8: not ASCII; only comments and text in quotation marks may hold it"},
        {"  SK_ei *\xff* " + key,
         "character 10: not ASCII; only comments and text in quotation marks may hold it"},
        {"PSK * * \xe2\x80\x9c" + key + "\xe2\x80\x9d",
         "character 9: a typographic quotation mark; write a plain one"},
        {"PSK * * \xc2\xab" + key + "\xc2\xbb",
         "character 9: a typographic quotation mark; write a plain one"},
        {"PSK * * \xe2\x80",
         "character 9: not ASCII; only comments and text in quotation marks may hold it"},
    });
}

void an_unknown_keyword_is_not_shown(void** /*state*/) {
    const std::string key(kKey);
    assert_rejected({
        {key, "unknown keyword of 12 characters"},
        {"x", "unknown keyword of 1 character"},
        {"\"" + key + "\"", "unknown keyword of 14 characters"},
        {"SKEYSED * * " + key, "unknown keyword of 7 characters; is SKEYSEED meant?"},
        {"sk-ei * * " + key, "unknown keyword of 5 characters; is SK_ei meant?"},
        {"SharedSecret * * " + key, "unknown keyword of 12 characters; is SHARED_SECRET meant?"},
        {"DH_PRIVAT * * " + key, "unknown keyword of 9 characters; is DH_PRIVATE meant?"},
        {"PSK: * * " + key, "unknown keyword of 4 characters; is PSK meant?"},
        {"PSK\"" + key + "\"", "character 4: a quotation mark within a word"},
        {"\"" + key, "no closing quotation mark"},
        {"  a\x01 * * " + key, "character 4: a control character"},
        {"cisco * * " + key, "unknown keyword of 5 characters"},
        {"CLIENT * * " + key, "unknown keyword of 6 characters"},
    });
}

void a_line_with_a_nul_octet_is_not_text(void** /*state*/) {
    assert_rejected({{"abc" + std::string("\0", 1) + "def", "a NUL octet; this is not text"}});
}

void a_line_can_have_65536_octets(void** /*state*/) {
    const std::string line = "SK_d " + kSpiText + "01 #";
    const std::string longest = line + std::string(kLongestLine - line.size(), 'x');
    for (const char* end : {"", "\n", "\r\n"}) {
        const auto result = read(longest + end);
        assert_true(result.diagnostics.empty());
        assert_int_equal(result.store.count(), 1);
    }
    assert_rejected({{longest + "x", "longer than 65536 octets"},
                     {longest + "x\r", "longer than 65536 octets"},
                     {std::string(1000000, 'a'), "longer than 65536 octets"}});
    assert_only(read(longest + "x").diagnostics, 1, Severity::error, "longer than 65536 octets");
}

void a_file_without_secrets_is_reported(void** /*state*/) {
    assert_only(read("").diagnostics, 0, Severity::warning, "the file is empty");
    assert_only(read("\xef\xbb\xbf").diagnostics, 0, Severity::warning, "the file is empty");
    assert_only(read("# nothing yet\n\n").diagnostics, 0, Severity::warning,
                "no secret in the file");
}

void a_file_that_is_no_key_file_is_reported_once(void** /*state*/) {
    const struct {
        std::string_view octets;
        const char* reason;
    } rows[] = {
        {"\xff\xfeS\0K\0_\0d\0\n\0"sv, "UTF-16 text; save it as UTF-8"},
        {"\xfe\xff\0S\0K\0_\0d\0\n"sv, "UTF-16 text; save it as UTF-8"},
        {"S\0K\0_\0d\0 \0*\0\n\0S\0"sv, "UTF-16 text; save it as UTF-8"},
        {"\0S\0K\0_\0d\0 \0*\0\n\0S"sv, "UTF-16 text; save it as UTF-8"},
        {"\xff\xfe"sv, "UTF-16 text; save it as UTF-8"},
        {"\n\r\r\n\x1c\0\0\0M<+\x1a\1\0\0\0\n\n\n"sv, "a pcapng capture, not a key file"},
        {"\xd4\xc3\xb2\xa1\2\0\4\0\0\0\0\0\0\0\0\0\n\n\n"sv, "a pcap capture, not a key file"},
        {"\xa1\xb2\xc3\xd4\0\2\0\4\0\0\0\0\0\0\0\0\n\n\n"sv, "a pcap capture, not a key file"},
        {"\x4d\x3c\xb2\xa1\2\0\4\0"sv, "a pcap capture, not a key file"},
        {"\xa1\xb2\x3c\x4d\0\2\0\4"sv, "a pcap capture, not a key file"},
        {"\x1f\x8b\x08\0"sv, "compressed with gzip; unpack it first"},
        {"PK\3\4\n\n"sv, "a ZIP archive; unpack it first"},
    };
    for (const auto& row : rows) {
        const auto result = read(std::string(row.octets) + "\nSK_d * * 01\n");
        assert_only(result.diagnostics, 0, Severity::error, row.reason);
        assert_true(result.store.empty());
    }
}

void a_line_of_another_program_is_named(void** /*state*/) {
    const struct {
        const char* line;
        const char* reason;
    } rows[] = {
        {"19ab98963486359f,c0ffeec0ffee",
         "a row of Wireshark's ikev1_decryption_table: IKEv1 keys do not serve for IKEv2"},
        {"-----BEGIN PRIVATE KEY-----",
         "PEM: a private key signs and a certificate verifies, neither decrypts IKEv2; not read"},
        {"CLIENT_RANDOM c0ffeec0ffee c0ffeec0ffee",
         "a line of a TLS key log: TLS secrets do not serve for IKEv2"},
    };
    for (const auto& row : rows) {
        const auto result = read(std::string(row.line) + "\nSK_d " + kSpiText + "01\n");
        assert_only(result.diagnostics, 1, Severity::warning, row.reason);
        assert_int_equal(result.store.count(), 1);
    }
}

void what_only_resembles_another_program_is_an_unknown_keyword(void** /*state*/) {
    for (const char* line :
         {"19ab98963486359f,", "19ab98963486359,78f13157ccd3b3d8,00,", "1[IKE] x", "x16[ike] x",
          "16[IKE]", "ikev2 X 0x", "----- BEGIN", "charon: hello"}) {
        const auto result = read(line);
        assert_int_equal(result.diagnostics.size(), 1);
        assert_true(result.diagnostics[0].severity == Severity::error ||
                    std::string_view(line) == "19ab98963486359f,");
    }
}

void the_lines_of_one_program_are_reported_once(void** /*state*/) {
    std::string text;
    for (int i = 0; i < 1000; ++i) {
        text += "CLIENT_RANDOM c0ffeec0ffee c0ffeec0ffee\n";
    }
    text +=
        "-----BEGIN PRIVATE KEY-----\nc0ffeec0ffee+/==\nAAAA\n-----END PRIVATE KEY-----\nAAAA\n";
    const auto result = read(text);
    assert_int_equal(result.diagnostics.size(), 2);
    assert_string_equal(result.diagnostics[0].reason.c_str(),
                        "a line of a TLS key log: TLS secrets do not serve for IKEv2 (and 999 more "
                        "such lines)");
    assert_int_equal(result.diagnostics[0].line, 1);
    assert_string_equal(result.diagnostics[1].reason.c_str(),
                        "PEM: a private key signs and a certificate verifies, neither decrypts "
                        "IKEv2; not read (and 4 more such lines)");
    assert_int_equal(result.diagnostics[1].line, 1001);
}

void the_lines_of_a_block_end_where_another_line_comes(void** /*state*/) {
    const auto result = read("-----BEGIN PRIVATE KEY-----\nc0ffee00\nSK_d * * 01\nc0ffee00\n");
    assert_int_equal(result.diagnostics.size(), 2);
    assert_string_equal(result.diagnostics[1].reason.c_str(), "unknown keyword of 8 characters");
    assert_int_equal(result.diagnostics[1].line, 4);
    assert_int_equal(result.store.count(), 1);
}

void a_hundred_diagnostics_are_followed_by_the_number_of_the_others(void** /*state*/) {
    const auto bad = [](int lines) {
        std::string text;
        for (int i = 0; i < lines; ++i) {
            text += "SKEYSEED\n";
        }
        return text;
    };
    const auto hundred = read(bad(100));
    assert_int_equal(hundred.diagnostics.size(), 100);
    assert_int_equal(hundred.diagnostics[99].line, 100);
    const auto more = read(bad(1342) + "SK_d * * 01\n");
    assert_int_equal(more.diagnostics.size(), 101);
    assert_int_equal(more.diagnostics[99].line, 100);
    assert_string_equal(more.diagnostics[100].reason.c_str(), "and 1242 more");
    assert_int_equal(more.diagnostics[100].line, 0);
    assert_int_equal(more.store.count(), 1);
}

void secrets_beyond_the_limits_are_reported(void** /*state*/) {
    assert_int_equal(StoreBuilder().limits().sa_secrets, 10'000'000);
    assert_int_equal(StoreBuilder().limits().psks, 1'000'000);
    StoreBuilder builder(Limits{2, 1});
    const auto diagnostics = parse("SK_d " + kSpiText + "01\nSK_d * * 02\nSK_d * * 03\nSK_d " +
                                       kSpiText + "04\nPSK * * \"a\"\nPSK * * \"b\"\nPPK a \"c\"\n",
                                   builder.add_file("k"), builder);
    assert_string_equal(test::text_of(diagnostics).c_str(),
                        "k:3: error: too many secrets: at most 2 of IKE SAs are kept\n"
                        "k:4: error: too many secrets: at most 2 of IKE SAs are kept\n"
                        "k:6: error: too many secrets: at most 1 PSKs and PPKs are kept\n"
                        "k:7: error: too many secrets: at most 1 PSKs and PPKs are kept\n");
    assert_int_equal(std::move(builder).build().count(), 3);
}

void a_diagnostic_reads_as_compilers_write_them(void** /*state*/) {
    assert_string_equal(to_text({"k", 12, Severity::error, "SPIr: zero"}).c_str(),
                        "k:12: error: SPIr: zero");
    assert_string_equal(to_text({"k", 0, Severity::warning, "empty"}).c_str(), "k: warning: empty");
    assert_string_equal(to_text({"k", 1, Severity::note, "x"}).c_str(), "k:1: note: x");
}

void pieces_of_a_file_give_what_the_whole_gives(void** /*state*/) {
    std::string text = "\xef\xbb\xbf# keys\r\n";
    text += "SKEYSEED " + kSpiText + "c0ffee\r\n\r\n\nPSK * * \"a b\" # c\nSKEYSED\n";
    text += std::string(70000, 'x') + "\n# " + std::string(65000, 'y') + "\n";
    text += "SK_ei * * 01\nSK_er * * 02";
    const auto whole = read(text);
    assert_int_equal(whole.diagnostics.size(), 2);
    assert_int_equal(whole.store.count(), 4);
    for (const std::size_t octets : {1UL, 2UL, 3UL, 7UL, 15UL, 16UL, 17UL, 1000UL, 65537UL}) {
        const auto pieces = test::read_pieces(text, octets);
        assert_true(pieces.store.same_secrets(whole.store));
        assert_true(pieces.diagnostics == whole.diagnostics);
    }
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(each_kind_of_secret_is_read),
        cmocka_unit_test(every_spelling_of_a_line_gives_the_same_secret),
        cmocka_unit_test(a_secret_has_the_number_of_its_line),
        cmocka_unit_test(the_number_of_a_key_exchange_is_read),
        cmocka_unit_test(a_value_can_be_as_long_as_the_limit_of_its_kind),
        cmocka_unit_test(a_psk_has_two_identities_and_a_value),
        cmocka_unit_test(a_psk_is_hex_or_quoted_text),
        cmocka_unit_test(an_identity_can_be_quoted),
        cmocka_unit_test(a_ppk_id_is_a_word_quoted_text_or_hex),
        cmocka_unit_test(a_bad_spi_is_reported_with_its_field),
        cmocka_unit_test(a_bad_value_is_reported_without_showing_it),
        cmocka_unit_test(a_wrong_number_of_fields_is_reported_with_those_expected),
        cmocka_unit_test(a_bad_number_of_a_key_exchange_is_reported),
        cmocka_unit_test(a_bad_psk_or_ppk_is_reported_with_its_field),
        cmocka_unit_test(a_line_that_cannot_be_split_is_reported_with_the_place),
        cmocka_unit_test(an_unknown_keyword_is_not_shown),
        cmocka_unit_test(a_line_with_a_nul_octet_is_not_text),
        cmocka_unit_test(a_line_can_have_65536_octets),
        cmocka_unit_test(a_file_without_secrets_is_reported),
        cmocka_unit_test(a_file_that_is_no_key_file_is_reported_once),
        cmocka_unit_test(a_line_of_another_program_is_named),
        cmocka_unit_test(what_only_resembles_another_program_is_an_unknown_keyword),
        cmocka_unit_test(the_lines_of_one_program_are_reported_once),
        cmocka_unit_test(the_lines_of_a_block_end_where_another_line_comes),
        cmocka_unit_test(a_hundred_diagnostics_are_followed_by_the_number_of_the_others),
        cmocka_unit_test(secrets_beyond_the_limits_are_reported),
        cmocka_unit_test(a_diagnostic_reads_as_compilers_write_them),
        cmocka_unit_test(pieces_of_a_file_give_what_the_whole_gives),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
