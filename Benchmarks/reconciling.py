"""Reconciliation: links and findings against the known truth, wall time and memory, beside DuckDB."""
import csv, sys

from measuring import ROOT, TAMGA, WORK, Peer, execute, median, repeat, shown

SEED = 20261


def reconcile(results, size, times):
    sizes = [("hard", 20_000)] if size == "quick" else [("normal", 100_000), ("hard", 100_000), ("hard", 1_000_000)]
    for level, lines in sizes:
        measure(results, level, lines, 1 if lines > 100_000 else times)


def register(level, lines):
    folder = WORK / f"data/register-{level}-{lines}"
    if not (folder / "truth_findings.csv").exists():
        execute([sys.executable, ROOT / "Benchmarks/reconcile/generate.py", folder, "--seed", SEED,
                 "--lines", lines, "--level", level])
    return folder


def measure(results, level, lines, times):
    folder = register(level, lines)
    out = folder / "tamga"
    command = [TAMGA, "reconcile", "--exports", folder / "exports.csv", "--imports", folder / "imports.csv",
               "--rates", folder / "rates.csv", "--out", out]
    runs = repeat(times, command)
    mine = judged(folder, out)
    peer = Peer("reconcile_duckdb.py", folder, folder / "duckdb").run(times)
    label = "DuckDB, staged SQL" + (": absent" if peer.fault else "")
    theirs = (None, None) if peer.fault else judged(folder, folder / "duckdb")
    name, text = f"reconcile {level} {lines:,}", shown(command)
    for what, value, other, target in zip(("links", "findings"), mine, theirs,
                                          (.998, .975) if level == "normal" else (.990, .80)):
        results.add(f"{name}, {what}", value, "F1", text, label, other, target=target)
    wall = None if peer.fault else median([answer["wall_s"] for answer in peer.answers])
    results.add(f"{name}, wall", median([run.wall for run in runs]), "s", text, label, wall, better="lower",
                peak_mib=max(run.peak_kib for run in runs) / 1024, peer_peak_mib=peer.peak_kib / 1024)


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def f1(hits, got, true):
    return 2 * hits / (got + true) if got + true else 0.0


def judged(folder, out):
    """F1 of links, and of findings over all types; a finding hits by its type and either line."""
    true = {(row["exp_id"], row["imp_id"]) for row in rows(folder / "truth_links.csv")}
    got = {(row["exp_id"], row["imp_id"]) for row in rows(out / "matches.csv")}
    planted = {}
    count = 0
    for row in rows(folder / "truth_findings.csv"):
        count += 1
        for line in (row["exp_id"], row["imp_id"]):
            if line:
                planted[row["type"], line] = count
    hits, wrong = set(), 0
    for row in rows(out / "findings.csv"):
        number = planted.get((row["type"], row["exp_id"])) or planted.get((row["type"], row["imp_id"]))
        if number:
            hits.add(number)
        else:
            wrong += 1
    return f1(len(true & got), len(got), len(true)), f1(len(hits), len(hits) + wrong, count)
