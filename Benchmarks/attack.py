"""Attacks both doors of a node that serves, from several threads at once, for some seconds.

    attack.py --gateway PORT --certificate FILE --key FILE --api PORT --token TOKEN --seconds N

Needs nothing beyond Python itself. The certificate is that of a partner (its node's
`keys/tls.pem` and `keys/tls.key`): a stranger without one gets no further than the handshake, which
is tried as well. Prints how often each attack was carried out and how it was answered, as JSON; a
name that is missing there did nothing. Whoever runs it looks at the node's memory meanwhile.
"""
import argparse, collections, gzip, json, os, random, socket, ssl, threading, time

LONG = "x" * 200_000
ODD = "../../etc/passwd\u202e%00%0d%0aSet-Cookie: a=b'\";DROP TABLE inbox;--"


class Attacker:
    def __init__(self, options):
        self.options = options
        self.end = time.monotonic() + options.seconds
        self.answers = collections.defaultdict(collections.Counter)
        self.lock = threading.Lock()
        self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self.tls.check_hostname = False
        self.tls.verify_mode = ssl.CERT_NONE
        self.tls.load_cert_chain(options.certificate, options.key)
        self.stranger = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self.stranger.check_hostname = False
        self.stranger.verify_mode = ssl.CERT_NONE

    def note(self, name, answer):
        with self.lock:
            self.answers[name][answer] += 1

    @property
    def over(self):
        return time.monotonic() >= self.end

    def line(self, door):
        raw = socket.create_connection(("127.0.0.1", getattr(self.options, door)), timeout=4)
        return self.tls.wrap_socket(raw) if door == "gateway" else raw

    def head(self, door, length=None, *more, path=None):
        path = path or ("/txp1/inbox" if door == "gateway" else "/api/v1/submissions")
        rows = [f"POST {path} HTTP/1.1", "Host: 127.0.0.1"]
        if door == "api":
            rows += [f"Authorization: Bearer {self.options.token}", "Content-Type: application/xml"]
        else:
            rows += ["Content-Type: application/txp+json",
                     "TXP-Message-Id: 01890a5d-ac96-774b-bcce-b302099a8057"]
        if length is not None:
            rows.append(f"Content-Length: {length}")
        return ("\r\n".join([*rows, *more]) + "\r\n\r\n").encode()

    def answer(self, line):
        """The status of what comes back, or how the line ended."""
        try:
            line.settimeout(4)
            text = line.recv(65536)
            return text.split(b" ", 2)[1].decode() if text.startswith(b"HTTP/") else "closed"
        except (TimeoutError, socket.timeout):
            return "silent"
        except OSError:
            return "closed"

    def send(self, name, door, *pieces, pause=0.0):
        """Sends a request piece by piece on a line of its own and notes the answer."""
        try:
            with self.line(door) as line:
                try:
                    for piece in pieces:
                        line.sendall(piece)
                        if pause:
                            time.sleep(pause)
                except OSError:
                    pass
                self.note(name, self.answer(line))
        except OSError:
            self.note(name, "not connected")

    # The attacks; each is carried out again and again until time is up.

    def oversized(self, door):
        self.send("oversized", door, self.head(door, 1 << 33), b"x" * 65536)
        size = (1 << 20) + 1 if door == "gateway" else (4 << 20) + 1
        self.send("just too large", door, self.head(door, size), b"x" * 65536)

    def endless(self, door):
        chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
        self.send("endless", door, self.head(door, None, "Transfer-Encoding: chunked"),
                  *([chunk] * 200))

    def dribbled(self, door):
        """Many lines at once that hold as much memory as they are given, byte by byte."""
        lines = []
        try:
            for _ in range(24):
                line = self.line(door)
                lines.append(line)
                line.sendall(self.head(door, 1_000_000) + b"x" * 500_000)
            while not self.over:
                for line in lines:
                    line.sendall(b"x")
                time.sleep(0.2)
        except OSError:
            pass
        for line in lines:
            self.note("dribbled", self.answer(line) if self.over else "cut")
            line.close()

    def packed(self, door):
        bomb = gzip.compress(bytes(64 << 20))[:1 << 20]
        self.send("packed", door, self.head(door, len(bomb), "Content-Encoding: gzip"), bomb)

    def deep(self, door):
        for body in (b"[" * 1_000_000, b'{"a":' * 200_000, b'{"v":"TXP/1","envelope":' + b"[" * 900_000):
            self.send("deep", door, self.head(door, len(body)), body)

    def wide(self, door):
        body = b"{" + b",".join(b'"%d":0' % number for number in range(90_000)) + b"}"
        self.send("wide", door, self.head(door, len(body)), body[:1_000_000].ljust(len(body)))

    def entities(self, door):
        rows = "".join(f'<!ENTITY e{n} "{"&e%d;" % (n - 1) * 10}">' for n in range(1, 12))
        bomb = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e0 "ha">{rows}]><a>&e11;</a>'.encode()
        self.send("entities", door, self.head(door, len(bomb)), bomb)
        deep = b"<a>" * 600_000
        self.send("deep XML", door, self.head(door, len(deep)), deep)

    def largest(self, door):
        """Bodies as large as they may be, many at a time."""
        size = 1 << 20 if door == "gateway" else 4 << 20
        body = b'{"v":"TXP/1","sealed":"' + b"A" * (size - 25) + b'"}'
        self.send("largest", door, self.head(door, len(body)), body)

    def names(self, door):
        odd = ODD.encode("utf-8", "surrogatepass").replace(b"\r", b"").replace(b"\n", b"")
        head = self.head(door, 2, path=f"/txp1/inbox/../{LONG[:3000]}" if door == "gateway"
                         else f"/api/v1/documents/%2e%2e%2f{'%00' * 50}")
        self.send("odd path", door, head, b"{}")
        rows = self.head(door, 2)[:-2] + b"TXP-Message-Id: " + odd + b"\r\nX-File-Name: " + odd
        self.send("odd fields", door, rows + b"\r\n\r\n{}")
        self.send("long field", door, self.head(door, 2, "X: " + LONG), b"{}")
        self.send("many fields", door, self.head(door, 2, *[f"X-{n}: y" for n in range(5000)]), b"{}")

    def deaf(self, door):
        """Asks and asks and never reads an answer."""
        try:
            with self.line(door) as line:
                line.settimeout(2)
                for _ in range(2000):
                    line.sendall(self.head(door, 2) + b"{}")
                    if self.over:
                        break
        except OSError:
            pass
        self.note("deaf", "done")

    def random(self, door):
        noise = os.urandom(random.randrange(1, 20_000))
        self.send("noise", door, noise)
        self.send("noise in body", door, self.head(door, len(noise)), noise)

    def strangers(self, door):
        lines = []
        try:
            for turn in range(64):
                line = socket.create_connection(("127.0.0.1", self.options.gateway), timeout=5)
                lines.append(line)
                if turn % 3 == 0:
                    line.sendall(os.urandom(300))
                elif turn % 3 == 1:
                    line.sendall(b"\x16\x03\x01\x40\x00\x01")
            time.sleep(0.5)
            raw = socket.create_connection(("127.0.0.1", self.options.gateway), timeout=5)
            with self.stranger.wrap_socket(raw) as line:
                line.sendall(self.head("gateway", 2) + b"{}")
                self.note("stranger", self.answer(line))
        except OSError:
            self.note("stranger", "closed")
        for line in lines:
            line.close()

    def run(self):
        kinds = [(self.strangers, "gateway"), (self.entities, "api")]
        kinds += [(attack, door) for door in ("gateway", "api") for attack in (
            self.oversized, self.endless, self.dribbled, self.packed, self.deep, self.wide,
            self.largest, self.largest, self.names, self.deaf, self.random)]

        def again(attack, door):
            while not self.over:
                attack(door)
                time.sleep(self.options.pause)

        threads = [threading.Thread(target=again, args=kind, daemon=True) for kind in kinds]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(self.options.seconds + 60)
        return {name: dict(answers) for name, answers in sorted(self.answers.items())}


def main():
    parser = argparse.ArgumentParser(description="Attacks both doors of a node.")
    for name in ("gateway", "api"):
        parser.add_argument(f"--{name}", type=int, required=True)
    for name in ("certificate", "key", "token"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--pause", type=float, default=0.0)
    print(json.dumps(Attacker(parser.parse_args()).run()))


main()
