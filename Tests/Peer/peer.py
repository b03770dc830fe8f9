"""A second implementation of TXP/1, for checking the first. See README.md."""

import base64
import datetime
import hashlib
import json
import sys
import types


def main(arguments):
    command = arguments[0] if arguments else ""
    if command == "check":
        import cryptography.hazmat.primitives.asymmetric.mlkem  # noqa: F401
        import http_message_signatures  # noqa: F401
        import joserfc  # noqa: F401
        import jsonschema  # noqa: F401
        import yaml  # noqa: F401
    elif command == "verify":
        verify(load(arguments[1]))
    elif command == "make":
        made = make(load(arguments[1]))
        with open(arguments[2], "w", encoding="utf-8") as file:
            file.write(compact(made))
    elif command == "agreement":
        agreement(*arguments[1:4])
    elif command in (
        "init", "sign", "serve", "send", "send-file", "rotate", "rotate-broken"
    ):
        import wire

        wire.main(command, arguments[1:])
    else:
        sys.exit(__doc__)


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def sha256(data):
    return hashlib.sha256(data).digest()


def expect(condition, what):
    if not condition:
        raise ValueError(what)


# Keys and statements


def public_key(entry):
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519

    data = unb64(entry["public"])
    if entry["algorithm"] == "Ed25519":
        return ed25519.Ed25519PublicKey.from_public_bytes(data)
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), data)


def private_key(algorithm, secret):
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519

    if algorithm == "Ed25519":
        return ed25519.Ed25519PrivateKey.from_private_bytes(secret)
    return ec.derive_private_key(int.from_bytes(secret, "big"), ec.SECP256R1())


def jwk(key):
    from cryptography.hazmat.primitives.asymmetric import ec
    from joserfc.jwk import ECKey, OKPKey

    is_curve = isinstance(key, (ec.EllipticCurvePublicKey, ec.EllipticCurvePrivateKey))
    return (ECKey if is_curve else OKPKey)(key, key)


def verify_statement(statement, kind, keys):
    """The payload of a statement that every named key signed; keys maps names to card entries."""
    from joserfc import jws

    expect(set(statement) == {"payload", "signatures"}, "members of the statement")
    names = []

    def find(guest):
        header = guest.headers()
        expect(set(header) == {"alg", "kid", "typ"}, "protected header")
        expect(header["typ"] == kind, "kind of statement")
        entry = keys[header["kid"]]
        expect(entry["algorithm"] == header["alg"], "algorithm of the key")
        expect(entry["purpose"] == "evidence", "purpose of the key")
        names.append(header["kid"])
        return jwk(public_key(entry))

    parsed = jws.deserialize_json(statement, find, algorithms=["Ed25519", "ES256"])
    expect(len(names) == len(statement["signatures"]) > 0, "every signature is checked")
    return parsed.payload


def sign_statement(payload, kind, name, algorithm, private):
    from joserfc import jws

    member = {"protected": {"alg": algorithm, "kid": name, "typ": kind}}
    return jws.serialize_json([member], payload, jwk(private), algorithms=[algorithm])


def fingerprint(payload):
    groups = []
    for number in range(8):
        digest = sha256(b"TXP/1 fingerprint\x00" + bytes([number]) + payload)
        groups.append(f"{int.from_bytes(digest[:5], 'big') % 100000:05d}")
    return " ".join(groups)


class Node:
    def __init__(self, code, value):
        self.code = code
        statement = value["card"]
        payload = unb64(statement["payload"])
        card = json.loads(payload)
        self.keys = {entry["id"]: entry for entry in card["keys"]}
        verify_statement(statement, "txp-card", self.keys)
        expect(fingerprint(payload) == value["fingerprint"], "fingerprint")
        expect(card["node"] == code and card["v"] == "TXP/1", "card")
        self.secrets = {name: unb64(text) for name, text in value["testSecrets"].items()}

    def private(self, name):
        return private_key(self.keys[name]["algorithm"], self.secrets[name])

    def public(self, name):
        return public_key(self.keys[name])


def read_nodes(vectors):
    return {code: Node(code, value) for code, value in vectors["nodes"].items()}


# Messages

ENTRY_FIELDS = ("from", "to", "id", "at")


def entry_bytes(receipt):
    entry = {"event": "received", "envelope": receipt["of"]}
    entry.update({name: receipt[name] for name in ENTRY_FIELDS})
    return compact(entry).encode()


