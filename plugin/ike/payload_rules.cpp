// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/payload_rules.h"

#include <algorithm>
#include <iterator>

#include "plugin/iana/exchange_types.h"
#include "plugin/iana/notify_types.h"
#include "plugin/iana/payload_types.h"
#include "plugin/ike/payload_notify.h"

namespace ikev2::ike {

namespace {

using namespace iana::payload;

// Payload types beside Notify and Vendor ID; 0 fills a row.
struct Row {
    std::uint8_t exchange;
    std::uint8_t types[16];
};

constexpr Row rows[] = {
    // RFC 7296, Appendix C.1; PS: RFC 8019, section 7.1. Certificates are not forbidden there.
    {iana::exchange::IKE_SA_INIT, {SA, KE, NONCE, CERT, CERTREQ, PS}},
    // Appendix C.2 and C.3; GSPM: RFC 6467.
    {iana::exchange::IKE_AUTH,
     {SK, SKF, IDi, IDr, CERT, CERTREQ, AUTH, SA, TSi, TSr, CP, EAP, GSPM, PS}},
    // Appendix C.4 and C.5.
    {iana::exchange::CREATE_CHILD_SA, {SK, SKF, SA, NONCE, KE, TSi, TSr, CP}},
    // Appendix C.6.
    {iana::exchange::INFORMATIONAL, {SK, SKF, D, CP}},
    // RFC 5723, section 4.3.2.
    {iana::exchange::IKE_SESSION_RESUME, {NONCE}},
    // RFC 9838, sections 2.3.1 to 2.4.2.
    {iana::exchange::GSA_AUTH,
     {SK, SKF, IDi, IDr, IDg, CERT, CERTREQ, AUTH, SA, GSA, KD, D, EAP, CP}},
    {iana::exchange::GSA_REGISTRATION, {SK, SKF, IDg, SA, GSA, KD, D}},
    {iana::exchange::GSA_REKEY, {SK, SKF, GSA, KD, D, AUTH}},
    {iana::exchange::GSA_INBAND_REKEY, {SK, SKF, GSA, KD, D}},
    // RFC 9370, section 2.2.4. What IKE_INTERMEDIATE carries RFC 9242 leaves to others.
    {iana::exchange::IKE_FOLLOWUP_KE, {SK, SKF, KE}},
};

// What may be notified without keys.
constexpr std::uint16_t unprotected_notifies[] = {
    iana::notify::INVALID_IKE_SPI,
    iana::notify::INVALID_MAJOR_VERSION,
    iana::notify::QUICK_CRASH_DETECTION,
};

bool is_known(std::uint8_t type) noexcept {
    return type >= SA && type <= PS;
}

}  // namespace

bool is_allowed_in(std::uint8_t exchange, std::uint8_t payload_type) noexcept {
    if (!is_known(payload_type) || payload_type == N || payload_type == V) {
        return true;
    }
    const auto* row = std::ranges::find(rows, exchange, &Row::exchange);
    return row == std::end(rows) ||
           std::ranges::find(row->types, payload_type) != std::end(row->types);
}

bool may_be_unencrypted(std::uint8_t exchange, const Payload& payload, Octets buffer) noexcept {
    const bool known_with_keys = exchange >= iana::exchange::IKE_AUTH &&
                                 exchange <= iana::exchange::IKE_FOLLOWUP_KE &&
                                 exchange != iana::exchange::IKE_SESSION_RESUME;
    if (!known_with_keys || !is_known(payload.type)) {
        return true;
    }
    if (payload.type != N) {
        return payload.type == SK || payload.type == SKF || payload.type == PS;
    }
    Reader reader = payload.reader(buffer);
    const auto notify = Notify::read(reader);
    return !notify.type.present() || std::ranges::find(unprotected_notifies, notify.type.value) !=
                                         std::end(unprotected_notifies);
}

}  // namespace ikev2::ike
