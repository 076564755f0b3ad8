// A key file that changes, vanishes and comes back.
// SPDX-License-Identifier: GPL-2.0-or-later
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "keyfile/parser.h"
#include "keyfile/source.h"
#include "keyfile/store_builder.h"
#include "tests/unit/test_keyfile_support.h"
// CMocka defines macros with names that the other headers use.
#include "tests/unit/cmocka_cpp.h"

using namespace ikev2::keyfile;
using ikev2::keyfile::test::kSpis;
using ikev2::keyfile::test::kSpiText;

namespace {

namespace fs = std::filesystem;

/// An empty directory, removed with all that is in it.
class Directory {
  public:
    Directory() {
        std::string name = (fs::temp_directory_path() / "test_keyfile.XXXXXX").string();
        assert_non_null(mkdtemp(name.data()));
        path_ = name;
    }
    ~Directory() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    Directory(const Directory&) = delete;
    Directory& operator=(const Directory&) = delete;
    Directory(Directory&&) = delete;
    Directory& operator=(Directory&&) = delete;

    [[nodiscard]] std::string file(const char* name) const { return (path_ / name).string(); }

  private:
    fs::path path_;
};

void write(const std::string& path, std::string_view text) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << text;
    file.close();
    assert_true(file.good());
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
}

/// Gives the file a time long past, so that nothing is done for its being young.
void age(const std::string& path) {
    fs::last_write_time(path, fs::last_write_time(path) - std::chrono::hours(1));
}

std::string skeyseed(const char* value) {
    return "SKEYSEED " + kSpiText + value + "\n";
}

std::string value_of(const Source& source) {
    const auto secrets = test::all(source.store().exact(kSpis));
    return secrets.size() == 1 ? test::hex(secrets[0].value) : "";
}

std::string diagnostics_of(Source& source) {
    std::string text;
    for (const Diagnostic& diagnostic : source.take_diagnostics()) {
        text += to_text(diagnostic).substr(source.path().size()) + '\n';
    }
    return text;
}

constexpr const char* kStay = "; the secrets that were read from it before stay in use";

void a_file_is_read_once_as_long_as_it_is_the_same(void** /*state*/) {
    const Directory directory;
    const std::string path = directory.file("keys");
    write(path, skeyseed("01"));
    age(path);
    Source source;
    assert_true(source.load(path));
    assert_string_equal(source.path().c_str(), path.c_str());
    assert_string_equal(value_of(source).c_str(), "01");
    const std::uint64_t generation = source.store().generation();
    for (int i = 0; i < 3; ++i) {
        assert_false(source.refresh());
    }
    assert_int_equal(source.store().generation(), generation);
    assert_string_equal(diagnostics_of(source).c_str(), "");
}

void a_file_that_changes_is_read_again(void** /*state*/) {
    const Directory directory;
    const std::string path = directory.file("keys");
    write(path, skeyseed("01"));
    Source source;
    assert_true(source.load(path));
    std::uint64_t generation = source.store().generation();
    // Appended to, of the same size, truncated, empty, filled again.
    const struct {
        std::string text;
        const char* value;
    } rows[] = {
        {skeyseed("0102") + "PSK * * \"a\"\n", "0102"},
        {skeyseed("0103") + "PSK * * \"a\"\n", "0103"},
        {skeyseed("04"), "04"},
        {"", ""},
        {skeyseed("05"), "05"},
    };
    for (const auto& row : rows) {
        write(path, row.text);
        age(path);
        assert_true(source.refresh());
        assert_string_equal(value_of(source).c_str(), row.value);
        assert_int_not_equal(source.store().generation(), generation);
        generation = source.store().generation();
        assert_false(source.refresh());
    }
}

