# The network of a recording: namespaces that know nothing of the machine's own network.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash

declare -A namespace=([initiator]="ikev2-initiator-$$" [responder]="ikev2-responder-$$" [router]="ikev2-router-$$")

# Outer addresses: documentation prefixes (RFC 5737, RFC 3849).
declare -A address4=([initiator]=192.0.2.1 [responder]=192.0.2.2)
declare -A address6=([initiator]=2001:db8::1 [responder]=2001:db8::2)
declare -A ethernet=([initiator]=02:00:00:00:00:01 [responder]=02:00:00:00:00:02)
# One address of the network behind each peer, inside the traffic selectors of roles.conf.
declare -A inner_address=([initiator]=10.1.0.1 [responder]=10.2.0.1)

# eth0 of the initiator is wired to eth0 of the responder.
topology_direct() {
  local role
  for role in initiator responder; do
    ip netns add "${namespace[$role]}"
  done
  ip link add name eth0 netns "${namespace[initiator]}" address "${ethernet[initiator]}" type veth \
    peer name eth0 netns "${namespace[responder]}" address "${ethernet[responder]}"
  for role in initiator responder; do
    ip -n "${namespace[$role]}" link set lo up
    # No link-local address: it would come a second later, and MOBIKE report it at odd times.
    ip -n "${namespace[$role]}" link set eth0 addrgenmode none up
    ip -n "${namespace[$role]}" address add "${address4[$role]}/24" dev eth0
    ip -n "${namespace[$role]}" address add "${address6[$role]}/64" dev eth0 nodad
    ip -n "${namespace[$role]}" address add "${inner_address[$role]}/32" dev lo
    # Without it the capture shows checksums that only hardware would complete.
    ip netns exec "${namespace[$role]}" ethtool -K eth0 tx off >/dev/null
  done
}

# The initiator is behind a router, which translates its address to the one that it has in topology_direct.
topology_nat() {
  local role
  for role in initiator responder router; do
    ip netns add "${namespace[$role]}"
    ip -n "${namespace[$role]}" link set lo up
  done
  for role in initiator responder; do
    ip link add name eth0 netns "${namespace[$role]}" address "${ethernet[$role]}" type veth \
      peer name "$role" netns "${namespace[router]}"
    ip -n "${namespace[$role]}" link set eth0 addrgenmode none up
    ip -n "${namespace[router]}" link set "$role" addrgenmode none up
    ip -n "${namespace[$role]}" address add "${inner_address[$role]}/32" dev lo
    ip netns exec "${namespace[$role]}" ethtool -K eth0 tx off >/dev/null
    ip netns exec "${namespace[router]}" ethtool -K "$role" tx off >/dev/null
  done
  ip -n "${namespace[initiator]}" address add 198.51.100.1/24 dev eth0
  ip -n "${namespace[initiator]}" route add default via 198.51.100.254
  ip -n "${namespace[responder]}" address add "${address4[responder]}/24" dev eth0
  ip -n "${namespace[router]}" address add 198.51.100.254/24 dev initiator
  ip -n "${namespace[router]}" address add "${address4[initiator]}/24" dev responder
  ip netns exec "${namespace[router]}" sh -c 'echo 1 >/proc/sys/net/ipv4/ip_forward'
  nft_in router 'table ip nat { chain postrouting { type nat hook postrouting priority 100; oifname "responder" masquerade; }; }'
}

# nft_in ROLE RULESET
nft_in() { ip netns exec "${namespace[$1]}" nft "$2"; }

# lose_what_arrives_at ROLE: after the capture has seen it, until arrives_again_at ROLE.
lose_what_arrives_at() {
  say "what arrives at the $1 is lost"
  nft_in "$1" 'table inet lost { chain input { type filter hook input priority 0; meta l4proto udp drop; }; }'
}
arrives_again_at() { nft_in "$1" 'delete table inet lost'; }

topology_remove() {
  local role
  for role in "${!namespace[@]}"; do
    if [ -e "/run/netns/${namespace[$role]}" ]; then
      ip netns delete "${namespace[$role]}"
    fi
  done
}

# ping_through_tunnel [SOURCE]: to the network behind the responder.
ping_through_tunnel() {
  say 'pings through the tunnel'
  ip netns exec "${namespace[initiator]}" \
    ping -q -c 2 -i 0.2 -W 2 -I "${1:-${inner_address[initiator]}}" "${inner_address[responder]}" \
    >>"$work/ping.out" 2>&1
}
