"""Learned models: what they find, and how fast they learn and score, beside XGBoost and LightGBM."""
import csv, datetime, json

from measuring import ROOT, SHARED, TAMGA, WORK, Peer, execute, median, repeat, shown, spread

KOREA = SHARED / "declarations/korea"
MAP = ROOT / "Maps/korea-customs.yaml"


def years(rows):
    """The Korean table over and over, each time a year later with numbers of its own, then cut."""
    path = WORK / f"data/learning-{rows}.csv"
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(KOREA / "df_syn_train_eng.csv", encoding="utf-8", newline="") as source:
        head, *table = list(csv.reader(source))
    with open(path, "w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(head)
        for number in range(rows):
            turn, place = divmod(number, len(table))
            row = list(table[place])
            row[0] = f"{number:08}"
            day = datetime.date.fromisoformat(row[1]) + datetime.timedelta(days=366 * turn)
            row[1] = day.isoformat()
            writer.writerow(row)
    return path


def train(table, valid, out, *more):
    held = ["--valid", valid] if valid else []
    return [TAMGA, "model", "train", table, "--map", MAP, "--label", "Fraud", *held, "--out", out, *more]


def learning(results, size, times):
    if not KOREA.exists():
        print("bench: learning is left out: ../shared/data/declarations/korea is missing")
        return
    folder = WORK / "learning"
    folder.mkdir(parents=True, exist_ok=True)
    first, later = KOREA / "df_syn_train_eng.csv", KOREA / "df_syn_valid_eng.csv"
    model, features = folder / "korea.model", folder / "features.csv"
    execute(train(first, later, model, "--features", features))
    command = train(first, later, model)
    runs = repeat(times, command)
    evaluate = [TAMGA, "model", "evaluate", model, later, "--map", MAP, "--label", "Fraud", "--json"]
    quality = json.loads(execute(evaluate).output)
    peers = {kind: Peer("boosting.py", kind, features).run(times) for kind in ("xgboost", "lightgbm")}
    peers["xgboost, plain columns"] = Peer(
        "boosting.py", "xgboost", features, "--plain", first, later).run(1)
    for name, key, unit in (("auc", "auc", "0.5 is chance"),
                            ("average precision", "averagePrecision", "0.21 is chance")):
        for peer, run in peers.items():
            other = run.answers[0][{"auc": "auc"}.get(key, "average_precision")] if run.answers else None
            results.add(f"learning, korea, {name}", quality[key], unit, shown(evaluate),
                        peer=peer if other else f"{peer} absent", peer_value=other)
    for kind in ("xgboost", "lightgbm"):
        run = peers[kind]
        results.add("learning, korea, train, cpu", median([r.cpu for r in runs]), "s, reading included",
                    shown(command), peer=kind, peer_value=run.cpu, better="lower",
                    spread=spread([r.cpu for r in runs]), wall_s=min(r.wall for r in runs),
                    peak_mib=max(r.peak_kib for r in runs) / 1024,
                    peer_wall_s=run.answers[0]["wall_s"] if run.answers else None,
                    peer_peak_mib=run.peak_kib / 1024)
    speed(results, folder, 20_000 if size == "quick" else 100_000, times)


def speed(results, folder, rows, times):
    """Many rows, 300 trees, none held out; scoring with reading and writing."""
    table, model = years(rows), folder / "years.model"
    command = train(table, None, model, "--trees", "300")
    runs = repeat(times, command)
    results.add(f"learning, {rows:,} rows, 300 trees, cpu", median([r.cpu for r in runs]),
                "s, reading included", shown(command), spread=spread([r.cpu for r in runs]),
                wall_s=min(r.wall for r in runs), peak_mib=max(r.peak_kib for r in runs) / 1024,
                target=30)
    score = [TAMGA, "model", "score", model, table, "--map", MAP, "--out", folder / "scores.csv"]
    runs = repeat(times, score)
    results.add(f"learning, score {rows:,} rows", rows / median([r.cpu for r in runs]),
                "rows/s per core", shown(score), spread=spread([r.cpu for r in runs]),
                wall_s=min(r.wall for r in runs), peak_mib=max(r.peak_kib for r in runs) / 1024)
