// Saying whether an Encrypted payload was opened, with what, and why not.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/epan/draw.h"

namespace ikev2::epan {

/// Adds the verdict to the payload's tree. `data` is the item of the ciphertext, `icd` that of the
/// Integrity Checksum Data; null where there is none.
void draw_sk_verdict(const Draw& draw, proto_item* data, proto_item* icd);

void register_sk_verdict(const Registrar& to);

}  // namespace ikev2::epan
