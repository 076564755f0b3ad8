# What Cisco IOS 15.1 routers send, from the published debug transcripts of two of them.
# SPDX-License-Identifier: GPL-2.0-or-later

import hashlib
from collections.abc import Sequence

from ..algorithms import INTEGS, PRFS, TRIPLE_DES, aes_cbc
from ..child_sa import ChildSa
from ..dh import GROUPS
from ..ike_sa import IkeSa
from ..key_sets import Psk
from ..packet import Endpoint
from ..payload import Payload
from ..payloads import (
    Identity,
    TrafficSelector,
    certreq,
    configuration,
    identification,
    ke,
    nonce,
    notify,
    traffic_selectors,
    vendor_id,
)
from ..registry import (
    CertEncoding,
    CfgAttribute,
    CfgType,
    Dh,
    Encr,
    Integ,
    Notify,
    Prf,
    Protocol,
    TransformType,
)
from ..sa import Proposal, Transform, esp_proposal, sa as sa_payload
from ..seed import Seed
from ..suite import Suite

# The transcripts name no year; the document that holds them is dated March 2014.
DAY = "2013-11-11"

# IOS marks IKE packets CS6 and sends them with a TTL of 255.
ROUTER_1 = Endpoint("10.0.0.1", "02:00:00:00:00:01", ttl=255, traffic_class=0xC0)
ROUTER_2 = Endpoint("10.0.0.2", "02:00:00:00:00:02", ttl=255, traffic_class=0xC0)
ID_1 = Identity.of_address(ROUTER_1.address)
ID_2 = Identity.of_address(ROUTER_2.address)
PSK = Psk(ID_1.text, ID_2.text, "cisco")

NONCE_LENGTH = 20
WINDOW_SIZE = 5  # "Request has mess_id 2; expected 2 through 6"

SUITE = Suite(
    aes_cbc(128),
    PRFS[Prf.PRF_HMAC_SHA1],
    INTEGS[Integ.AUTH_HMAC_SHA1_96],
    GROUPS[Dh.MODP_1024],
)
ESP_ENCR = TRIPLE_DES
ESP_INTEG = INTEGS[Integ.AUTH_HMAC_SHA1_96]
ANYWHERE = (TrafficSelector("0.0.0.0", "255.255.255.255"),)

# The text `show version` begins with; 257 octets, as the transcripts say of the attribute.
APPLICATION_VERSION = (
    "Cisco IOS Software, Linux Software (I86BI_LINUX-ADVENTERPRISEK9-M), Version 15.1(4)M6, "
    "RELEASE SOFTWARE (fc3)\r\n"
    "Technical Support: http://www.cisco.com/techsupport\r\n"
    "Copyright (c) 1986-2013 by Cisco Systems, Inc.\r\n"
    "Compiled Thu 14-Feb-13 06:51 by prod_rel_team"
).encode()

# Attributes of Cisco's private range, in the order of the transcripts: split-dns, banner,
# config-url, backup-gateway, def-domain.
CISCO_ATTRIBUTES = (28675, 28672, 28692, 28681, 28674)


def seed() -> Seed:
    """One seed for both captures, so that the messages they share are the same octets."""
    return Seed("cisco-ios")


def first_sa(values: Seed) -> IkeSa:
    """SA ID = 1 of the transcripts."""
    return IkeSa(
        values,
        "IKE SA 1",
        SUITE,
        ID_1,
        ID_2,
        spi_i=bytes.fromhex("F074D8BBD5A59F0B"),
        spi_r=bytes.fromhex("F94020DD8CB4B9C4"),
        nonce_length=NONCE_LENGTH,
    )


def configured_proposal() -> Proposal:
    """Router 1's `PHASE1-prop`: 3DES or AES-CBC-128, SHA-1, group 2."""
    return Proposal(
        Protocol.IKE,
        [
            Transform(TransformType.ENCR, Encr.ENCR_3DES),
            Transform(TransformType.ENCR, Encr.ENCR_AES_CBC, 128),
            Transform(TransformType.PRF, Prf.PRF_HMAC_SHA1),
            Transform(TransformType.INTEG, Integ.AUTH_HMAC_SHA1_96),
            Transform(TransformType.DH, Dh.MODP_1024),
        ],
    )


def default_proposal(spi: bytes = b"") -> Proposal:
    """Router 2's proposal `default`: 15 transforms, strongest first, group 5 before 2."""
    prfs = (
        Prf.PRF_HMAC_SHA2_512,
        Prf.PRF_HMAC_SHA2_384,
        Prf.PRF_HMAC_SHA2_256,
        Prf.PRF_HMAC_SHA1,
        Prf.PRF_HMAC_MD5,
    )
    integs = (
        Integ.AUTH_HMAC_SHA2_512_256,
        Integ.AUTH_HMAC_SHA2_384_192,
        Integ.AUTH_HMAC_SHA2_256_128,
        Integ.AUTH_HMAC_SHA1_96,
        Integ.AUTH_HMAC_MD5_96,
    )
    transforms = [
        Transform(TransformType.ENCR, Encr.ENCR_AES_CBC, bits) for bits in (256, 192, 128)
    ]
    transforms += [Transform(TransformType.PRF, prf) for prf in prfs]
    transforms += [Transform(TransformType.INTEG, integ) for integ in integs]
    transforms += [Transform(TransformType.DH, group) for group in (Dh.MODP_1536, Dh.MODP_1024)]
    return Proposal(Protocol.IKE, transforms, spi=spi)


