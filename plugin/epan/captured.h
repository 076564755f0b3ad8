// A message with what its frame says of it.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/base/octets.h"
#include "plugin/epan/bridge/capture_bridge.h"
#include "plugin/epan/epan.h"
#include "plugin/ike/header.h"

namespace ikev2::epan {

/// The frame that is being dissected.
session::Place place_of(const packet_info& pinfo);

/// The message whose `octets` a frame carries, without its digest and key. It owns nothing.
session::Message captured_message(const packet_info& pinfo, const ike::Header& header,
                                  Octets octets);

}  // namespace ikev2::epan
