#!/bin/bash
# Records one scenario: record-one.sh DIRECTORY_TO_WRITE DIRECTORY_OF_THE_SCENARIO
# SPDX-License-Identifier: GPL-2.0-or-later
set -euo pipefail

common=$(cd "$(dirname "$0")" && pwd)
destination=$1
scenario_directory=$2
name=$(basename "$destination")

say() { printf '%s\n' "$name: $*" >&2; }
fail() {
  say "$*"
  exit 1
}

[ -r "$scenario_directory/scenario.sh" ] || fail 'there is no such scenario'
[ "$(id -u)" -eq 0 ] || fail 'needs root, for the network namespaces'

for part in packages roots uml topology peers certificates strongswan libreswan readme; do
  # shellcheck source=/dev/null
  . "$common/$part.sh"
done

# What a scenario may set.
title='' # one line: what is in the capture
description='' # a few sentences: what happens in it, and why
topology=direct
declare -A implementation=([initiator]=strongswan [responder]=strongswan)
declare -A release=([initiator]='' [responder]='') # the Debian release to take the peer from, where not this one
declare -A root=([initiator]='' [responder]='') # the root directory of another system to take the peer from
kernel_features=() # what the kernel must have besides: espintcp
keys_from=initiator # whose log becomes keys.txt; empty: the logs themselves are what opens the capture
# Later fragments of an IP datagram have no ports.
capture_filter='udp port 500 or udp port 4500 or ip[6:2] & 0x1fff != 0 or ip6 proto 44 or ip proto 50 or ip6 proto 50'
captured='' # what that is, for the README; empty: as the peers' ESP makes it
# add_peer_files ROLE DIRECTORY: certificates and the like, before the peer starts.
add_peer_files() { :; }
# What the peers do: the scenario's function "scenario".

# shellcheck source=/dev/null
. "$scenario_directory/scenario.sh"

install_missing tshark python3 iproute2 iputils-ping ethtool nftables
for role in initiator responder; do
  peer_call "$role" install
done
# charon's kernel-libipsec does ESP by itself.
[ -n "$strongswan_esp_plugin" ] || kernel_features+=(esp)
if ! kernel_has "${kernel_features[@]}"; then
  record_in_uml "$0" "$@"
fi

exec 3>&2
work=$(mktemp --directory --tmpdir ikev2-record.XXXXXX)
processes=()

stop_processes() {
  local process
  for process in "${processes[@]}"; do
    kill "$process" 2>/dev/null || true
    wait "$process" 2>/dev/null || true
  done
  processes=()
}

clean_up() {
  local status=$? role
  trap - EXIT
  set +e
  exec 1>&3 2>&3 # the command that failed may have had others
  if [ "$status" -ne 0 ]; then
    say 'failed; what the programs said last:'
    find "$work" "${root[@]/%/$work}" \( -name '*.out' -o -name pluto.log \) -exec tail -n 20 {} +
  fi
  stop_processes
  topology_remove
  for role in initiator responder; do
    rm -rf "${root[$role]}$work"
  done
  exit "$status"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

say 'making the namespaces'
"topology_$topology"
ip netns exec "${namespace[initiator]}" \
  dumpcap -P -q -i eth0 -f "$capture_filter" -w "$work/capture.pcap" >"$work/dumpcap.out" 2>&1 &
processes+=("$!")
wait_for 'capture' test -s "$work/capture.pcap"
for role in responder initiator; do
  say "starting the $role"
  peer_call "$role" start
done

scenario

# The capture ends first, so the daemons' own end is not in it.
sleep 1
stop_processes

mkdir -p "$work/result"
cp "$work/capture.pcap" "$work/result/"
for role in initiator responder; do
  peer_call "$role" log >"$work/result/$(peer_log_name "$role")"
done
if [ -n "$keys_from" ]; then
  peer_call "$keys_from" keys "$work/result/capture.pcap" >"$work/result/keys.txt"
  say "$(peer_call "$keys_from" check "$work/result/capture.pcap")"
fi
write_readme >"$work/result/README.md"

mkdir -p "$destination"
install -m 644 "$work"/result/* "$destination"
say "wrote $destination"
