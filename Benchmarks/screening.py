"""Screening end to end, without and with a node."""
import shutil

import inputs
from measuring import ROOT, TAMGA, WORK, Peer, execute, median, repeat, shown, spread

NODE = WORK / "node"


def fresh_node():
    shutil.rmtree(NODE, ignore_errors=True)
    execute([TAMGA, "init", NODE, "--administration", "UZ"])


def measure(results, name, command, rows, times, target=None, peer=None, before=None):
    """Declarations a second of wall time, as an officer waits for them; CPU time beside."""
    runs = repeat(times, command, before=before, keep_output=False, accept=(0, 65))
    wall, cpu = median([r.wall for r in runs]), median([r.cpu for r in runs])
    value, more = None, {}
    if peer and not peer.fault:
        value = rows / median([a["wall_s"] for a in peer.answers])
        more["peer_peak_mib"] = peer.peak_kib / 1024
    label = "pandas: robust price only, no reasons" + (": absent" if peer and peer.fault else "")
    if not peer:
        label, more["note"] = None, "no peer does this"
    results.add(name, rows / wall, "declarations/s", shown(command) + " > /dev/null", label, value,
                target=target,
                spread=spread([r.wall for r in runs]), wall_s=wall, cpu_s=cpu,
                per_core=rows / cpu, peak_mib=max(r.peak_kib for r in runs) / 1024, **more)


def screen(results, size, times):
    tables = []
    for rows in (20_000,) if size == "quick" else (100_000, 1_000_000):
        korean = inputs.korean_table(rows)
        if korean:
            tables.append(("Korean", rows, korean, ROOT / "Maps/korea-customs.yaml"))
        tables.append(("simulated", rows, inputs.simulated_table(rows), ROOT / "Maps/tamga-export.yaml"))
    for kind, rows, file, mapping in tables:
        count = f"{rows:,}"
        command = [TAMGA, "screen", "--map", mapping, "--jsonl", file]
        long = rows >= 1_000_000
        peer = Peer("table.py", "robust-z", file).run(times) if kind == "Korean" else None
        measure(results, f"screen {count} {kind}, no node", command, rows, times, 150_000, peer)
        if not long:
            table = [word for word in command if word != "--jsonl"]
            measure(results, f"screen {count} {kind}, no node, table", table, rows, times)
        stored = command + ["--node", NODE]
        measure(results, f"screen {count} {kind}, node", stored, rows, times, 40_000,
                before=fresh_node)
        if not long:
            measure(results, f"screen {count} {kind}, node, known before", stored, rows, 1)
    shutil.rmtree(NODE, ignore_errors=True)