def verify_message(message, nodes):
    import ledger
    import sealing

    agreement = message["agreementStatement"]
    keys = {name: key for node in nodes.values() for name, key in node.keys.items()}
    text = verify_statement(agreement, "txp-agreement", keys)
    body = message["body"]
    expect(set(body) == {"v", "envelope", "sealed"} and body["v"] == "TXP/1", "body")
    payload = unb64(body["envelope"]["payload"])
    head_line, seal_line = payload.split(b"\n")
    head, seal = json.loads(head_line), json.loads(seal_line)
    sender, recipient = nodes[head["from"]], nodes[head["to"]]
    verify_statement(body["envelope"], "txp-envelope", sender.keys)
    expect(b64(sha256(text)) == head["agreement"]["digest"], "digest of the agreement")
    expect(b64(sha256(head_line)) == message["headDigest"], "digest of the head")
    expect(b64(sha256(payload)) == message["envelopeDigest"], "digest of the envelope")
    sealed = unb64(body["sealed"])
    expect(b64(sha256(sealed)) == seal["digest"] and len(sealed) == seal["bytes"], "sealed text")
    context = sealing.recipient(
        seal["suite"], recipient.secrets[seal["kid"]], unb64(seal["enc"]), b"TXP/1"
    )
    opened = context.open(sealed, sha256(head_line))
    expect(b64(sha256(opened)) == head["commitment"], "commitment")
    expect(opened[:32] == unb64(message["salt"]), "salt")
    expect(opened[32:].decode() == message["plaintext"], "plaintext")
    verify_receipt(message["receipt"], sha256(payload), head, recipient, ledger)


def verify_receipt(statement, digest, head, node, ledger):
    receipt = json.loads(verify_statement(statement, "txp-receipt", node.keys))
    expect(unb64(receipt["of"]) == digest and receipt["id"] == head["id"], "receipt of another")
    log = receipt["log"]
    origin = node.code + "/ledger"
    key = next(entry for entry in node.keys.values() if entry["purpose"] == "log")
    note = ledger.verify_note(
        log["checkpoint"], origin, public_key(key).verify, unb64(key["public"])
    )
    name, size, root = note.splitlines()[:3]
    expect(name == origin, "origin")
    led = ledger.root_from_inclusion(
        log["index"], int(size), ledger.leaf(entry_bytes(receipt)),
        [unb64(text) for text in log["proof"]],
    )
    expect(led == base64.b64decode(root), "inclusion")


def make_message(template, nodes):
    """The template's head with a new id, sealed, signed and receipted by this implementation."""
    import ledger
    import sealing

    payload = unb64(template["body"]["envelope"]["payload"])
    head, seal = [json.loads(line) for line in payload.split(b"\n")]
    sender, recipient = nodes[head["from"]], nodes[head["to"]]
    salt = sealing.fresh_salt()
    plaintext = template["plaintext"].encode()
    head["id"] = "0190a6b2-0000-7000-8000-00000000beef"
    head["commitment"] = b64(sha256(salt + plaintext))
    head_line = compact(head).encode()
    public = unb64(recipient.keys[seal["kid"]]["public"])
    context, enc = sealing.sender(seal["suite"], public, b"TXP/1")
    sealed = context.seal(salt + plaintext, sha256(head_line))
    seal.update({"enc": b64(enc), "digest": b64(sha256(sealed)), "bytes": len(sealed)})
    payload = head_line + b"\n" + compact(seal).encode()
    signer = json.loads(unb64(template["body"]["envelope"]["signatures"][0]["protected"]))
    name, algorithm = signer["kid"], signer["alg"]
    envelope = sign_statement(payload, "txp-envelope", name, algorithm, sender.private(name))
    receipt = {
        "v": "TXP/1", "of": b64(sha256(payload)), "from": head["from"], "to": head["to"],
        "id": head["id"], "status": "accepted", "at": head["created"],
    }
    entries = [b"a", b"b", entry_bytes(receipt), b"c", b"d", b"e"]
    origin, log_name = head["to"] + "/ledger", head["to"] + "-log-1"
    text = ledger.checkpoint_text(origin, len(entries), ledger.root(entries))
    note = ledger.sign_note(
        text, origin, recipient.private(log_name), unb64(recipient.keys[log_name]["public"])
    )
    receipt["log"] = {
        "index": 2, "checkpoint": note,
        "proof": [b64(value) for value in ledger.inclusion_path(2, entries)],
    }
    name = head["to"] + name[len(head["from"]):]
    return {
        "agreement": template["agreement"],
        "agreementStatement": template["agreementStatement"],
        "body": {"v": "TXP/1", "envelope": envelope, "sealed": b64(sealed)},
        "sealKey": seal["kid"], "headDigest": b64(sha256(head_line)),
        "envelopeDigest": b64(sha256(payload)), "salt": b64(salt),
        "plaintext": template["plaintext"],
        "receipt": sign_statement(
            compact(receipt).encode(), "txp-receipt", name, algorithm, recipient.private(name)
        ),
    }


