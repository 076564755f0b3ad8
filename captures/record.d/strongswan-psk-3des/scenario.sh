# PSK with 3DES and MD5 over IPv6, IKE_AUTH in fragments.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash

title='PSK, IPv6 addresses as IDs, 3DES / HMAC-MD5-96 / PRF-HMAC-MD5 / MODP-1024, SKF fragments.'
description='IPv6 outside, IPv4 inside. The initiator offers many ESP proposals and networks, and both ends send fragments of
at most 280 octets of IP (charon.conf), so both IKE_AUTH messages come in SKF payloads (RFC 7383).'

scenario() {
  # The userspace ESP wants an address of its own host in every local network.
  local network
  for network in 4 8; do
    ip -n "${namespace[initiator]}" address add "10.1.$network.1/32" dev lo
    ip -n "${namespace[responder]}" address add "10.2.$network.1/32" dev lo
  done
  swanctl initiator --initiate --child net
  ping_through_tunnel
  swanctl initiator --terminate --ike site
}
