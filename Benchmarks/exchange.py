"""Two nodes exchanging messages over the network of this machine; the API; the ledger."""
import http.client, json, os, pathlib, shutil, signal, socket, statistics, subprocess, time

from measuring import ROOT, TAMGA, WORK, Failed, Peer, execute, median, shown

FOLDER = WORK / "exchange"
UZ, US = FOLDER / "uz", FOLDER / "us"
OFFICIALS = ["--prepared-by", "uz-liaison", "--approved-by", "uz-head"]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def tamga(*words):
    return execute([TAMGA, *words])


def believe(node, other, code):
    """Gives a node the card of another, with its fingerprint."""
    printed = tamga("partner", "card", "--node", other)
    card = FOLDER / f"{code}.json"
    card.write_text(printed.output)
    fingerprint = printed.errors.rsplit(": ", 1)[1].strip()
    tamga("partner", "add", card, "--fingerprint", fingerprint, "--node", node)


def set_up():
    """Two fresh nodes that believe one another's cards and have adopted an agreement."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    for node, code in ((UZ, "UZ"), (US, "US")):
        port = free_port()
        tamga("init", node, "--administration", code, "--gateway-port", port, "--endpoint",
              f"https://127.0.0.1:{port}")
    believe(UZ, US, "US")
    believe(US, UZ, "UZ")
    text = ROOT / "Specs/agreements/uz-us.yaml"
    for number, node in enumerate((UZ, US)):
        signed = tamga("agreement", "sign", text, "--node", node)
        text = FOLDER / f"agreement-{number}.json"
        text.write_text(signed.output)
    for node in (UZ, US):
        tamga("agreement", "adopt", text, "--node", node)


class Served:
    """A node that serves while the block lasts, with what it used."""

    def __init__(self, node):
        self.node = node

    def __enter__(self):
        begun = time.perf_counter()
        self.process = subprocess.Popen(
            [TAMGA, "serve", "--node", self.node, "--api-port", "0"], stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True)
        line = self.process.stdout.readline()
        if not line:
            raise Failed("tamga serve did not come up")
        self.start_s = time.perf_counter() - begun
        self.ready = json.loads(line)
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)

    @property
    def cpu(self):
        words = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")

    def mib(self, name):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return next(int(row.split()[1]) for row in status.splitlines() if row.startswith(name)) / 1024


def load(count, connections, *more):
    command = [TAMGA, "load", "--to", "US", "--count", count, "--connections", connections,
               "--streams", connections, "--bytes", 4096, *OFFICIALS, "--node", UZ, *more]
    run = execute(command)
    return run, json.loads(run.output), shown(command)


def exchange(results, size, times):
    quick = size == "quick"
    set_up()
    peer = Peer("as2.py", 40 if quick else 200, 4096).run(times)
    label = "pyas2lib: build, verify, receipt; no network, no disk" + (": absent" if peer.fault else "")
    peer_wall = None if peer.fault else median([a["messages"] / a["wall_s"] for a in peer.answers])
    peer_core = None if peer.fault else median([a["messages"] / a["cpu_s"] for a in peer.answers])
    round_trip(results, 500 if quick else 5_000, times, label, peer_core)
    with Served(US) as us:
        results.add("start to service, fresh node", us.start_s, "s", "tamga serve", note="", target=5,
                    better="lower")
        idle = us.mib("VmRSS")
        _, one, command = load(200 if quick else 2_000, 1)
        results.add("message round trip at 1 connection, p50", one["p50Microseconds"] / 1000, "ms",
                    command, better="lower", target=5, p99_ms=one["p99Microseconds"] / 1000)
        before = us.cpu
        runs = [load(2_000 if quick else 20_000, 64) for _ in range(times)]
        cpu = us.cpu - before
        done = sum(answer["done"] for _, answer, _ in runs)
        rate = median([answer["perSecond"] for _, answer, _ in runs])
        results.add("4 KiB messages at 64 connections, sealed to receipted", float(rate), "messages/s",
                    runs[0][2], label, peer_wall, target=800,
                    p50_ms=median([a["p50Microseconds"] for _, a, _ in runs]) / 1000,
                    p99_ms=median([a["p99Microseconds"] for _, a, _ in runs]) / 1000, p99_target_ms=250)
        used = cpu + sum(run.cpu for run, _, _ in runs)
        results.add("the same, both nodes, per core", done / used, "messages/CPU s", runs[0][2], label,
                    peer_core, sender_cpu_s=sum(run.cpu for run, _, _ in runs), receiver_cpu_s=cpu,
                    receiver_mib=us.mib("VmHWM"), receiver_idle_mib=idle)
        api(results, us, 300 if quick else 3_000)
    command = [TAMGA, "ledger", "verify", "--json", "--node", US]
    run = execute(command)
    entries = json.loads(run.output)["entries"]
    results.add("ledger verify", entries / run.wall, "entries/s", shown(command), target=20_000,
                entries=entries, per_core=entries / run.cpu, peak_mib=run.peak_kib / 1024)
    waiting = 5_000 if quick else 100_000
    load(waiting, 64, "--queue-only")
    with Served(UZ) as uz:
        results.add("start to service, long queue", uz.start_s, "s", "tamga serve", target=5,
                    better="lower", waiting=waiting)
        time.sleep(5)
        results.add("memory with a long queue, partner down", uz.mib("VmHWM"), "MiB", "tamga serve",
                    better="lower", waiting=waiting)
    shutil.rmtree(FOLDER, ignore_errors=True)


def round_trip(results, count, times, label, peer_core):
    """What the peer does, done by Tamga in the same way: one process, no network, no disk."""
    command = [TAMGA, "round-trip", "--count", count, "--bytes", 4096]
    answers = [json.loads(execute(command).output) for _ in range(times)]
    rate = median([answer["messages"] / answer["cpu_s"] for answer in answers])
    results.add("4 KiB message built, opened and receipted", rate, "messages/CPU s", shown(command),
                label, peer_core, ratio_target=20, messages=count)


def api(results, served, count):
    """One declaration after the other, each new, on one connection."""
    token = tamga("client", "add", "bench", "--node", served.node).output.strip()
    host, port = served.ready["api"].removeprefix("http://").rsplit(":", 1)
    line = http.client.HTTPConnection(host, int(port))
    sample = sorted((ROOT / "Corpus/demo/wco-dec").glob("*.xml"))[0].read_text()
    number = sample.split("<FunctionalReferenceID>")[-1].split("<")[0] if "<FunctionalReferenceID>" \
        in sample else None
    own = sample.split("<ID>")[1].split("<")[0]
    times = []
    for turn in range(count):
        body = sample.replace(own, f"{own[:-6]}{turn:06d}")
        if number:
            body = body.replace(number, f"{number}-{turn}")
        begun = time.perf_counter()
        line.request("POST", "/api/v1/submissions", body.encode(),
                     {"Authorization": f"Bearer {token}", "Content-Type": "application/xml"})
        answer = line.getresponse()
        text = answer.read()
        times.append((time.perf_counter() - begun) * 1000)
        if answer.status != 201:
            raise Failed(f"the API answered {answer.status}: {text[:200]}")
    times.sort()
    results.add("one declaration over the API, p99", times[int(len(times) * 0.99)], "ms",
                "POST /api/v1/submissions", better="lower", target=10,
                p50_ms=statistics.median(times), declarations=count)
