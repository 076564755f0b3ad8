// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/crypto/ec_curve.h"

#include <algorithm>
#include <iterator>
#include <span>

namespace ikev2::crypto {

namespace {

constexpr EcCurve kEcCurves[] = {
    {"NIST P-192", 192, Oid("1.2.840.10045.3.1.1")},
    {"NIST P-224", 224, Oid("1.3.132.0.33")},
    {"NIST P-256", 256, Oid("1.2.840.10045.3.1.7")},
    {"NIST P-384", 384, Oid("1.3.132.0.34")},
    {"NIST P-521", 521, Oid("1.3.132.0.35")},
    {"brainpoolP160r1", 160, Oid("1.3.36.3.3.2.8.1.1.1")},
    {"brainpoolP192r1", 192, Oid("1.3.36.3.3.2.8.1.1.3")},
    {"brainpoolP224r1", 224, Oid("1.3.36.3.3.2.8.1.1.5")},
    {"brainpoolP256r1", 256, Oid("1.3.36.3.3.2.8.1.1.7")},
    {"brainpoolP320r1", 320, Oid("1.3.36.3.3.2.8.1.1.9")},
    {"brainpoolP384r1", 384, Oid("1.3.36.3.3.2.8.1.1.11")},
    {"brainpoolP512r1", 512, Oid("1.3.36.3.3.2.8.1.1.13")},
};

constexpr EdCurve kEdCurves[] = {
    {"Ed25519", 255, 32, "sha512", Oid("1.3.101.112")},
    {"Ed448", 448, 57, "shake256", Oid("1.3.101.113")},
};

template <typename Curve>
const Curve* find(std::span<const Curve> curves, Octets oid) noexcept {
    const auto row =
        std::ranges::find_if(curves, [oid](const Curve& curve) { return curve.oid.is(oid); });
    return row == curves.end() ? nullptr : &*row;
}

}  // namespace

const EcCurve* find_ec_curve(Octets oid) noexcept {
    return find<EcCurve>(kEcCurves, oid);
}

const EdCurve* find_ed_curve(Octets oid) noexcept {
    return find<EdCurve>(kEdCurves, oid);
}

}  // namespace ikev2::crypto
