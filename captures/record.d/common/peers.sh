# The two peers, whatever program plays them.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash

# peer_call ROLE FUNCTION ARGUMENT...: IMPLEMENTATION_FUNCTION ROLE ARGUMENT...
# An implementation has these functions: install, start, version, log, keys CAPTURE, check CAPTURE;
# and a variable: IMPLEMENTATION_daemon.
peer_call() {
  local role=$1 function=$2
  shift 2
  "${implementation[$role]}_$function" "$role" "$@"
}

# The daemon's name tells whose form of log it is.
peer_log_name() {
  local daemon=${implementation[$1]}_daemon
  printf '%s-%s.log\n' "${!daemon}" "$1"
}

# The peer's own directory as the peer sees it; with its root before it, as this script sees it.
peer_inside() { printf '%s\n' "$work/$1"; }
peer_outside() { printf '%s\n' "${root[$1]}$work/$1"; }

# exec_in_peer ROLE COMMAND...: becomes that command, in the peer's namespace and root.
exec_in_peer() {
  local role=$1
  shift
  if [ -z "${root[$role]}" ]; then
    exec ip netns exec "${namespace[$role]}" "$@"
  fi
  # The mounts end with the mount namespace that "ip netns exec" makes.
  # shellcheck disable=SC2016
  exec ip netns exec "${namespace[$role]}" sh -c \
    'root=$1 && shift && mount --rbind /dev "$root/dev" && mount -t proc proc "$root/proc" && exec chroot "$root" "$@"' \
    sh "${root[$role]}" "$@"
}

in_peer() { (exec_in_peer "$@"); }

# daemon_in_peer ROLE COMMAND...: in the background, ended with the recording.
daemon_in_peer() {
  (exec_in_peer "$@") >"$(peer_outside "$1")/daemon.out" 2>&1 &
  processes+=("$!")
}

# wait_for WHAT COMMAND...: until the command succeeds, ten seconds at most.
wait_for() {
  local what=$1 tries=100
  shift
  until "$@"; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || fail "waited too long for: $what"
    sleep 0.1
  done
}
