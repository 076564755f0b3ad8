# Where this machine's kernel lacks what a recording needs, it goes on in a User-Mode Linux, which has it.
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

# ESP in TCP: the kernel knows the "upper layer protocol" (RFC 9329).
kernel_has_espintcp() {
  python3 - <<'PYTHON'
import errno, socket
TCP_ULP = 31
try:
    socket.socket().setsockopt(socket.IPPROTO_TCP, TCP_ULP, b"espintcp")
except OSError as error:
    raise SystemExit(error.errno == errno.ENOENT)
PYTHON
}

# kernel_has FEATURE...
kernel_has() {
  local feature
  for feature in "$@"; do
    "kernel_has_$feature" || return 1
  done
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

# No kernel of Debian has espintcp: this one is made of Debian's source, in about ten minutes.
uml_espintcp_root() {
  local log=$roots_directory/uml-espintcp-kernel.log
  debian_root uml-espintcp sid linux-source gcc libc6-dev make bc flex bison xz-utils
  install_missing kmod
  [ ! -x "$made_root/usr/bin/linux.uml" ] || return 0
  say "building a User-Mode Linux with espintcp: $log"
  rm -rf "$made_root/build"
  mkdir "$made_root/build"
  cp "$common/uml-espintcp.config" "$made_root/build/"
  # shellcheck disable=SC2016
  chroot "$made_root" sh -euc '
    tar --extract --strip-components=1 --directory=/build --file="$(echo /usr/src/linux-source-*.tar.xz)"
    cd /build
    make ARCH=um defconfig
    cat uml-espintcp.config >>.config
    make ARCH=um olddefconfig
    make ARCH=um --jobs="$1" linux
    install --strip linux /usr/bin/linux.uml' sh "$(nproc)" >"$log" 2>&1 || fail "see $log"
  rm -rf "$made_root/build"
}

# record_in_uml COMMAND...: runs the command in a User-Mode Linux whose root directory is this system's.
record_in_uml() {
  local status_file
  case " ${kernel_features[*]} " in
    *' espintcp '*) uml_espintcp_root ;;
    *) uml_root ;;
  esac
  status_file=$(mktemp)
  say "the kernel of this machine lacks one of: ${kernel_features[*]}; a User-Mode Linux records"
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
