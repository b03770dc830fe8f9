"""Scores the names engine on the visible half of the name benchmark.

    python3 Benchmarks/names/measure.py pairs  ../shared/data/names .build/release/tamga names pairs
    python3 Benchmarks/names/measure.py search ../shared/data/names .build/release/tamga names screen
    python3 Benchmarks/names/measure.py both   ../shared/data/names .build/release/tamga names

Pairs: F1 at the best threshold and at the shipped one, area under the curve, wrong STRONG pairs.
Search: an alert on a clean party is false; a planted match is found when its cluster scores at
or above the threshold. Recall is given at 1 % and 0.1 % of clean parties alerted, F1 at the best
and the shipped threshold, everything also by category. Both: the threshold at which the two F1
together are greatest. The best threshold of one half of the clusters is also applied to the
other half. `-v` lists the errors; THRESHOLD overrides the shipped threshold.
"""
import collections, csv, gzip, json, os, subprocess, sys, tempfile
import numpy as np

SHIPPED = float(os.environ.get("THRESHOLD", "0.795"))
SCHEMAS = {"Company": "Organization", "LegalEntity": ""}


def best_f1(scores, truth, total=None):
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(truth[order])
    seen = np.arange(1, len(order) + 1)
    total = truth.sum() if total is None else total
    f1 = 2 * hits / (seen + total)
    last = np.append(scores[order][1:] != scores[order][:-1], True)
    at = int(np.argmax(np.where(last, f1, 0)))
    return float(f1[at]), float(scores[order][at])


def crossed(scores, truth, groups):
    """F1 of each half at the threshold that is best for the other half."""
    half = np.array([sum(g.encode()) % 2 for g in groups]) == 0
    found = []
    for mine in (half, ~half):
        _, at = best_f1(scores[~mine], truth[~mine])
        alerts = scores[mine] >= at
        found.append(2 * (alerts & truth[mine]).sum() / (alerts.sum() + truth[mine].sum()))
    return " and ".join(f"{f1:.4f}" for f1 in found)


def pairs(data, command):
    rows = list(csv.DictReader(open(f"{data}/name_bench_visible.csv")))
    text = "".join(
        f"{r['name1']}\t{r['name2']}\t{SCHEMAS.get(r['schema'], r['schema'])}\n" for r in rows)
    out = subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout
    scores = np.array([float(line) for line in out.split()])
    truth = np.array([r["is_match"] == "true" for r in rows])
    f1, at = best_f1(scores, truth)
    shipped = scores >= SHIPPED
    hit = (shipped & truth).sum()
    f1_shipped = 2 * hit / (shipped.sum() + truth.sum())
    ranks = np.argsort(np.argsort(scores, kind="stable"))
    above = (scores[truth][:, None] > scores[~truth][None, :]).mean()
    ties = (scores[truth][:, None] == scores[~truth][None, :]).mean()
    print(f"pairs F1 best {f1:.4f} at {at:.3f}; shipped {SHIPPED} F1 {f1_shipped:.4f}; "
          f"AUC {above + ties / 2:.4f}; halves crossed "
          f"{crossed(scores, truth, [r['name2'] for r in rows])}")
    for row, score, match in zip(rows, scores, truth):
        if (score >= SHIPPED) != match and (row["quality"] == "STRONG" or "-v" in sys.argv):
            print(f"  {row['quality']} {'missed' if match else 'false'} {score:.3f} "
                  f"{row['schema'][:3]} {row['name1']} | {row['name2']}")
    return scores, truth


