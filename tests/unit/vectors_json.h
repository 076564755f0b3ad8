// Test vectors in JSON files: an array of cases, octets in hex.
// It brings CMocka along, whose macro fail() breaks <memory>, <fstream> and others that come later.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "plugin/base/octets.h"
#include "tests/unit/cmocka_cpp.h"
#include "tests/unit/function_ref.h"

// Of json-glib, which takes long to read.
using JsonObject = struct _JsonObject;  // NOLINT(clang-diagnostic-reserved-identifier)

namespace ikev2::tests {

using Bytes = std::vector<std::uint8_t>;

bool equal(Octets a, Octets b);

/// The octets that `hex` writes; fails the test if it is not hex.
Bytes from_hex(const char* hex);

/// One object of a vector file. A member that is absent fails the test, but for has().
class Case {
  public:
    explicit Case(JsonObject* object) : object_(object) {}

    /// False also where the member is null.
    [[nodiscard]] bool has(const char* member) const;
    [[nodiscard]] const char* text(const char* member) const;
    [[nodiscard]] Bytes hex(const char* member) const;
    [[nodiscard]] std::uint64_t hex_number(const char* member) const;
    [[nodiscard]] std::uint16_t number(const char* member) const;
    [[nodiscard]] bool flag(const char* member) const;
    /// The objects of the array `member`.
    [[nodiscard]] std::vector<Case> cases(const char* member) const;

  private:
    void require(const char* member) const;

    JsonObject* object_;
};

void for_each_case(const std::string& path, const char* member,
                   FunctionRef<bool(const Case&)> check);

/// Calls `check` with every object of the array `member` of the JSON file `path`; a check that
/// returns false fails the test, with the number of its case. So does a file without a case.
template <typename Check>
void for_each_case(const std::string& path, const char* member, Check check) {
    for_each_case(path, member, FunctionRef<bool(const Case&)>(check));
}

/// The path of a vector file of this repository.
std::string own_vectors(const char* name);

/// Skips the test, saying so, where the larger vector sets are not beside the repository. Call it
/// before anything that needs a destructor: it leaves by longjmp.
void skip_without_shared_vectors();

/// The path of a vector file of the larger sets.
std::string shared_vectors(const char* name);

}  // namespace ikev2::tests
