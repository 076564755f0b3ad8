// The words that start the lines of a key file.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

#include "keyfile/secret_kind.h"

namespace ikev2::keyfile {

struct Keyword {
    enum class Line : std::uint8_t { sa_secret, psk, ppk };

    const char* name;  ///< in its usual spelling
    Line line;
    SecretKind kind;  ///< of an sa_secret
};

/// The keyword that `word` is, in any ASCII case, or null. Static storage.
[[nodiscard]] const Keyword* find_keyword(std::string_view word) noexcept;

/// The keyword that `word` is with one or two letters wrong, or null. Static storage.
[[nodiscard]] const Keyword* similar_keyword(std::string_view word);

}  // namespace ikev2::keyfile
