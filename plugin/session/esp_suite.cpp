// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/esp_suite.h"

#include <algorithm>
#include <iterator>

#include "plugin/iana/transform_ids.h"

namespace ikev2::session {

namespace {

using namespace iana;

// Encryption algorithms that only ESP has, each another way to use one that IKE has too.
struct EspOnly {
    std::uint16_t id;
    std::uint16_t works_as;
    bool implicit_iv;
    bool encrypts;
};
constexpr EspOnly kEspOnly[] = {
    {encr::ENCR_NULL_AUTH_AES_GMAC, encr::ENCR_AES_GCM_16, false, false},
    {encr::ENCR_AES_CCM_8_IIV, encr::ENCR_AES_CCM_8, true, true},
    {encr::ENCR_AES_GCM_16_IIV, encr::ENCR_AES_GCM_16, true, true},
    {encr::ENCR_CHACHA20_POLY1305_IIV, encr::ENCR_CHACHA20_POLY1305, true, true},
};

}  // namespace

std::optional<EspSuite> EspSuite::find(std::uint16_t encr_id, std::uint16_t integ_id,
                                       std::uint16_t sn_id) noexcept {
    EspSuite suite;
    suite.esn = sn_id == esn::ESN;
    const auto* special = std::find_if(std::begin(kEspOnly), std::end(kEspOnly),
                                       [&](const EspOnly& row) { return row.id == encr_id; });
    if (special != std::end(kEspOnly)) {
        suite.implicit_iv = special->implicit_iv;
        suite.encrypts = special->encrypts;
        encr_id = special->works_as;
    }
    suite.encr = crypto::find_encr(encr_id);
    if (suite.encr == nullptr) {
        return std::nullopt;
    }
    if (!suite.encr->is_aead() && integ_id != integ::AUTH_NONE) {
        suite.integ = crypto::find_integ(integ_id);
        if (suite.integ == nullptr) {
            return std::nullopt;
        }
    }
    return suite;
}

std::optional<std::size_t> EspSuite::encr_key_length(std::uint16_t key_bits) const noexcept {
    return crypto::sk_e_length(*encr, key_bits);
}

std::uint32_t EspSuite::iv_length() const noexcept {
    return implicit_iv ? 0 : static_cast<std::uint32_t>(encr->iv_length);
}

std::uint32_t EspSuite::icv_length() const noexcept {
    if (!has_integrity()) {
        return unchecked_icv;
    }
    return static_cast<std::uint32_t>(integ != nullptr ? integ->icv_length : encr->icv_length);
}

}  // namespace ikev2::session