void a_file_that_is_replaced_is_read_again(void** /*state*/) {
    const Directory directory;
    const std::string path = directory.file("keys");
    const std::string other = directory.file("other");
    write(path, skeyseed("01"));
    age(path);
    Source source;
    assert_true(source.load(path));
    write(other, skeyseed("02"));
    fs::last_write_time(other, fs::last_write_time(path));
    fs::rename(other, path);
    assert_true(source.refresh());
    assert_string_equal(value_of(source).c_str(), "02");
}

void a_change_of_the_same_size_and_modification_time_is_seen(void** /*state*/) {
    const Directory directory;
    const std::string path = directory.file("keys");
    write(path, skeyseed("01"));
    age(path);
    const auto time = fs::last_write_time(path);
    Source source;
    assert_true(source.load(path));
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    write(path, skeyseed("02"));
    fs::last_write_time(path, time);
    assert_true(source.refresh());
    assert_string_equal(value_of(source).c_str(), "02");
}

void a_link_that_points_elsewhere_is_read_again(void** /*state*/) {
    const Directory directory;
    const std::string link = directory.file("link");
    write(directory.file("a"), skeyseed("01"));
    write(directory.file("b"), skeyseed("02"));
    fs::create_symlink("a", link);
    Source source;
    assert_true(source.load(link));
    assert_string_equal(value_of(source).c_str(), "01");
    fs::remove(link);
    fs::create_symlink("b", link);
    assert_true(source.refresh());
    assert_string_equal(value_of(source).c_str(), "02");
}

void a_touched_file_with_the_same_secrets_is_no_change(void** /*state*/) {
    const Directory directory;
    const std::string path = directory.file("keys");
    write(path, skeyseed("01") + "SKEYSED\n");
    Source source;
    assert_true(source.load(path));
    assert_string_equal(diagnostics_of(source).c_str(),
                        ":2: error: unknown keyword of 7 characters; is SKEYSEED meant?\n");
    const std::uint64_t generation = source.store().generation();
    write(path, skeyseed("01") + "SKEYSED\n# x\n");
    assert_false(source.refresh());
    assert_int_equal(source.store().generation(), generation);
    assert_string_equal(diagnostics_of(source).c_str(), "");
}

void a_diagnostic_comes_once_while_a_file_grows(void** /*state*/) {
    const Directory directory;
    const std::string path = directory.file("keys");
    write(path, "SKEYSED\n");
    Source source;
    assert_true(source.load(path));
    assert_string_equal(diagnostics_of(source).c_str(),
                        ":1: error: unknown keyword of 7 characters; is SKEYSEED meant?\n");
    assert_string_equal(diagnostics_of(source).c_str(), "");
    write(path, "SKEYSED\n" + skeyseed("01") + "PSK\n");
    assert_true(source.refresh());
    assert_string_equal(diagnostics_of(source).c_str(),
                        ":3: error: 0 fields after PSK, expected are ID that authenticates, ID it "
                        "authenticates to, value\n");
}

void a_missing_file_is_reported_once_and_read_when_it_comes(void** /*state*/) {
    const Directory directory;
    const std::string path = directory.file("keys");
    Source source;
    assert_false(source.load(path));
    assert_false(source.refresh());
    assert_false(source.refresh());
    assert_string_equal(diagnostics_of(source).c_str(), ": error: no such file\n");
    write(path, skeyseed("01"));
    assert_true(source.refresh());
    assert_string_equal(value_of(source).c_str(), "01");
    assert_string_equal(diagnostics_of(source).c_str(), ": note: can be read again\n");
}

