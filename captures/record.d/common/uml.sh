# Where this machine's kernel has no ESP, the recording goes on in a User-Mode Linux, which has.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash

kernel_has_esp() {
  local probe=ikev2-probe-$$ status=0
  ip netns add "$probe"
  ip -n "$probe" xfrm state add src 192.0.2.1 dst 192.0.2.2 proto esp spi 0x100 mode tunnel \
    aead 'rfc4106(gcm(aes))' 0x000102030405060708090a0b0c0d0e0f10111213 128 2>/dev/null || status=1
  ip netns delete "$probe"
  return "$status"
}

# Debian 12's User-Mode Linux does not start on processors with large registers; this one needs a newer libc.
uml_root() {
  debian_root uml sid user-mode-linux
  install_missing kmod
  local kernel
  for kernel in "$made_root"/usr/lib/uml/modules/*; do
    mkdir -p "$made_root/lib/modules"
    ln -sfn "../uml/modules/${kernel##*/}" "$made_root/lib/modules/${kernel##*/}"
    [ -e "$kernel/modules.dep" ] || depmod --basedir "$made_root" "${kernel##*/}"
  done
}

# record_in_uml COMMAND...: runs the command in a User-Mode Linux whose root directory is this system's.
record_in_uml() {
  local status_file
  uml_root
  status_file=$(mktemp)
  say 'the kernel of this machine has no ESP: a User-Mode Linux records'
  # shellcheck disable=SC2016
  unshare --mount --propagation private bash -c '
    root=$1
    shift
    mount --bind / "$root/mnt"
    mount --bind /proc "$root/proc"
    mount -t tmpfs tmpfs "$root/dev/shm"
    exec chroot "$root" /usr/bin/linux.uml rootflags=/mnt "$@"' \
    bash "$made_root" mem=512M rootfstype=hostfs rw quiet con=null con0=null,fd:1 con1=null ssl=null \
    init="$common/uml-init.sh" -- "$made_root" "$roots_directory" "$status_file" "$@" >&2
  status=$(cat "$status_file")
  rm "$status_file"
  exit "${status:-1}"
}
