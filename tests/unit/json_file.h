// JSON files.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <memory>
#include <string>

using JsonParser = struct _JsonParser;  // NOLINT(clang-diagnostic-reserved-identifier)

namespace ikev2::tests {

struct UnrefParser {
    void operator()(JsonParser* parser) const;
};

/// A JSON file that was read, and owns what was read of it.
using JsonFile = std::unique_ptr<JsonParser, UnrefParser>;

/// Fails the test if `path` cannot be read as JSON.
JsonFile read_json(const std::string& path);

}  // namespace ikev2::tests
