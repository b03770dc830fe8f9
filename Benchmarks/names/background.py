"""Writes Sources/Names/Comparison/BackgroundFrequencies.swift: how often frequent words occur in
the names of the sanction lists (US government and UN, public domain).

    python3 Benchmarks/names/background.py ../shared/data/names/list.csv.gz
"""
import collections, csv, gzip, pathlib, re, sys

LEAST = 12
counts = {"person": collections.Counter(), "other": collections.Counter()}
names = collections.Counter()
for row in csv.DictReader(gzip.open(sys.argv[1], "rt")):
    side = "person" if row["schema"] == "Person" else "other"
    names[side] += 1
    text = row["name"].lower().replace("'", "")
    counts[side].update({w for w in re.findall(r"[a-z]+", text) if len(w) > 1})

def block(side):
    words = sorted((w for w, n in counts[side].items() if n >= LEAST))
    groups = collections.defaultdict(list)
    for word in words:
        groups[counts[side][word]].append(word)
    lines, line = [], "       "
    for count in sorted(groups, reverse=True):
        for item in [f"{count}:"] + groups[count]:
            if len(line) + 1 + len(item) > 98:
                lines.append(line)
                line = "       "
            line += " " + item
    lines.append(line)
    return "\n".join(lines)

target = pathlib.Path(__file__).parents[2] / "Sources/Names/Comparison/BackgroundFrequencies.swift"
target.write_text(f'''/// How often frequent words occur in names, for comparisons without a list to learn from.
///
/// Each number is the count of names that hold the words after it. Written by
/// `Benchmarks/names/background.py` from the OFAC, US consolidated and UN lists.
enum BackgroundFrequencies {{
    static let personNames: UInt32 = {names["person"]}
    static let otherNames: UInt32 = {names["other"]}

    static let persons = """
{block("person")}
        """

    static let others = """
{block("other")}
        """
}}
''')
