// IKE messages in UDP datagrams, with the non-ESP marker or without.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/epan/epan.h"
#include "plugin/epan/fields.h"

namespace ikev2::epan {

/// Dissects an IKE message of version 2; what is none, and all of them while `ikev2` is switched
/// off, is for the built-in dissector. Returns the octets taken; 0 if neither takes it.
int dissect_ike(tvbuff_t* tvb, packet_info* pinfo, proto_tree* tree, void* data);

/// Dissects a datagram of port 500.
int dissect_udp_ike(tvbuff_t* tvb, packet_info* pinfo, proto_tree* tree, void* data);

/// Dissects a datagram of port 4500, or of another with the same content: an IKE message behind the
/// non-ESP marker, an ESP packet or a NAT-keepalive (RFC 3948, section 2).
int dissect_udp_nat_traversal(tvbuff_t* tvb, packet_info* pinfo, proto_tree* tree, void* data);

/// Dissects a datagram of a port that the user said is IKEv2's: like port 500's if it holds an IKE
/// message without marker, like port 4500's otherwise.
int dissect_udp_decode_as(tvbuff_t* tvb, packet_info* pinfo, proto_tree* tree, void* data);

/// Dissects a datagram of any port, if there is no doubt that it is an IKEv2 message; 0 otherwise.
int dissect_udp_if_certain(tvbuff_t* tvb, packet_info* pinfo, proto_tree* tree, void* data);

/// Whether the user left IKEv2 switched on.
bool is_ikev2_enabled();

void register_udp_encapsulation(const Registrar& to);

/// `ikev2` is the handle of the message's dissector; `nat_traversal` takes the other datagrams of a
/// conversation in which an IKE message with the marker was found.
void hand_off_udp_encapsulation(dissector_handle_t ikev2, dissector_handle_t nat_traversal);

}  // namespace ikev2::epan
