# Builds IKEv2 messages octet by octet, and the captures, key files and facts made of them.
# SPDX-License-Identifier: GPL-2.0-or-later
"""It shares no code with the dissector, so that what one writes checks what the other reads."""
