"""Reconciliation: links and findings against the known truth, wall time and memory, beside three peers."""
import csv, sys

from measuring import ROOT, TAMGA, WORK, Peer, execute, median, repeat, shown

SEED = 20261
PYTHON = WORK / "venv-reconcile/bin/python"
PEERS = {"DuckDB, staged SQL": "reconcile_duckdb.py", "Polars, the same stages": "reconcile_polars.py",
         "Splink on DuckDB": "reconcile_splink.py"}
# Level, lines a side, generator: two generators by different hands, so that none is tuned on alone.
FULL = [("normal", 100_000, "python"), ("hard", 100_000, "python"), ("hard", 100_000, "tamga"),
        ("hard", 1_000_000, "tamga")]


def reconcile(results, size, times):
    for level, lines, maker in [("hard", 20_000, "python")] if size == "quick" else FULL:
        measure(results, level, lines, maker, 1 if lines > 100_000 else times)


def register(level, lines, maker):
    folder = WORK / f"data/register-{maker}-{level}-{lines}"
    if not (folder / "truth_findings.csv").exists():
        command = ([sys.executable, ROOT / "Benchmarks/reconcile/generate.py"] if maker == "python"
                   else [TAMGA, "simulate", "registers"])
        execute([*command, folder, "--seed", SEED, "--lines", lines, "--level", level])
    return folder


def measure(results, level, lines, maker, times):
    folder = register(level, lines, maker)
    out = folder / "tamga"
    command = [TAMGA, "reconcile", "--exports", folder / "exports.csv", "--imports", folder / "imports.csv",
               "--rates", folder / "rates.csv", "--out", out]
    runs = repeat(times, command)
    mine = judged(folder, out)
    wall = median([run.wall for run in runs])
    name, text = f"reconcile {level} {lines:,} ({maker})", shown(command)
    targets = (.998, .975) if level == "normal" else (.990, .80)
    for label, script in PEERS.items():
        theirs_out = folder / script.removesuffix(".py")
        peer = Peer(script, folder, theirs_out, python=PYTHON).run(times)
        if peer.fault:
            label += ": out of memory" if "memory" in peer.fault.lower() else ": absent"
        theirs = {"links": (None,) * 3, "findings": (None,) * 3} if peer.fault else judged(folder, theirs_out)
        for what, target in zip(("links", "findings"), targets):
            results.add(f"{name}, {what}", mine[what][2], "F1", text, label, theirs[what][2], target=target,
                        precision=mine[what][0], recall=mine[what][1], peer_precision=theirs[what][0],
                        peer_recall=theirs[what][1])
        peer_wall = None if peer.fault else median([answer["wall_s"] for answer in peer.answers])
        results.add(f"{name}, wall", wall, "s", text, label, peer_wall, better="lower",
                    cpu_s=median([run.cpu for run in runs]), peer_cpu_s=peer.cpu,
                    peak_mib=max(run.peak_kib for run in runs) / 1024, peer_peak_mib=peer.peak_kib / 1024)


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def score(hits, got, true):
    """Precision, recall and F1."""
    return (hits / got if got else 0.0, hits / true if true else 0.0,
            2 * hits / (got + true) if got + true else 0.0)


def judged(folder, out):
    """Scores of links, and of findings over all types; a finding hits by its type and either line."""
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
    return {"links": score(len(true & got), len(got), len(true)),
            "findings": score(len(hits), len(hits) + wrong, count)}
