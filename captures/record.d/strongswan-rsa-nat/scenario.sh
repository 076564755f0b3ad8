# RSA certificates at both ends, through a router that translates addresses; fragments, rekeys, reauthentication.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash

title='RSA signatures (Authentication Method 1), AES-CBC-256 / HMAC-SHA2-256-128 / PRF-HMAC-SHA2-256 / Curve25519, behind a NAT.'
description='The initiator is behind a router that masquerades it, so all goes on at port 4500 and ESP in UDP. The certificates make
IKE_AUTH large enough for fragments (RFC 7383), and the signatures are not in the form of RFC 7427, which is switched off.
The IKE SA is reauthenticated: another IKE SA is made before the first one is deleted. Then the CHILD_SA, with AES-CBC-128 and
HMAC-SHA2-256-128, is rekeyed with PFS.'
topology=nat
keys_from=''

add_peer_files() { add_certificate "$1" "$2" rsa --type rsa --size 2048; }

scenario() {
  swanctl initiator --initiate --child net
  ping_through_tunnel
  swanctl initiator --rekey --ike site --reauth
  sleep 2
  ping_through_tunnel
  swanctl initiator --rekey --child net
  sleep 1
  ping_through_tunnel
  swanctl initiator --terminate --ike site
}
