"""What Wireshark has to show of an IKE_AUTH message, from the capture's facts.json.

SPDX-License-Identifier: GPL-2.0-or-later
"""
# RFC 7296, section 3.2: the payloads' names to their notations.
NAMES = {
    "SA": "Security Association",
    "IDi": "Identification - Initiator",
    "AUTH": "Authentication",
    "N": "Notify",
    "V": "Vendor ID",
    "TSi": "Traffic Selector - Initiator",
    "TSr": "Traffic Selector - Responder",
    "CP": "Configuration",
}


class Expected:
    """One message whose only payload outside is the Encrypted payload."""

    def __init__(self, facts, frame):
        message = facts["frames"][frame - 1]["ike"]
        (encrypted,) = message["payloads"]
        self._payloads = encrypted["payloads"]
        self.exchange = message["exchange_name"]
        # RFC 7296, section 3.14: the payloads, the padding and the Pad Length octet.
        self.decrypted_octets = len(encrypted["plaintext"]) // 2 + encrypted["pad_length"] + 1

    def info(self):
        """How the Info column lists the decrypted payloads."""
        names = [
            f"N({payload['notify_name']})" if payload["name"] == "N" else payload["name"]
            for payload in self._payloads
        ]
        return f"SK {{{', '.join(names)}}}"

    def payload_rows(self):
        """For each decrypted payload the texts that its line in the details must hold."""
        return [
            [f"Payload: {NAMES[payload['name']]} ({payload['type']})"]
            + [payload[key] for key in ("text", "notify_name") if key in payload]
            for payload in self._payloads
        ]

    def authentication_data(self):
        (payload,) = (payload for payload in self._payloads if payload["name"] == "AUTH")
        return payload["data"]
