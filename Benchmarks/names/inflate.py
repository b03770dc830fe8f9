"""Inflates the list of names to a million by recombining words, for measuring speed.

    python3 Benchmarks/names/inflate.py ../shared/data/names/list.csv.gz 1000000 > big.tsv

Writes `entity<TAB>cluster<TAB>schema<TAB>name` lines: first the real names, then names in which
each word of a real one is exchanged, one time in two, for a word at the same place of another
name of the same kind. Seeded, so always the same.
"""
import collections, csv, gzip, random, sys

random.seed(20260101)
rows = list(csv.DictReader(gzip.open(sys.argv[1], "rt")))
by_schema = collections.defaultdict(list)
for row in rows:
    print(f"{row['entity_id']}\t{row['cluster_id']}\t{row['schema']}\t{row['name']}")
    by_schema[row["schema"]].append(row["name"].split())
for number in range(int(sys.argv[2]) - len(rows)):
    schema = random.choice(rows)["schema"]
    words = list(random.choice(by_schema[schema]))
    for place in range(len(words)):
        if random.random() < 0.5:
            other = random.choice(by_schema[schema])
            words[place] = other[min(place, len(other) - 1)]
    print(f"x{number}\tx{number}\t{schema}\t{' '.join(words)}")
