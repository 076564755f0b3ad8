# Root directories of other Debian releases, made once and kept in a cache.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash

roots_directory=${IKEV2_ROOTS:-/var/cache/ikev2-record}

# The archive that this system takes its packages from.
debian_archive() {
  # shellcheck disable=SC2016
  apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 'Component: main' |
    grep --invert-match security | head --lines=1
}

# debian_root NAME SUITE PACKAGE...: sets made_root to the root directory with these packages.
debian_root() {
  local name=$1 suite=$2 unfinished
  shift 2
  made_root=$roots_directory/$name
  [ ! -d "$made_root" ] || return 0
  install_missing debootstrap
  unfinished=$made_root.unfinished
  rm -rf --one-file-system "$unfinished"
  mkdir -p "$roots_directory"
  say "making a Debian $suite in $made_root"
  {
    debootstrap --variant=minbase "$suite" "$unfinished" "$(debian_archive)"
    # No daemon starts in the machine's own network.
    printf '#!/bin/sh\nexit 101\n' >"$unfinished/usr/sbin/policy-rc.d"
    chmod 755 "$unfinished/usr/sbin/policy-rc.d"
    DEBIAN_FRONTEND=noninteractive chroot "$unfinished" \
      apt-get install -q -y --no-install-recommends iproute2 "$@"
    rm -rf "$unfinished"/var/cache/apt/archives/*.deb
  } >"$made_root.log" 2>&1 || fail "see $made_root.log"
  mv "$unfinished" "$made_root"
}
