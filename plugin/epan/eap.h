// Wireshark's EAP dissector.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

namespace ikev2::epan {

/// Finds the dissector that EAP payloads are handed to; called at handoff.
void find_eap_dissector();

}  // namespace ikev2::epan
