"""Identification, Certificate, Certificate Request, Authentication, Traffic Selector and Cisco's
fragment payloads.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import struct

from . import AUTH, CERT, CERTREQ, ID, TS, Body, at, from_octet, x509

IPV6 = bytes.fromhex("20010db8000000000000000000000001")

DATA = "ikev2.id.data."
GENERAL = DATA + "general_name"


def identification(name, kind, data, fields, may_end=None):
    """RFC 7296, section 3.5."""
    return Body(
        name, ID, struct.pack("!B3x", kind) + data, {"ikev2.id.type": [str(kind)], **fields}, may_end
    )


def of_any_length(length):
    return length > 4


def general_name(name, choice, value, fields):
    """RFC 5280, section 4.2.1.6."""
    fields = {GENERAL: [str(choice & 0x1F)], **fields}
    return identification(name, 10, x509.der(choice, value), fields, at())


IDENTITIES = [
    identification("ID_IPV4_ADDR", 1, bytes((192, 0, 2, 1)), {DATA + "ipv4_addr": ["192.0.2.1"]}, at()),
    identification("ID_FQDN", 2, b"example.com", {DATA + "fqdn": ["example.com"]}, of_any_length),
    identification(
        "ID_RFC822_ADDR", 3, b"a@example.com", {DATA + "user_fqdn": ["a@example.com"]}, of_any_length
    ),
    identification("ID_IPV6_ADDR", 5, IPV6, {DATA + "ipv6_addr": ["2001:db8::1"]}, at()),
    identification(
        "ID_DER_ASN1_DN",
        9,
        x509.NAME,
        {DATA + "der_asn1_dn": ["0"], "x509sat.uTF8String": ["ca.example"]},
    ),
    general_name("GN_RFC822_NAME", 0x81, b"a@b", {GENERAL + ".rfc822_name": ["a@b"]}),
    general_name("GN_DNS_NAME", 0x82, b"example.com", {GENERAL + ".dns_name": ["example.com"]}),
    general_name("GN_URI", 0x86, b"urn:x", {GENERAL + ".uri": ["urn:x"]}),
    general_name("GN_IPV4", 0x87, bytes((192, 0, 2, 1)), {GENERAL + ".ipv4": ["192.0.2.1"]}),
    general_name("GN_IPV6", 0x87, IPV6, {GENERAL + ".ipv6": ["2001:db8::1"]}),
    identification(
        "GN_DIRECTORY_NAME",
        10,
        x509.der(0xA4, x509.NAME),
        {GENERAL: ["4"], "x509sat.uTF8String": ["ca.example"]},
    ),
    identification("GN_REGISTERED_ID", 10, bytes.fromhex("88032b6570"), {GENERAL: ["8"]}),
    identification("ID_KEY_ID", 11, b"\x01\x02", {DATA + "key_id": ["01:02"]}, of_any_length),
    identification(
        "ID_FC_NAME",  # RFC 4595
        12,
        bytes.fromhex("2100001b32010203"),
        {DATA + "fc_name": ["21:00:00:1b:32:01:02:03"]},
        at(),
    ),
    identification("ID_NULL", 13, b"", {"ikev2.id.data": [""]}, at()),  # RFC 7619
]


def certificate(name, encoding, data, fields, may_end=None):
    """RFC 7296, section 3.6."""
    fields = {"ikev2.cert.encoding": [str(encoding)], **fields}
    return Body(name, CERT, bytes([encoding]) + data, fields, may_end)


SHA1 = bytes(range(20))
URL = b"http://example.com/cert"

CERTIFICATES = [
    certificate("PKCS7", 1, x509.CERTIFICATES, {"x509af.serialNumber": ["12:34"]}),
    certificate("X509_SIGNATURE", 4, x509.CERTIFICATE, {"x509af.serialNumber": ["12:34"]}),
    certificate("CRL", 7, x509.REVOCATION_LIST, {"x509af.userCertificate": ["56:78"]}),
    certificate("ARL", 8, x509.REVOCATION_LIST, {"x509af.userCertificate": ["56:78"]}),
    certificate(
        "X509_ATTRIBUTE", 10, x509.ATTRIBUTE_CERTIFICATE, {"ber.unknown.INTEGER": ["1", "42"]}
    ),
    certificate(
        "RAW_RSA_KEY",
        11,
        bytes.fromhex("300d0208" + "00c0ffee01020304" + "0201" + "03"),
        {"ber.unknown.INTEGER": [str(0xC0FFEE01020304), "3"]},
    ),
    certificate(
        "HASH_AND_URL_X509",
        12,
        SHA1 + URL,
        {"ikev2.cert.x509.hash": [SHA1.hex(":")], "ikev2.cert.x509.url": [URL.decode()]},
        from_octet(22),
    ),
    certificate(
        "HASH_AND_URL_BUNDLE",
        13,
        SHA1 + URL,
        {"ikev2.cert.x509.hash": [SHA1.hex(":")], "ikev2.cert.x509.url": [URL.decode()]},
        from_octet(22),
    ),
    certificate("OCSP_CONTENT", 14, x509.OCSP_RESPONSE, {"ocsp.responseStatus": ["0"]}),
    certificate("RAW_PUBLIC_KEY", 15, x509.PUBLIC_KEY, {"x509af.algorithm.id": ["1.3.101.112"]}),
]

REQUESTS = [
    Body(
        f"CERTREQ_{encoding}",
        CERTREQ,
        bytes([encoding]) + SHA1 + SHA1[::-1],
        {
            "ikev2.certreq.type": [str(encoding)],
            "ikev2.ike.certreq.authority": [SHA1.hex(":"), SHA1[::-1].hex(":")],
        },
        at(1, 21),
    )
    for encoding in (4, 12, 13, 14)
]

ALGORITHMS = {
    # RFC 7427, appendix A; RFC 8420.
    "sha256WithRSAEncryption": ("300d06092a864886f70d01010b0500", "sha256WithRSAEncryption"),
    "dsa-with-sha256": ("300b0609608648016503040302", "dsa-with-sha256"),
    "ecdsa-with-sha384": ("300a06082a8648ce3d040303", "ecdsa-with-sha384"),
    "RSASSA-PSS": (
        "304106092a864886f70d01010a3034a00f300d06096086480165030402010500a11c301a06092a864886f70d"
        "010108300d06096086480165030402010500a203020120",
        "RSASSA-PSS with SHA-256",
    ),
    "id-Ed25519": ("300506032b6570", "Ed25519"),
    "id-Ed448": ("300506032b6571", "Ed448"),
}
SIGNATURE = "ikev2.auth.data.sig."


def digital_signature(name, der, algorithm):
    """RFC 7427, section 3."""
    octets = bytes.fromhex(der)
    data = bytes([len(octets)]) + octets + bytes(range(16))
    return Body(
        name,
        AUTH,
        struct.pack("!B3x", 14) + data,
        {
            "ikev2.auth.method": ["14"],
            "ikev2.auth.data": [data.hex(":")],
            SIGNATURE + "asn1.len": [str(len(octets))],
            SIGNATURE + "asn1.data": [octets.hex(":")],
            SIGNATURE + "value": [bytes(range(16)).hex(":")],
            "ikev2.signature_algorithm": [algorithm],
        },
        from_octet(5 + len(octets)),
    )


SIGNATURES = [digital_signature(name, *row) for name, row in ALGORITHMS.items()]

SELECTOR = "ikev2.ts."


def selectors(name, *each, fields):
    """RFC 7296, section 3.13."""
    octets = struct.pack("!B3x", len(each)) + b"".join(each)
    return Body(name, TS, octets, {SELECTOR + field: shown for field, shown in fields.items()})


SELECTORS = [
    selectors(
        "TS_IPV4_AND_IPV6",
        bytes.fromhex("07060010" + "01bb01bc" + "c0000200" + "c00002ff"),
        bytes.fromhex("08000028" + "0000ffff") + IPV6[:8] + bytes(8) + IPV6[:8] + b"\xff" * 8,
        fields={
            "number": ["2"],
            "type": ["7", "8"],
            "protoid": ["6", "0"],
            "selector_length": ["16", "40"],
            "start_port": ["443", "0"],
            "end_port": ["444", "65535"],
            "start_ipv4": ["192.0.2.0"],
            "end_ipv4": ["192.0.2.255"],
            "start_ipv6": ["2001:db8::"],
            "end_ipv6": ["2001:db8::ffff:ffff:ffff:ffff"],
        },
    ),
    selectors(
        "TS_FC_ADDR_RANGE",  # RFC 4595, section 4.4
        bytes.fromhex("09000010" + "00010203" + "0001ffff" + "22230108"),
        fields={
            "type": ["9"],
            "protoid": [],
            "start_fc": [str(0x010203)],
            "end_fc": [str(0x01FFFF)],
            "start_r_ctl": ["34"],
            "end_r_ctl": ["35"],
            "start_type": ["1"],
            "end_type": ["8"],
        },
    ),
    selectors(
        "TS_SECLABEL",  # RFC 9478
        bytes.fromhex("0a000007") + b"s0\0",
        fields={"type": ["10"], "protoid": [], "seclabel": ["73:30:00"]},
    ),
]

CISCO_FRAGMENT = Body(
    "CISCO_FRAGMENT",
    132,
    bytes.fromhex("1234" + "02" + "01" + "aabb"),
    {
        "ikev2.frag.packetid": ["0x1234"],
        "ikev2.frag.seq": ["2"],
        "ikev2.frag.last": ["1"],
        "ikev2.frag.data": ["aa:bb"],
    },
    from_octet(4),
)

ALL = [*IDENTITIES, *CERTIFICATES, *REQUESTS, *SIGNATURES, *SELECTORS, CISCO_FRAGMENT]
