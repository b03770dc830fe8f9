#!/usr/bin/env python3
"""reliability.py DIR…: confidence of links and findings against the truth, by bins.

Each DIR holds a register with its truth and, in DIR/tamga, what `tamga reconcile` made of it. Prints
for each bin how many links there are, their mean confidence and the share that is right, and the
expected calibration error: the mean difference of the two, weighted by the counts.
"""
import csv, pathlib, sys

EDGES = [0, .5, .7, .8, .9, .95, .98, .99, .995, .999, 1.0001]


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def table(name, pairs):
    """Prints the bins of (confidence, is right)."""
    bins = [[0, 0.0, 0] for _ in EDGES[1:]]
    for confidence, is_right in pairs:
        place = next(place for place, edge in enumerate(EDGES[1:]) if confidence < edge)
        bins[place][0] += 1
        bins[place][1] += confidence
        bins[place][2] += is_right
    total = sum(count for count, _, _ in bins)
    error = 0.0
    print(f"{name}: {total:,}\n{'from':>6} {'to':>6} {'count':>9} {'confidence':>11} {'right':>7}")
    for low, high, (count, confidence, right) in zip(EDGES, EDGES[1:], bins):
        if count:
            error += abs(confidence - right) / total
            print(f"{low:6.3f} {min(high, 1):6.3f} {count:9,} {confidence / count:11.4f} {right / count:7.4f}")
    print(f"expected calibration error {error:.4f}")


def main(folders):
    links, findings = [], []
    for folder in map(pathlib.Path, folders):
        true = {(row["exp_id"], row["imp_id"]) for row in rows(folder / "truth_links.csv")}
        links += [(float(row["confidence"]), (row["exp_id"], row["imp_id"]) in true)
                  for row in rows(folder / "tamga/matches.csv")]
        planted = {(row["type"], line) for row in rows(folder / "truth_findings.csv")
                   for line in (row["exp_id"], row["imp_id"]) if line}
        findings += [(float(row["confidence"]),
                      any((row["type"], row[side]) in planted for side in ("exp_id", "imp_id") if row[side]))
                     for row in rows(folder / "tamga/findings.csv")]
    table("links", links)
    table("findings", findings)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1:])
