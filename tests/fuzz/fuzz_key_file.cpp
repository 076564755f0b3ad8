// The text of a key file, or of what another program writes, in pieces.
// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <cstdlib>

#include "keyfile/parser.h"
#include "keyfile/store_builder.h"
#include "tests/fuzz/input.h"
#include "tests/fuzz/target.h"

using namespace ikev2;

namespace {

keyfile::Store read(std::string_view text, std::size_t piece) {
    keyfile::StoreBuilder builder;
    keyfile::Parser parser(builder.add_file("keys.txt"), builder);
    for (; !text.empty(); text.remove_prefix(std::min(piece, text.size()))) {
        parser.feed(text.substr(0, piece));
    }
    static_cast<void>(parser.finish());
    return std::move(builder).build();
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const std::string_view text = fuzz::text_of({data + 1, size - 1});
    // Where a piece ends must make no difference.
    if (!read(text, 1 + data[0]).same_secrets(read(text, size))) {
        std::abort();
    }
    return 0;
}
