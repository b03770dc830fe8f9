"""Reading: wco-dec beside lxml, edifact beside pydifact, tables beside csv, pandas and polars."""
import inputs
from measuring import ROOT, TAMGA, Failed, Peer, execute, forget, median, repeat, shown, spread


def rate(results, name, command, amount, unit, times, peers, target=None, cold=None, origin=None):
    """Adds rows for one input: Tamga's rate per core beside each peer; cold start and wall time."""
    extra = {"origin": origin, "target": target}
    if cold:
        forget(cold)
        first = execute(command)
        extra["cold_wall_s"] = first.wall
    runs = repeat(times, command)
    cpu, wall = [r.cpu for r in runs], [r.wall for r in runs]
    extra.update(wall_s=median(wall), wall_rate=amount / median(wall), spread=spread(cpu),
                 peak_mib=max(r.peak_kib for r in runs) / 1024)
    for label, peer, share in peers:
        if peer.fault:
            results.add(name, amount / median(cpu), unit, shown(command), f"{label}: absent", **extra)
        else:
            results.add(name, amount / median(cpu), unit, shown(command), label,
                        amount * share / peer.cpu, peer_peak_mib=peer.peak_kib / 1024, **extra)
        extra = {}
    return median(cpu)


def wco(results, size, times):
    samples, origin = inputs.wco_samples()
    megabytes = 20 if size == "quick" else 100
    envelope = inputs.wco_envelope(samples, megabytes)
    folder = inputs.wco_files(samples, megabytes // 2)
    for name, place in (("wco-dec read, one envelope", envelope), ("wco-dec read, many files", folder)):
        files = [place] if place.is_file() else sorted(place.iterdir())
        amount = sum(file.stat().st_size for file in files) / 1e6
        command = [TAMGA, "read", "--check", *files]
        peers = [("lxml parse + every leaf", Peer("xml_lxml.py", "leaves", place).run(times), 1),
                 ("lxml parse only", Peer("xml_lxml.py", "parse", place).run(times), 1)]
        rate(results, name, command, amount, "MB/s per core", times, peers,
             target=100, cold=place, origin=f"{len(samples)} of {origin}, repeated")


def edifact(results, size, times):
    samples, origin = inputs.edifact_samples()
    megabytes = 20 if size == "quick" else 100
    big, small = inputs.edifact_interchange(samples, megabytes), inputs.edifact_interchange(samples, 1)
    amount, share = big.stat().st_size / 1e6, small.stat().st_size / big.stat().st_size
    peer = Peer("edifact_pydifact.py", small).run(times)
    rate(results, "edifact read, one interchange", [TAMGA, "read", "--check", big], amount,
         "MB/s per core", times, [("pydifact (on 1 MB)", peer, share)], target=60, cold=big,
         origin=f"{len(samples)} of {origin}, repeated")


def table(results, size, times):
    rows = 100_000 if size == "quick" else 1_000_000
    file = inputs.korean_table(rows)
    mapping, origin = ROOT / "Maps/korea-customs.yaml", "Korean table, repeated"
    if not file:
        file, mapping, origin = inputs.simulated_table(rows), ROOT / "Maps/tamga-export.yaml", "simulated"
    command = [TAMGA, "read", "--check", "--map", mapping, file]
    peers = [(label, Peer("table.py", mode, file).run(times), 1) for label, mode in (
        ("Python csv + dict", "csv"), ("pandas read_csv, a floor", "pandas"),
        ("polars read_csv, a floor", "polars"))]
    rate(results, "csv intake", command, float(rows), "rows/s per core", times, peers,
         target=300_000, cold=file, origin=origin)
