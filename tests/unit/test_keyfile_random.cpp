// Random octets and mutated lines as a key file.
// SPDX-License-Identifier: GPL-2.0-or-later
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "keyfile/diagnostic_list.h"
#include "tests/unit/test_keyfile_support.h"
// CMocka defines macros with names that the other headers use.
#include "tests/unit/cmocka_cpp.h"

using namespace ikev2::keyfile;
using ikev2::keyfile::test::read;
using ikev2::keyfile::test::read_pieces;

namespace {

/// Fixed, so that a failure comes again.
std::mt19937 generator(20260101);

std::size_t below(std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(generator);
}

/// What holds for every file, whatever is in it.
void check(const std::string& text) {
    const auto whole = read(text);
    assert_true(whole.diagnostics.size() <= DiagnosticList::kMost + 1);
    std::uint32_t line = 0;
    for (const Diagnostic& diagnostic : whole.diagnostics) {
        assert_false(diagnostic.reason.empty());
        assert_true(diagnostic.line == 0 || diagnostic.line >= line);
        line = diagnostic.line;
    }
    assert_true(!whole.store.empty() || !whole.diagnostics.empty());
    const auto pieces = read_pieces(text, 1 + below(40));
    assert_true(pieces.store.same_secrets(whole.store));
    assert_true(pieces.diagnostics == whole.diagnostics);
}

void random_octets_do_no_harm(void** /*state*/) {
    for (int i = 0; i < 2000; ++i) {
        std::string text(below(600), '\0');
        for (char& c : text) {
            c = static_cast<char>(below(256));
        }
        check(text);
    }
}

void random_words_do_no_harm(void** /*state*/) {
    const std::string_view words[] = {
        "SKEYSEED",
        "SK_ei",
        "sk_er",
        "PSK",
        "PPK",
        "SHARED_SECRET",
        "*",
        "\n",
        "\r\n",
        "\n",
        " ",
        "\t",
        "#",
        "\"",
        "\\",
        "\\x",
        "0x",
        "0",
        "7",
        "00ff",
        "19ab98963486359f",
        "a@b",
        "hub",
        "1.2.3.4",
        "::1",
        "\xff",
        "\xc3\xbc",
        "16[IKE] ",
        "\xef\xbb\xbf",
        "-----BEGIN ",
        "ikev2_sa_keys: ",
        "19ab98963486359f,",
        "| ",
        "src 1 dst 2",
        "src ::1 dst ::2",
        "proto esp spi 0x1",
        "enc cbc(aes) 0x00",
        "aead rfc4106(gcm(aes)) 0x00 128",
        "16[IKE] SKEYSEED => 4 bytes @ 0x1",
        "16[IKE]    0: 00 01 02 03  ....",
        "16[IKE] Sk_ei secret => 17 bytes @ 0x1",
        "16[NET] received packet: ",
        "16[CHD] encryption initiator key => 4 bytes @ 0x1",
        "16[CHD]   SPI 0x1, src ::1 dst ::2",
        "charon: SKEYSEED => 4 bytes @ 0x1",
        "ikev2_sa_keys: S with 4 bytes",
        "ikev2 I 0x1 0x2 sha1:0x00 aes128:0x00",
        "\"IPv4\",",
        ",",
        " : PSK ",
        ": RSA ",
        "secrets {",
        "ike-1 {",
        "}",
        "secret = ",
        "id = ",
        "crypto ikev2 keyring k",
        "peer x",
        "address 1.2.3.4",
        "identity fqdn x",
        "pre-shared-key ",
        "include ",
    };
    for (int i = 0; i < 5000; ++i) {
        std::string text;
        for (std::size_t n = below(80); n > 0; --n) {
            text += words[below(std::size(words))];
            text += below(3) == 0 ? "" : " ";
        }
        check(text);
    }
}

void no_mutation_of_a_line_shows_octets_of_its_secret(void** /*state*/) {
    // Letters only, and no four of them in any diagnostic's own words.
    const std::string key = "fadedbeefcafedacbeadfeedabbafacade";
    const std::string lines[] = {
        "SKEYSEED 19ab98963486359f 78f13157ccd3b3d8 " + key,
        "SHARED_SECRET * * 0x" + key + " 1",
        "SK_ei * 78f13157ccd3b3d8 " + key,
        "PSK hub.example.org 192.0.2.1 \"" + key + "\"",
        "PSK * 0x" + key + " 0x" + key,
        "PPK \"x\" 0x" + key,
        "16[IKE]    0: " + key,
        key + "," + key,
    };
    const std::string_view inserts = " \t\"\\#*0xg\r\x01\xff,:";
    std::size_t diagnostics = 0;
    for (int i = 0; i < 20000; ++i) {
        std::string line = lines[below(std::size(lines))];
        for (std::size_t n = 1 + below(4); n > 0; --n) {
            const std::size_t at = below(line.size());
            switch (below(3)) {
                case 0:
                    line.erase(at, 1 + below(8));
                    break;
                case 1:
                    line.insert(at, 1, inserts[below(inserts.size())]);
                    break;
                default:
                    line[at] = inserts[below(inserts.size())];
                    break;
            }
            if (line.empty()) {
                line.push_back('x');
            }
        }
        for (const Diagnostic& diagnostic : read(line).diagnostics) {
            ++diagnostics;
            for (std::size_t at = 0; at + 4 <= key.size(); ++at) {
                if (diagnostic.reason.find(key.substr(at, 4)) != std::string::npos) {
                    fail_msg("%s", diagnostic.reason.c_str());
                }
            }
        }
    }
    assert_true(diagnostics > 1000);
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(random_octets_do_no_harm),
        cmocka_unit_test(random_words_do_no_harm),
        cmocka_unit_test(no_mutation_of_a_line_shows_octets_of_its_secret),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
