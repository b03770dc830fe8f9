"""Screening end to end, without and with a node; with officers' profiles and watch lists; plans."""
import datetime, shutil, time

import inputs, profiling
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
    everything(results, 20_000 if size == "quick" else 100_000, times)
    plan(results, times)
    shutil.rmtree(NODE, ignore_errors=True)


def ruled_node(profiles, names):
    """A node with live profiles and a watch list, made once; profiles are in force for 30 days."""
    path = WORK / "node-ruled"
    if path.exists() and time.time() - path.stat().st_mtime < 20 * 86_400:
        return path
    inputs.say("making a node with 200 live profiles and a list")
    part = WORK / "node-ruled.part"
    for old in (path, part):
        shutil.rmtree(old, ignore_errors=True)
    execute([TAMGA, "init", part, "--administration", "UZ"])
    if names:
        execute([TAMGA, "watchlist", "import", "--format", "csv", names, "--node", part])
    for file in profiles:
        at, who = ["--node", part], ["--officer", "A. Author"]
        second = ["--officer", "B. Reviewer"]
        execute([TAMGA, "profile", "add", file, *who, *at])
        execute([TAMGA, "profile", "backtest", file, *who, *at])
        for step in ("review", "shadow", "activate"):
            execute([TAMGA, "profile", step, file.stem, *second, *at])
    part.rename(path)
    return path


def from_template(template):
    def make():
        shutil.rmtree(NODE, ignore_errors=True)
        shutil.copytree(template, NODE)
    return make


def everything(results, rows, times):
    """All indicators, 200 profiles and the list of 45,000 names together."""
    table, mapping = inputs.simulated_table(rows), ROOT / "Maps/tamga-export.yaml"
    profiles, _ = profiling.write_profiles()
    names = inputs.own_list()
    label = "200 profiles" + (", 45,000 names" if names else "")
    command = [TAMGA, "screen", "--map", mapping, "--jsonl", table]
    rules = [word for file in profiles for word in ("--profile", file)]
    rules += ["--list", f"csv:{names}"] if names else []
    measure(results, f"screen {rows:,}, {label}, no node", command + rules, rows, times, 20_000)
    measure(results, f"screen {rows:,}, {label}, node", command + ["--node", NODE], rows, times,
            10_000, before=from_template(ruled_node(profiles, names)))
    backtest = [TAMGA, "profile", "backtest", profiles[0], "--officer", "A. Author", "--node", NODE,
                "--json"]
    runs = repeat(times, backtest)
    results.add(f"backtest over {rows:,} stored", median([r.wall for r in runs]), "s",
                shown(backtest), better="lower", note="no peer does this",
                spread=spread([r.wall for r in runs]), cpu_s=median([r.cpu for r in runs]))


def plan(results, times):
    """The plan of one day with 10,000 candidates."""
    rows = 10_000
    fresh_node()
    execute([TAMGA, "screen", "--map", ROOT / "Maps/tamga-export.yaml", inputs.simulated_table(rows),
             "--node", NODE], keep_output=False, accept=(0, 65))
    today = datetime.datetime.now(datetime.timezone.utc).date().isoformat()
    command = [TAMGA, "plan", "--date", today, "--json", "--node", NODE]
    runs = repeat(times, command, keep_output=False)
    results.add(f"plan of {rows:,} candidates", median([r.wall for r in runs]), "s", shown(command),
                better="lower", target=1, note="no peer does this",
                spread=spread([r.wall for r in runs]), cpu_s=median([r.cpu for r in runs]))
