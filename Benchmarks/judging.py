"""Accuracy of names: F1 at the best threshold, and recall at a given rate of false alarms."""
import csv

from measuring import SHARED

SCHEMAS = {"Company": "Organization", "LegalEntity": ""}


def best_f1(scored, total):
    """Greatest F1 over all thresholds; `scored` holds (score, is right), `total` all the right ones."""
    ordered = sorted(scored, key=lambda item: -item[0])
    best = hits = 0
    for place, (score, right) in enumerate(ordered, 1):
        hits += right
        if place == len(ordered) or ordered[place][0] != score:
            best = max(best, 2 * hits / (place + total))
    return best


def pairs():
    """The labelled pairs: rows for the program, and which of them match."""
    rows = list(csv.DictReader(open(SHARED / "names/name_bench_visible.csv", encoding="utf-8")))
    lines = [f"{r['name1']}\t{r['name2']}\t{SCHEMAS.get(r['schema'], r['schema'])}\n" for r in rows]
    return lines, [r["is_match"] == "true" for r in rows]


def judge_pairs(text):
    _, truth = pairs()
    scores = [float(word) for word in text.split()]
    return best_f1(list(zip(scores, truth)), sum(truth))


def judge_search(text, every=1):
    """F1, and recall when 1 % and 0.1 % of clean parties raise an alert, from id, cluster, score."""
    queries = list(csv.DictReader(open(SHARED / "names/queries.csv", encoding="utf-8")))[::every]
    truth = {row["query_id"]: row["truth_cluster"] for row in queries}
    best, found = {}, {}
    for line in text.splitlines():
        query, cluster, score = line.split("\t")
        score = float(score)
        best[query] = max(score, best.get(query, 0.0))
        if cluster == truth[query]:
            found[query] = max(score, found.get(query, 0.0))
    planted = [found.get(query, 0.0) for query, cluster in truth.items() if cluster]
    clean = sorted((best.get(query, 0.0) for query, cluster in truth.items() if not cluster),
                   reverse=True)
    scored = [(score, True) for score in planted] + [(score, False) for score in clean]
    recall = {}
    for share in (0.01, 0.001):
        bar = clean[int(len(clean) * share)]
        recall[share] = sum(score > bar for score in planted) / len(planted)
    return best_f1(scored, len(planted)), recall[0.01], recall[0.001]
