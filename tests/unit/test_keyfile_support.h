// What the tests of the key file share.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "keyfile/diagnostic.h"
#include "keyfile/store.h"
#include "plugin/base/octets.h"
#include "plugin/base/spi.h"

namespace ikev2::keyfile::test {

inline constexpr SpiPair kSpis{0x19ab98963486359f, 0x78f13157ccd3b3d8};
inline const std::string kSpiText = "19ab98963486359f 78f13157ccd3b3d8 ";

struct Result {
    Store store;
    std::vector<Diagnostic> diagnostics;
};

Result read(std::string_view text);

/// The same, the text cut into pieces of `octets`.
Result read_pieces(std::string_view text, std::size_t octets);

std::string text_of(const std::vector<Diagnostic>& diagnostics);

std::string hex(Octets octets);

std::string text(Octets octets);

/// "KEYWORD SPIi SPIr value n", `*` for an SPI that is not known.
std::string line_of(const SaSecret& secret);

/// The secrets of IKE SAs, each as line_of() and LF.
std::string lines_of(const Store& store);

/// Whether a secret of an IKE SA has this line.
bool has(const Store& store, const char* kind, const std::string& spis, const std::string& value,
         unsigned n = 0);

std::vector<SaSecret> all(const SecretRange& range);

}  // namespace ikev2::keyfile::test
