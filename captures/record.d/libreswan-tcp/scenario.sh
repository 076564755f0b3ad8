# Two libreswan peers, over TCP.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash

title='libreswan: IKE and ESP in TCP (RFC 9329), PSK, AES-GCM-256 / PRF-HMAC-SHA2-512 / curve25519, rekeys.'
description='Both ends are libreswan 5.2 with enable-tcp=yes: the stream begins with "IKETCP", and IKE messages and ESP packets
follow each other in one connection to port 4500. The CHILD_SA has AES-GCM-256. It is rekeyed, then the IKE SA is. ESP
is that of a kernel with espintcp.'
release=([initiator]=trixie [responder]=trixie)
implementation=([initiator]=libreswan [responder]=libreswan)
strongswan_esp_plugin=''
kernel_features=(espintcp)
keys_from=''
captured='TCP 4500, and UDP 500 and 4500,'
capture_filter='tcp port 4500 or udp port 500 or udp port 4500'

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
