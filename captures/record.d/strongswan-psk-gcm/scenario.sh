# PSK with an AEAD suite: establish, rekey the IKE SA, rekey the CHILD_SA under it, move to IPv6, delete.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash

title='PSK, e-mail address and FQDN as IDs, AES-GCM-16-256 / PRF-HMAC-SHA2-384 / ECP-384, MOBIKE, two IKE SAs.'
description='NAT traversal is forced on both ends. The initiator rekeys the IKE SA and, on the new one, the CHILD_SA without
PFS. Then it loses its IPv4 address and moves to IPv6 (UPDATE_SA_ADDRESSES); the userspace ESP cannot move with it,
so a CHILD_SA is rekeyed once more, this time by the responder. The IKE SA is deleted over IPv6.
The log lines carry the names of the IKE SAs (ike_name = yes).'

scenario() {
  swanctl initiator --initiate --child net
  ping_through_tunnel
  swanctl initiator --rekey --ike site
  sleep 1
  swanctl initiator --rekey --child net
  sleep 1
  ping_through_tunnel
  say 'the initiator loses its IPv4 address'
  ip -n "${namespace[initiator]}" address delete "${address4[initiator]}/24" dev eth0
  sleep 3
  ping_through_tunnel
  swanctl initiator --terminate --ike site
}
