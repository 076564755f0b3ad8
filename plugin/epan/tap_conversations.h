// Statistics > Conversations and Endpoints, tshark -z conv,ikev2 and -z endpoints,ikev2.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

namespace ikev2::epan {

/// A conversation is an IKE SA between two addresses and ports; an endpoint is one side of it.
void register_conversations(int protocol);

}  // namespace ikev2::epan