# HTTP

REQUEST = ("@method", "@authority", "@path", "@query", "content-type", "content-digest", "txp-message-id")
RESPONSE = ("@status", "content-type", "content-digest", "txp-message-id", '"signature";req')


def http_message(value, request=None):
    message = types.SimpleNamespace(headers=dict(value["fields"]))
    if "status" in value:
        message.status_code = value["status"]
        message.request = request
        message.url = request.url
    else:
        query = "?" + value["query"] if value.get("query") is not None else ""
        message.method = value["method"]
        message.url = "https://" + value["authority"] + value["path"] + query
    return message


def verify_http(http, nodes):
    from http_message_signatures import HTTPMessageVerifier, MappingKeyResolver, algorithms

    keys = {name: node.public(name) for node in nodes.values() for name in node.keys if "-hop-" in name}
    verifier = HTTPMessageVerifier(
        signature_algorithm=algorithms.ED25519,
        key_resolver=MappingKeyResolver(public_keys=keys, private_keys={}),
    )
    # Vectors have a fixed date; a node accepts 300 seconds of age and 60 of haste.
    verifier.max_clock_skew = datetime.timedelta(days=36500)
    request = http_message(http["request"])
    response = http_message(http["response"], request)
    for value, message, components in (
        (http["request"], request, REQUEST), (http["response"], response, RESPONSE),
    ):
        found = verifier.verify(
            message, max_age=None, expect_tag="txp1", expect_label="txp",
            require_components=components, body=unb64(value["body"]),
        )
        expect(len(found) == 1, "one signature")


def make_http(template, nodes, created):
    from http_message_signatures import HTTPMessageSigner, MappingKeyResolver, algorithms

    keys = {name: node.private(name) for node in nodes.values() for name in node.keys if "-hop-" in name}
    signer = HTTPMessageSigner(
        signature_algorithm=algorithms.ED25519,
        key_resolver=MappingKeyResolver(public_keys={}, private_keys=keys),
    )
    body = b'{"from":"the reference peer"}'
    digest = "sha-256=:" + base64.b64encode(sha256(body)).decode() + ":"
    fields = [
        ["Content-Type", "application/txp+json"], ["Content-Digest", digest],
        ["TXP-Message-Id", "0190a6b2-0000-7000-8000-00000000beef"],
    ]
    made = {}
    messages = {}
    for part, key, components in (
        ("request", "UZ-hop-1", REQUEST), ("response", "US-hop-1", RESPONSE),
    ):
        value = {name: item for name, item in template[part].items() if name != "query"}
        value.update({"fields": fields, "body": b64(body)})
        if part == "request":
            value["query"] = "page=2"
        message = http_message(value, messages.get("request"))
        signer.sign(
            message, key_id=key, created=created, nonce="peer", label="txp", tag="txp1", use_existing_digest=True,
            covered_component_ids=components,
        )
        value["fields"] = [[name, text] for name, text in message.headers.items()]
        made[part], messages[part] = value, message
    return made


# Log and attachments


def verify_log(log, nodes):
    import ledger

    entries = [unb64(text) for text in log["entries"]]
    roots = [unb64(text) for text in log["roots"]]
    for size, expected in enumerate(roots):
        expect(ledger.root(entries[:size]) == expected, "root")
    proof = log["inclusion"]
    path = [unb64(text) for text in proof["path"]]
    led = ledger.root_from_inclusion(
        proof["index"], proof["size"], ledger.leaf(entries[proof["index"]]), path
    )
    expect(led == roots[proof["size"]], "inclusion")
    proof = log["consistency"]
    path = [unb64(text) for text in proof["path"]]
    expect(path == ledger.consistency_path(proof["old"], entries[: proof["new"]]), "consistency")
    for code, name, check in (
        ("US", "US/ledger", ledger.verify_note), ("UZ", "UZ/witness", ledger.verify_cosignature),
    ):
        key = nodes[code].keys.get(code + "-log-1")
        if name == "UZ/witness" and name not in log["checkpoint"]:
            continue
        check(log["checkpoint"], name, public_key(key).verify, unb64(key["public"]))


