"""The log's tree (RFC 9162) and signed notes (C2SP)."""

import base64
import hashlib


def leaf(entry):
    return hashlib.sha256(b"\x00" + entry).digest()


def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def split(count):
    half = 1
    while half * 2 < count:
        half *= 2
    return half


def root(entries):
    if not entries:
        return hashlib.sha256(b"").digest()
    if len(entries) == 1:
        return leaf(entries[0])
    half = split(len(entries))
    return node(root(entries[:half]), root(entries[half:]))


def inclusion_path(index, entries):
    if len(entries) == 1:
        return []
    half = split(len(entries))
    if index < half:
        return inclusion_path(index, entries[:half]) + [root(entries[half:])]
    return inclusion_path(index - half, entries[half:]) + [root(entries[:half])]


def root_from_inclusion(index, size, leaf_hash, path):
    """The root that a path leads to; recursive, from the definition of the path."""
    if size == 1:
        if path:
            raise ValueError("path too long")
        return leaf_hash
    if not path:
        raise ValueError("path too short")
    half = split(size)
    if index < half:
        return node(root_from_inclusion(index, half, leaf_hash, path[:-1]), path[-1])
    return node(path[-1], root_from_inclusion(index - half, size - half, leaf_hash, path[:-1]))


def consistency_path(old, entries, whole=True):
    count = len(entries)
    if old == count:
        return [] if whole else [root(entries)]
    half = split(count)
    if old <= half:
        return consistency_path(old, entries[:half], whole) + [root(entries[half:])]
    return consistency_path(old - half, entries[half:], False) + [root(entries[:half])]


def key_id(name, kind, public):
    return hashlib.sha256(name.encode() + b"\n" + bytes([kind]) + public).digest()[:4]


def checkpoint_text(origin, size, root_hash):
    return f"{origin}\n{size}\n{base64.b64encode(root_hash).decode()}\n"


def sign_note(text, name, private, public):
    blob = key_id(name, 1, public) + private.sign(text.encode())
    return f"{text}\n— {name} {base64.b64encode(blob).decode()}\n"


def verify_note(note, name, verify, public):
    """The text of a note that the key signed under this name; verify raises when it does not hold."""
    text, _, lines = note.rpartition("\n\n")
    text += "\n"
    wanted = key_id(name, 1, public)
    for line in lines.splitlines():
        dash, signer, encoded = line.split(" ")
        blob = base64.b64decode(encoded)
        if dash == "—" and signer == name and blob[:4] == wanted:
            verify(blob[4:], text.encode())
            return text
    raise ValueError("not signed")


def verify_cosignature(note, name, verify, public):
    """When the witness cosigned, in seconds since 1970."""
    text, _, lines = note.rpartition("\n\n")
    wanted = key_id(name, 4, public)
    for line in lines.splitlines():
        _, signer, encoded = line.split(" ")
        blob = base64.b64decode(encoded)
        if signer == name and blob[:4] == wanted:
            time = int.from_bytes(blob[4:12], "big")
            verify(blob[12:], f"cosignature/v1\ntime {time}\n{text}\n".encode())
            return time
    raise ValueError("not cosigned")
