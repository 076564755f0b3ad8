#!/usr/bin/env python3
"""The secrets in a charon log of level 4, for the IKE SAs of a capture.

    charon_keys.py keys  LOG CAPTURE    prints them as a key file
    charon_keys.py check LOG CAPTURE    opens the capture with them in Wireshark's built-in dissector,
                                        and fails unless every encrypted message opens
"""
# SPDX-License-Identifier: GPL-2.0-or-later

import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from ipaddress import ip_address

LINE = re.compile(r"(?:.*? )?(?P<thread>\d\d)\[(?P<group>[A-Z]{3})\] (?:<[^>]*> )?(?P<text>.*)")
DUMP = re.compile(r"(?P<label>.*) => (?P<length>\d+) bytes @ ")
ROW = re.compile(r" *\d+: (?P<octets>(?:[0-9A-F]{2} ){1,16})")
SELECTED = re.compile(r"selected proposal: IKE:(?P<suite>\S+)")

DH_SECRET = ("shared Diffie Hellman secret", "key exchange secret")
SK_NAMES = ("SK_d", "SK_ai", "SK_ar", "SK_ei", "SK_er", "SK_pi", "SK_pr")

# The built-in dissector's names of charon's algorithms.
ENCRYPTION = {
    "3DES_CBC": "3DES [RFC2451]",
    "AES_CBC_128": "AES-CBC-128 [RFC3602]",
    "AES_CBC_256": "AES-CBC-256 [RFC3602]",
    "AES_GCM_16_256": "AES-GCM-256 with 16 octet ICV [RFC5282]",
}
INTEGRITY = {
    "HMAC_MD5_96": "HMAC_MD5_96 [RFC2403]",
    "HMAC_SHA1_96": "HMAC_SHA1_96 [RFC2404]",
    "HMAC_SHA2_256_128": "HMAC_SHA2_256_128 [RFC4868]",
}


@dataclass
class IkeSa:
    suite: str
    spi_i: str = "*"
    spi_r: str = "*"
    secrets: list[tuple[str, bytes]] = field(default_factory=list)
    child_shared_secrets: list[bytes] = field(default_factory=list)

    def secret(self, name: str) -> str:
        return next((octets.hex() for label, octets in self.secrets if label == name), "")


@dataclass
class Log:
    ike_sas: list[IkeSa]
    # (ID that authenticates, secret), in the order of the log
    psks: list[tuple[str, bytes]]


def entries(lines):
    """(text, octets of the dump that the text heads, or None), dumps of several threads untangled."""
    open_dumps = {}
    for line in lines:
        match = LINE.fullmatch(line.rstrip("\n"))
        if not match:
            continue
        thread, text = match["thread"], match["text"]
        if thread in open_dumps:
            label, length, octets = open_dumps[thread]
            row = ROW.match(text)
            if not row:
                raise SystemExit(f"dump cut short: {label}")
            octets += bytes.fromhex(row["octets"])
            if len(octets) >= length:
                del open_dumps[thread]
                yield label, bytes(octets[:length])
            continue
        dump = DUMP.match(text)
        if dump and int(dump["length"]):
            open_dumps[thread] = (dump["label"], int(dump["length"]), bytearray())
        else:
            yield text, None


def identity(body: bytes) -> str:
    """The body of an IDi or IDr payload (RFC 7296, 3.5) as a key file writes it."""
    id_type, data = body[0], body[4:]
    if id_type in (1, 5):  # ID_IPV4_ADDR, ID_IPV6_ADDR
        return str(ip_address(data))
    if id_type in (2, 3):  # ID_FQDN, ID_RFC822_ADDR
        return data.decode("ascii")
    return "0x" + data.hex()


def read_log(lines) -> Log:
    log = Log([], [])
    suite = id_in_question = dh_secret = None
    eap = False
    for text, octets in entries(lines):
        selected = SELECTED.match(text)
        if selected:
            suite = selected["suite"]
        elif "MSK established" in text:
            eap = True
        elif octets is None:
            continue
        elif text in DH_SECRET:
            dh_secret = octets
        elif text == "SKEYSEED":
            log.ike_sas.append(IkeSa(suite, secrets=[("SHARED_SECRET", dh_secret), ("SKEYSEED", octets)]))
        elif text.startswith("Sk_") and text.endswith(" secret"):
            log.ike_sas[-1].secrets.append(("SK" + text[2:-7], octets))
        elif text == "DH secret":  # of a CHILD_SA with PFS
            log.ike_sas[-1].child_shared_secrets.append(octets)
        elif text == "IDx'":
            id_in_question = identity(octets)
        elif text == "secret" and eap:
            if not log.ike_sas[-1].secret("EAP_MSK"):
                log.ike_sas[-1].secrets.append(("EAP_MSK", octets))
        elif text == "secret":
            if (id_in_question, octets) not in log.psks:
                log.psks.append((id_in_question, octets))
    return log


