// Reads what OpenIKED writes with -dvv.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <optional>

#include "keyfile/importer.h"

namespace ikev2::keyfile {

/// `ikev2_sa_keys: SK_ei with 36 bytes` and hex digits in groups below. The dump of
/// S = Ni | Nr | SPIi | SPIr tells the SPIs.
class IkedImporter : public Importer {
  public:
    explicit IkedImporter(Findings& findings) noexcept : findings_(findings) {}

    [[nodiscard]] const char* name() const noexcept override { return "OpenIKED log"; }
    [[nodiscard]] bool has_other_lines() const noexcept override { return true; }
    [[nodiscard]] bool take(std::string_view line, std::uint32_t number) override;
    void finish() override;

  private:
    struct Value {
        Secret octets;
        std::uint32_t line = 0;
    };

    [[nodiscard]] bool take_rows(std::string_view line);
    void end_dump();
    void end_keys();

    Findings& findings_;
    std::array<Value, kSecretKinds> values_;
    SpiPair spis_;
    bool spis_dump_ = false;  ///< the dump is S
    std::optional<SecretKind> kind_;
    std::size_t expected_ = 0;  ///< octets of the dump; 0: none is open
    Value dump_;
};

}  // namespace ikev2::keyfile
