# ML-KEM in IKE_INTERMEDIATE and IKE_FOLLOWUP_KE, ECDSA signatures in the form of RFC 7427.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash

title='ECDSA (RFC 7427), AES-GCM-16-256 / PRF-HMAC-SHA2-384 / Curve25519 with ML-KEM-768 in IKE_INTERMEDIATE (RFC 9242, RFC 9370).'
description='Both ends have ECDSA-256 certificates; AUTH signs IntAuth too. The CHILD_SA and then the IKE SA are rekeyed, each
with Curve25519 in CREATE_CHILD_SA and ML-KEM-768 in IKE_FOLLOWUP_KE; the CHILD_SA is rekeyed once more under the new IKE SA.
The longest of these messages come in fragments.'
# Debian 13's strongSwan has no ML-KEM.
release=([initiator]=sid [responder]=sid)
strongswan_esp_plugin=''
keys_from=''

add_peer_files() { add_certificate "$1" "$2" ecdsa --type ecdsa --size 256; }

scenario() {
  swanctl initiator --initiate --child net
  ping_through_tunnel
  swanctl initiator --rekey --child net
  sleep 1
  ping_through_tunnel
  swanctl initiator --rekey --ike site
  sleep 2
  swanctl initiator --rekey --child net
  sleep 1
  ping_through_tunnel
  swanctl initiator --terminate --ike site
}
