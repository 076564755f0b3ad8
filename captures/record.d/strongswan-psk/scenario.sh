# PSK with a CBC suite: establish, rekey the CHILD_SA, DPD, delete.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash

title='PSK, addresses as IDs, AES-CBC-128 / HMAC-SHA1-96 / PRF-HMAC-SHA1 / MODP-1024.'
description='The CHILD_SA is rekeyed with PFS, pings go through it before and after; then an idle time with
DPD, and the delete of the IKE SA. The userspace ESP of these peers needs UDP encapsulation,
so each of them sends a NAT_DETECTION_SOURCE_IP that does not match, and all goes on at port 4500.'

scenario() {
  swanctl initiator --initiate --child net
  ping_through_tunnel
  swanctl initiator --rekey --child net
  ping_through_tunnel
  sleep 5 # longer than dpd_delay
  swanctl initiator --terminate --ike site
}
