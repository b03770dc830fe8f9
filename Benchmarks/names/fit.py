"""Fits the numbers of the score to one half of the visible benchmark, measures them on the other.

    python3 Benchmarks/names/fit.py ../shared/data/names FOLDER [HALF [SEED]]

Compiles `fit.swift` beside the sources of the target Names into FOLDER and runs it. Halves are made
by cluster (of pairs by the listed name), so that no party stands in both. Takes minutes of one core.
Nothing is written back: it answers how well numbers found like the shipped ones do on unseen names.
"""
import csv, gzip, pathlib, subprocess, sys, zlib

from measure import SCHEMAS

ROOT = pathlib.Path(__file__).resolve().parents[2]


def half(text):
    return zlib.crc32(text.encode()) & 1


def write(data, folder):
    with open(folder / "list.tsv", "w") as out:
        for r in csv.DictReader(gzip.open(f"{data}/list.csv.gz", "rt")):
            out.write(f"{r['entity_id']}\t{r['cluster_id']}\t{r['schema']}\t{r['name']}\n")
    with open(folder / "queries.tsv", "w") as out:
        for r in csv.DictReader(open(f"{data}/queries.csv")):
            side = half(r["truth_cluster"] or r["query_id"])
            out.write(f"{side}\t{r['query_id']}\t{r['schema']}\t{r['name']}\t{r['truth_cluster']}\n")
    with open(folder / "pairs.tsv", "w") as out:
        for r in csv.DictReader(open(f"{data}/name_bench_visible.csv")):
            schema = SCHEMAS.get(r["schema"], r["schema"])
            side = half(r["name2"])
            out.write(f"{side}\t{r['name1']}\t{r['name2']}\t{schema}\t{r['is_match']}\n")


def main():
    data, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    write(data, folder)
    sources = sorted(str(path) for path in (ROOT / "Sources/Names").rglob("*.swift"))
    program = folder / "fit"
    features = ["ExistentialAny", "InternalImportsByDefault", "MemberImportVisibility",
                "NonisolatedNonsendingByDefault"]
    subprocess.run(
        ["swiftc", "-O", "-wmo", "-parse-as-library", "-swift-version", "6", "-package-name", "tamga",
         "-module-name", "Names",
         *(part for f in features for part in ("-enable-upcoming-feature", f)),
         *sources, str(ROOT / "Benchmarks/names/fit.swift"), "-o", str(program)], check=True)
    options = (sys.argv[3:] + ["0", "1"][len(sys.argv) - 3:])[:2]
    subprocess.run([str(program), str(folder), *options], check=True)


if __name__ == "__main__":
    main()
