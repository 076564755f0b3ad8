// What reads the lines that other programs write.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "keyfile/findings.h"

namespace ikev2::keyfile {

/// Reads one foreign format and puts the secrets into Findings. It recognises its lines by their
/// content. One object serves one file.
class Importer {
  public:
    Importer() = default;
    virtual ~Importer() = default;
    Importer(const Importer&) = delete;
    Importer& operator=(const Importer&) = delete;
    Importer(Importer&&) = delete;
    Importer& operator=(Importer&&) = delete;

    /// What the lines are, as "strongSwan log". Static storage.
    [[nodiscard]] virtual const char* name() const noexcept = 0;

    /// Whether lines of other forms belong to such a file, as in a log, so that they are no errors.
    [[nodiscard]] virtual bool has_other_lines() const noexcept = 0;

    /// Takes a line, not empty and without its end, if it has this form. False if it has not.
    [[nodiscard]] virtual bool take(std::string_view line, std::uint32_t number) = 0;

    /// The end of the file.
    virtual void finish() = 0;
};

/// One importer for each format, in the order in which they are to be asked. `findings` must live
/// as long as they do.
[[nodiscard]] std::vector<std::unique_ptr<Importer>> make_importers(Findings& findings);

}  // namespace ikev2::keyfile
