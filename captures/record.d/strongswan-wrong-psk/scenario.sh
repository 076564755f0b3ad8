# The peers have different pre-shared keys.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash

title='PSK that differs at the two ends: IKE_AUTH ends in AUTHENTICATION_FAILED.'
description='The responder checks AUTH with the key that it has for the initiator, finds another value and refuses.
keys.txt holds the responder'\''s key, so the initiator'\''s AUTH does not verify with it; the initiator has
"Winter2025" instead. ESP is left to the kernel here, so nothing forces UDP encapsulation: the NAT_DETECTION hashes
match and all stays at port 500.'
keys_from=responder
strongswan_esp_plugin=

scenario() {
  if swanctl initiator --initiate --child net; then
    fail 'the responder took the wrong key'
  fi
}
