"""Makes the inputs once, under .build-bench/data; real samples when ../shared/data is there."""
import csv, gzip, json, os, pathlib, re, subprocess, sys

from measuring import PYTHON, ROOT, SHARED, TAMGA, WORK

DATA = WORK / "data"


def say(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


def made(name, write):
    """The file `name`, written by `write(path)` when it is not there; half a file never stays."""
    path = DATA / name
    if not path.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        say(f"making {path.relative_to(ROOT)}")
        part = path.with_name(path.name + ".part")
        write(part)
        os.replace(part, path)
    return path


def accepted(files):
    """Those of `files` that Tamga accepts whole; a broken sample measures the refusal instead."""
    done = subprocess.run([TAMGA, "read", "--jsonl", *files], capture_output=True, text=True)
    bad, seen = set(), set()
    for text in done.stdout.splitlines():
        row = json.loads(text)
        seen.add(row["file"])
        if row["status"] != "accepted":
            bad.add(row["file"])
    return [file for file in files if str(file) in seen - bad]


def wco_samples():
    folder = SHARED / "declarations/wco-dec/samples"
    origin = "HMRC CDS samples (WCO DM 3.6)"
    if not folder.exists():
        folder, origin = ROOT / "Corpus/demo/wco-dec", "Corpus/demo (own)"
    return accepted(sorted(folder.glob("*.xml"))), origin


def wco_envelope(samples, megabytes):
    """One document: the samples' root elements, over and over, inside one envelope."""
    bodies = []
    for sample in samples:
        data = sample.read_bytes()
        if data.startswith(b"\xef\xbb\xbf"):
            data = data[3:]
        declared = re.match(rb"\s*<\?xml[^>]*?encoding=[\"']([^\"']+)", data)
        if declared and declared[1].upper() not in (b"UTF-8", b"US-ASCII"):
            continue
        bodies.append(re.sub(rb"^\s*<\?xml.*?\?>\s*", b"", data, flags=re.S))

    def write(path):
        with open(path, "wb") as out:
            out.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<Batch>\n')
            written, number = 0, 0
            while written < megabytes * 1_000_000:
                body = bodies[number % len(bodies)]
                out.write(body + b"\n")
                written += len(body) + 1
                number += 1
            out.write(b"</Batch>\n")
    return made(f"wco-dec-{megabytes}.xml", write)


def wco_files(samples, megabytes):
    """A folder of files: the samples, over and over."""
    folder = DATA / f"wco-dec-{megabytes}"
    if not folder.exists():
        say(f"making {folder.relative_to(ROOT)}")
        part = folder.with_name(folder.name + ".part")
        part.mkdir(parents=True, exist_ok=True)
        contents = [sample.read_bytes() for sample in samples]
        written, number = 0, 0
        while written < megabytes * 1_000_000:
            content = contents[number % len(contents)]
            (part / f"{number:05}.xml").write_bytes(content)
            written += len(content)
            number += 1
        os.rename(part, folder)
    return folder


def edifact_samples():
    folder = SHARED / "declarations/edifact/samples"
    origin = "synthetic CUSDEC D.96B and CUSCAR D.95B"
    if not folder.exists():
        folder, origin = ROOT / "Corpus/demo/edifact", "Corpus/demo (own)"
    files = [f for f in sorted(folder.glob("*.edi")) if not f.name.startswith("broken")]
    return accepted(files), origin


def edifact_interchange(samples, megabytes):
    """One interchange with default service characters, holding the messages of the samples that
    use these too, are ASCII and not in groups; numbered anew, so that counts and references agree."""
    messages = []
    for sample in samples:
        text = sample.read_bytes()
        if not text.isascii() or text.startswith(b"UNA") and text[:9] != b"UNA:+.? '" or b"UNG+" in text:
            continue
        for found in re.finditer(rb"UNH\+[^+]*\+(.*?)UNT\+(\d+)\+[^']*'", text, flags=re.S):
            messages.append((found[1].replace(b"\r", b"").replace(b"\n", b""), found[2]))

    def write(path):
        with open(path, "wb") as out:
            out.write(b"UNA:+.? 'UNB+UNOC:3+CARR001:ZZ+CUSTUZ:ZZ+260712:1530+00000001'")
            written, number = 0, 0
            while written < megabytes * 1_000_000:
                body, segments = messages[number % len(messages)]
                number += 1
                message = b"UNH+%06d+%sUNT+%s+%06d'" % (number, body, segments, number)
                out.write(message)
                written += len(message)
            out.write(b"UNZ+%d+00000001'" % number)
    return made(f"edifact-{megabytes}.edi", write)


def korean_table(rows):
    """The public Korean table, over and over, each declaration with a number of its own."""
    source = SHARED / "declarations/korea/df_syn_train_eng.csv"
    if not source.exists():
        return None

    def write(path):
        head, *body = source.read_text().splitlines()
        with open(path, "w") as out:
            out.write(head + "\n")
            for number in range(rows):
                row = body[number % len(body)]
                out.write(f"{10 + number // len(body)}{row}\n")
    return made(f"korea-{rows}.csv", write)


def simulated_table(rows):
    def write(path):
        with open(path, "wb") as out:
            subprocess.run([TAMGA, "simulate", "--seed", "1", "--count", str(rows)], stdout=out,
                           stderr=subprocess.DEVNULL, check=True)
    return made(f"simulated-{rows}.csv", write)


def names_list(count=None):
    """The list as TSV; with `count` inflated to that many names by recombining words."""
    source = SHARED / "names/list.csv.gz"

    def write(path):
        with open(path, "w") as out:
            if count:
                script = ROOT / "Benchmarks/names/inflate.py"
                subprocess.run([sys.executable, script, source, str(count)], stdout=out, check=True)
                return
            for r in csv.DictReader(gzip.open(source, "rt")):
                out.write(f"{r['entity_id']}\t{r['cluster_id']}\t{r['schema']}\t{r['name']}\n")
    return made(f"names-{count or 'list'}.tsv", write)


def own_list():
    """The list of names as an administration's own watch list: one entry a row, aliases beside."""
    source = SHARED / "names/list.csv.gz"
    if not source.exists():
        return None
    kinds = {"Person": "person", "Vessel": "vessel", "Airplane": "aircraft"}

    def write(path):
        entries = {}
        for r in csv.DictReader(gzip.open(source, "rt")):
            entries.setdefault(r["entity_id"], (r["schema"], []))[1].append(r["name"].replace(";", " "))
        with open(path, "w", newline="") as out:
            rows = csv.writer(out)
            rows.writerow(["id", "kind", "name", "aliases"])
            for entity, (schema, names) in entries.items():
                rows.writerow([entity, kinds.get(schema, "organisation"), names[0], ";".join(names[1:])])
    return made("own-list.csv", write)


def names_queries(every=1):
    def write(path):
        with open(path, "w") as out:
            for number, r in enumerate(csv.DictReader(open(SHARED / "names/queries.csv"))):
                if number % every == 0:
                    out.write(f"{r['query_id']}\t{r['schema']}\t{r['name']}\n")
    return made(f"queries-{every}.tsv", write)
