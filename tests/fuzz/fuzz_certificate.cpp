// The key in a certificate, or a raw public key, and a signature with it.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/crypto/gcrypt_init.h"
#include "plugin/crypto/public_key.h"
#include "plugin/crypto/signature.h"
#include "tests/fuzz/input.h"
#include "tests/fuzz/target.h"

using namespace ikev2;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const bool ready = crypto::init_gcrypt();
    fuzz::Input input(data, size);
    const std::uint8_t method = input.octet();
    const Octets certificate = input.string();
    const Octets signature = input.string();
    for (const auto& key : {crypto::PublicKey::from_certificate(certificate),
                            crypto::PublicKey::from_public_key_info(certificate)}) {
        if (ready && key) {
            static_cast<void>(key->bits());
            static_cast<void>(crypto::verify_signature(method, *key, certificate, signature));
        }
    }
    return 0;
}
