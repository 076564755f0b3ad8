// What the glue asks of the core about whole IKE SAs, verdicts and findings.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

#include "plugin/session/finding.h"
#include "plugin/session/sa_report.h"
#include "plugin/session/sa_verdict.h"

namespace ikev2::epan {

/// The reports of the capture's IKE SAs; they stay until the next call or the end of the capture.
struct SaReports {
    const session::SaReport* first = nullptr;
    std::size_t count = 0;

    [[nodiscard]] const session::SaReport* begin() const noexcept { return first; }
    [[nodiscard]] const session::SaReport* end() const noexcept { return first + count; }
};

/// session::report_of. Nothing if there is no memory, or no capture.
[[nodiscard]] SaReports bridge_make_reports() noexcept;

/// session::to_text of one of them; "" if there is no memory. It stays until the next call.
[[nodiscard]] const char* bridge_report_text(const session::SaReport& report) noexcept;

/// The SPI of one side of the capture's IKE SA with this number; 0 if it is not known, or no more.
[[nodiscard]] std::uint64_t bridge_spi(std::uint32_t sa, bool initiator) noexcept;

}  // namespace ikev2::epan
