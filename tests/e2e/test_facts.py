"""The generated captures show what their generator put into them.

facts.json of a capture comes from a program that shares no code with the dissector. Each payload
of each message has to stand in the tree with the values that the facts give.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import json

import pytest

from captures import own_captures, secrets_of

# Transform Type to the field of its Transform ID (RFC 7296, section 3.3.2).
TRANSFORM_ID = {
    1: "ikev2.tf.id.encr",
    2: "ikev2.tf.id.prf",
    3: "ikev2.tf.id.integ",
    4: "ikev2.tf.id.dh",
    5: "ikev2.tf.id.esn",
    6: "ikev2.tf.id",
    7: "ikev2.tf.id",
    8: "ikev2.tf.id",
}
PROTOCOL_ID = {"IKE": 1, "AH": 2, "ESP": 3}
ID_DATA = {
    1: "ikev2.id.data.ipv4_addr",
    2: "ikev2.id.data.fqdn",
    3: "ikev2.id.data.user_fqdn",
    5: "ikev2.id.data.ipv6_addr",
    11: "ikev2.id.data.key_id",
}
# Without data; and a name that Wireshark's X.509 dissector shows in parts.
NOT_PLAIN = {9, 13}

# Payload to the facts of it that a field shows as they are.
PLAIN = {
    "KE": {"group": "ikev2.key_exchange.dh_group", "data": "ikev2.key_exchange.data"},
    "NONCE": {"data": "ikev2.nonce"},
    "N": {
        "protocol": "ikev2.notify.protoid",
        "notify_type": "ikev2.notify.msgtype",
        "data": "ikev2.notify.data",
        "spi": "ikev2.spi",
    },
    "V": {"data": "ikev2.vid_bytes"},
    "IDi": {"id_type": "ikev2.id.type"},
    "IDr": {"id_type": "ikev2.id.type"},
    "AUTH": {"method": "ikev2.auth.method", "data": "ikev2.auth.data"},
    "CERT": {"encoding": "ikev2.cert.encoding"},
    "CERTREQ": {"encoding": "ikev2.certreq.type"},
    "D": {"protocol": "ikev2.delete.protoid"},
    "CP": {"cfg_type": "ikev2.cfg.type"},
    "EAP": {"code": "eap.code", "identifier": "eap.id", "eap_length": "eap.len"},
    "SK": {"iv": "ikev2.enc.iv", "icv": "ikev2.enc.icd", "pad_length": "ikev2.enc.pad_length"},
    "SKF": {
        "iv": "ikev2.enc.iv",
        "icv": "ikev2.enc.icd",
        "pad_length": "ikev2.enc.pad_length",
        "fragment": "ikev2.frag.number",
        "total": "ikev2.frag.total",
    },
}


def proposal_facts(proposals):
    for proposal in proposals:
        yield "ikev2.prop.number", proposal["number"]
        yield "ikev2.prop.protoid", PROTOCOL_ID[proposal["protocol"]]
        yield "ikev2.spi", proposal["spi"]
        for transform in proposal["transforms"]:
            yield "ikev2.tf.type", transform["type"]
            yield TRANSFORM_ID[transform["type"]], transform["id"]
            yield "ikev2.attr.key_length", transform.get("key_length", "")


def selector_facts(selectors):
    for selector in selectors:
        family = "ipv6" if selector["ts_type"] == 8 else "ipv4"
        yield "ikev2.ts.type", selector["ts_type"]
        yield "ikev2.ts.protoid", selector["protocol"]
        yield "ikev2.ts.start_port", selector["first_port"]
        yield "ikev2.ts.end_port", selector["last_port"]
        yield f"ikev2.ts.start_{family}", selector["first"]
        yield f"ikev2.ts.end_{family}", selector["last"]


def special_facts(payload):
    yield from proposal_facts(payload.get("proposals", []))
    yield from selector_facts(payload.get("selectors", []))
    for spi in payload.get("spis", []):
        yield "ikev2.delete.spi", spi
    for authority in payload.get("hashes", []):
        yield "ikev2.ike.certreq.authority", authority
    for attribute in payload.get("attributes", []):
        yield "ikev2.cfg.attr.type", attribute["type"]
        yield "ikev2.cfg.attr.length", attribute["length"]
    if "id_type" in payload:
        if payload["id_type"] not in NOT_PLAIN:
            yield ID_DATA[payload["id_type"]], payload["text"]


def expected_payload(payload):
    """The type of a payload, its length, its fields as (name, value), and those in it."""
    plain = PLAIN.get(payload["name"], {})
    pairs = [(field, payload[fact]) for fact, field in plain.items() if fact in payload]
    pairs += special_facts(payload)
    inner = payload.get("payloads", [])
    return {
        "type": payload["type"],
        "length": payload["length"],
        "fields": sorted((name, str(value)) for name, value in pairs if value != ""),
        "payloads": [expected_payload(one) for one in inner],
    }


SHOWN_FIELDS = {field for fields in PLAIN.values() for field in fields.values()} | {
    *TRANSFORM_ID.values(),
    *ID_DATA.values(),
    "ikev2.prop.number",
    "ikev2.prop.protoid",
    "ikev2.tf.type",
    "ikev2.attr.key_length",
    "ikev2.ts.type",
    "ikev2.ts.protoid",
    "ikev2.ts.start_port",
    "ikev2.ts.end_port",
    "ikev2.ts.start_ipv4",
    "ikev2.ts.start_ipv6",
    "ikev2.ts.end_ipv4",
    "ikev2.ts.end_ipv6",
    "ikev2.delete.spi",
    "ikev2.ike.certreq.authority",
    "ikev2.cfg.attr.type",
    "ikev2.cfg.attr.length",
}
FIRST_PAYLOAD_TYPE = 33
AUTH, SKF = 39, 53

VERIFIED, WRONG = "1", "2"
"""Values of ikev2.auth.status."""


def starts_payload(node):
    """Whether a PDML element is a payload, rather than a proposal or a transform."""
    return node.get("name") == "ikev2.typepayload" and int(node.get("show")) >= FIRST_PAYLOAD_TYPE


def below(node, stop):
    """The elements below `node`, in order, but not those in an element that `stop` is true of."""
    for child in node:
        yield child
        if not stop(child):
            yield from below(child, stop)


def shown_payload(node):
    """The same of a payload's PDML element as expected_payload says."""
    fields, payloads, lengths = [], [], []
    for child in below(node, starts_payload):
        name, show = child.get("name"), child.get("show")
        if starts_payload(child):
            payloads.append(shown_payload(child))
        elif name == "ikev2.payloadlength":
            lengths.append(int(show))
        elif name in SHOWN_FIELDS and plain_value(child):
            fields.append((name, plain_value(child)))
    return {
        "type": int(node.get("show")),
        "length": lengths[0],
        "fields": sorted(fields),
        "payloads": payloads,
    }


