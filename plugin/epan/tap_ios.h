// tshark -z ikev2,ios and -z ikev2,ios-diff: the capture as a Cisco router prints it, and held
// against what one has printed.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

namespace ikev2::epan {

void register_ios_statistics();

}  // namespace ikev2::epan
