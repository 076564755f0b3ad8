// A TCP stream, and what may be a message on any port.
// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <cstdlib>

#include "plugin/ike/recognition.h"
#include "plugin/ike/tcp_stream.h"
#include "tests/fuzz/target.h"

using namespace ikev2;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Octets left(data, size);
    while (!left.empty()) {
        static_cast<void>(ike::starts_with_stream_prefix(left));
        static_cast<void>(ike::starts_with_ike_in_stream(left));
        const ike::StreamStretch stretch = ike::stretch_of_stream(left);
        if (stretch.part == ike::StreamPart::undecided) {
            break;
        }
        if (stretch.length == 0) {
            std::abort();  // the stream would never end
        }
        const auto part = left.first(std::min<std::size_t>(stretch.length, left.size()));
        static_cast<void>(ike::part_of_stream(part, stretch.length));
        left = left.subspan(part.size());
    }
    return 0;
}
