// Reads rows of Wireshark's tables of keys.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "keyfile/importer.h"

namespace ikev2::keyfile {

/// Rows of the table ikev2_decryption_table:
/// SPIi,SPIr,SK_ei,SK_er,"encryption",SK_ai,SK_ar,"integrity". The names of the algorithms only
/// serve to check the lengths of the keys: what was negotiated is in the capture.
class Ikev2TableImporter : public Importer {
  public:
    explicit Ikev2TableImporter(Findings& findings) noexcept : findings_(findings) {}

    [[nodiscard]] const char* name() const noexcept override {
        return "Wireshark's ikev2_decryption_table";
    }
    [[nodiscard]] bool has_other_lines() const noexcept override { return false; }
    [[nodiscard]] bool take(std::string_view line, std::uint32_t number) override;
    void finish() override {}

  private:
    Findings& findings_;
};

/// Rows of the table esp_sa: "IPv4","source","destination","SPI","encryption","key","integrity",
/// "key", since Wireshark 4.2 also "32-bit" or "64-bit" for the sequence number.
class EspTableImporter : public Importer {
  public:
    explicit EspTableImporter(Findings& findings) noexcept : findings_(findings) {}

    [[nodiscard]] const char* name() const noexcept override { return "Wireshark's esp_sa table"; }
    [[nodiscard]] bool has_other_lines() const noexcept override { return false; }
    [[nodiscard]] bool take(std::string_view line, std::uint32_t number) override;
    void finish() override {}

  private:
    Findings& findings_;
};

}  // namespace ikev2::keyfile
