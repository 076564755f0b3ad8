# The README.md of a capture.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash

key_file_row() {
  [ -z "$keys_from" ] || printf "| \`keys.txt\` | the secrets of the %s's log as a key file |\n\n" "$keys_from"
}

write_readme() {
  if [ -z "$captured" ]; then
    captured='UDP 500 and 4500'
    [ -n "$strongswan_esp_plugin" ] || captured+=', and ESP,'
  fi

  cat <<END
# $name

$title

$description

| file | what |
|---|---|
| \`capture.pcap\` | $captured as the initiator saw them |
| \`$(peer_log_name initiator)\` | log of the initiator, with its secrets |
| \`$(peer_log_name responder)\` | log of the responder, with its secrets |
$(key_file_row)
Initiator: $(peer_call initiator version).
Responder: $(peer_call responder version).

Recorded between two network namespaces by \`captures/record $name\`,
which records it again. An own recording, under the licence of this repository:
no third party's traffic, and no secret that is used anywhere else.
END
}
