// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/crypto/gcrypt_init.h"

#include <gcrypt.h>

namespace ikev2::crypto {

namespace {

bool initialise() noexcept {
    if (gcry_check_version(GCRYPT_VERSION) == nullptr) {
        return false;
    }
    if (gcry_control(GCRYCTL_INITIALIZATION_FINISHED_P) == 0) {
        // Locked memory is scarce, and these keys are also in the user's key file.
        gcry_control(GCRYCTL_DISABLE_SECMEM, 0);
        gcry_control(GCRYCTL_INITIALIZATION_FINISHED, 0);
    }
    return true;
}

}  // namespace

bool init_gcrypt() noexcept {
    static const bool ready = initialise();
    return ready;
}

}  // namespace ikev2::crypto
