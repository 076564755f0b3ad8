# Debian systems in folders of their own, build/roots/SUITE: made by debootstrap, and kept. To be sourced in
# the top folder, as root.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash

# The archive that this system takes its packages from.
debian_archive() {
    # shellcheck disable=SC2016
    apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 'Component: main' |
        grep --invert-match security | head --lines=1
}

# debian_root SUITE: makes build/roots/SUITE unless it is there.
debian_root() {
    local root=build/roots/$1
    [[ ! -d $root ]] || return 0
    echo "dev: making $root"
    mkdir -p build/roots
    rm -rf --one-file-system "$root.part"
    debootstrap --variant=minbase "$1" "$root.part" "$(debian_archive)" >"$root.log" 2>&1 ||
        { tail -n 20 "$root.log" && return 1; }
    # Lists of unstable are valid for a week, and a mirror may lag behind; their signatures are checked all the same.
    echo 'Acquire::Check-Valid-Until "false";' >"$root.part/etc/apt/apt.conf.d/lagging-mirror"
    mv "$root.part" "$root"
}

# in_root ROOT COMMAND..: runs COMMAND in ROOT, with this repository as /src, and what lies beside it in shared as
# /shared. Its mounts and processes end with it.
in_root() {
    local cache=${CCACHE_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/ccache}
    mkdir -p "$cache" "$1/src" "$1/var/cache/ccache"
    cp /etc/resolv.conf "$1/etc/resolv.conf"
    # shellcheck disable=SC2016  # expands there
    unshare --mount --propagation private --pid --fork --kill-child bash -c '
        set -euo pipefail
        root=$1 cache=$2
        mount -t proc proc "$root/proc"
        mount --rbind /dev "$root/dev"
        mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
        mount --bind "$cache" "$root/var/cache/ccache"
        mount --bind "$PWD" "$root/src"
        if [[ -d ../shared ]]; then
            mkdir -p "$root/shared"
            mount --bind -o ro ../shared "$root/shared"
        fi
        shift 2
        exec chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 \
            CCACHE_DIR=/var/cache/ccache CI="${CI:-}" "$@"' - "$1" "$cache" "${@:2}"
}
