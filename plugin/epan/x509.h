// Handing certificates and distinguished names to Wireshark's X.509 dissectors.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/epan/draw.h"

namespace ikev2::epan {

/// Draws a DER certificate.
void draw_certificate(const Draw& draw, proto_tree* tree, const ike::At<Octets>& der);

/// Draws a DER Name, as an ID_DER_ASN1_DN carries it.
void draw_distinguished_name(const Draw& draw, proto_tree* tree, const ike::At<Octets>& der);

/// Finds the dissectors; called at handoff.
void find_x509_dissectors();

}  // namespace ikev2::epan
