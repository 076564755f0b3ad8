// The output of a router's debug crypto ikev2, in pieces.
// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <cstdlib>

#include "plugin/ios/log_reader.h"
#include "tests/fuzz/input.h"
#include "tests/fuzz/target.h"

using namespace ikev2;

namespace {

struct Counter : ios::LogSink {
    std::size_t messages = 0;
    void take_message(ios::LogMessage&& /*message*/) override { ++messages; }
    void take_event(const ios::LogEvent& /*event*/) override {}
};

std::size_t messages(std::string_view text, std::size_t piece) {
    Counter counter;
    ios::LogReader reader(counter);
    for (; !text.empty(); text.remove_prefix(std::min(piece, text.size()))) {
        reader.feed(text.substr(0, piece));
    }
    reader.finish();
    return counter.messages;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const std::string_view text = fuzz::text_of({data + 1, size - 1});
    if (messages(text, 1 + data[0]) != messages(text, size)) {
        std::abort();
    }
    return 0;
}
