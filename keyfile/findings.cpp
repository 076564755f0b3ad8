// SPDX-License-Identifier: GPL-2.0-or-later
#include "keyfile/findings.h"

#include <utility>

#include "keyfile/esp_algorithms.h"
#include "keyfile/values.h"

namespace ikev2::keyfile {

void Findings::count(bool added, std::uint32_t line) {
    if (added) {
        ++secrets_;
    } else {
        diagnostics_.add_once(line, Diagnostic::Severity::error,
                              "too many secrets; the further ones are left out");
    }
}

void Findings::add(SecretKind kind, SpiPair spis, Octets value, std::uint32_t line,
                   std::uint8_t exchange) {
    if (value.empty()) {
        return;
    }
    if (value.size() > row(kind).longest) {
        error(line, std::string(name(kind)) + ": " + std::to_string(value.size()) +
                        " octets, at most " + std::to_string(row(kind).longest) + " expected");
        return;
    }
    SaSecret secret;
    secret.kind = kind;
    secret.exchange = exchange;
    secret.value = value;
    secret.origin = {file_, line};
    secret.wildcard_initiator = spis.initiator == 0;
    secret.wildcard_responder = spis.responder == 0;
    secret.spi_i = spis.initiator;
    secret.spi_r = spis.responder;
    count(builder_.add(secret), line);
}

void Findings::add(Identity authenticates, Identity authenticates_to, Octets psk,
                   std::uint32_t line) {
    if (psk.empty() || psk.size() > kLongestPsk) {
        error(line, psk.empty() ? "an empty pre-shared key" : "a pre-shared key that is too long");
        return;
    }
    count(
        builder_.add(PskEntry{
            std::move(authenticates), std::move(authenticates_to), to_secret(psk), {file_, line}}),
        line);
}

void Findings::add_ppk(Octets ppk_id, Octets ppk, std::uint32_t line) {
    if (ppk_id.empty() || ppk_id.size() > kLongestPpkId || ppk.empty() ||
        ppk.size() > kLongestPsk) {
        error(line, "a PPK or PPK_ID that is empty or too long");
        return;
    }
    count(builder_.add(PpkEntry{to_secret(ppk_id), to_secret(ppk), {file_, line}}), line);
}

void Findings::add(EspEntry entry, std::uint32_t line) {
    std::string fault = encr_key_fault(entry.encr_id, entry.encr_key.size());
    if (!fault.empty()) {
        error(line, "encryption key: " + fault);
        return;
    }
    // The key of an algorithm that is not known is of no use.
    if (entry.unchecked_icv != 0) {
        entry.integ_key.clear();
    }
    fault = integ_key_fault(entry.integ_id, entry.integ_key.size());
    if (!fault.empty()) {
        error(line, "integrity key: " + fault);
        return;
    }
    entry.origin = {file_, line};
    count(builder_.add(std::move(entry)), line);
}

}  // namespace ikev2::keyfile
