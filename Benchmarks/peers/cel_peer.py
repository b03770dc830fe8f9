"""Expressions over declarations, by two engines from PyPI.

    cel_peer.py cel|zen PROFILES.json DECLARATIONS.jsonl

PROFILES.json: conditions in the language of each engine; declarations as `tamga read --jsonl` writes them. What
is timed is evaluation alone: contexts are made and, where the engine can, expressions compiled
beforehand. Prints evaluations and hits.
"""
import json
import sys
from clock import Clock

mode, profiles, file = sys.argv[1:4]
conditions = [p[mode] for p in json.load(open(profiles, encoding="utf-8"))]


def number(quantity):
    return float(quantity["value"]) if quantity else 0.0


def fact(line):
    d = json.loads(line)
    items = []
    for item in d.get("items", []):
        codes = item.get("classifications", [])
        items.append({
            "commodity": codes[0]["code"] if codes else "",
            "origin": (item.get("origins") or [{}])[0].get("country", ""),
            "netMass": number(item.get("net")),
        })
    return {"declaration": {"mode": d.get("border_transport", {}).get("mode", ""),
                            "exportCountry": d.get("export_country", ""),
                            "packages": float(d.get("total_packages", 0)), "items": items}}


facts = [fact(line) for line in open(file, encoding="utf-8")]
hits = 0
if mode == "cel":
    import cel
    programs = [cel.compile(text) for text in conditions] if hasattr(cel, "compile") else None
    contexts = [cel.Context(f) for f in facts]
    clock = Clock()
    for context in contexts:
        if programs:
            for program in programs:
                hits += program.execute(context) is True
        else:
            for text in conditions:
                hits += cel.evaluate(text, context) is True
else:
    import zen
    programs = [zen.compile_expression(text) for text in conditions]
    clock = Clock()
    for context in facts:
        for program in programs:
            hits += program.evaluate(context) is True
clock.tell(evaluations=len(facts) * len(conditions), hits=hits)
