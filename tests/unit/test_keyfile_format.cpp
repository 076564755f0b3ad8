// The examples of keyfile/FORMAT.md.
// SPDX-License-Identifier: GPL-2.0-or-later
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "tests/unit/test_keyfile_support.h"
// CMocka defines macros with names that the other headers use.
#include "tests/unit/cmocka_cpp.h"

using namespace ikev2::keyfile;

namespace {

/// The contents of the fenced blocks with this info string, joined.
std::vector<std::string> lines_of_blocks(const std::string& info) {
    std::ifstream document(IKEV2_VECTORS "/../../keyfile/FORMAT.md");
    assert_true(document.is_open());
    std::vector<std::string> lines;
    std::string fence;
    for (std::string line; std::getline(document, line);) {
        if (line.starts_with("```")) {
            fence = fence.empty() ? line.substr(3) + '\n' : "";
        } else if (fence == info + '\n') {
            lines.push_back(line);
        }
    }
    assert_true(fence.empty());
    return lines;
}

std::string joined(const std::vector<std::string>& lines) {
    std::ostringstream text;
    for (const std::string& line : lines) {
        text << line << '\n';
    }
    return text.str();
}

void every_example_is_read_without_a_diagnostic(void** /*state*/) {
    const auto result = test::read(joined(lines_of_blocks("keyfile")));
    assert_string_equal(test::text_of(result.diagnostics).c_str(), "");
    for (const SecretKindRow& row : secret_kinds()) {
        if (row.kind != SecretKind::SK_pi && row.kind != SecretKind::SK_pr) {
            assert_true(result.store.count(row.kind) > 0);
        }
    }
    // 5 PSK lines, 2 of the two IDs of ipsec.secrets and of swanctl.conf each, 4 of Cisco's.
    assert_int_equal(result.store.psks().size(), 5 + 2 + 2 + 4);
    assert_int_equal(result.store.ppks().size(), 2);
    assert_int_equal(result.store.esp().size(), 1);
}

void the_example_of_sets_is_two_sets(void** /*state*/) {
    const auto result = test::read(joined(lines_of_blocks("keyfile")));
    std::vector<std::uint32_t> sets;
    for (const SaSecret& secret : result.store.wildcards()) {
        if (is_sk(secret.kind)) {
            sets.push_back(secret.group);
        }
    }
    assert_int_equal(sets.size(), 6);
    assert_int_equal(sets[0], sets[3]);
    assert_int_equal(sets[4], sets[5]);
    assert_int_not_equal(sets[3], sets[4]);
}

void every_rejected_example_is_rejected_with_the_reason_it_states(void** /*state*/) {
    const auto lines = lines_of_blocks("keyfile-rejected");
    assert_true(lines.size() >= 10);
    for (const std::string& line : lines) {
        const auto result = test::read(line);
        assert_true(result.store.empty());
        assert_int_equal(result.diagnostics.size(), 1);
        const std::string stated = line.substr(line.rfind("# ") + 2);
        assert_string_equal(result.diagnostics[0].reason.c_str(), stated.c_str());
    }
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(every_example_is_read_without_a_diagnostic),
        cmocka_unit_test(the_example_of_sets_is_two_sets),
        cmocka_unit_test(every_rejected_example_is_rejected_with_the_reason_it_states),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
