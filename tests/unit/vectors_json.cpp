// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/json_file.h"  // first: CMocka has a macro fail()

#include "tests/unit/vectors_json.h"

#include <json-glib/json-glib.h>

#include <algorithm>

namespace ikev2::tests {

bool equal(Octets a, Octets b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

Bytes from_hex(const char* hex) {
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

bool Case::has(const char* member) const {
    return json_object_has_member(object_, member) != 0 &&
           json_object_get_null_member(object_, member) == 0;
}

const char* Case::text(const char* member) const {
    require(member);
    return json_object_get_string_member(object_, member);
}

Bytes Case::hex(const char* member) const {
    return from_hex(text(member));
}

std::uint64_t Case::hex_number(const char* member) const {
    return g_ascii_strtoull(text(member), nullptr, 16);
}

std::uint16_t Case::number(const char* member) const {
    require(member);
    return static_cast<std::uint16_t>(json_object_get_int_member(object_, member));
}

bool Case::flag(const char* member) const {
    require(member);
    return json_object_get_boolean_member(object_, member) != 0;
}

std::vector<Case> Case::cases(const char* member) const {
    require(member);
    JsonArray* array = json_object_get_array_member(object_, member);
    std::vector<Case> all;
    for (guint i = 0; i < json_array_get_length(array); ++i) {
        all.emplace_back(json_array_get_object_element(array, i));
    }
    return all;
}

void Case::require(const char* member) const {
    if (!has(member)) {
        fail_msg("no member \"%s\"", member);
    }
}

void for_each_case(const std::string& path, const char* member,
                   FunctionRef<bool(const Case&)> check) {
    const JsonFile json = read_json(path);
    const Case file(json_node_get_object(json_parser_get_root(json.get())));
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

std::string own_vectors(const char* name) {
    return std::string(IKEV2_VECTORS "/") + name;
}

void skip_without_shared_vectors() {
    if (g_file_test(IKEV2_SHARED_VECTORS, G_FILE_TEST_IS_DIR) == 0) {
        print_message("skipped: no directory %s\n", IKEV2_SHARED_VECTORS);
        skip();
    }
}

std::string shared_vectors(const char* name) {
    return std::string(IKEV2_SHARED_VECTORS "/") + name;
}

}  // namespace ikev2::tests
