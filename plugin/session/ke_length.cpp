// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/ke_length.h"

#include "plugin/crypto/dh.h"
#include "plugin/iana/transform_ids.h"

namespace ikev2::session {

namespace {

struct Kem {
    std::uint16_t id;
    std::uint32_t encapsulation_key;
    std::uint32_t ciphertext;
};

constexpr Kem kems[] = {
    {iana::dh::ML_KEM_512, 800, 768},
    {iana::dh::ML_KEM_768, 1184, 1088},
    {iana::dh::ML_KEM_1024, 1568, 1568},
};

}  // namespace

std::optional<std::uint32_t> ke_data_length(std::uint16_t method, bool response) noexcept {
    for (const Kem& kem : kems) {
        if (kem.id == method) {
            return response ? kem.ciphertext : kem.encapsulation_key;
        }
    }
    if (const crypto::DhGroup* group = crypto::find_dh_group(method); group != nullptr) {
        return static_cast<std::uint32_t>(group->public_length);
    }
    return std::nullopt;
}

}  // namespace ikev2::session
