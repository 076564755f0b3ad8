// Reads the lines "ikev2 I" and "ikev2 R" of libreswan's log and of tcpdump -E.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "keyfile/importer.h"

namespace ikev2::keyfile {

/// ikev2 I 0x<SPIi> 0x<SPIr> <integrity>:0x<SK_ai> <encryption><bits>:0x<SK_ei>, and ikev2 R with
/// SK_ar and SK_er; anything may stand before it.
class PlutoImporter : public Importer {
  public:
    explicit PlutoImporter(Findings& findings) noexcept : findings_(findings) {}

    [[nodiscard]] const char* name() const noexcept override {
        return R"("ikev2 I" and "ikev2 R" of libreswan or tcpdump)";
    }
    [[nodiscard]] bool has_other_lines() const noexcept override { return log_line_ != 0; }
    [[nodiscard]] bool take(std::string_view line, std::uint32_t number) override;
    void finish() override;

  private:
    void take_keys(std::string_view text, std::uint32_t number);

    Findings& findings_;
    std::uint32_t log_line_ = 0;  ///< the first line that only a log has; 0: none
    bool keys_ = false;
};

}  // namespace ikev2::keyfile