void the_secrets_of_a_file_that_vanishes_stay(void** /*state*/) {
    const Directory directory;
    const std::string path = directory.file("keys");
    write(path, skeyseed("01"));
    age(path);
    Source source;
    assert_true(source.load(path));
    const std::uint64_t generation = source.store().generation();
    fs::rename(path, directory.file("away"));
    for (int i = 0; i < 3; ++i) {
        assert_false(source.refresh());
    }
    assert_string_equal(value_of(source).c_str(), "01");
    assert_int_equal(source.store().generation(), generation);
    assert_string_equal(diagnostics_of(source).c_str(),
                        (std::string(": warning: no such file") + kStay + "\n").c_str());
    fs::rename(directory.file("away"), path);
    assert_false(source.refresh());
    assert_string_equal(diagnostics_of(source).c_str(), ": note: can be read again\n");
    fs::remove(path);
    assert_false(source.refresh());
    write(path, skeyseed("02"));
    assert_true(source.refresh());
    assert_string_equal(value_of(source).c_str(), "02");
    assert_string_equal(
        diagnostics_of(source).c_str(),
        (std::string(": warning: no such file") + kStay + "\n: note: can be read again\n").c_str());
}

void what_is_not_a_regular_file_is_refused(void** /*state*/) {
    const Directory directory;
    const std::string fifo = directory.file("fifo");
    assert_int_equal(mkfifo(fifo.c_str(), 0600), 0);
    const struct {
        std::string path;
        const char* reason;
    } rows[] = {
        {directory.file("."), ": error: a directory, not a regular file\n"},
        {fifo, ": error: not a regular file\n"},
        {"/dev/null", ": error: not a regular file\n"},
        {"/dev/zero", ": error: not a regular file\n"},
        {fifo + "/below", ": error: cannot be read: Not a directory\n"},
    };
    for (const auto& row : rows) {
        Source source;
        assert_false(source.load(row.path));
        assert_string_equal(diagnostics_of(source).c_str(), row.reason);
        assert_true(source.store().empty());
    }
}

void a_file_that_becomes_a_directory_leaves_its_secrets(void** /*state*/) {
    const Directory directory;
    const std::string path = directory.file("keys");
    write(path, skeyseed("01"));
    Source source;
    assert_true(source.load(path));
    fs::remove(path);
    fs::create_directory(path);
    assert_false(source.refresh());
    assert_false(source.refresh());
    assert_string_equal(value_of(source).c_str(), "01");
    assert_string_equal(
        diagnostics_of(source).c_str(),
        (std::string(": warning: a directory, not a regular file") + kStay + "\n").c_str());
}

void a_file_larger_than_the_limit_is_refused(void** /*state*/) {
    const Directory directory;
    const std::string path = directory.file("keys");
    write(path, skeyseed("01"));
    assert_int_equal(truncate(path.c_str(), static_cast<off_t>(kLargestFile) + 1), 0);
    Source source;
    assert_false(source.load(path));
    assert_string_equal(diagnostics_of(source).c_str(),
                        ": error: larger than 1024 MiB; not read\n");
}

void a_file_without_permission_leaves_its_secrets(void** /*state*/) {
    constexpr uid_t kNobody = 65534;
    const bool root = geteuid() == 0;
    const Directory directory;
    const std::string path = directory.file("keys");
    write(path, skeyseed("01"));
    fs::permissions(directory.file("."), fs::perms::all);
    if (root) {
        assert_int_equal(chown(path.c_str(), kNobody, kNobody), 0);
        assert_int_equal(seteuid(kNobody), 0);
    }
    Source source;
    const bool loaded = source.load(path);
    fs::permissions(path, fs::perms::none);
    const bool refreshed = source.refresh() || source.refresh();
    const std::string denied = diagnostics_of(source);
    const std::string value = value_of(source);
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
    (void)source.refresh();
    const std::string allowed = diagnostics_of(source);
    if (root) {
        assert_int_equal(seteuid(0), 0);
    }
    assert_true(loaded);
    assert_false(refreshed);
    assert_string_equal(value.c_str(), "01");
    assert_string_equal(
        denied.c_str(),
        (std::string(": warning: cannot be read: Permission denied") + kStay + "\n").c_str());
    assert_string_equal(allowed.c_str(), ": note: can be read again\n");
}