def make_log(nodes):
    import ledger

    entries = [f"peer entry {number}".encode() for number in range(7)]
    key = "US-log-1"
    text = ledger.checkpoint_text("US/ledger", 7, ledger.root(entries))
    return {
        "entries": [b64(entry) for entry in entries],
        "roots": [b64(ledger.root(entries[:size])) for size in range(8)],
        "inclusion": {
            "index": 4, "size": 7,
            "path": [b64(value) for value in ledger.inclusion_path(4, entries)],
        },
        "consistency": {
            "old": 3, "new": 7,
            "path": [b64(value) for value in ledger.consistency_path(3, entries)],
        },
        "checkpoint": ledger.sign_note(
            text, "US/ledger", nodes["US"].private(key), unb64(nodes["US"].keys[key]["public"])
        ),
    }


CHUNK = 65536


def chunk_context(binding, number, chunk, is_last):
    return binding + number.to_bytes(4, "big") + chunk.to_bytes(8, "big") + bytes([is_last])


def verify_attachment(value, nodes):
    import sealing

    node = nodes[value["sealKey"].split("-")[0]]
    key = node.keys[value["sealKey"]]
    context = sealing.recipient(
        key["algorithm"], node.secrets[value["sealKey"]], unb64(value["enc"]), b"TXP/1 attachment"
    )
    digest = hashlib.sha256()
    last = len(value["chunks"]) - 1
    for position, text in enumerate(value["chunks"]):
        aad = chunk_context(unb64(value["binding"]), value["number"], position, position == last)
        plain = context.open(unb64(text), aad)
        expect(position == last or len(plain) == CHUNK, "length of a chunk")
        digest.update(plain)
    expect(digest.digest() == unb64(value["plaintextDigest"]), "plaintext")


def make_attachment(nodes):
    import sealing

    name = "US-seal-2"
    key = nodes["US"].keys[name]
    context, enc = sealing.sender(key["algorithm"], unb64(key["public"]), b"TXP/1 attachment")
    file = bytes(range(256)) * 600
    binding = sha256(b"peer binding")
    pieces = [file[start : start + CHUNK] for start in range(0, len(file), CHUNK)]
    chunks = [
        context.seal(piece, chunk_context(binding, 7, position, position == len(pieces) - 1))
        for position, piece in enumerate(pieces)
    ]
    return {
        "sealKey": name, "binding": b64(binding), "number": 7, "enc": b64(enc),
        "chunks": [b64(chunk) for chunk in chunks], "plaintextDigest": b64(sha256(file)),
    }


# Whole documents


def check_schema(vectors):
    """Every object of the vectors against exchange.schema.json."""
    import pathlib

    import jsonschema

    specs = pathlib.Path(__file__).resolve().parents[2] / "Specs"
    schema = load(specs / "exchange.schema.json")

    def check(name, value):
        part = {"$ref": "#/$defs/" + name, "$defs": schema["$defs"]}
        jsonschema.validate(value, part)

    for node in vectors["nodes"].values():
        check("statement", node["card"])
        check("card", json.loads(unb64(node["card"]["payload"])))
    for message in vectors["messages"]:
        check("submission", message["body"])
        head, seal = unb64(message["body"]["envelope"]["payload"]).split(b"\n")
        check("head", json.loads(head))
        check("sealLine", json.loads(seal))
        check("sealedText", json.loads(message["plaintext"]))
        check("receipt", json.loads(unb64(message["receipt"]["payload"])))
        check("response", {"v": "TXP/1", "receipt": message["receipt"]})
        for signature in message["body"]["envelope"]["signatures"]:
            check("protectedHeader", json.loads(unb64(signature["protected"])))


def verify(vectors):
    check_schema(vectors)
    nodes = read_nodes(vectors)
    for message in vectors["messages"]:
        verify_message(message, nodes)
    verify_http(vectors["http"], nodes)
    verify_log(vectors["log"], nodes)
    verify_attachment(vectors["attachment"], nodes)
    print(f"{len(vectors['messages'])} messages, HTTP, log and attachment verified")


def make(published):
    nodes = read_nodes(published)
    now = datetime.datetime.fromisoformat(published["now"].replace("Z", "+00:00"))
    return {
        "format": published["format"], "now": published["now"], "nodes": published["nodes"],
        "messages": [make_message(message, nodes) for message in published["messages"]],
        "http": make_http(published["http"], nodes, now), "log": make_log(nodes),
        "attachment": make_attachment(nodes),
    }


def agreement(yaml_path, json_path, schema_path):
    import jsonschema
    import yaml

    with open(yaml_path, encoding="utf-8") as file:
        tree = yaml.safe_load(file)
    with open(json_path, encoding="utf-8") as file:
        expect(file.read() == compact(tree), "the JSON form is the shortest text of the YAML form")
    jsonschema.validate(tree, load(schema_path))


if __name__ == "__main__":
    main(sys.argv[1:])
