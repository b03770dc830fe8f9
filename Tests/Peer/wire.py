"""A node of TXP/1 on the network: makes keys and card, takes messages in, sends some of its own.

It keeps what it knows in files of its folder, answers one request at a time, and is no product: it
exists to find out whether the specification is enough for somebody else's node to talk with ours.
"""

import base64
import datetime
import http.client
import http.server
import ipaddress
import json
import os
import ssl
import sys
import time
import types
import uuid

import company
import ledger
import sealing
from peer import (
    REQUEST, RESPONSE, b64, compact, entry_bytes, expect, fingerprint, http_message, private_key,
    public_key, sha256, sign_statement, unb64, verify_receipt, verify_statement,
)

INBOX = "/txp1/inbox"
KINDS = (
    ("evidence-1", "evidence", "Ed25519"), ("hop-1", "hop", "Ed25519"),
    ("log-1", "log", "Ed25519"), ("seal-1", "seal", sealing.XWING),
)
BODY_MAX = 1 << 20


class Refused(Exception):
    """A refusal without a receipt: the code, and the status it goes with."""

    def __init__(self, code, status):
        super().__init__(code)
        self.code, self.status = code, status


def moment(offset=0):
    now = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=offset)
    return now.strftime("%Y-%m-%dT%H:%M:%SZ")


def message_id():
    """A UUID of version 7."""
    value = int(time.time() * 1000) << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | 7 << 76
    return str(uuid.UUID(int=value & ~(3 << 62) | 2 << 62))


# Setting up


def make(folder, code, port):
    """Keys, TLS certificates and the first card; prints the card's fingerprint."""
    os.makedirs(folder, exist_ok=True)
    authority = make_certificates(folder, code)
    secrets, keys = {}, []
    for suffix, purpose, algorithm in KINDS:
        name, secret = f"{code}-{suffix}", os.urandom(32)
        secrets[name] = b64(secret)
        keys.append({
            "id": name, "purpose": purpose, "algorithm": algorithm,
            "public": b64(public_bytes(algorithm, secret)),
            "notBefore": moment(-3600), "notAfter": moment(365 * 86400),
        })
    card = {
        "v": "TXP/1", "node": code, "name": "Reference peer", "serial": 1, "issued": moment(),
        "endpoints": [f"https://127.0.0.1:{port}"], "tlsAuthorities": [b64(authority)],
        "keys": keys,
    }
    name = f"{code}-evidence-1"
    payload = compact(card).encode()
    private = private_key("Ed25519", unb64(secrets[name]))
    write(folder, "card.json", sign_statement(payload, "txp-card", name, "Ed25519", private))
    write(folder, "secrets.json", secrets)
    print(fingerprint(payload))


def public_bytes(algorithm, secret):
    if algorithm == "Ed25519":
        return sealing.raw(private_key(algorithm, secret).public_key())
    key_m, key_x = sealing.xwing_keys(secret)
    return sealing.raw(key_m.public_key()) + sealing.raw(key_x.public_key())


def make_certificates(folder, code):
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    def name(text):
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

    now = datetime.datetime.now(datetime.timezone.utc)
    keys = [ec.generate_private_key(ec.SECP256R1()) for _ in range(2)]
    issuer = name(f"{code} peer authority")
    made = []
    for subject, key, is_authority in ((issuer, keys[0], True), (name(code), keys[1], False)):
        builder = (
            x509.CertificateBuilder().subject_name(subject).issuer_name(issuer)
            .public_key(key.public_key()).serial_number(x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(hours=1))
            .not_valid_after(now + datetime.timedelta(days=30))
            .add_extension(x509.BasicConstraints(is_authority, 0 if is_authority else None), True)
        )
        if not is_authority:
            usages = [ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]
            names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
            builder = builder.add_extension(x509.ExtendedKeyUsage(usages), False)
            builder = builder.add_extension(x509.SubjectAlternativeName(names), False)
        made.append(builder.sign(keys[0], hashes.SHA256()))
    pem = serialization.Encoding.PEM
    with open(os.path.join(folder, "tls.pem"), "wb") as file:
        file.write(made[1].public_bytes(pem))
    with open(os.path.join(folder, "tls.key"), "wb") as file:
        file.write(keys[1].private_bytes(
            pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ))
    return made[0].public_bytes(serialization.Encoding.DER)


