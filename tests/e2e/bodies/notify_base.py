"""Notification Data of RFC 7296.

SPDX-License-Identifier: GPL-2.0-or-later
"""
from . import NOTIFY, Body, at, from_octet, notification, notify

DATA = "ikev2.notify.data."

WITHOUT_DATA = {
    "INVALID_IKE_SPI": 4,
    "INVALID_SYNTAX": 7,
    "NO_PROPOSAL_CHOSEN": 14,
    "AUTHENTICATION_FAILED": 24,
    "SINGLE_PAIR_REQUIRED": 34,
    "NO_ADDITIONAL_SAS": 35,
    "INTERNAL_ADDRESS_FAILURE": 36,
    "FAILED_CP_REQUIRED": 37,
    "TS_UNACCEPTABLE": 38,
    "UNACCEPTABLE_ADDRESSES": 40,
    "UNEXPECTED_NAT_DETECTED": 41,
    "USE_ASSIGNED_HoA": 42,
    "TEMPORARY_FAILURE": 43,
    "CHILD_SA_NOT_FOUND": 44,
    "INVALID_GROUP_ID": 45,
    "AUTHORIZATION_FAILED": 46,
    "STATE_NOT_FOUND": 47,
    "TS_MAX_QUEUE": 48,
    "REGISTRATION_FAILED": 49,
    "INITIAL_CONTACT": 16384,
    "ADDITIONAL_TS_POSSIBLE": 16386,
    "USE_TRANSPORT_MODE": 16391,
    "HTTP_CERT_LOOKUP_SUPPORTED": 16392,
    "ESP_TFC_PADDING_NOT_SUPPORTED": 16394,
    "NON_FIRST_FRAGMENTS_ALSO": 16395,
    "MOBIKE_SUPPORTED": 16396,
    "NO_ADDITIONAL_ADDRESSES": 16399,
    "UPDATE_SA_ADDRESSES": 16400,
    "MULTIPLE_AUTH_SUPPORTED": 16404,
    "ANOTHER_AUTH_FOLLOWS": 16405,
    "REDIRECT_SUPPORTED": 16406,
    "TICKET_REQUEST": 16410,
    "TICKET_ACK": 16411,
    "TICKET_NACK": 16412,
    "USE_WESP_MODE": 16415,
    "EAP_ONLY_AUTHENTICATION": 16417,
    "CHILDLESS_IKEV2_SUPPORTED": 16418,
    "IKEV2_MESSAGE_ID_SYNC_SUPPORTED": 16420,
    "IPSEC_REPLAY_COUNTER_SYNC_SUPPORTED": 16421,
    "PSK_PERSIST": 16425,
    "PSK_CONFIRM": 16426,
    "IKEV2_FRAGMENTATION_SUPPORTED": 16430,
    "CLONE_IKE_SA_SUPPORTED": 16432,
    "CLONE_IKE_SA": 16433,
    "USE_PPK": 16435,
    "INTERMEDIATE_EXCHANGE_SUPPORTED": 16438,
    "IP4_ALLOWED": 16439,
    "IP6_ALLOWED": 16440,
    "USE_PPK_INT": 16445,
    "IKE_SA_INIT_FULL_TRANSCRIPT_AUTH": 16447,
}
"""Types of IANA's registry of which the standards say that they have no data."""

ALL = [notification(name, number) for name, number in WITHOUT_DATA.items()] + [
    notification(
        "UNSUPPORTED_CRITICAL_PAYLOAD", 1, "36", {DATA + "critical_payload": ["54"]}
    ),
    notification("INVALID_MAJOR_VERSION", 5, "", {DATA + "major_version": []}, at(1)),
    notification("INVALID_MAJOR_VERSION_2", 5, "02", {DATA + "major_version": ["2"]}, at(0)),
    notification("INVALID_MESSAGE_ID", 9, "00000007", {DATA + "message_id": ["0x00000007"]}),
    notification("INVALID_SPI", 11, "c0ffee01", {DATA + "spi": ["c0:ff:ee:01"]}, from_octet(4)),
    notification("INVALID_KE_PAYLOAD", 17, "001f", {DATA + "accepted_dh_group": ["31"]}),
    notification(
        "INVALID_SELECTORS", 39, "45000014", {DATA + "packet": ["45:00:00:14"]}, from_octet(1)
    ),
    notification("SET_WINDOW_SIZE", 16385, "00000005", {DATA + "window_size": ["5"]}),
    notification(
        "IPCOMP_SUPPORTED",
        16387,
        "c00102",
        {
            DATA + "ipcomp.cpi": ["49153"],
            DATA + "ipcomp.transform_id": ["2"],
            DATA + "ipcomp.attributes": [],
        },
        from_octet(3),
    ),
    notification(
        "COOKIE", 16390, "00" + "c5" * 63, {DATA + "cookie": ["00" + ":c5" * 63]}, range(1, 65).__contains__
    ),
    Body(
        "REKEY_SA",
        NOTIFY,
        notify(16393, protocol=3, spi=b"\x11\x22\x33\x44"),
        {"ikev2.notify.protoid": ["3"], "ikev2.spi": ["11:22:33:44"]},
    ),
]
