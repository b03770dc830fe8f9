"""Hybrid public key encryption with the two suites of TXP/1 (RFC 9180, X-Wing)."""

import hashlib
import hmac
import os

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, mlkem, x25519
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

XWING = "XWING-SHA256-AES256GCM"
P256 = "P256-SHA256-AES256GCM"
KEM_IDS = {XWING: 0x647A, P256: 0x0010}
ENC_LENGTHS = {XWING: 1120, P256: 65}
XWING_LABEL = b"\\.//^\\"


def extract(salt, key):
    return hmac.new(salt or bytes(32), key, hashlib.sha256).digest()


def expand(key, info, length):
    out, block, count = b"", b"", 1
    while len(out) < length:
        block = hmac.new(key, block + info + bytes([count]), hashlib.sha256).digest()
        out += block
        count += 1
    return out[:length]


def labeled_extract(suite_id, salt, label, key):
    return extract(salt, b"HPKE-v1" + suite_id + label + key)


def labeled_expand(suite_id, key, label, info, length):
    return expand(key, length.to_bytes(2, "big") + b"HPKE-v1" + suite_id + label + info, length)


def raw(key):
    return key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def point(key):
    return key.public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )


def xwing_keys(seed):
    expanded = hashlib.shake_256(seed).digest(96)
    return (
        mlkem.MLKEM768PrivateKey.from_seed_bytes(expanded[:64]),
        x25519.X25519PrivateKey.from_private_bytes(expanded[64:]),
    )


def xwing_secret(ss_m, ss_x, ct_x, pk_x):
    return hashlib.sha3_256(ss_m + ss_x + ct_x + pk_x + XWING_LABEL).digest()


def xwing_encapsulate(public):
    pk_m = mlkem.MLKEM768PublicKey.from_public_bytes(public[:1184])
    pk_x = x25519.X25519PublicKey.from_public_bytes(public[1184:])
    ephemeral = x25519.X25519PrivateKey.generate()
    ct_x = raw(ephemeral.public_key())
    ss_m, ct_m = pk_m.encapsulate()
    return xwing_secret(ss_m, ephemeral.exchange(pk_x), ct_x, public[1184:]), ct_m + ct_x


def xwing_decapsulate(seed, enc):
    sk_m, sk_x = xwing_keys(seed)
    ct_m, ct_x = enc[:1088], enc[1088:]
    ss_x = sk_x.exchange(x25519.X25519PublicKey.from_public_bytes(ct_x))
    return xwing_secret(sk_m.decapsulate(ct_m), ss_x, ct_x, raw(sk_x.public_key()))


def p256_private(secret):
    return ec.derive_private_key(int.from_bytes(secret, "big"), ec.SECP256R1())


def p256_secret(dh, enc, public):
    suite_id = b"KEM" + (0x0010).to_bytes(2, "big")
    prk = labeled_extract(suite_id, b"", b"eae_prk", dh)
    return labeled_expand(suite_id, prk, b"shared_secret", enc + public, 32)


class Context:
    """An encryption context of base mode; pieces are sealed and opened in order."""

    def __init__(self, suite, secret, info):
        suite_id = b"HPKE" + KEM_IDS[suite].to_bytes(2, "big") + b"\x00\x01\x00\x02"
        psk_hash = labeled_extract(suite_id, b"", b"psk_id_hash", b"")
        info_hash = labeled_extract(suite_id, b"", b"info_hash", info)
        schedule = b"\x00" + psk_hash + info_hash
        key = labeled_extract(suite_id, secret, b"secret", b"")
        self.cipher = AESGCM(labeled_expand(suite_id, key, b"key", schedule, 32))
        self.nonce = int.from_bytes(labeled_expand(suite_id, key, b"base_nonce", schedule, 12), "big")
        self.sequence = 0

    def next_nonce(self):
        nonce = (self.nonce ^ self.sequence).to_bytes(12, "big")
        self.sequence += 1
        return nonce

    def seal(self, plain, aad):
        return self.cipher.encrypt(self.next_nonce(), plain, aad)

    def open(self, sealed, aad):
        return self.cipher.decrypt(self.next_nonce(), sealed, aad)


def sender(suite, public, info):
    """A context for the holder of the key, and what must be sent along."""
    if suite == XWING:
        secret, enc = xwing_encapsulate(public)
    else:
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), public)
        ephemeral = ec.generate_private_key(ec.SECP256R1())
        enc = point(ephemeral.public_key())
        secret = p256_secret(ephemeral.exchange(ec.ECDH(), theirs), enc, public)
    return Context(suite, secret, info), enc


def recipient(suite, private, enc, info):
    """The context that the sender started."""
    if len(enc) != ENC_LENGTHS[suite]:
        raise ValueError("encapsulated key of wrong length")
    if suite == XWING:
        secret = xwing_decapsulate(private, enc)
    else:
        key = p256_private(private)
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), enc)
        secret = p256_secret(key.exchange(ec.ECDH(), theirs), enc, point(key.public_key()))
    return Context(suite, secret, info)


def fresh_salt():
    return os.urandom(32)
