"""The same keys for both dissectors: SK_* lines for this one, rows of a table for the built-in.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import json
import re
from dataclasses import dataclass

from captures import SHARED

VECTORS = SHARED.parent / "vectors"
WIRESHARK_TABLE = SHARED / "wireshark" / "ikev2_decryption_table"

ENCR_3DES, ENCR_NULL, AES_CBC, AES_CTR = 3, 11, 12, 13
INITIATOR = 0x08

INTEG = {
    None: "NONE [RFC4306]",
    0: "NONE [RFC4306]",
    1: "HMAC_MD5_96 [RFC2403]",
    2: "HMAC_SHA1_96 [RFC2404]",
    5: "ANY 96-bits of Authentication [No Checking]",
    8: "ANY 96-bits of Authentication [No Checking]",
    12: "HMAC_SHA2_256_128 [RFC4868]",
    13: "HMAC_SHA2_384_192 [RFC4868]",
    14: "HMAC_SHA2_512_256 [RFC4868]",
}
"""Transform ID to the built-in's name. It cannot check AES-XCBC and AES-CMAC."""

AEAD = {
    14: ("CCM", 8),
    15: ("CCM", 12),
    16: ("CCM", 16),
    18: ("GCM", 8),
    19: ("GCM", 12),
    20: ("GCM", 16),
}
SK_LINE = re.compile(r"^(SK_[ea][ir])\s+(\w+)\s+(\w+)\s+(\w+)", re.MULTILINE)

SALT = {"CCM": 3, "GCM": 4}


@dataclass(frozen=True)
class Keys:
    """What encrypts and authenticates the messages of one IKE SA; secrets as hex digits."""

    spi_i: str
    spi_r: str
    encr: int
    integ: int
    sk_ei: str
    sk_er: str
    sk_ai: str = ""
    sk_ar: str = ""

    def encryption(self):
        """The built-in's name of the encryption; None if it does not have it."""
        octets = len(self.sk_ei) // 2
        if self.encr in AEAD:
            mode, icv = AEAD[self.encr]
            return f"AES-{mode}-{8 * (octets - SALT[mode])} with {icv} octet ICV [RFC5282]"
        return {
            ENCR_3DES: "3DES [RFC2451]",
            ENCR_NULL: "NULL [RFC2410]",
            AES_CBC: f"AES-CBC-{8 * octets} [RFC3602]",
            AES_CTR: f"AES-CTR-{8 * (octets - 4)} [RFC5930]",
        }.get(self.encr)

    def table_row(self):
        """The row of the built-in's ikev2_decryption_table; None if it cannot decrypt this."""
        encryption = self.encryption()
        if encryption is None:
            return None
        integrity = INTEG[None if self.encr in AEAD else self.integ]
        # Whatever a check needs no key for must have none.
        ai, ar = ("", "") if integrity.startswith(("NONE", "ANY")) else (self.sk_ai, self.sk_ar)
        row = [self.spi_i, self.spi_r, self.sk_ei, self.sk_er, f'"{encryption}"', ai, ar]
        return ",".join([*row, f'"{integrity}"'])

    def key_lines(self):
        """The lines of this project's key file."""
        secrets = {
            "SK_ei": self.sk_ei,
            "SK_er": self.sk_er,
            "SK_ai": self.sk_ai,
            "SK_ar": self.sk_ar,
        }
        return "".join(
            f"{kind} {self.spi_i} {self.spi_r} {secret}\n"
            for kind, secret in secrets.items()
            if secret
        )


def from_mapping(sa, integ):
    """Keys from the names that facts.json and the vectors share."""
    spi_i, spi_r = (sa.get(f"spi_{side}") or sa[f"SPI{side}"] for side in "ir")
    names = ("SK_ei", "SK_er", "SK_ai", "SK_ar")
    return Keys(spi_i, spi_r, sa["encr_id"], integ, *(sa.get(name) or "" for name in names))


def of_generated(folder):
    facts = json.loads((folder / "facts.json").read_text())
    return [from_mapping(sa, sa["integ_id"]) for sa in facts["ike_sas"]]


def secrets_in(text):
    """SPIs to the SK_* that `text` has of them, but of IKE SAs that have several of a kind.

    Those change keys while they live (RFC 9242), which the built-in does not know.
    """
    secrets = {}
    several = set()
    for kind, *spis, value in SK_LINE.findall(text):
        found = secrets.setdefault(tuple(spis), {})
        if found.setdefault(kind.lower(), value) != value:
            several.add(tuple(spis))
    return {spis: found for spis, found in secrets.items() if spis not in several}


def of_recorded(builtin, folder, convert):
    """The SK_* of the key file or the initiator's log, and the algorithms that IKE_SA_INIT chose.

    `convert` makes a key file of a log.
    """
    names = ["isakmp.tf.id.encr", "isakmp.tf.id.integ"]
    answered = ["-Y", "isakmp.exchangetype == 34 and isakmp.flag_r == 1 and isakmp.tf.id.encr"]
    chosen = {
        (int(encr[0]), int(integ[0]) if integ else None)
        for encr, integ in builtin.fields(folder / "capture.pcap", names, *answered)
    }
    assert len(chosen) <= 1, f"{folder}: IKE SAs of several suites"
    if not chosen:  # no IKE to this built-in dissector
        return []
    keys = folder / "keys.txt"
    text = keys.read_text() if keys.exists() else convert(next(folder.glob("*-initiator.log")))
    return [Keys(*spis, *next(iter(chosen)), **found) for spis, found in secrets_in(text).items()]


def of_one_sided(messages):
    """Keys from messages that each tell the key of their own direction."""
    sas = {}
    for message in messages:
        octets = bytes.fromhex(message.get("hex") or message["message"])
        sa = sas.setdefault((octets[:8].hex(), octets[8:16].hex()), {"id": message})
        sa["i" if octets[19] & INITIATOR else "r"] = message
    keys = []
    for (spi_i, spi_r), sa in sas.items():
        # Nothing was sent the other way: that its key is wrong does not matter.
        i, r = sa.get("i", sa["id"]), sa.get("r", sa["id"])
        algorithms = (sa["id"]["encr_id"], sa["id"]["integ_id"])
        secrets = (i["SK_e"], r["SK_e"], i["SK_a"] or "", r["SK_a"] or "")
        keys.append(Keys(spi_i, spi_r, *algorithms, *secrets))
    return keys


def vectors(name):
    return json.loads((VECTORS / name).read_text())


def of_public(name):
    """The keys that ../shared/vectors has of a capture."""
    if name.startswith("aosp-cts-"):
        sessions = vectors("aosp-cts-sessions.json")["sessions"]
        return [from_mapping(sa, sa["integ_id"]) for sa in sessions if name.startswith(sa["name"])]
    if name.startswith("aosp-unit-sk"):
        return of_one_sided(vectors("aosp-unit-sk-messages.json")["messages"])
    if name.startswith("aosp-unit-psk"):
        sa = vectors("aosp-unit-psk-full-exchange.json")
        return [from_mapping(sa | {"encr_id": AES_CBC}, 2)]
    if name.startswith("openswan-aes"):
        messages = vectors("openswan-unit-messages.json")["messages"]
        return of_one_sided([message for message in messages if "SK_e" in message])
    return []
