// The diagnostics of one file, limited in number.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "keyfile/diagnostic.h"

namespace ikev2::keyfile {

/// Collects the diagnostics of a file.
class DiagnosticList {
  public:
    /// How many there are before the last, "and N more".
    static constexpr std::size_t kMost = 100;

    explicit DiagnosticList(std::string file) : file_(std::move(file)) {}

    void add(std::uint32_t line, Diagnostic::Severity severity, std::string reason);

    /// As add(), but one diagnostic stands for all lines with the same reason and counts them.
    /// `reason` must live until take().
    void add_once(std::uint32_t line, Diagnostic::Severity severity, const char* reason);

    /// Forgets the first `count` and those that were too many. Precondition: add_once() was not
    /// called for them.
    void forget_first(std::size_t count) noexcept;

    [[nodiscard]] std::size_t size() const noexcept { return diagnostics_.size(); }

    [[nodiscard]] bool empty() const noexcept { return diagnostics_.empty(); }

    /// The diagnostics in the order of their lines; the list is empty afterwards.
    [[nodiscard]] std::vector<Diagnostic> take();

  private:
    struct Repeated {
        const char* reason;
        std::size_t index;  ///< in diagnostics_, or kMost if it is not there
        std::size_t further_lines;
    };

    std::string file_;
    std::vector<Diagnostic> diagnostics_;
    std::vector<Repeated> repeated_;
    std::size_t more_ = 0;
};

}  // namespace ikev2::keyfile
