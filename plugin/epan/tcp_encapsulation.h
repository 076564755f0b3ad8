// IKE messages and ESP packets in a TCP stream (RFC 9329).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/epan/epan.h"
#include "plugin/epan/fields.h"

namespace ikev2::epan {

/// Dissects a segment of a stream of encapsulated messages, on any port, from a message's boundary
/// on. Takes all of it.
int dissect_tcp_stream(tvbuff_t* tvb, packet_info* pinfo, proto_tree* tree, void* data);

/// Dissects a segment of any port, if it starts with the stream prefix, and makes the rest of its
/// conversation such a stream; 0 if it does not. `data` is the TCP dissector's tcpinfo.
int dissect_tcp_if_prefixed(tvbuff_t* tvb, packet_info* pinfo, proto_tree* tree, void* data);

/// Dissects a segment of port 500 or 4500. A segment that starts with an encapsulated IKEv2 message
/// is as good as one with the prefix: the capture may have begun in the middle of the stream. What
/// is nothing of that sort goes to `built_in`, which had the port before.
int dissect_tcp_port(tvbuff_t* tvb, packet_info* pinfo, proto_tree* tree, void* data,
                     dissector_handle_t built_in);

void register_tcp_encapsulation(const Registrar& to);

/// `stream` is the handle of dissect_tcp_stream().
void hand_off_tcp_encapsulation(dissector_handle_t stream);

}  // namespace ikev2::epan
