# Two libreswan peers.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash

title='libreswan: PSK, AES-CBC-256 / HMAC-SHA2-256-128 / PRF-HMAC-SHA2-256 / ECP-256, rekeys.'
description='Both ends are libreswan 5.2, with FQDNs as IDs. The CHILD_SA has AES-CBC-128, HMAC-SHA2-256-128 and extended sequence
numbers, without UDP. It is rekeyed with PFS, then the IKE SA is. The logs are those of plutodebug="private,crypt", which
is set once the daemons run, as their tests at the start fill many pages. There is no SK_d in them: what opens ESP are
the keys of the CHILD_SAs.'
release=([initiator]=trixie [responder]=trixie)
implementation=([initiator]=libreswan [responder]=libreswan)
strongswan_esp_plugin=''
keys_from=''

scenario() {
  whack initiator --debug private,crypt
  whack responder --debug private,crypt
  whack initiator --initiate --name site
  ping_through_tunnel
  whack initiator --rekey-child --name site
  sleep 1
  ping_through_tunnel
  whack initiator --rekey-ike --name site
  sleep 1
  ping_through_tunnel
  whack initiator --terminate --name site
}
