# EAP payloads (RFC 7296, section 3.16; RFC 3748).
# SPDX-License-Identifier: GPL-2.0-or-later

import struct

from .payload import Payload
from .registry import EapCode, EapType, PayloadType, name_of


def eap(code: int, identifier: int, eap_type: int | None = None, data: bytes = b"") -> Payload:
    """An EAP payload; Success and Failure have neither type nor data."""
    type_data = b"" if eap_type is None else bytes([eap_type]) + data
    length = 4 + len(type_data)
    facts = {
        "code": int(code),
        "code_name": name_of(EapCode, code),
        "identifier": identifier,
        "eap_length": length,
    }
    if eap_type is not None:
        facts["eap_type"] = int(eap_type)
        facts["eap_type_name"] = name_of(EapType, eap_type)
        facts["data"] = data.hex()
    return Payload(
        PayloadType.EAP, struct.pack("!BBH", code, identifier, length) + type_data, facts
    )