def plain_value(node):
    """A field's value as the facts write it: octets without colons."""
    show = node.get("show")
    if node.get("value") == show.replace(":", ""):
        return show.replace(":", "")
    return show


def capture_with_facts():
    return [folder for folder in own_captures() if (folder / "facts.json").exists()]


@pytest.fixture(params=capture_with_facts(), ids=lambda folder: folder.name, scope="module")
def folder(request):
    return request.param


@pytest.fixture(scope="module")
def facts(folder):
    return json.loads((folder / "facts.json").read_text())


@pytest.fixture(scope="module")
def trees(tshark, folder):
    """For each frame its ikev2 tree, or None."""
    arguments, options = secrets_of(folder)
    packets, _ = tshark.pdml(folder / "capture.pcap", *arguments, **options)
    return [packet.find("proto[@name='ikev2']") for packet in packets]


def value(tree, field):
    return tree.find(f".//field[@name='{field}']").get("show")


def test_ike_messages_and_nothing_else_are_ikev2(trees, facts):
    assert [tree is not None for tree in trees] == ["ike" in frame for frame in facts["frames"]]


def test_headers_show_their_values(trees, facts):
    for tree, frame in zip(trees, facts["frames"]):
        if tree is not None:
            header = frame["ike"]
            assert value(tree, "ikev2.ispi").replace(":", "") == header["spi_i"]
            assert value(tree, "ikev2.rspi").replace(":", "") == header["spi_r"]
            assert int(value(tree, "ikev2.nextpayload")) == header["next_payload"]
            assert int(value(tree, "ikev2.version"), 16) == header["version"]
            assert int(value(tree, "ikev2.exchangetype")) == header["exchange"]
            assert int(value(tree, "ikev2.flags"), 16) == header["flags"]
            assert int(value(tree, "ikev2.messageid"), 16) == header["message_id"]
            assert int(value(tree, "ikev2.length")) == header["length"]


def shown_payloads(tree):
    return [shown_payload(node) for node in below(tree, starts_payload) if starts_payload(node)]


def test_payloads_show_their_values_in_their_order(trees, facts):
    for tree, frame in zip(trees, facts["frames"]):
        if tree is not None:
            expected = [expected_payload(payload) for payload in frame["ike"]["payloads"]]
            shown = shown_payloads(tree)
            for payload in shown:
                if payload["type"] == SKF:
                    payload["payloads"] = []
            assert shown == expected, f"frame {frame['number']}"


def test_fragments_put_together_show_what_they_hold(trees, facts):
    expected = [
        [expected_payload(inner) for inner in payload["reassembled"]["payloads"]]
        for frame in facts["frames"]
        for payload in frame.get("ike", {}).get("payloads", [])
        if "reassembled" in payload
    ]
    shown = [
        payload["payloads"]
        for tree in trees
        for payload in ([] if tree is None else shown_payloads(tree))
        if payload["type"] == SKF and payload["payloads"]
    ]
    assert shown == expected


def test_auth_payloads_verify_as_the_facts_say(trees, facts):
    shown = {}
    for tree in trees:
        for node in [] if tree is None else tree.iter("field"):
            if starts_payload(node) and int(node.get("show")) == AUTH:
                data = value(node, "ikev2.auth.data").replace(":", "")
                shown[data] = value(node, "ikev2.auth.status")
    expected = {
        auth["data"]: VERIFIED if auth["verified"] else WRONG
        for sa in facts["ike_sas"]
        for auth in sa["auths"]
        if auth["secret"] not in ("resumption", "full transcript")
    }
    assert {data: shown.get(data) for data in expected} == expected
