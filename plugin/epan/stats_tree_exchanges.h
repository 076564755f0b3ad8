// tshark -z ikev2,tree and Statistics > IKEv2: exchanges, notifies, failures, response times.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

namespace ikev2::epan {

void register_exchange_statistics();

}  // namespace ikev2::epan
