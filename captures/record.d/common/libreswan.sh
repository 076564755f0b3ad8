# A libreswan peer: pluto with its own configuration, NSS database and log.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash

libreswan_daemon=pluto

# libreswan does not go together with strongSwan, so it always comes from a root of its own.
libreswan_install() {
  local suite=${release[$1]:-bookworm}
  debian_root "$suite-libreswan" "$suite" libreswan
  root[$1]=$made_root
}

libreswan_version() {
  dpkg-query --root="${root[$1]}" --show --showformat='libreswan ${source:Upstream-Version} (libreswan ${Version})' libreswan
}

libreswan_start() {
  local role=$1 inside outside
  inside=$(peer_inside "$role")
  outside=$(peer_outside "$role")
  mkdir -p "$outside"/{run,nss}
  sed "s|@PEER@|$inside|" "$scenario_directory/$role.ipsec.conf" >"$outside/ipsec.conf"
  cp "$scenario_directory/ipsec.secrets" "$outside/"
  # Policies apply to what has a route.
  local other=initiator
  [ "$role" = responder ] || other=responder
  ip -n "${namespace[$role]}" route replace default via "${address4[$other]}"
  in_peer "$role" ipsec initnss --nssdir "$inside/nss" >>"$work/libreswan.out" 2>&1
  add_peer_files "$role" "$outside"
  daemon_in_peer "$role" /usr/libexec/ipsec/pluto --nofork --config "$inside/ipsec.conf" --rundir "$inside/run" \
    --nssdir "$inside/nss" --secretsfile "$inside/ipsec.secrets" --logfile "$inside/pluto.log"
  wait_for "control socket of the $role" test -S "$outside/run/pluto.ctl"
  wait_for "pluto of the $role" whack "$role" --listen
  in_peer "$role" /usr/libexec/ipsec/addconn --config "$inside/ipsec.conf" --ctlsocket "$inside/run/pluto.ctl" \
    site >>"$work/libreswan.out" 2>&1 || say "$role: addconn complains"
}

# whack ROLE ARGUMENT...: for scenarios.
whack() {
  local role=$1
  shift
  say "$role: whack $*"
  in_peer "$role" /usr/libexec/ipsec/whack --rundir "$(peer_inside "$role")/run" "$@" >>"$work/libreswan.out" 2>&1
}

libreswan_log() {
  cat "$(peer_outside "$1")/pluto.log"
}
