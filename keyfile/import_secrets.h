// Reads ipsec.secrets of strongSwan and libreswan, and the secrets of strongSwan's swanctl.conf.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "keyfile/importer.h"

namespace ikev2::keyfile {

/// `ID... : PSK "secret"` of ipsec.secrets(5), and lines of other types, which do not serve.
class IpsecSecretsImporter : public Importer {
  public:
    explicit IpsecSecretsImporter(Findings& findings) noexcept : findings_(findings) {}

    [[nodiscard]] const char* name() const noexcept override { return "ipsec.secrets"; }
    [[nodiscard]] bool has_other_lines() const noexcept override { return false; }
    [[nodiscard]] bool take(std::string_view line, std::uint32_t number) override;
    void finish() override {}

  private:
    void take_psk(std::string_view selectors, std::string_view value, std::uint32_t number);
    void take_ppk(std::string_view selectors, std::string_view value, bool has_id,
                  std::uint32_t number);

    Findings& findings_;
    bool in_key_ = false;  ///< indented lines belong to a private key
};

/// The section `secrets { ... }` of swanctl.conf(5); other sections are passed over.
class SwanctlImporter : public Importer {
  public:
    explicit SwanctlImporter(Findings& findings) noexcept : findings_(findings) {}

    [[nodiscard]] const char* name() const noexcept override { return "swanctl.conf"; }
    [[nodiscard]] bool has_other_lines() const noexcept override { return false; }
    [[nodiscard]] bool take(std::string_view line, std::uint32_t number) override;
    void finish() override;

  private:
    void take_text(std::string_view text, std::uint32_t number);
    void take_setting(std::string_view key, Secret value, std::uint32_t number);
    void end_section();

    Findings& findings_;
    std::vector<std::string> sections_;  ///< the open ones, the outermost first
    std::vector<std::string> ids_;
    Secret secret_;
    std::uint32_t secret_line_ = 0;
    std::uint32_t first_line_ = 0;
};

}  // namespace ikev2::keyfile
