# PPK, transport mode, extended sequence numbers.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash

title='PSK with a PPK (RFC 8784), AES-CBC-192 / HMAC-SHA2-384-192 / PRF-HMAC-SHA2-384 / ECP-521 over IPv6, transport mode with ESN.'
description='Initiator of strongSwan 5.9, responder of 6.0. Both want the PPK "site", so SK_d, SK_pi and SK_pr are mixed with it. The CHILD_SA is in
transport mode between the IPv6 addresses of the peers, with AES-GCM-16-128 and extended sequence numbers; it is rekeyed
with MODP-3072, and the responder rekeys the IKE SA, whose SK_d comes of the mixed one.'
release=([initiator]='' [responder]=trixie)
strongswan_esp_plugin=''
keys_from=''

scenario() {
  local role
  swanctl initiator --initiate --child host
  ping_host
  swanctl initiator --rekey --child host
  sleep 1
  ping_host
  swanctl responder --rekey --ike site
  sleep 1
  swanctl initiator --rekey --child host
  sleep 1
  ping_host
  swanctl initiator --terminate --ike site
}

ping_host() {
  ip netns exec "${namespace[initiator]}" ping -q -c 2 -i 0.2 -W 2 "${address6[responder]}" >>"$work/ping.out" 2>&1
}
