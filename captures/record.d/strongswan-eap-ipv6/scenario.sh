# A remote-access client of strongSwan 6.0 at a server of 5.9, over IPv6.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash

title='EAP-MSCHAPv2 against an ECDSA server certificate over IPv6, AES-CTR-256 / AES-XCBC-96 / PRF-AES128-XCBC / MODP-2048.'
description='A client of another release than the server. The server authenticates with an ECDSA-384 certificate (RFC 7427); the
client by EAP-MSCHAPv2. CFG_REQUEST and CFG_REPLY give it an address of 10.3.0.0/24 and one of 2001:db8:3::/120, and two DNS servers. The
CHILD_SA has AES-CCM-16-128, carries IPv4 and IPv6, and is not in UDP. The client has the IKE SA rekeyed.'
release=([initiator]=trixie [responder]='')
strongswan_esp_plugin=''
strongswan_more_plugins='xcbc ctr ccm fips-prf'
keys_from=''

add_peer_files() {
  if [ "$1" = responder ]; then
    add_certificate responder "$2" ecdsa --type ecdsa --size 384
  else
    mkdir -p "$2/x509ca"
    cp "$work/pki/ca.crt" "$2/x509ca/"
  fi
}

scenario() {
  swanctl initiator --initiate --child net
  ping_through_tunnel 10.3.0.1
  swanctl initiator --rekey --ike site
  sleep 1
  ping_through_tunnel 10.3.0.1
  swanctl initiator --terminate --ike site
}
