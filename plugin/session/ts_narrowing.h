// Whether a responder narrowed traffic selectors (RFC 7296, section 2.9).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/ike/reader.h"

namespace ikev2::session {

/// Whether `answered` lacks traffic that `offered` selects; two readers of TS payload bodies. A
/// selector that no single one of the answer contains counts as narrowed. False if either is empty.
[[nodiscard]] bool is_narrowed(ike::Reader offered, ike::Reader answered);

}  // namespace ikev2::session
