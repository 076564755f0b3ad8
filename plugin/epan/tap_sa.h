// tshark -z ikev2,sa and -z ikev2,sa,json: the table of IKE SAs.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

namespace ikev2::epan {

void register_sa_table();

}  // namespace ikev2::epan
