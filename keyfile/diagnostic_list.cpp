// SPDX-License-Identifier: GPL-2.0-or-later
#include "keyfile/diagnostic_list.h"

#include <algorithm>
#include <utility>

namespace ikev2::keyfile {

void DiagnosticList::add(std::uint32_t line, Diagnostic::Severity severity, std::string reason) {
    if (diagnostics_.size() == kMost) {
        ++more_;
        return;
    }
    diagnostics_.push_back({file_, line, severity, std::move(reason)});
}

void DiagnosticList::add_once(std::uint32_t line, Diagnostic::Severity severity,
                              const char* reason) {
    const auto found = std::find_if(repeated_.begin(), repeated_.end(),
                                    [reason](const Repeated& r) { return r.reason == reason; });
    if (found != repeated_.end()) {
        ++found->further_lines;
        return;
    }
    repeated_.push_back({reason, diagnostics_.size(), 0});
    add(line, severity, reason);
}

void DiagnosticList::forget_first(std::size_t count) noexcept {
    const auto first = diagnostics_.begin();
    diagnostics_.erase(first, first + static_cast<std::ptrdiff_t>(std::min(count, size())));
    for (Repeated& repeated : repeated_) {
        repeated.index -= std::min(repeated.index, count);
    }
    more_ = 0;
}

std::vector<Diagnostic> DiagnosticList::take() {
    for (const Repeated& repeated : repeated_) {
        if (repeated.index < kMost && repeated.further_lines > 0) {
            diagnostics_[repeated.index].reason +=
                " (and " + std::to_string(repeated.further_lines) + " more such lines)";
        }
    }
    std::stable_sort(diagnostics_.begin(), diagnostics_.end(),
                     [](const Diagnostic& a, const Diagnostic& b) { return a.line < b.line; });
    if (more_ > 0) {
        diagnostics_.push_back(
            {file_, 0, Diagnostic::Severity::warning, "and " + std::to_string(more_) + " more"});
    }
    repeated_.clear();
    more_ = 0;
    return std::exchange(diagnostics_, {});
}

}  // namespace ikev2::keyfile
