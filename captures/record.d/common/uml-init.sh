#!/bin/bash
# The first process of the User-Mode Linux: uml-init.sh UML_ROOT ROOTS STATUS_FILE COMMAND...
# SPDX-License-Identifier: GPL-2.0-or-later

uml_root=$1
roots=$2
status_file=$3
shift 3
export PATH=/usr/sbin:/usr/bin:/sbin:/bin TMPDIR=/run LC_ALL=C.UTF-8
exec </dev/null

mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs devtmpfs /dev 2>/dev/null
ln -sfn /proc/self/fd /dev/fd
for directory in /run "$roots"/*/run; do
  mount -t tmpfs tmpfs "$directory"
done

if [ -e /proc/sys/kernel/modprobe ]; then
  printf '#!/bin/sh\nexec /usr/sbin/modprobe -d %s "$@"\n' "$uml_root" >/run/modprobe
  chmod 755 /run/modprobe
  echo /run/modprobe >/proc/sys/kernel/modprobe
  for module in veth esp4 esp6 xfrm_user af_packet; do
    /run/modprobe "$module" || true
  done
fi
ip link set lo up

"$@"
echo $? >"$status_file"
python3 -c 'import ctypes; ctypes.CDLL(None).reboot(0x4321FEDC)' # RB_POWER_OFF