void another_path_drops_the_secrets_of_the_first(void** /*state*/) {
    const Directory directory;
    const std::string path = directory.file("keys");
    write(path, skeyseed("01"));
    Source source;
    assert_true(source.load(path));
    const std::uint64_t generation = source.store().generation();
    assert_false(source.load(directory.file("missing")));
    assert_true(source.store().empty());
    assert_int_not_equal(source.store().generation(), generation);
    assert_true(source.load(path));
    assert_true(source.load(""));
    assert_true(source.store().empty());
    assert_false(source.refresh());
}

void an_error_while_reading_is_reported(void** /*state*/) {
    // A regular file by its status, but the process has no memory at address 0.
    if (!fs::exists("/proc/self/mem")) {
        skip();
    }
    Source source;
    assert_false(source.load("/proc/self/mem"));
    assert_string_equal(diagnostics_of(source).c_str(),
                        ": error: cannot be read: Input/output error\n");
}

void a_relative_path_is_kept_as_it_is(void** /*state*/) {
    const Directory directory;
    write(directory.file("keys"), "SKEYSED\n");
    const fs::path before = fs::current_path();
    fs::current_path(directory.file("."));
    Source source;
    const bool loaded = source.load("./keys");
    fs::current_path(before);
    assert_true(loaded);
    const auto diagnostics = source.take_diagnostics();
    assert_int_equal(diagnostics.size(), 1);
    assert_string_equal(diagnostics[0].file.c_str(), "./keys");
    assert_string_equal(source.path().c_str(), "./keys");
}

void a_large_file_is_read_in_pieces(void** /*state*/) {
    const Directory directory;
    const std::string path = directory.file("keys");
    std::string text;
    for (unsigned i = 0; i < 50000; ++i) {
        char line[80];
        (void)std::snprintf(line, sizeof(line), "SKEYSEED %016x 78f13157ccd3b3d8 %032x\n", i + 1,
                            i);
        text += line;
    }
    write(path, text);
    Source source;
    assert_true(source.load(path));
    assert_string_equal(diagnostics_of(source).c_str(), "");
    assert_int_equal(source.store().count(), 50000);
    StoreBuilder builder;
    assert_true(parse(text, builder.add_file(path), builder).empty());
    assert_true(source.store().same_secrets(std::move(builder).build()));
}

void a_young_file_is_looked_at_once_more_when_it_is_older(void** /*state*/) {
    const Directory directory;
    const std::string path = directory.file("keys");
    write(path, skeyseed("01"));
    Source source;
    assert_true(source.load(path));
    const std::uint64_t generation = source.store().generation();
    // Nothing has changed, so that the second reading changes nothing.
    std::this_thread::sleep_for(std::chrono::milliseconds(2100));
    assert_false(source.refresh());
    assert_false(source.refresh());
    assert_int_equal(source.store().generation(), generation);
    assert_string_equal(value_of(source).c_str(), "01");
    assert_string_equal(diagnostics_of(source).c_str(), "");
}

void a_file_includes_others_relative_to_itself(void** /*state*/) {
    const Directory directory;
    fs::create_directory(directory.file("logs"));
    const std::string path = directory.file("keys.txt");
    write(path, "SK_d * * 01\ninclude \"logs/a b.txt\"\nSK_d * * 04\n");
    write(directory.file("logs/a b.txt"), "SK_d * * 02\nInclude c.txt\n");
    write(directory.file("logs/c.txt"), "SK_d * * 03\n");
    Source source;
    assert_true(source.load(path));
    assert_string_equal(diagnostics_of(source).c_str(), "");
    std::string values;
    for (const SaSecret& secret : source.store().wildcards()) {
        values += test::hex(secret.value);
        values += source.store().file_name(secret.origin.file).substr(path.size() - 8);
    }
    assert_string_equal(values.c_str(), "01keys.txt02logs/a b.txt03logs/c.txt04keys.txt");
}

