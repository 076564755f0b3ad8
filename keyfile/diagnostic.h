// What there is to say about a key file.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace ikev2::keyfile {

/// One remark about one line of a key file. It never holds an octet of a secret.
struct Diagnostic {
    enum class Severity : std::uint8_t { note, warning, error };

    std::string file;        ///< the file's name as the user gave it
    std::uint32_t line = 0;  ///< counts from 1; 0 is the file as a whole
    Severity severity = Severity::error;
    std::string reason;  ///< one sentence in UTF-8, without file, line or full stop

    bool operator==(const Diagnostic&) const = default;
};

/// `diagnostic` as compilers print it: "keys.txt:12: error: SPIr: 15 hex digits, 16 expected".
[[nodiscard]] std::string to_text(const Diagnostic& diagnostic);

}  // namespace ikev2::keyfile