def write(folder, name, value):
    path = os.path.join(folder, name)
    with open(path + ".new", "w", encoding="utf-8") as file:
        file.write(compact(value))
    os.replace(path + ".new", path)


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def countersign(folder, path):
    """Adds this peer's signature to an agreement that the other party has signed."""
    statement = read(path)
    code = json.loads(unb64(read(os.path.join(folder, "card.json"))["payload"]))["node"]
    name = f"{code}-evidence-1"
    secret = unb64(read(os.path.join(folder, "secrets.json"))[name])
    payload = unb64(statement["payload"])
    own = sign_statement(
        payload, "txp-agreement", name, "Ed25519", private_key("Ed25519", secret)
    )
    statement["signatures"] += own["signatures"]
    print(compact(statement))


# The node


class WireNode:
    def __init__(self, folder, partner_card, agreement):
        self.folder = folder
        self.card = self.believed(read(os.path.join(folder, "card.json")))
        self.code = self.card["node"]
        self.keys = {entry["id"]: entry for entry in self.card["keys"]}
        self.secrets = {
            name: unb64(text)
            for name, text in read(os.path.join(folder, "secrets.json")).items()
        }
        self.card_payload = unb64(read(os.path.join(folder, "card.json"))["payload"])
        statement = read(partner_card)
        self.believe({
            "card": self.believed(statement), "payload": unb64(statement["payload"]),
            "statement": statement,
        })
        both = {**self.keys, **self.partner_keys}
        self.agreement_text = verify_statement(read(agreement), "txp-agreement", both)
        self.agreement = json.loads(self.agreement_text)
        self.entries, self.inbox, self.streams, self.attachments = [], {}, {}, {}
        self.ledger, self.refused, self.public_bytes = ledger, Refused, public_bytes
        self.fresh_id = message_id

    @staticmethod
    def believed(statement):
        payload = unb64(statement["payload"])
        card = json.loads(payload)
        verify_statement(statement, "txp-card", {key["id"]: key for key in card["keys"]})
        return card

    def private(self, name):
        return private_key(self.keys[name]["algorithm"], self.secrets[name])

    # Cards

    def believe(self, believed):
        self.believed_card = believed
        self.partner = believed["card"]
        self.partner_keys = {entry["id"]: entry for entry in self.partner["keys"]}

    def own_cards(self):
        return [read(os.path.join(self.folder, "card.json"))]

    def keep_card(self, statement, name, secret):
        secrets = read(os.path.join(self.folder, "secrets.json"))
        secrets[name] = b64(secret)
        write(self.folder, "secrets.json", secrets)
        write(self.folder, "card.json", statement)

    def partner_as_node(self):
        return types.SimpleNamespace(code=self.partner["node"], keys=self.partner_keys)

    # HTTP signatures

    def verifier(self):
        from http_message_signatures import HTTPMessageVerifier, MappingKeyResolver, algorithms

        hops = {
            name: public_key(entry) for name, entry in self.partner_keys.items()
            if entry["purpose"] == "hop"
        }
        return HTTPMessageVerifier(
            signature_algorithm=algorithms.ED25519,
            key_resolver=MappingKeyResolver(public_keys=hops, private_keys={}),
        )

    def check_hop(self, message, body, components):
        digest = "sha-256=:" + base64.b64encode(sha256(body)).decode() + ":"
        if message.headers.get("content-digest") != digest:
            raise Refused("bad-digest", 401)
        try:
            found = self.verifier().verify(
                message, max_age=datetime.timedelta(seconds=300), expect_tag="txp1",
                expect_label="txp", require_components=components,
            )
            expect(len(found) == 1, "one signature")
        except Exception as fault:
            raise Refused("bad-signature", 401) from fault

    def sign_hop(self, message, components):
        from http_message_signatures import HTTPMessageSigner, MappingKeyResolver, algorithms

        name = f"{self.code}-hop-1"
        signer = HTTPMessageSigner(
            signature_algorithm=algorithms.ED25519,
            key_resolver=MappingKeyResolver(
                public_keys={}, private_keys={name: self.private(name)}
            ),
        )
        signer.sign(
            message, key_id=name, created=datetime.datetime.now(datetime.timezone.utc),
            nonce=b64(os.urandom(12)), label="txp", tag="txp1", use_existing_digest=True,
            covered_component_ids=components,
        )

    # Taking in

    def take(self, body):
        """Judges a submission, keeps it and returns its receipt, the same one for a repetition."""
        try:
            value = json.loads(body)
            payload = verify_statement(value["envelope"], "txp-envelope", self.partner_keys)
            head_line, seal_line = payload.split(b"\n")
            head, seal = json.loads(head_line), json.loads(seal_line)
            sealed = unb64(value["sealed"])
        except Exception as fault:
            raise Refused("malformed", 400) from fault
        if (head["from"], head["to"]) != (self.partner["node"], self.code):
            raise Refused("wrong-recipient", 421)
        digest = sha256(payload)
        known = self.inbox.get(head["id"])
        if known is not None:
            if known["digest"] != digest:
                raise Refused("digest-conflict", 409)
            return known["receipt"]
        number, last = self.streams.get(head["stream"], (0, None))
        if head["seq"] > number + 1:
            raise Refused("gap-in-stream", 409)
        if head["seq"] < number + 1 or (head.get("prev") or None) != last:
            raise Refused("digest-conflict", 409)
        status, reason, text = self.judge(head_line, head, seal, sealed)
        receipt = self.receipt(head, digest, status, reason)
        self.inbox[head["id"]] = {"digest": digest, "receipt": receipt}
        if status == "accepted":
            company.announce(self, head, seal, text)
        self.streams[head["stream"]] = (head["seq"], b64(digest))
        print(compact({
            "received": head["id"], "status": status, "reason": reason,
            "stream": head["stream"], "seq": head["seq"], "digest": b64(digest), "text": text,
        }), flush=True)
        return receipt

    def judge(self, head_line, head, seal, sealed):
        if head["agreement"]["digest"] != b64(sha256(self.agreement_text)):
            return "rejected", "wrong-agreement", None
        if head["purpose"] not in {entry["code"] for entry in self.agreement["purposes"]}:
            return "rejected", "purpose-not-permitted", None
        try:
            expect(b64(sha256(sealed)) == seal["digest"] and len(sealed) == seal["bytes"], "seal")
            context = sealing.recipient(
                seal["suite"], self.secrets[seal["kid"]], unb64(seal["enc"]), b"TXP/1"
            )
            opened = context.open(sealed, sha256(head_line))
            expect(b64(sha256(opened)) == head["commitment"], "commitment")
        except Exception:
            return "rejected", "cannot-open", None
        return "accepted", None, json.loads(opened[32:])

    def receipt(self, head, digest, status, reason):
        receipt = {
            "v": "TXP/1", "of": b64(digest), "from": head["from"], "to": head["to"],
            "id": head["id"], "status": status,
        }
        if reason is not None:
            receipt["reason"] = reason
        receipt["at"] = moment()
        self.entries.append(entry_bytes(receipt))
        index, origin, name = len(self.entries) - 1, f"{self.code}/ledger", f"{self.code}-log-1"
        text = ledger.checkpoint_text(origin, len(self.entries), ledger.root(self.entries))
        note = ledger.sign_note(
            text, origin, self.private(name), unb64(self.keys[name]["public"])
        )
        receipt["log"] = {
            "index": index, "checkpoint": note,
            "proof": [b64(part) for part in ledger.inclusion_path(index, self.entries)],
        }
        name = f"{self.code}-evidence-1"
        return sign_statement(
            compact(receipt).encode(), "txp-receipt", name, "Ed25519", self.private(name)
        )

    def answer(self, request, body):
        """Status, fields and body of the answer to a request, signed for it."""
        try:
            self.check_hop(request, body, REQUEST)
            path = "/" + request.url.split("/", 3)[3]
            if path == INBOX:
                value = {"v": "TXP/1", "receipt": self.take(body)}
            elif path == company.CARD:
                value = company.take_cards(self, body)
            elif path.startswith(company.ATTACHMENTS):
                value = company.take_chunks(
                    self, request.headers.get("txp-message-id"), path, body
                )
            else:
                company.check("witnessQuestion", json.loads(body))
                raise Refused("unsupported", 400)
            status = 200
        except Refused as refusal:
            status, value = refusal.status, {"v": "TXP/1", "refused": refusal.code}
        text = compact(value).encode()
        fields = {
            "content-type": "application/txp+json",
            "content-digest": "sha-256=:" + base64.b64encode(sha256(text)).decode() + ":",
            "txp-message-id": request.headers.get("txp-message-id", ""),
        }
        message = types.SimpleNamespace(
            status_code=status, headers=fields, request=request, url=request.url
        )
        if "signature" in request.headers:
            self.sign_hop(message, RESPONSE)
        return status, message.headers, text

    # TLS

    def context(self, for_server):
        kind = ssl.PROTOCOL_TLS_SERVER if for_server else ssl.PROTOCOL_TLS_CLIENT
        context = ssl.SSLContext(kind)
        context.minimum_version = ssl.TLSVersion.TLSv1_3
        context.load_cert_chain(
            os.path.join(self.folder, "tls.pem"), os.path.join(self.folder, "tls.key")
        )
        for text in self.partner["tlsAuthorities"]:
            context.load_verify_locations(cadata=unb64(text))
        context.verify_mode = ssl.CERT_REQUIRED
        return context

    # Sending

    def send(self, count, official, second, log):
        """Sends messages of its own, each twice, and checks their receipts."""
        line, authority = self.line()
        previous, stream = None, "peer-" + os.urandom(4).hex()
        for number in range(1, count + 1):
            head, payload, body = self.message(number, stream, previous, official, second)
            previous = b64(sha256(payload))
            answers = [self.post(line, authority, head["id"], body) for _ in range(2)]
            statements = []
            for status, value in answers:
                if status != 200:
                    log({"refused": value.get("refused"), "status": status})
                    return False
                statements.append(value["receipt"])
            expect(statements[0] == statements[1], "the same receipt for a repetition")
            verify_receipt(
                statements[0], sha256(payload), head, self.partner_as_node(), ledger
            )
            receipt = json.loads(unb64(statements[0]["payload"]))
            log({"sent": head["id"], "status": receipt["status"], "digest": previous})
        return True

    def line(self):
        host, port, authority = company.address(self)
        context = self.context(False)
        return http.client.HTTPSConnection(host, port, context=context, timeout=30), authority

    def recipient_key(self):
        suite = self.agreement["algorithms"]["seal"]
        name, public = max(
            (entry["notAfter"], entry["id"], unb64(entry["public"]))
            for entry in self.partner_keys.values() if entry["algorithm"] == suite
        )[1:]
        return suite, name, public

    def message(
        self, number, stream, previous, official, second, identity=None, attachments=()
    ):
        salt = sealing.fresh_salt()
        files = {"attachments": [file for _, file in attachments]} if attachments else {}
        text = compact({
            "v": "TXP/1", "preparedBy": official, "approvedBy": second,
            "content": {
                "subject": f"From the reference peer, {number}", "facts": "A test of the line",
                "reliability": "A", "credibility": "1", **files,
            },
        }).encode()
        head = {
            "v": "TXP/1", "id": identity or message_id(), "from": self.code, "to": self.partner["node"],
            "agreement": {
                "id": self.agreement["id"], "version": self.agreement["version"],
                "digest": b64(sha256(self.agreement_text)),
            },
            "basis": "spontaneous", "purpose": "drug-trafficking",
            "type": "information.spontaneous", "stream": stream, "seq": number,
        }
        if previous is not None:
            head["prev"] = previous
        head.update({
            "created": moment(), "expires": moment(86400), "handling": "RESTRICTED",
            "commitment": b64(sha256(salt + text)),
        })
        if attachments:
            head["attachments"] = [notice for notice, _ in attachments]
        head_line = compact(head).encode()
        suite, name, public = self.recipient_key()
        context, enc = sealing.sender(suite, public, b"TXP/1")
        sealed = context.seal(salt + text, sha256(head_line))
        seal = {
            "suite": suite, "kid": name, "enc": b64(enc), "digest": b64(sha256(sealed)),
            "bytes": len(sealed),
        }
        payload = head_line + b"\n" + compact(seal).encode()
        name = f"{self.code}-evidence-1"
        envelope = sign_statement(payload, "txp-envelope", name, "Ed25519", self.private(name))
        body = compact({"v": "TXP/1", "envelope": envelope, "sealed": b64(sealed)}).encode()
        return head, payload, body

    def post(
        self, line, authority, identity, body, path=INBOX, content_type="application/txp+json"
    ):
        fields = {
            "content-type": content_type,
            "content-digest": "sha-256=:" + base64.b64encode(sha256(body)).decode() + ":",
            "txp-message-id": identity,
        }
        request = types.SimpleNamespace(
            method="POST", url=f"https://{authority}{path}", headers=fields
        )
        self.sign_hop(request, REQUEST)
        line.request("POST", path, body=body, headers={**request.headers, "Host": authority})
        answer = line.getresponse()
        text = answer.read(BODY_MAX)
        headers = {name.lower(): value for name, value in answer.getheaders()}
        if "signature" in headers:
            message = types.SimpleNamespace(
                status_code=answer.status, headers=headers, request=request, url=request.url
            )
            self.check_hop(message, text, RESPONSE)
        return answer.status, json.loads(text)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60
    node = None

    def do_POST(self):
        length = int(self.headers.get("content-length", "-1"))
        if not 0 <= length <= BODY_MAX:
            self.close_connection = True
            return
        body = self.rfile.read(length)
        request = types.SimpleNamespace(
            method="POST", url="https://" + self.headers["host"] + self.path,
            headers={name.lower(): value for name, value in self.headers.items()},
        )
        status, fields, text = self.node.answer(request, body)
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *arguments):
        """The node tells what it received itself."""


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64


