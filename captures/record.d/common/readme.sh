# The README.md of a capture.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash

write_readme() {
  cat <<END
# $name

$title

$description

| file | what |
|---|---|
| \`capture.pcap\` | UDP 500 and 4500 as the initiator saw them |
| \`$(peer_log_name initiator)\` | log of the initiator, with its secrets |
| \`$(peer_log_name responder)\` | log of the responder, with its secrets |
| \`keys.txt\` | the secrets of the $keys_from's log as a key file |

Initiator: $(peer_call initiator version).
Responder: $(peer_call responder version).

Recorded between two network namespaces by \`captures/record $name\`,
which records it again. An own recording, under the licence of this repository:
no third party's traffic, and no secret that is used anywhere else.
END
}
