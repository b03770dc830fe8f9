"""An AS2 message built, verified and receipted in one process, again and again (pyas2lib).

    as2.py COUNT BYTES

No network, no disk: signing and encrypting the message, opening and verifying it, the signed
receipt (MDN) and its verification. RSA-2048, SHA-256, AES-256-CBC.
"""
import datetime, importlib.util, json, os, pathlib, sys, time

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID


def load_library():
    """oscrypto 1.3.0 takes no version of OpenSSL with two digits in a part, such as 3.0.15, for one:
    the pattern is widened, nothing else."""
    name = "oscrypto._openssl._libcrypto_cffi"
    spec = importlib.util.find_spec(name)
    source = pathlib.Path(spec.origin).read_text().replace(
        "\\\\d\\\\.\\\\d\\\\.\\\\d[a-z]", "\\\\d+\\\\.\\\\d+\\\\.\\\\d+[a-z]")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    exec(compile(source, spec.origin, "exec"), module.__dict__)


load_library()
from pyas2lib import as2  # noqa: E402


def key_and_certificate(name):
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.timezone.utc)
    certificate = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(subject)
        .public_key(key.public_key()).serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=30)).sign(key, hashes.SHA256()))
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption())
    public = certificate.public_bytes(serialization.Encoding.PEM)
    return private + public, public


def main(count, size):
    (uz_key, uz_public), (us_key, us_public) = key_and_certificate("uz"), key_and_certificate("us")
    uz = as2.Organization(as2_name="uz", sign_key=uz_key, sign_key_pass=None,
                          decrypt_key=uz_key, decrypt_key_pass=None)
    us = as2.Organization(as2_name="us", sign_key=us_key, sign_key_pass=None,
                          decrypt_key=us_key, decrypt_key_pass=None)
    options = {"validate_certs": False, "sign": True, "encrypt": True, "digest_alg": "sha256",
               "enc_alg": "aes_256_cbc", "mdn_mode": "SYNC", "mdn_digest_alg": "sha256"}
    to_us = as2.Partner(as2_name="us", verify_cert=us_public, encrypt_cert=us_public, **options)
    from_uz = as2.Partner(as2_name="uz", verify_cert=uz_public, encrypt_cert=uz_public, **options)
    text = os.urandom(size // 2).hex().encode()
    start, begun = time.perf_counter(), time.process_time()
    for _ in range(count):
        message = as2.Message(uz, to_us)
        message.build(text, filename="message.json", content_type="application/json")
        arrived = as2.Message()
        status, fault, receipt = arrived.parse(
            message.headers_str + b"\r\n" + message.content,
            find_org_cb=lambda name: us, find_partner_cb=lambda name: from_uz)
        assert status == "processed", fault
        back = as2.Mdn()
        status, detail = back.parse(
            receipt.headers_str + b"\r\n" + receipt.content,
            find_message_cb=lambda identity, recipient: message)
        assert status == "processed", detail
    print(json.dumps({"wall_s": time.perf_counter() - start, "cpu_s": time.process_time() - begun,
                      "messages": count}))


main(int(sys.argv[1]), int(sys.argv[2]))