def serve(node, port):
    import threading

    lock = threading.Lock()
    answer = node.answer

    def one_at_a_time(request, body):
        with lock:
            return answer(request, body)

    node.answer = one_at_a_time
    Handler.node = node
    server = Server(("127.0.0.1", port), Handler)
    server.socket = node.context(True).wrap_socket(server.socket, server_side=True)
    print(compact({"port": server.server_address[1]}), flush=True)
    server.serve_forever()


def main(command, arguments):
    if command == "init":
        make(arguments[0], arguments[1], int(arguments[2]))
    elif command == "sign":
        countersign(arguments[0], arguments[1])
    elif command == "serve":
        serve(WireNode(arguments[0], arguments[2], arguments[3]), int(arguments[1]))
    elif command == "send-file":
        node = WireNode(arguments[0], arguments[2], arguments[3])
        code = node.code.lower()
        company.send_file(node, arguments[1], f"{code}-liaison", f"{code}-head")
    elif command in ("rotate", "rotate-broken"):
        node = WireNode(arguments[0], arguments[1], arguments[2])
        company.rotate(node, command == "rotate-broken")
    elif command == "send":
        node = WireNode(arguments[0], arguments[2], arguments[3])
        code = node.code.lower()
        done = node.send(
            int(arguments[1]), f"{code}-liaison", f"{code}-head",
            lambda value: print(compact(value), flush=True),
        )
        sys.exit(0 if done else 1)
