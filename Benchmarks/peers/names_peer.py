"""Rivals for names: pairs scored, and a list searched, in the same formats as `tamga names`.

    names_peer.py pairs  token-sort|jaro-winkler|logic-v2 PAIRS.tsv OUT
    names_peer.py search token-sort|jaro-winkler|tf-idf|tf-idf+logic-v2 LIST.tsv QUERIES.tsv OUT

Names are romanised with ICU (anyascii where PyICU is missing; the answer says which), except for
logic-v2, which does its own. `tf-idf+logic-v2` compares the 50 nearest of TF-IDF with logic-v2.
Preparing (romanising and indexing the list) is timed apart from asking; one thread throughout.
"""
import os, sys
os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
import resource, time
import numpy
from clock import Clock

what, how = sys.argv[1:3]
TOP, CANDIDATES = 10, 50

try:
    import icu
    _icu = icu.Transliterator.createInstance("Any-Latin; NFD; [:M:] Remove; NFC; Latin-ASCII; Lower")
    romaniser = "ICU"

    def roman(name):
        return name.lower() if name.isascii() else _icu.transliterate(name)
except ImportError:
    from anyascii import anyascii
    romaniser = "anyascii"

    def roman(name):
        return anyascii(name).lower()


def plain(name):
    return " ".join("".join(c if c.isalnum() else " " for c in roman(name)).split())


def logic_v2():
    from followthemoney import EntityProxy
    from nomenklatura.matching import LogicV2
    settings = LogicV2.default_config()

    def entity(schema, name):
        return EntityProxy.from_dict({"id": name, "schema": schema or "LegalEntity",
                                      "properties": {"name": [name]}}, cleaned=True)
    return entity, lambda a, b: LogicV2.compare(a, b, settings).score


def pairs(file, out):
    rows = [line.rstrip("\n").split("\t") for line in open(file, encoding="utf-8")]
    if how == "logic-v2":
        entity, compare = logic_v2()
        compare(entity("Person", "Warm Up"), entity("Person", "Up Warmer"))
        clock = Clock()
        scores = [compare(entity(schema, a), entity(schema, b)) for a, b, schema in rows]
    else:
        from rapidfuzz import distance, fuzz
        clock = Clock()
        if how == "token-sort":
            scores = [fuzz.token_sort_ratio(plain(a), plain(b)) / 100 for a, b, _ in rows]
        else:
            compare = distance.JaroWinkler.similarity
            scores = [compare(plain(a), plain(b)) for a, b, _ in rows]
    with open(out, "w") as file:
        file.writelines(f"{score:.6f}\n" for score in scores)
    clock.tell(romaniser=romaniser)


def read(file):
    return [line.rstrip("\n").split("\t") for line in open(file, encoding="utf-8")]


def search(list_file, query_file, out):
    listed, queries = read(list_file), read(query_file)
    entity = compare = None
    if "logic-v2" in how:
        entity, compare = logic_v2()
    start = time.process_time()
    texts = [plain(row[3]) for row in listed]
    if how.startswith("tf-idf"):
        ask = tf_idf(texts)
    else:
        ask = measure(texts)
    prepared = time.process_time() - start
    clock = Clock()
    with open(out, "w") as file:
        width = CANDIDATES if entity else 3 * TOP
        for first in range(0, len(queries), 50):
            part = queries[first:first + 50]
            for (number, schema, name), found in zip(part, ask([plain(q[2]) for q in part], width)):
                if entity:
                    mine = entity(schema, name)
                    found = [(place, compare(mine, entity(listed[place][2], listed[place][3])))
                             for place, _ in found]
                best = {}
                for place, score in found:
                    cluster = listed[place][1]
                    best[cluster] = max(score, best.get(cluster, 0))
                for cluster, score in sorted(best.items(), key=lambda item: -item[1])[:TOP]:
                    if score > 0:
                        file.write(f"{number}\t{cluster}\t{score:.6f}\n")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    clock.tell(prep_cpu_s=prepared, queries=len(queries), rss_kib=peak, romaniser=romaniser)


def measure(texts):
    """Every query against every name, by a measure of rapidfuzz."""
    from rapidfuzz import distance, fuzz, process
    if how == "token-sort":
        scorer, factor = fuzz.ratio, 100  # token_sort_ratio is ratio over sorted words; sorted once here
        texts = [" ".join(sorted(text.split())) for text in texts]
    else:
        scorer, factor = distance.JaroWinkler.similarity, 1

    def ask(queries, width):
        if how == "token-sort":
            queries = [" ".join(sorted(query.split())) for query in queries]
        for query in queries:
            scores = process.cdist([query], texts, scorer=scorer, dtype=numpy.float32, workers=1)[0]
            nearest = numpy.argpartition(scores, -width)[-width:]
            yield [(int(place), float(scores[place]) / factor) for place in nearest]
    return ask


def tf_idf(texts):
    """Cosine of character 3-grams inside words, inverse document frequency of the list."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 3), dtype=numpy.float32)
    listed = vectors.fit_transform(texts).T.tocsr()

    def ask(queries, width):
        product = (vectors.transform(queries) @ listed).tocsr()
        for row in range(len(queries)):
            begin, end = product.indptr[row:row + 2]
            places, scores = product.indices[begin:end], product.data[begin:end]
            if len(scores) > width:
                nearest = numpy.argpartition(scores, -width)[-width:]
                places, scores = places[nearest], scores[nearest]
            yield [(int(place), float(score)) for place, score in zip(places, scores)]
    return ask


if what == "pairs":
    pairs(*sys.argv[3:5])
else:
    search(*sys.argv[3:6])
