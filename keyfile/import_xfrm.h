// Reads the output of ip xfrm state.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>

#include "keyfile/esp_entry.h"
#include "keyfile/importer.h"

namespace ikev2::keyfile {

/// ESP SAs as ip-xfrm(8) of iproute2 prints them: a line `src ... dst ...`, below it `proto esp spi
/// ...`, `auth-trunc ...`, `enc ...` or `aead ...`.
class XfrmImporter : public Importer {
  public:
    explicit XfrmImporter(Findings& findings) noexcept : findings_(findings) {}

    [[nodiscard]] const char* name() const noexcept override { return "output of ip xfrm state"; }
    [[nodiscard]] bool has_other_lines() const noexcept override { return false; }
    [[nodiscard]] bool take(std::string_view line, std::uint32_t number) override;
    void finish() override { end_state(); }

  private:
    void take_proto(std::string_view text);
    void take_algorithm(std::string_view type, std::string_view text, std::uint32_t number);
    void end_state();

    Findings& findings_;
    EspEntry entry_;
    std::uint32_t line_ = 0;  ///< of the keys; 0: none yet
    bool open_ = false;       ///< a line `src ... dst ...` has come
    bool esp_ = false;
    bool usable_ = true;
    bool has_encr_ = false;
};

}  // namespace ikev2::keyfile
