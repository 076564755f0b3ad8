// The command ikev2-keys.
// SPDX-License-Identifier: GPL-2.0-or-later
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "keyfile/command.h"
#include "keyfile/writer.h"
#include "tests/unit/captures.h"
#include "tests/unit/test_keyfile_support.h"
// CMocka defines macros with names that the other headers use.
#include "tests/unit/cmocka_cpp.h"

using namespace ikev2::keyfile;
using ikev2::keyfile::test::kSpiText;
using ikev2::keyfile::test::read;
using ikev2::tests::capture_file;
using ikev2::tests::read_whole;

namespace {

namespace fs = std::filesystem;

/// A file with this text, removed at the end.
class File {
  public:
    explicit File(const std::string& text) {
        std::string name = (fs::temp_directory_path() / "test_command.XXXXXX").string();
        const int fd = mkstemp(name.data());
        assert_true(fd >= 0);
        close(fd);
        path_ = name;
        std::ofstream(path_, std::ios::binary) << text;
    }
    ~File() {
        std::error_code ignored;
        fs::remove(path_, ignored);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    File(File&&) = delete;
    File& operator=(File&&) = delete;

    [[nodiscard]] const std::string& path() const { return path_; }

  private:
    std::string path_;
};

struct Run {
    int status;
    std::string out;
    std::string err;
};

Run run(const std::vector<std::string>& arguments) {
    std::ostringstream out;
    std::ostringstream err;
    const int status = run_command(arguments, "1.2.3", out, err);
    return {status, out.str(), err.str()};
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

void check_says_what_each_line_is(void** /*state*/) {
    const File file("# keys\nSKEYSEED " + kSpiText +
                    "c0ffee\nSK_ei * 78f13157ccd3b3d8 c0ffeec0ffee\nPSK hub * \"c0ffee\"\n"
                    "\"IPv4\",\"*\",\"192.0.2.1\",\"0x00c0ffee\",\"NULL\",\"\",\"NULL\",\"\"\n");
    const Run result = run({"check", file.path()});
    assert_int_equal(result.status, 0);
    const std::string expected =
        "@:2-4: key file, 3 secrets\n"
        "@:5: Wireshark's esp_sa table, 1 secret\n"
        "@:2: SKEYSEED of IKE SA 19ab98963486359f 78f13157ccd3b3d8, 3 octets\n"
        "@:3: SK_ei of IKE SA * 78f13157ccd3b3d8, 6 octets\n"
        "@:4: PSK with which hub authenticates to *, 6 octets\n"
        "@:5: keys of ESP SA 0x00c0ffee, * to 192.0.2.1\n"
        "4 secrets: 1 SKEYSEED, 1 SK_ei, 1 PSK, 1 ESP; 0 errors, 0 warnings\n";
    std::string whole;
    for (const char c : expected) {
        whole += c == '@' ? file.path() : std::string(1, c);
    }
    assert_string_equal(result.out.c_str(), whole.c_str());
    assert_string_equal(result.err.c_str(), "");

    const Run quiet = run({"check", "-q", file.path()});
    assert_string_equal(quiet.out.c_str(),
                        "4 secrets: 1 SKEYSEED, 1 SK_ei, 1 PSK, 1 ESP; 0 errors, 0 warnings\n");
}

void check_fails_for_errors_and_for_files_without_secrets(void** /*state*/) {
    const File bad("SKEYSEED 1 2 3\nSK_d * * 01\n");
    const Run result = run({"check", bad.path()});
    assert_int_equal(result.status, 1);
    assert_true(contains(result.out, bad.path() + ":1: error: SPIi: 1 hex digits, 16 expected\n"));
    assert_true(contains(result.out, "1 secret: 1 SK_d; 1 error, 0 warnings\n"));
    const File empty("");
    assert_int_equal(run({"check", empty.path()}).status, 1);
    const Run missing = run({"check", bad.path() + ".missing", empty.path()});
    assert_int_equal(missing.status, 1);
    assert_true(contains(missing.out, ".missing: error: no such file\n"));
}

void check_says_that_a_psk_alone_decrypts_nothing(void** /*state*/) {
    const File file("PSK * * \"x\"\n");
    const Run result = run({"check", file.path()});
    assert_int_equal(result.status, 0);
    assert_true(contains(result.out, "note: a PSK alone decrypts nothing"));
}

void wrong_usage_is_status_two(void** /*state*/) {
    for (const std::vector<std::string>& arguments :
         std::vector<std::vector<std::string>>{{},
                                               {"check"},
                                               {"sing", "x"},
                                               {"check", "-o", "x", "y"},
                                               {"convert", "x", "-o"},
                                               {"convert", "-q", "x"},
                                               {"check", "--nonsense", "x"}}) {
        const Run result = run(arguments);
        assert_int_equal(result.status, 2);
        assert_string_equal(result.out.c_str(), "");
        assert_false(result.err.empty());
    }
    assert_int_equal(run({"--help"}).status, 0);
    assert_true(contains(run({"--help"}).out, "ikev2-keys convert"));
    assert_string_equal(run({"--version"}).out.c_str(), "ikev2-keys 1.2.3\n");
}

void every_kind_is_explained(void** /*state*/) {
    std::string text;
    for (const SecretKindRow& row : secret_kinds()) {
        text += std::string(row.name) + " " + kSpiText + "c0ffee\n";
    }
    const File file(text + "PSK * * \"c0ffee\"\nPPK x \"c0ffee\"\nSK_d * * c0ffee\n");
    const Run result = run({"explain", file.path()});
    assert_int_equal(result.status, 0);
    for (const SecretKindRow& row : secret_kinds()) {
        assert_true(contains(result.out, "\n" + std::string(row.name) + " (") ||
                    result.out.starts_with(row.name));
    }
    assert_true(contains(result.out, "\nPSK (1)\n"));
    assert_true(contains(result.out, "1 secret without both SPIs"));
    assert_false(contains(result.out, "c0ffee"));
}

void without_a_file_every_kind_is_explained(void** /*state*/) {
    const Run result = run({"explain"});
    assert_int_equal(result.status, 0);
    assert_true(result.err.empty());
    for (const SecretKindRow& row : secret_kinds()) {
        assert_true(contains("\n" + result.out, "\n" + std::string(row.name) + "\n  can: "));
    }
    for (const char* name : {"PSK", "PPK", "ESP"}) {
        assert_true(contains(result.out, "\n" + std::string(name) + "\n  can: "));
    }
}

/// Two stores say the same, wherever it stands.
void assert_same(const Store& a, const Store& b) {
    assert_string_equal(test::lines_of(a).c_str(), test::lines_of(b).c_str());
    assert_int_equal(a.psks().size(), b.psks().size());
    for (std::size_t i = 0; i < a.psks().size(); ++i) {
        assert_true(a.psks()[i].authenticates == b.psks()[i].authenticates);
        assert_true(a.psks()[i].authenticates_to == b.psks()[i].authenticates_to);
        assert_true(a.psks()[i].value == b.psks()[i].value);
    }
    assert_int_equal(a.ppks().size(), b.ppks().size());
    for (std::size_t i = 0; i < a.ppks().size(); ++i) {
        assert_true(a.ppks()[i].ppk_id == b.ppks()[i].ppk_id);
        assert_true(a.ppks()[i].value == b.ppks()[i].value);
    }
    assert_int_equal(a.esp().size(), b.esp().size());
    for (std::size_t i = 0; i < a.esp().size(); ++i) {
        EspEntry entry = a.esp()[i];
        entry.origin = b.esp()[i].origin;
        entry.esn = entry.esn == true ? entry.esn : b.esp()[i].esn;
        assert_true(entry == b.esp()[i]);
    }
}

void what_is_converted_reads_as_the_same_secrets(void** /*state*/) {
    std::vector<std::string> texts = {
        "PSK 0x00ff22 \"a#b@c\" \"a \\\"b\\\" \\\\ \\xff\"\nPSK 2001:db8::1 * 0x00\n"
        "PPK \"a b\" \"x\"\nPPK 0x00ff 0x01\nSHARED_SECRET * * 01 3\nDH_PRIVATE " +
            kSpiText + "02 7\nSK_ei * * 01\nSK_er * * 02\nSK_ei * * 03\n",
        "\"IPv6\",\"*\",\"2001:db8::/32\",\"0x1\",\"NULL\",\"\",\"NULL\",\"\"\n"
        "\"IPv4\",\"*\",\"*\",\"*\",\"AES-CTR "
        "[RFC3686]\",\"0x0102030405060708090a0b0c0d0e0f1011121314"
        "\",\"HMAC-MD5-96 [RFC2403]\",\"0x0102030405060708090a0b0c0d0e0f10\",\"64-bit\"\n"};
    for (const char* capture :
         {"strongswan-psk", "strongswan-psk-gcm", "strongswan-eap-mschapv2"}) {
        texts.push_back(read_whole(capture_file(capture, "charon-initiator.log")));
        texts.push_back(read_whole(capture_file(capture, "keys.txt")));
    }
    for (const std::string& text : texts) {
        const File file(text);
        const Run result = run({"convert", file.path()});
        assert_int_equal(result.status, 0);
        assert_string_equal(result.err.c_str(), "");
        const auto again = read(result.out);
        assert_string_equal(test::text_of(again.diagnostics).c_str(), "");
        assert_same(again.store, read(text).store);
    }
}

void convert_writes_a_file_that_only_its_owner_can_read(void** /*state*/) {
    const File input("SK_d * * 01\nnonsense\n");
    const std::string output = input.path() + ".out";
    const Run result = run({"convert", input.path(), "-o", output});
    assert_int_equal(result.status, 1);
    assert_string_equal(result.out.c_str(), "");
    assert_true(contains(result.err, ":2: error: unknown keyword"));
    assert_string_equal(read_whole(output).c_str(), "\nSK_d * * 01\n");
    struct stat status {};
    assert_int_equal(stat(output.c_str(), &status), 0);
    assert_int_equal(status.st_mode & 0777U, 0600);
    fs::remove(output);

    const File good("SK_d * * 01\n");
    const Run bad = run({"convert", good.path(), "-o", "/nonexistent/x"});
    assert_int_equal(bad.status, 1);
    assert_true(contains(bad.err, "/nonexistent/x: no such file"));
}

void convert_says_what_it_cannot_write(void** /*state*/) {
    const File file(
        "src 192.0.2.1 dst 192.0.2.2\n\tproto esp spi 0x1 reqid 1 mode tunnel\n"
        "\tauth-trunc hmac(md5) 0x0102030405060708090a0b0c0d0e0f10 96\n"
        "\tenc cbc(camellia) 0x0102030405060708090a0b0c0d0e0f10\n"
        "SK_ei * * 01\nSK_d 19ab98963486359f * 02\nSK_er * * 03\n");
    const Run result = run({"convert", file.path()});
    assert_true(contains(result.err, "keys of 1 ESP SA left out"));
    assert_false(contains(result.err, "sets"));
}

void check_and_explain_never_show_a_secret(void** /*state*/) {
    for (const char* capture : {"strongswan-psk", "strongswan-eap-mschapv2"}) {
        const std::string path = capture_file(capture, "charon-initiator.log");
        const auto secrets = read(read_whole(path));
        for (const char* command : {"check", "explain"}) {
            const Run result = run({command, path});
            for (const auto& range : {secrets.store.exact(), secrets.store.wildcards()}) {
                for (const SaSecret& secret : range) {
                    assert_false(contains(result.out, test::hex(secret.value.first(8))));
                }
            }
            for (const PskEntry& psk : secrets.store.psks()) {
                assert_false(contains(result.out, test::text(psk.value)));
            }
        }
    }
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(check_says_what_each_line_is),
        cmocka_unit_test(check_fails_for_errors_and_for_files_without_secrets),
        cmocka_unit_test(check_says_that_a_psk_alone_decrypts_nothing),
        cmocka_unit_test(wrong_usage_is_status_two),
        cmocka_unit_test(every_kind_is_explained),
        cmocka_unit_test(without_a_file_every_kind_is_explained),
        cmocka_unit_test(what_is_converted_reads_as_the_same_secrets),
        cmocka_unit_test(convert_writes_a_file_that_only_its_owner_can_read),
        cmocka_unit_test(convert_says_what_it_cannot_write),
        cmocka_unit_test(check_and_explain_never_show_a_secret),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
