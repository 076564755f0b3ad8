# A libreswan initiator and a strongSwan responder.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash

title='libreswan with strongSwan: RSA-PSS signatures (RFC 7427), AES-GCM-16-256 / PRF-HMAC-SHA2-512 / ECP-256.'
description='libreswan 5.2 initiates, strongSwan 5.9 answers; both have RSA certificates. The CHILD_SA has AES-GCM-16-256 too, without
UDP; libreswan rekeys it with PFS, then the IKE SA, and strongSwan the CHILD_SA.'
release=([initiator]=trixie [responder]='')
implementation=([initiator]=libreswan [responder]=strongswan)
strongswan_esp_plugin=''
keys_from=''

add_peer_files() {
  if [ "$1" = initiator ]; then
    add_certificate_to_nss "$1" "$2" --type rsa --size 2048
  else
    add_certificate "$1" "$2" rsa --type rsa --size 2048
  fi
}

scenario() {
  whack initiator --debug private,crypt
  whack initiator --initiate --name site
  ping_through_tunnel
  whack initiator --rekey-child --name site
  sleep 1
  ping_through_tunnel
  whack initiator --rekey-ike --name site
  sleep 1
  swanctl responder --rekey --child net
  sleep 1
  ping_through_tunnel
  whack initiator --terminate --name site
}