void an_included_file_that_changes_is_read_again(void** /*state*/) {
    const Directory directory;
    const std::string path = directory.file("keys.txt");
    const std::string other = directory.file("other.txt");
    write(path, "include other.txt\n");
    write(other, skeyseed("01"));
    age(path);
    age(other);
    Source source;
    assert_true(source.load(path));
    assert_false(source.refresh());
    assert_string_equal(value_of(source).c_str(), "01");
    write(other, skeyseed("0203"));
    assert_true(source.refresh());
    assert_string_equal(value_of(source).c_str(), "0203");

    fs::remove(other);
    assert_false(source.refresh());
    assert_string_equal(value_of(source).c_str(), "0203");
    const auto diagnostics = source.take_diagnostics();
    assert_int_equal(diagnostics.size(), 1);
    assert_string_equal(diagnostics[0].file.c_str(), other.c_str());
    assert_string_equal(diagnostics[0].reason.c_str(),
                        "no such file; the secrets that were read from it before stay in use");
}

void an_included_file_that_is_missing_is_reported_and_read_when_it_comes(void** /*state*/) {
    const Directory directory;
    const std::string path = directory.file("keys.txt");
    const std::string other = directory.file("other.txt");
    write(path, "\ninclude other.txt\nSK_d * * 01\n");
    Source source;
    assert_true(source.load(path));
    assert_string_equal(diagnostics_of(source).c_str(),
                        (":2: error: include: " + other + ": no such file\n").c_str());
    assert_int_equal(source.store().count(), 1);
    write(other, "SK_d * * 02\n");
    assert_true(source.refresh());
    assert_int_equal(source.store().count(), 2);
}

void a_bad_include_is_reported(void** /*state*/) {
    const Directory directory;
    const std::string path = directory.file("keys.txt");
    const struct {
        const char* line;
        const char* reason;
    } rows[] = {
        {"include", "include: one path expected"},
        {"include a b", "include: one path expected"},
        {"include \"\"", "include: an empty path"},
        {"include \"a", "include: no closing quotation mark"},
    };
    for (const auto& row : rows) {
        write(path, std::string("SK_d * * 01\n") + row.line + "\n");
        Source source;
        assert_true(source.load(path));
        assert_string_equal(diagnostics_of(source).c_str(),
                            (std::string(":2: error: ") + row.reason + "\n").c_str());
    }
    assert_int_equal(test::read("include x\n").diagnostics.size(), 1);
}

void files_that_include_one_another_end(void** /*state*/) {
    const Directory directory;
    const std::string a = directory.file("a.txt");
    write(a, "include b.txt\ninclude b.txt\nSK_d * * 01\n");
    write(directory.file("b.txt"), "include a.txt\nSK_d * * 02\n");
    Source source;
    assert_true(source.load(a));
    assert_int_equal(source.store().count(), 2);
    const auto diagnostics = source.take_diagnostics();
    assert_int_equal(diagnostics.size(), 1);
    assert_string_equal(diagnostics[0].reason.c_str(),
                        ("include: " + a + ": the file includes itself").c_str());
    assert_false(source.refresh());
}

void includes_are_limited_in_depth_and_number(void** /*state*/) {
    const Directory directory;
    for (int i = 0; i < 12; ++i) {
        write(directory.file(("f" + std::to_string(i)).c_str()),
              "include f" + std::to_string(i + 1) + "\nSK_d * * 0" + std::to_string(i % 10) + "\n");
    }
    Source source;
    assert_true(source.load(directory.file("f0")));
    assert_int_equal(source.store().count(), kDeepestInclude + 1);
    auto diagnostics = source.take_diagnostics();
    assert_int_equal(diagnostics.size(), 1);
    assert_string_equal(diagnostics[0].reason.c_str(), "include: nested deeper than 8 files");

    std::string many;
    for (std::size_t i = 0; i <= kMostFiles; ++i) {
        many += "include missing" + std::to_string(i) + "\n";
    }
    write(directory.file("many"), many + "SK_d * * 01\n");
    assert_true(source.load(directory.file("many")));
    assert_int_equal(source.store().count(), 1);
}

