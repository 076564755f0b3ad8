# What goes wrong between peers that disagree, and on a network that loses packets.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash

title='Failures: lost packets, COOKIE, INVALID_KE_PAYLOAD, NO_PROPOSAL_CHOSEN, TS_UNACCEPTABLE.'
description='PSK, one IKE SA after the other:

1. The initiator guesses a group (ECP-256) that the responder does not take: INVALID_KE_PAYLOAD, and on with MODP-2048. That
   response is lost at first. In the rekey of the CHILD_SA the same guess ends in an INVALID_KE_PAYLOAD that is encrypted;
   that request is lost once. In a second rekey the response is.
2. The IKE_SA_INIT response is lost, and the retransmission finds a responder with a half-open IKE SA, which now wants a
   COOKIE. Then traffic selectors that the responder does not have: TS_UNACCEPTABLE in IKE_AUTH.
3. An IKE SA whose CHILD_SA has no proposal in common: NO_PROPOSAL_CHOSEN in IKE_AUTH.
4. No IKE proposal in common: NO_PROPOSAL_CHOSEN in IKE_SA_INIT.'
release=([initiator]=trixie [responder]=trixie)
keys_from=''

scenario() {
  lose_what_arrives_at initiator
  swanctl initiator --initiate --child net &
  local initiation=$!
  sleep 0.7
  arrives_again_at initiator
  wait "$initiation"
  ping_through_tunnel

  lose_what_arrives_at responder
  swanctl initiator --rekey --child net
  sleep 0.7
  arrives_again_at responder
  sleep 1.5
  ping_through_tunnel
  lose_what_arrives_at initiator
  swanctl initiator --rekey --child net
  sleep 0.7
  arrives_again_at initiator
  sleep 1.5
  ping_through_tunnel
  swanctl initiator --terminate --ike site

  lose_what_arrives_at initiator
  swanctl initiator --initiate --child elsewhere &
  initiation=$!
  sleep 0.7
  arrives_again_at initiator
  ! wait "$initiation" || fail 'the responder has traffic selectors that it should not have'
  swanctl initiator --terminate --ike selectors
  ! swanctl initiator --initiate --child strong || fail 'the responder took a proposal that it should not take'
  swanctl initiator --terminate --ike child-proposal
  ! swanctl initiator --initiate --child none || fail 'the responder took a proposal that it should not take'
}
