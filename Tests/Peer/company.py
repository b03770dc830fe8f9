"""What travels beside messages: attachments in chunks, and new node cards. See README.md."""

import hashlib
import json
import os
import pathlib
from urllib.parse import urlsplit

import sealing
from peer import (
    CHUNK, b64, chunk_context, compact, expect, load, sha256, sign_statement, private_key, unb64,
    verify_receipt, verify_statement,
)

OVERHEAD = 16
PIECES = 8
CARD = "/txp1/card"
ATTACHMENTS = "/txp1/attachments/"
INFO = b"TXP/1 attachment"


def check(name, value):
    """Against one definition of exchange.schema.json."""
    import jsonschema

    specs = pathlib.Path(__file__).resolve().parents[2] / "Specs"
    schema = load(specs / "exchange.schema.json")
    jsonschema.validate(value, {"$ref": "#/$defs/" + name, "$defs": schema["$defs"]})


def binding(head):
    return sha256(b"\0".join(head[name].encode() for name in ("from", "to", "id")))


def chunk_count(size):
    return max(1, -(-size // CHUNK))


# Attachments, taking in


def announce(node, head, seal, text):
    """Remembers what an accepted message announced."""
    files = text["content"].get("attachments", [])
    if files:
        check("attachedFiles", files)
    expect(len(files) == len(head.get("attachments", [])), "entries for the attachments")
    for number, notice in enumerate(head.get("attachments", [])):
        node.attachments[(head["id"], number)] = {
            "head": head, "seal": seal, "notice": notice, "file": files[number], "chunks": [],
        }


def take_chunks(node, identity, path, body):
    """Keeps chunks that follow what is there; answers with where to go on."""
    number, first = (int(part) for part in path[len(ATTACHMENTS):].split("/"))
    entry = node.attachments.get((identity, number))
    if entry is None:
        raise node.refused("state-not-permitted", 409)
    size, chunks = entry["notice"]["bytes"], entry["chunks"]
    count = chunk_count(size)
    if first == len(chunks) < count and body:
        pieces = [body[at:at + CHUNK + OVERHEAD] for at in range(0, len(body), CHUNK + OVERHEAD)]
        last = size - (count - 1) * CHUNK + OVERHEAD
        lengths = [
            last if first + place == count - 1 else CHUNK + OVERHEAD
            for place in range(len(pieces))
        ]
        if [len(piece) for piece in pieces] != lengths or first + len(pieces) > count:
            raise node.refused("malformed", 400)
        chunks += pieces
        if len(chunks) == count:
            open_file(node, entry, number)
    answer = {
        "v": "TXP/1",
        "attachment": {"number": number, "have": len(chunks), "whole": len(chunks) == count},
    }
    check("attachmentAnswer", answer)
    return answer


def open_file(node, entry, number):
    notice, chunks = entry["notice"], entry["chunks"]
    if b64(sha256(b"".join(chunks))) != notice["digest"]:
        raise node.refused("bad-digest", 401)
    context = sealing.recipient(
        entry["seal"]["suite"], node.secrets[entry["seal"]["kid"]], unb64(notice["enc"]), INFO
    )
    digest, size = hashlib.sha256(), 0
    for place, chunk in enumerate(chunks):
        aad = chunk_context(binding(entry["head"]), number, place, place == len(chunks) - 1)
        plain = context.open(chunk, aad)
        digest.update(plain)
        size += len(plain)
    expect(size == notice["bytes"], "bytes of the file")
    expect(b64(digest.digest()) == entry["file"]["digest"], "digest of the file")
    print(compact({
        "attachment": entry["head"]["id"], "number": number, "name": entry["file"]["name"],
        "bytes": size, "digest": entry["file"]["digest"],
    }), flush=True)


# Attachments, sending


def send_file(node, path, official, second):
    """One message with one file; the line is cut once on the way and the transfer goes on."""
    with open(path, "rb") as file:
        data = file.read()
    identity = node.fresh_id()
    bound = binding({"from": node.code, "to": node.partner["node"], "id": identity})
    suite, key, public = node.recipient_key()
    context, enc = sealing.sender(suite, public, INFO)
    count = chunk_count(len(data))
    chunks = [
        context.seal(
            data[place * CHUNK:(place + 1) * CHUNK],
            chunk_context(bound, 0, place, place == count - 1),
        )
        for place in range(count)
    ]
    notice = {
        "bytes": len(data), "mediaType": "application/octet-stream", "enc": b64(enc),
        "digest": b64(sha256(b"".join(chunks))),
    }
    file = {"name": os.path.basename(path), "digest": b64(sha256(data))}
    head, payload, body = node.message(
        1, "peer-file-" + os.urandom(4).hex(), None, official, second, identity=identity,
        attachments=[(notice, file)],
    )
    line, authority = node.line()
    status, value = node.post(line, authority, identity, body)
    expect(status == 200, f"the message: {value}")
    verify_receipt(
        value["receipt"], sha256(payload), head, node.partner_as_node(), node.ledger
    )
    have = 0
    for part in range(2):
        while have < count:
            pieces = b"".join(chunks[have:have + PIECES])
            have = push(node, line, authority, identity, have, pieces)["have"]
            if part == 0:
                break
        line.close()
        line, authority = node.line()
        # A repetition of what is there, and a question: both only say where to go on.
        for first, pieces in ((0, chunks[0]), (have + 1, b"")):
            answer = push(node, line, authority, identity, first, pieces)
            expect(answer["have"] == have, "a repetition changes nothing")
    expect(answer["whole"], "the file is whole")
    print(compact({"sent": identity, "digest": file["digest"], "bytes": len(data)}), flush=True)


def push(node, line, authority, identity, first, body):
    status, value = node.post(
        line, authority, identity, body, path=f"{ATTACHMENTS}0/{first}",
        content_type="application/octet-stream",
    )
    expect(status == 200, f"chunks: {value}")
    check("attachmentAnswer", value)
    return value["attachment"]


# Cards


def follow(believed, statement):
    """The card of a statement, if the believed one vouches for it."""
    payload = unb64(statement["payload"])
    card = json.loads(payload)
    old = {key["id"]: key for key in believed["card"]["keys"]}
    new = {key["id"]: key for key in card["keys"]}
    expect(card["node"] == believed["card"]["node"], "the same administration")
    expect(card["serial"] == believed["card"]["serial"] + 1, "the next number")
    expect(card["previous"] == b64(sha256(believed["payload"])), "names the card before")
    for name, key in old.items():
        expect(name not in new or new[name]["public"] == key["public"], "the same key")
        expect("compromised" not in key or "compromised" in new.get(name, {}), "no way back")
    signers = [
        json.loads(unb64(entry["protected"]))["kid"] for entry in statement["signatures"]
    ]
    verify_statement(statement, "txp-card", {**new, **old})
    expect(any(name in old for name in signers), "signed by a key of the card before")
    expect(any(name in new for name in signers), "signed by a key of its own")
    for name in signers:
        expect("compromised" not in new.get(name, {}), "no compromised key vouches")
    return {"card": card, "payload": payload, "statement": statement}


def take_cards(node, body):
    value = json.loads(body)
    check("cardQuestion", value)
    for statement in value["cards"]:
        serial = json.loads(unb64(statement["payload"]))["serial"]
        if serial <= node.believed_card["card"]["serial"]:
            continue
        try:
            node.believe(follow(node.believed_card, statement))
        except Exception as fault:
            raise node.refused("bad-signature", 401) from fault
        print(compact({"card": serial}), flush=True)
    answer = {
        "v": "TXP/1", "believed": node.believed_card["card"]["serial"],
        "cards": [own for own in node.own_cards()
                  if json.loads(unb64(own["payload"]))["serial"] > value["have"]],
    }
    check("cardAnswer", answer)
    return answer


def rotate(node, is_broken):
    """A card with a fresh hop key, brought over the line; broken: nobody vouches for it."""
    serial = node.card["serial"] + 1
    name, secret = f"{node.code}-hop-{serial}", os.urandom(32)
    key = dict(next(entry for entry in node.card["keys"] if entry["purpose"] == "hop"))
    key.update({"id": name, "public": b64(node.public_bytes("Ed25519", secret))})
    card = {**node.card, "serial": serial, "previous": b64(sha256(node.card_payload))}
    card["keys"] = node.card["keys"] + [key]
    signer = f"{node.code}-evidence-1"
    private = node.private(signer)
    if is_broken:
        stranger = os.urandom(32)
        signer = f"{node.code}-evidence-9"
        evidence = dict(next(e for e in node.card["keys"] if e["purpose"] == "evidence"))
        evidence.update({"id": signer, "public": b64(node.public_bytes("Ed25519", stranger))})
        card["keys"].append(evidence)
        private = private_key("Ed25519", stranger)
    statement = sign_statement(compact(card).encode(), "txp-card", signer, "Ed25519", private)
    question = {"v": "TXP/1", "cards": [statement], "have": node.partner["serial"]}
    check("cardQuestion", question)
    line, authority = node.line()
    status, value = node.post(
        line, authority, node.fresh_id(), compact(question).encode(), path=CARD
    )
    if is_broken:
        expect((status, value.get("refused")) == (401, "bad-signature"), f"refused: {value}")
        check("refused", value)
        print(compact({"refused": value["refused"]}), flush=True)
        return
    expect(status == 200, f"believed: {value}")
    check("cardAnswer", value)
    expect(value["believed"] == serial, "the new card is believed")
    node.keep_card(statement, name, secret)
    print(compact({"believed": serial}), flush=True)


def address(node):
    place = urlsplit(node.partner["endpoints"][0])
    return place.hostname, place.port, place.netloc