def search(data, command):
    with tempfile.TemporaryDirectory() as folder:
        with open(f"{folder}/l.tsv", "w") as out:
            for r in csv.DictReader(gzip.open(f"{data}/list.csv.gz", "rt")):
                out.write(f"{r['entity_id']}\t{r['cluster_id']}\t{r['schema']}\t{r['name']}\n")
        queries = list(csv.DictReader(open(f"{data}/queries.csv")))
        with open(f"{folder}/q.tsv", "w") as out:
            for r in queries:
                out.write(f"{r['query_id']}\t{r['schema']}\t{r['name']}\n")
        done = subprocess.run(
            command + ["--list", f"{folder}/l.tsv", "--queries", f"{folder}/q.tsv", "--top", "10",
                       "--threads", "1"], capture_output=True, text=True, check=True)
    print(done.stderr.strip().splitlines()[-1])
    best, truth_score, hit = {}, {}, {}
    clusters = {r["query_id"]: r["truth_cluster"] for r in queries}
    for line in done.stdout.splitlines():
        query, cluster, score = line.split("\t")
        score = float(score)
        if score > best.get(query, 0):
            best[query], hit[query] = score, cluster
        if cluster == clusters[query]:
            truth_score[query] = max(score, truth_score.get(query, 0))
    planted = [r for r in queries if r["truth_cluster"]]
    clean = [r for r in queries if not r["truth_cluster"]]
    p = np.array([truth_score.get(r["query_id"], 0.0) for r in planted])
    c = np.array([best.get(r["query_id"], 0.0) for r in clean])
    scores, truth = report(planted, clean, p, c)
    if "-v" in sys.argv:
        at = np.sort(c)[::-1][int(len(c) * 0.001)]
        for r, s in sorted(zip(clean, c), key=lambda x: -x[1])[:80]:
            print(f"  false {s:.3f} {r['category']} {r['name']} | {hit.get(r['query_id'])}")
        for r, s in zip(planted, p):
            if s <= at:
                q = r["query_id"]
                print(f"  missed {s:.3f} {r['category']} {r['name']} | {r['made_from']} | "
                      f"{best.get(q, 0):.3f} {hit.get(q)}")
    return scores, truth


def report(planted, clean, p, c):
    scores = np.concatenate([p, c])
    truth = np.concatenate([np.ones(len(p), bool), np.zeros(len(c), bool)])
    f1, at = best_f1(scores, truth)
    found, false = (p >= SHIPPED).sum(), (c >= SHIPPED).sum()
    ordered = np.sort(c)[::-1]
    one, tenth = ordered[int(len(c) * 0.01)], ordered[int(len(c) * 0.001)]
    print(f"search F1 best {f1:.4f} at {at:.3f}; shipped {SHIPPED} F1 "
          f"{2 * found / (found + false + len(p)):.4f} (recall {found / len(p):.3f}, "
          f"{false} false); recall at 1 % {np.mean(p > one):.4f} (>{one:.3f}), "
          f"at 0.1 % {np.mean(p > tenth):.4f} (>{tenth:.3f}); halves crossed "
          f"{crossed(scores, truth, [r['truth_cluster'] or r['query_id'] for r in planted + clean])}")
    kinds = collections.defaultdict(list)
    for row, score in zip(planted, p):
        kinds[row["category"]].append(score)
    for kind, values in sorted(kinds.items(), key=lambda item: np.mean(np.array(item[1]) > one)):
        v = np.array(values)
        print(f"  {kind:14} n {len(v):4}  best F1 {np.mean(v >= at):.3f}  1 % "
              f"{np.mean(v > one):.3f}  0.1 % {np.mean(v > tenth):.3f}")
    return scores, truth


def both(data, command):
    """The threshold at which the F1 of pairs and of search together are greatest."""
    judged = [pairs(data, command + ["pairs"]), search(data, command + ["screen"])]

    def f1(scores, truth, at):
        alerts = scores >= at
        return 2 * (alerts & truth).sum() / (alerts.sum() + truth.sum())

    at = max(np.arange(0.6, 0.95, 0.005), key=lambda t: sum(f1(s, m, t) for s, m in judged))
    print(f"both best at {at:.3f}: " + ", ".join(f"{f1(s, m, at):.4f}" for s, m in judged))


if __name__ == "__main__":
    arguments = [a for a in sys.argv[1:] if a != "-v"]
    {"pairs": pairs, "search": search, "both": both}[arguments[0]](arguments[1], arguments[2:])
