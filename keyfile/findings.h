// Where importers put what they find.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "keyfile/diagnostic_list.h"
#include "keyfile/esp_entry.h"
#include "keyfile/secret_kind.h"
#include "keyfile/store_builder.h"
#include "plugin/base/octets.h"
#include "plugin/base/secret.h"
#include "plugin/base/spi.h"

namespace ikev2::keyfile {

/// The secrets of one file, on their way to the StoreBuilder, and what there is to say of them.
class Findings {
  public:
    /// Both must live as long as this object.
    Findings(std::uint16_t file, StoreBuilder& builder, DiagnosticList& diagnostics) noexcept
        : builder_(builder), diagnostics_(diagnostics), file_(file) {}

    /// A secret of an IKE SA; an SPI that is not known is 0. A value that is empty is none; one
    /// that is too long is reported.
    void add(SecretKind kind, SpiPair spis, Octets value, std::uint32_t line,
             std::uint8_t exchange = 0);

    void add(Identity authenticates, Identity authenticates_to, Octets psk, std::uint32_t line);
    void add_ppk(Octets ppk_id, Octets ppk, std::uint32_t line);

    /// The keys of an ESP SA. Keys that do not fit the algorithms are reported.
    void add(EspEntry entry, std::uint32_t line);

    /// The next SK_* belong to another IKE SA than the last.
    void end_set() noexcept { builder_.end_set(); }

    void error(std::uint32_t line, std::string reason) {
        diagnostics_.add(line, Diagnostic::Severity::error, std::move(reason));
    }
    void warn(std::uint32_t line, std::string reason) {
        diagnostics_.add(line, Diagnostic::Severity::warning, std::move(reason));
    }
    /// As DiagnosticList::add_once().
    void warn_once(std::uint32_t line, const char* reason) {
        diagnostics_.add_once(line, Diagnostic::Severity::warning, reason);
    }

    /// How many secrets were added.
    [[nodiscard]] std::size_t secrets() const noexcept { return secrets_; }

  private:
    void count(bool added, std::uint32_t line);

    StoreBuilder& builder_;
    DiagnosticList& diagnostics_;
    std::uint16_t file_;
    std::size_t secrets_ = 0;
};

}  // namespace ikev2::keyfile
