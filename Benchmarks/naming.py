"""Names: accuracy and time of pairs and of searches, beside rapidfuzz, TF-IDF and logic-v2."""
import json, random, sys

import inputs, judging
from measuring import SHARED, TAMGA, WORK, Peer, execute, median, repeat, shown, spread

OUT = WORK / "data"
PAIR_PEERS = {"token-sort": "rapidfuzz token_sort_ratio, romanised",
              "jaro-winkler": "rapidfuzz Jaro–Winkler, romanised", "logic-v2": "nomenklatura logic-v2"}
SEARCH_PEERS = {"tf-idf": "scikit-learn TF-IDF 3-grams", "token-sort": "rapidfuzz cdist token_sort_ratio",
                "jaro-winkler": "rapidfuzz cdist Jaro–Winkler",
                "tf-idf+logic-v2": "TF-IDF 50 candidates + logic-v2"}


def names(results, size, times):
    if not (SHARED / "names/list.csv.gz").exists():
        print(f"bench: names not measured: {SHARED}/names is absent", file=sys.stderr)
        return
    pairs(results, size, times)
    search_list(results, size, times)
    if size == "full":
        search_million(results, times)


def write(name, lines):
    OUT.mkdir(parents=True, exist_ok=True)
    path = OUT / name
    path.write_text("".join(lines), encoding="utf-8")
    return path


def many_pairs(count):
    """Pairs without repetition: each query beside the listed name it was made from or a random one."""
    listed = [line.rstrip("\n").split("\t") for line in open(inputs.names_list(), encoding="utf-8")]
    queries = [line.rstrip("\n").split("\t") for line in open(inputs.names_queries(), encoding="utf-8")]
    chance = random.Random(20260101)
    chosen = (queries[number % len(queries)] for number in range(count))
    return [f"{name}\t{chance.choice(listed)[3]}\t{schema}\n" for _, schema, name in chosen]


def pairs(results, size, times):
    labelled, _ = judging.pairs()
    small = write("pairs-labelled.tsv", labelled)
    command = [TAMGA, "names", "pairs", small]
    mine = judging.judge_pairs(execute(command).output)
    count, slow = (20_000, 500) if size == "quick" else (200_000, 5_000)
    big, few = write(f"pairs-{count}.tsv", many_pairs(count)), write("pairs-few.tsv", many_pairs(slow))
    empty = write("pairs-none.tsv", [])
    start = median([run.cpu for run in repeat(3, [TAMGA, "names", "pairs", empty])])
    runs = repeat(times, [TAMGA, "names", "pairs", big])
    cost = [(run.cpu - start) / count * 1e6 for run in runs]
    extra = {"spread": spread(cost), "target": 5, "peak_mib": max(r.peak_kib for r in runs) / 1024}
    timed = shown([TAMGA, "names", "pairs", big])
    for how, label in PAIR_PEERS.items():
        out = OUT / f"pairs-{how}.txt"
        peer = Peer("names_peer.py", "pairs", how, small, out).run(1)
        if peer.fault:
            results.add("names pairs, F1", mine, "F1", shown(command), f"{label}: absent", target=.85)
            continue
        results.add("names pairs, F1", mine, "F1", shown(command), label,
                    judging.judge_pairs(out.read_text()), target=.85)
        sample, number = (few, slow) if how == "logic-v2" else (big, count)
        peer = Peer("names_peer.py", "pairs", how, sample, OUT / "pairs-timed.txt").run(times)
        value = None if peer.fault else peer.cpu / number * 1e6
        results.add("names pairs, time", median(cost), "µs CPU a pair", timed, label, value,
                    better="lower", **extra)


def tamga_search(listed, queries, count, times):
    """Output, CPU milliseconds a query for each run, preparing seconds and greatest peak."""
    command = [TAMGA, "names", "screen", "--list", listed, "--queries", queries, "--top", "10",
               "--threads", "1"]
    runs = repeat(times, command)
    told = [json.loads(run.errors.strip().splitlines()[-1]) for run in runs]
    one = write("queries-one.tsv", open(queries, encoding="utf-8").readlines()[:1])
    bare = command[:6] + [one] + command[7:]
    start = median([run.cpu for run in repeat(min(times, 2), bare)])
    cost = [(run.cpu - start) / (count - 1) * 1000 for run in runs]
    return (command, runs[0].output, cost, median([t["prep_s"] for t in told]), start,
            max(run.peak_kib for run in runs) / 1024)


def search_list(results, size, times):
    listed, queries = inputs.names_list(), inputs.names_queries()
    count = sum(1 for _ in open(queries, encoding="utf-8"))
    command, output, cost, ready, ready_cpu, peak = tamga_search(listed, queries, count, times)
    text = shown(command)
    peers = ["tf-idf"] if size == "quick" else list(SEARCH_PEERS)
    for how in peers:
        # The slow ones answer every tenth query; accuracy is then compared on these alone.
        every = {"tf-idf": 1, "token-sort": 1}.get(how, 10)
        asked, label = inputs.names_queries(every), SEARCH_PEERS[how]
        out = OUT / f"search-{how}.tsv"
        peer = Peer("names_peer.py", "search", how, listed, asked, out).run(1)
        if peer.fault:
            results.add("names search, 45k", None, "F1", text, f"{label}: absent")
            continue
        judged = judging.judge_search(out.read_text(), every)
        mine = judging.judge_search(chosen(output, asked), every)
        suffix = "" if every == 1 else f", every {every}th"
        for what, unit, value, other, target in zip(
                ("F1", "recall at 1 %", "recall at 0.1 %"), ("F1", "recall", "recall"), mine, judged,
                (.93, .90, .80)):
            results.add(f"names search 45k{suffix}, {what}", value, unit, text, label, other, target=target)
        told = peer.answers[0]
        results.add("names search 45k, time", median(cost), "ms CPU a query", text, label,
                    told["cpu_s"] / told["queries"] * 1000, better="lower", spread=spread(cost),
                    peak_mib=peak, peer_peak_mib=peer.peak_kib / 1024)
    results.add("names search 45k, index ready", ready, "s", text, cpu_s=ready_cpu)


def chosen(output, asked):
    wanted = {line.split("\t", 1)[0] for line in open(asked, encoding="utf-8")}
    return "\n".join(line for line in output.splitlines() if line.split("\t", 1)[0] in wanted)


def search_million(results, times):
    listed, queries = inputs.names_list(1_000_000), inputs.names_queries()
    count = sum(1 for _ in open(queries, encoding="utf-8"))
    command, _, cost, ready, ready_cpu, peak = tamga_search(listed, queries, count, times)
    text = shown(command)
    for how, every in (("tf-idf", 10), ("token-sort", 100)):
        peer = Peer("names_peer.py", "search", how, listed, inputs.names_queries(every),
                    OUT / "search-million.tsv").run(1)
        label, value, more = SEARCH_PEERS[how], None, {}
        if peer.fault:
            label += ": absent"
        else:
            told = peer.answers[0]
            value = told["cpu_s"] / told["queries"] * 1000
            more = {"peer_ready_cpu_s": told["prep_cpu_s"], "peer_peak_mib": peer.peak_kib / 1024}
        results.add("names search 1M, time", median(cost), "ms CPU a query", text, label, value,
                    better="lower", target=1, spread=spread(cost), peak_mib=peak, **more)
    results.add("names search 1M, index ready", ready, "s", text, target=10, cpu_s=ready_cpu)
