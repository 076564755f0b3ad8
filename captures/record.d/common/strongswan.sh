# A strongSwan peer: charon-systemd with its own configuration, vici socket and log.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash

strongswan_daemon=charon
# The plugin that does ESP in userspace, always in UDP; empty leaves ESP to the kernel.
strongswan_esp_plugin=kernel-libipsec
strongswan_more_plugins='' # for the scenario to set
strongswan_packages=(charon-systemd strongswan-swanctl strongswan-pki libcharon-extra-plugins
  libcharon-extauth-plugins libstrongswan-extra-plugins libstrongswan-standard-plugins)

# A root that the scenario names is expected to hold what it needs.
strongswan_install() {
  if [ -n "${release[$1]}" ]; then
    debian_root "${release[$1]}-strongswan" "${release[$1]}" "${strongswan_packages[@]}"
    root[$1]=$made_root
  fi
  [ -z "${root[$1]}" ] || return 0
  local was_there=no
  ! package_is_installed charon-systemd || was_there=yes
  install_missing "${strongswan_packages[@]}"
  # Where systemd runs, the new package has started a daemon in the machine's own network.
  if [ "$was_there" = no ] && [ -d /run/systemd/system ]; then
    systemctl disable --now strongswan.service
  fi
}

strongswan_version() {
  dpkg-query --root="${root[$1]:-/}" --show \
    --showformat='strongSwan ${source:Upstream-Version} (charon-systemd ${Version})' charon-systemd
}

strongswan_start() {
  local role=$1 inside outside
  inside=$(peer_inside "$role")
  outside=$(peer_outside "$role")
  mkdir -p "$outside/swanctl"
  sed "s|@PEER@|$inside|; s|@ESP_PLUGIN@|$strongswan_esp_plugin $strongswan_more_plugins|" "$common/strongswan.conf" >"$outside/strongswan.conf"

  # The scenario may leave out charon.conf and both.conf.
  touch "$outside/charon.conf" "$outside/swanctl/both.conf"
  cp "$common/roles.conf" "$scenario_directory"/*.conf "$outside/swanctl/"
  ! [ -e "$outside/swanctl/charon.conf" ] || mv "$outside/swanctl/charon.conf" "$outside/"
  printf 'include %s\n' roles.conf both.conf "$role.conf" >"$outside/swanctl/swanctl.conf"
  # AppArmor keeps /usr/sbin/swanctl to /etc/swanctl; a copy is not bound to that.
  cp "${root[$role]}/usr/sbin/swanctl" "$outside/swanctl-copy"

  add_peer_files "$role" "$outside/swanctl"

  daemon_in_peer "$role" env STRONGSWAN_CONF="$inside/strongswan.conf" charon-systemd
  wait_for "vici socket of the $role" test -S "$outside/charon.vici"
  swanctl "$role" --load-all
}

# swanctl ROLE ARGUMENT...: for scenarios; the exit status is swanctl's.
swanctl() {
  local role=$1 inside
  inside=$(peer_inside "$role")
  shift
  say "$role: swanctl $*"
  in_peer "$role" env STRONGSWAN_CONF="$inside/strongswan.conf" SWANCTL_DIR="$inside/swanctl" \
    "$inside/swanctl-copy" "$@" --uri "unix://$inside/charon.vici" >>"$work/swanctl.out" 2>&1
}

strongswan_log() {
  cat "$(peer_outside "$1")/charon.log"
}

strongswan_keys() {
  strongswan_log "$1" | "$common/charon_keys.py" keys - "$2"
}

strongswan_check() {
  strongswan_log "$1" | "$common/charon_keys.py" check - "$2"
}
