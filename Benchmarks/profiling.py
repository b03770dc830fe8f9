"""Speed of officers' profiles: 200 conditions over many declarations, beside two engines."""
import json

import inputs
from measuring import ROOT, TAMGA, WORK, Peer, execute, median, repeat, shown, spread

HEADINGS = [10, 27, 28, 29, 30, 31, 38, 39, 40, 44, 48, 52, 54, 55, 60, 61, 62, 63, 64, 68, 69, 70, 72, 73, 74,
            76, 82, 83, 84, 85, 86, 87, 88, 90, 91, 94, 95, 96, 2, 4, 7, 8, 9, 12, 15, 17, 18, 20, 21, 22]


def conditions():
    """Four kinds of condition for each of 50 chapters: in CEL, and in zen's own language."""
    for chapter in HEADINGS:
        code, mass = f"{chapter:02}", chapter * 20 + 100
        yield (f"declaration.items.exists(i, i.commodity.startsWith('{code}') && i.netMass > {mass}.0)",
               f"some(declaration.items, startsWith(#.commodity, '{code}') and #.netMass > {mass})")
        yield (f"declaration.mode == '3' && declaration.items.exists(i, i.origin == 'CN' && "
               f"i.commodity.startsWith('{code}'))",
               f"declaration.mode == '3' and some(declaration.items, #.origin == 'CN' and "
               f"startsWith(#.commodity, '{code}'))")
        yield (f"declaration.exportCountry == 'CN' && declaration.packages > {mass}.0",
               f"declaration.exportCountry == 'CN' and declaration.packages > {mass}")
        yield (f"declaration.items.exists(i, i.origin in ['AF', 'IR', 'TR'] && i.netMass > {mass}.0)",
               f"some(declaration.items, #.origin in ['AF', 'IR', 'TR'] and #.netMass > {mass})")


def write_profiles():
    folder = WORK / "profiles"
    folder.mkdir(parents=True, exist_ok=True)
    files, pairs = [], []
    for number, (cel, zen) in enumerate(conditions()):
        pairs.append({"cel": cel, "zen": zen})
        file = folder / f"p{number}.yaml"
        text = json.dumps("p")
        file.write_text(f"id: p{number}\ntitle: {{en: {text}, uz: {text}, ru: {text}}}\noffence: duty\n"
                        f"objective: speed\nlegalBasis: none\nwhen: |\n  {cel}\nscore: 0.1\n"
                        f"validity: {{days: 30}}\nowner: bench\n")
        files.append(file)
    both = WORK / "profiles.json"
    both.write_text(json.dumps(pairs))
    return files, both


def facts(table, mapping, count):
    """The first declarations of a table as JSON lines, for the engines."""
    path = WORK / f"profile-facts-{count}.jsonl"
    head = WORK / f"profile-head-{count}.csv"
    with open(table, encoding="utf-8") as source:
        head.write_text("".join(line for line, _ in zip(source, range(count + 1))))
    read = execute([TAMGA, "read", "--map", mapping, "--jsonl", head], accept=(0, 65))
    rows = [json.loads(line) for line in read.output.splitlines()]
    path.write_text("".join(json.dumps(r["declaration"]) + "\n" for r in rows if r["status"] == "accepted"))
    return path, head


def hits(run):
    return sum(int(line.split()[-1]) for line in run.output.splitlines()[2:])


def profiles(results, size, times):
    rows = 20_000 if size == "quick" else 100_000
    mapping = ROOT / "Maps/tamga-export.yaml"
    table = inputs.simulated_table(rows)
    files, both = write_profiles()
    sample, head = facts(table, mapping, 1000)
    command = [TAMGA, "profile", "try", *files, "--map", mapping, "--over"]
    runs = repeat(times, command + [table])
    told = [json.loads(run.errors.strip().splitlines()[-1]) for run in runs]
    own = hits(execute(command + [head]))
    for how, name in (("cel", "common-expression-language"), ("zen", "zen-engine")):
        peer = Peer("cel_peer.py", how, both, sample).run(1)
        value, more = None, {"hits": own}
        if not peer.fault:
            answer = peer.answers[0]
            value, more["peer_hits"] = answer["evaluations"] / answer["wall_s"], answer["hits"]
        results.add(f"200 profiles over {rows:,} declarations", median([t["per_s"] for t in told]),
                    "evaluations/s", shown([TAMGA, "profile", "try", "PROFILES", "--over", table]),
                    name + (": absent" if peer.fault else ""), value, target=5_000_000,
                    spread=spread([t["eval_s"] for t in told]), **more)