# "Decode As" holds whatever plugin is installed.
TSHARK = ["tshark", "-d", "udp.port==500,isakmp", "-d", "udp.port==4500,udpencap"]


def tshark(capture: str, *arguments: str) -> list[str]:
    with tempfile.TemporaryDirectory() as configuration:
        environment = {**os.environ, "WIRESHARK_CONFIG_DIR": configuration}
        run = subprocess.run([*TSHARK, "-r", capture, *arguments], env=environment, check=True,
                             stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return run.stdout.splitlines()


def encrypted_messages(capture: str) -> list[str]:
    """SPIs of the messages after IKE_SA_INIT (34), which are all encrypted."""
    return tshark(capture, "-Y", "isakmp.exchangetype > 34", "-T", "fields", "-e", "isakmp.ispi", "-e", "isakmp.rspi")


def name_spis(log: Log, messages: list[str]) -> None:
    """charon derives the keys of its SAs in the order in which they then send messages."""
    spis = list(dict.fromkeys(messages))
    if len(spis) != len(log.ike_sas):
        raise SystemExit(f"{len(log.ike_sas)} IKE SAs in the log, {len(spis)} in the capture")
    for ike_sa, pair in zip(log.ike_sas, spis):
        ike_sa.spi_i, ike_sa.spi_r = pair.split("\t")


def value(octets: bytes) -> str:
    text = octets.decode("latin-1")
    if text.isascii() and text.isprintable() and not set(text) & set('"\\'):
        return f'"{text}"'
    return "0x" + octets.hex()


def print_keys(log: Log) -> None:
    for ike_sa in log.ike_sas:
        print(f"# {ike_sa.suite}")
        for label, octets in ike_sa.secrets:
            print(f"{label:<13} {ike_sa.spi_i} {ike_sa.spi_r} {octets.hex()}")
        for octets in ike_sa.child_shared_secrets:
            print("# of a CHILD_SA's key exchange, in CREATE_CHILD_SA")
            print(f"SHARED_SECRET {ike_sa.spi_i} {ike_sa.spi_r} {octets.hex()}")
    ids = {id_ for id_, _ in log.psks}
    for id_, psk in log.psks:
        # The log names an ID only where it computes that ID's AUTH.
        peer = (ids - {id_} or {"*"}).pop()
        print(f"PSK           {id_} {peer} {value(psk)}")


def built_in_row(ike_sa: IkeSa) -> str:
    encryption, *rest = ike_sa.suite.split("/")
    return ",".join([
        ike_sa.spi_i, ike_sa.spi_r, ike_sa.secret("SK_ei"), ike_sa.secret("SK_er"), f'"{ENCRYPTION[encryption]}"',
        ike_sa.secret("SK_ai"), ike_sa.secret("SK_ar"), f'"{INTEGRITY.get(rest[0], "NONE [RFC4306]")}"'])


def check(log: Log, messages: list[str], capture: str) -> None:
    rows = [f"uat:ikev2_decryption_table:{built_in_row(ike_sa)}" for ike_sa in log.ike_sas]
    tree = tshark(capture, *(word for row in rows for word in ("-o", row)), "-O", "isakmp")
    correct = sum("Integrity Checksum Data" in line and "[correct]" in line for line in tree)
    if not messages or correct != len(messages):
        raise SystemExit(f"only {correct} of {len(messages)} encrypted messages open with these keys")
    print(f"all {correct} encrypted messages open with these keys")


def main() -> None:
    command, log_path, capture = sys.argv[1:]
    with open(0 if log_path == "-" else log_path, encoding="latin-1") as lines:
        log = read_log(lines)
    messages = encrypted_messages(capture)
    name_spis(log, messages)
    if command == "check":
        check(log, messages, capture)
    else:
        print_keys(log)


if __name__ == "__main__":
    main()
