# Childless IKE SA, Ed25519, ChaCha20-Poly1305, and a move from IPv4 to IPv6.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash

title='Ed25519 (RFC 8420), ChaCha20-Poly1305 / PRF-HMAC-SHA2-256 / Curve25519, childless (RFC 6023), MOBIKE (RFC 4555).'
description='IKE_AUTH makes no CHILD_SA; CREATE_CHILD_SA does, with ChaCha20-Poly1305 and PFS. There is no NAT and ESP is not in UDP.
The initiator gets another IPv4 address and says so (ADDITIONAL_IP4_ADDRESS), then loses the first one and goes on over IPv6
(UPDATE_SA_ADDRESSES), and so do the ESP packets. The responder rekeys the IKE SA, the initiator the CHILD_SA.'
release=([initiator]=trixie [responder]=trixie)
strongswan_esp_plugin=''
keys_from=''

add_peer_files() { add_certificate "$1" "$2" pkcs8 --type ed25519; }

scenario() {
  swanctl initiator --initiate --ike site
  swanctl initiator --initiate --child net
  ping_through_tunnel
  say 'the initiator loses its IPv4 address'
  ip -n "${namespace[initiator]}" address add 192.0.2.3/24 dev eth0
  sleep 1
  ip -n "${namespace[initiator]}" address delete "${address4[initiator]}/24" dev eth0
  sleep 3
  ping_through_tunnel
  swanctl responder --rekey --ike site
  sleep 1
  swanctl initiator --rekey --child net
  sleep 1
  ping_through_tunnel
  swanctl initiator --terminate --ike site
}
