// What a message decides about its negotiation, and what is worth notice in it.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/epan/draw.h"

namespace ikev2::epan {

/// Adds verdict and findings, with an expert item each, to `draw.tree`.
void draw_verdict(const Draw& draw);

void register_verdict(const Registrar& to);

}  // namespace ikev2::epan