void a_file_that_everybody_can_read_is_mentioned_once(void** /*state*/) {
    const Directory directory;
    const std::string path = directory.file("keys.txt");
    write(path, skeyseed("01"));
    fs::permissions(path, fs::perms::others_read, fs::perm_options::add);
    Source source;
    assert_true(source.load(path));
    assert_string_equal(diagnostics_of(source).c_str(),
                        ": note: every user of this machine can read it; give it mode 0600\n");
    std::ofstream(path, std::ios::app) << "SK_d * * 01\n";
    assert_true(source.refresh());
    assert_string_equal(diagnostics_of(source).c_str(), "");
}

void lines_of_a_table_count_beside_the_file(void** /*state*/) {
    const Directory directory;
    const std::string path = directory.file("keys.txt");
    Source source;
    assert_true(source.set_table("SK_d * * 01\nnonsense\n"));
    assert_int_equal(source.store().count(), 1);
    const auto diagnostics = source.take_diagnostics();
    assert_int_equal(diagnostics.size(), 1);
    assert_string_equal(to_text(diagnostics[0]).c_str(),
                        "table of secrets:2: error: unknown keyword of 8 characters");
    assert_false(source.set_table("SK_d * * 01\nnonsense\n"));

    assert_false(source.load(path));
    assert_int_equal(source.store().count(), 1);
    write(path, "SK_d * * 02\n");
    assert_true(source.refresh());
    assert_int_equal(source.store().count(), 2);
    assert_true(source.set_table(""));
    assert_int_equal(source.store().count(), 1);
    assert_true(source.load(""));
    assert_true(source.store().empty());
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_read_once_as_long_as_it_is_the_same),
        cmocka_unit_test(a_file_that_changes_is_read_again),
        cmocka_unit_test(a_file_that_is_replaced_is_read_again),
        cmocka_unit_test(a_change_of_the_same_size_and_modification_time_is_seen),
        cmocka_unit_test(a_link_that_points_elsewhere_is_read_again),
        cmocka_unit_test(a_touched_file_with_the_same_secrets_is_no_change),
        cmocka_unit_test(a_diagnostic_comes_once_while_a_file_grows),
        cmocka_unit_test(a_missing_file_is_reported_once_and_read_when_it_comes),
        cmocka_unit_test(the_secrets_of_a_file_that_vanishes_stay),
        cmocka_unit_test(what_is_not_a_regular_file_is_refused),
        cmocka_unit_test(a_file_that_becomes_a_directory_leaves_its_secrets),
        cmocka_unit_test(a_file_larger_than_the_limit_is_refused),
        cmocka_unit_test(a_file_without_permission_leaves_its_secrets),
        cmocka_unit_test(another_path_drops_the_secrets_of_the_first),
        cmocka_unit_test(an_error_while_reading_is_reported),
        cmocka_unit_test(a_relative_path_is_kept_as_it_is),
        cmocka_unit_test(a_large_file_is_read_in_pieces),
        cmocka_unit_test(a_young_file_is_looked_at_once_more_when_it_is_older),
        cmocka_unit_test(a_file_includes_others_relative_to_itself),
        cmocka_unit_test(an_included_file_that_changes_is_read_again),
        cmocka_unit_test(an_included_file_that_is_missing_is_reported_and_read_when_it_comes),
        cmocka_unit_test(a_bad_include_is_reported),
        cmocka_unit_test(files_that_include_one_another_end),
        cmocka_unit_test(includes_are_limited_in_depth_and_number),
        cmocka_unit_test(a_file_that_everybody_can_read_is_mentioned_once),
        cmocka_unit_test(lines_of_a_table_count_beside_the_file),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
