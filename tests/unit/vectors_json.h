// Test vectors in JSON files: an array of cases, octets in hex.
// It brings CMocka along, after the headers that CMocka's macro fail() would break.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <json-glib/json-glib.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "plugin/base/octets.h"
#include "tests/unit/cmocka_cpp.h"

namespace ikev2::tests {

using Bytes = std::vector<std::uint8_t>;

inline bool equal(Octets a, Octets b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

/// The octets that `hex` writes; fails the test if it is not hex.
inline Bytes from_hex(const char* hex) {
    Bytes octets;
    for (; hex[0] != '\0'; hex += 2) {
        const int high = g_ascii_xdigit_value(hex[0]);
        const int low = high < 0 ? -1 : g_ascii_xdigit_value(hex[1]);
        if (low < 0) {
            fail_msg("not hex: %s", hex);
        }
        octets.push_back(static_cast<std::uint8_t>(high * 16 + low));
    }
    return octets;
}

/// One object of a vector file. A member that is absent fails the test, but for has().
class Case {
  public:
    explicit Case(JsonObject* object) : object_(object) {}

    /// False also where the member is null.
    [[nodiscard]] bool has(const char* member) const {
        return json_object_has_member(object_, member) != 0 &&
               json_object_get_null_member(object_, member) == 0;
    }
    [[nodiscard]] const char* text(const char* member) const {
        require(member);
        return json_object_get_string_member(object_, member);
    }
    [[nodiscard]] Bytes hex(const char* member) const { return from_hex(text(member)); }
    [[nodiscard]] std::uint64_t hex_number(const char* member) const {
        return g_ascii_strtoull(text(member), nullptr, 16);
    }
    [[nodiscard]] std::uint16_t number(const char* member) const {
        require(member);
        return static_cast<std::uint16_t>(json_object_get_int_member(object_, member));
    }
    [[nodiscard]] bool flag(const char* member) const {
        require(member);
        return json_object_get_boolean_member(object_, member) != 0;
    }
    /// The objects of the array `member`.
    [[nodiscard]] std::vector<Case> cases(const char* member) const {
        require(member);
        JsonArray* array = json_object_get_array_member(object_, member);
        std::vector<Case> all;
        for (guint i = 0; i < json_array_get_length(array); ++i) {
            all.emplace_back(json_array_get_object_element(array, i));
        }
        return all;
    }

  private:
    void require(const char* member) const {
        if (!has(member)) {
            fail_msg("no member \"%s\"", member);
        }
    }

    JsonObject* object_;
};

/// Calls `check` with every object of the array `member` of the JSON file `path`; a check that
/// returns false fails the test, with the number of its case. So does a file without a case.
template <typename Check>
void for_each_case(const std::string& path, const char* member, Check check) {
    struct Unref {
        void operator()(gpointer object) const { g_object_unref(object); }
    };
    const std::unique_ptr<JsonParser, Unref> parser(json_parser_new());
    if (json_parser_load_from_file(parser.get(), path.c_str(), nullptr) == 0) {
        fail_msg("%s: not readable as JSON", path.c_str());
    }
    const Case file(json_node_get_object(json_parser_get_root(parser.get())));
    unsigned count = 0;
    for (const Case& one : file.cases(member)) {
        if (!check(one)) {
            fail_msg("%s: case %u failed%s%s", path.c_str(), count, one.has("source") ? ": " : "",
                     one.has("source") ? one.text("source") : "");
        }
        ++count;
    }
    assert_true(count > 0);
}

/// The path of a vector file of this repository.
inline std::string own_vectors(const char* name) {
    return std::string(IKEV2_VECTORS "/") + name;
}

/// Skips the test, saying so, where the larger vector sets are not beside the repository. Call it
/// before anything that needs a destructor: it leaves by longjmp.
inline void skip_without_shared_vectors() {
    if (g_file_test(IKEV2_SHARED_VECTORS, G_FILE_TEST_IS_DIR) == 0) {
        print_message("skipped: no directory %s\n", IKEV2_SHARED_VECTORS);
        skip();
    }
}

/// The path of a vector file of the larger sets.
inline std::string shared_vectors(const char* name) {
    return std::string(IKEV2_SHARED_VECTORS "/") + name;
}

}  // namespace ikev2::tests