def ike_notify(kind: Notify, data: bytes = b"") -> Payload:
    """IOS writes protocol IKE into notifies that concern no other SA."""
    return notify(kind, data, protocol=Protocol.IKE)


def set_window_size() -> Payload:
    return ike_notify(Notify.SET_WINDOW_SIZE, WINDOW_SIZE.to_bytes(4, "big"))


def invalid_ke_payload(wanted: Dh) -> Payload:
    return ike_notify(Notify.INVALID_KE_PAYLOAD, wanted.to_bytes(2, "big"))


def granite(sa: IkeSa) -> Payload:
    """Vendor ID CISCO-GRANITE, 16 octets in IKE_AUTH. How Cisco computes it is not public: this
    stands in for it with the first octets of SHA-1(name | SPIi | SPIr)."""
    return vendor_id(hashlib.sha1(b"CISCO-GRANITE" + sa.spi_i + sa.spi_r).digest()[:16])


def init_payloads(
    sa: IkeSa,
    proposal: Proposal,
    key_exchange: Payload,
    source: Endpoint,
    destination: Endpoint,
    response: bool,
    more: Sequence[Payload] = (),
) -> list[Payload]:
    """IKE_SA_INIT: SA, KE, N, two VIDs, two NAT detection notifies, and `more`."""
    return [
        sa_payload(proposal),
        key_exchange,
        nonce(sa.nr if response else sa.ni),
        vendor_id(b"CISCO-DELETE-REASON"),
        vendor_id(b"FLEXVPN-SUPPORTED"),
        *(
            sa.nat_detection(end.address, end.port, end is source, response, Protocol.IKE)
            for end in (source, destination)
        ),
        *more,
    ]


def certificate_request(values: Seed) -> list[Payload]:
    """Router 2's CERTREQ with five CAs, followed by HTTP_CERT_LOOKUP_SUPPORTED. Routers of this
    kind send Cert Encoding 12 for what the debug calls "Hash and URL of PKIX"."""
    hashes = [values.value(f"CA {number} key hash", 20) for number in range(1, 6)]
    return [
        certreq(CertEncoding.HASH_AND_URL_OF_X509_CERTIFICATE, hashes),
        ike_notify(Notify.HTTP_CERT_LOOKUP_SUPPORTED),
    ]


def public_value(sa: IkeSa, response: bool) -> Payload:
    return ke(sa.suite.group.id, sa.public_r if response else sa.public_i)


def child(sa: IkeSa, spi_i: bytes | None = None) -> ChildSa:
    """The CHILD_SA that IKE_AUTH makes."""
    return ChildSa(
        sa,
        spi_i or sa.value("ESP SPI i", 4),
        sa.value("ESP SPI r", 4),
        ESP_ENCR,
        ESP_INTEG,
        ANYWHERE,
        ANYWHERE,
        sa.ni,
        sa.nr,
    )


def configuration_request() -> Payload:
    attributes: list[tuple[int, bytes]] = [
        (CfgAttribute.INTERNAL_IP4_DNS, b""),
        (CfgAttribute.INTERNAL_IP4_DNS, b""),
        (CfgAttribute.INTERNAL_IP4_NBNS, b""),
        (CfgAttribute.INTERNAL_IP4_NBNS, b""),
        (CfgAttribute.INTERNAL_IP4_SUBNET, b""),
        (CfgAttribute.APPLICATION_VERSION, APPLICATION_VERSION),
    ]
    attributes += [(attribute, b"") for attribute in CISCO_ATTRIBUTES]
    return configuration(CfgType.CFG_REQUEST, attributes)


def auth_payloads(
    sa: IkeSa, esp: ChildSa, response: bool, initial_contact: bool = False
) -> list[Payload]:
    """What the SK payload of IKE_AUTH holds; only a request asks for configuration."""
    by_initiator = not response
    spi = esp.spi_r if response else esp.spi_i
    return [
        granite(sa),
        identification(sa.initiator if by_initiator else sa.responder, by_initiator),
        sa.shared_key_auth(by_initiator, PSK.value.encode()),
        *([] if response else [configuration_request()]),
        sa_payload(esp_proposal(spi, ESP_ENCR.transform(), ESP_INTEG.id)),
        traffic_selectors(esp.ts_i, of_initiator=True),
        traffic_selectors(esp.ts_r, of_initiator=False),
        *([ike_notify(Notify.INITIAL_CONTACT)] if initial_contact else []),
        set_window_size(),
        ike_notify(Notify.ESP_TFC_PADDING_NOT_SUPPORTED),
        ike_notify(Notify.NON_FIRST_FRAGMENTS_ALSO),
    ]
