// Messages one after the other, each with its length in front: what is not opened with a key.
// SPDX-License-Identifier: GPL-2.0-or-later
#include <vector>

#include "plugin/crypto/gcrypt_init.h"
#include "plugin/ike/recognition.h"
#include "plugin/session/capture.h"
#include "tests/fuzz/input.h"
#include "tests/fuzz/target.h"
#include "tests/fuzz/views.h"
#include "tests/unit/captures.h"

using namespace ikev2;

namespace {

// Secrets for any IKE SA, so that deriving and trying keys is part of it.
const keyfile::Store& wildcards() {
    static const keyfile::Store store = [] {
        if (!crypto::init_gcrypt()) {
            std::abort();
        }
        return tests::store_of(
            "SKEYSEED * * 8d1bc93852d160e5916045d34640a592ca2e18e6\n"
            "SK_ei * * 6e42cbe2c70235561bff747a7f158c8a\n"
            "SK_ai * * a25c0a1448ddcde4131ac43d1e42b4a3288e253b\n"
            "PSK \"cisco\"\n");
    }();
    return store;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const keyfile::Store& store = wildcards();
    fuzz::Input input(data, size);
    session::Capture capture;
    for (unsigned frame = 1; !input.empty(); ++frame) {
        const Octets octets = input.string();
        ike::Reader reader(octets, 0, static_cast<std::uint32_t>(octets.size()));
        session::Message message{ike::read_header(reader), octets};
        message.frame = frame;
        fuzz::read_payloads(octets, message.header.next_payload.value, ike::kHeaderLength,
                            message.header.length.value);
        std::vector<std::uint8_t> plaintext(octets.size());
        static_cast<void>(capture.first_pass(message, store, plaintext));
    }
    return 0;
}
