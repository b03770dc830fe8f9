"""Runs a program, measures what it used, and keeps the rows of the result.

CPU time is user plus system time of the child, from wait4 in `launch.py`; "per core" figures
divide by it, so that neighbours on the machine weigh less. Peak memory is the child's greatest
resident set.
"""
import contextlib, dataclasses, json, os, pathlib, platform, shlex, statistics, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parents[1]
WORK = ROOT / ".build-bench"
TAMGA = ROOT / ".build/release/tamga"
PEERS = ROOT / "Benchmarks/peers"
PYTHON = WORK / "venv/bin/python"
SHARED = pathlib.Path(os.environ.get("TAMGA_SHARED_DATA", ROOT.parent / "shared/data"))


@dataclasses.dataclass
class Run:
    """One execution: seconds, peak KiB, exit code and what it printed."""
    wall: float
    cpu: float
    peak_kib: int
    status: int
    output: str
    errors: str


class Failed(Exception):
    """A measured program did not do its work."""


def execute(command, keep_output=True, accept=(0,)):
    """Runs `command` to its end; raises `Failed` with its last words on another exit code."""
    words = [str(word) for word in command]
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as open_files:
        errors = open_files.enter_context(tempfile.TemporaryFile())
        output = open_files.enter_context(
            tempfile.TemporaryFile() if keep_output else open(os.devnull, "wb"))
        report = pathlib.Path(folder, "report.json")
        subprocess.run([sys.executable, "-S", "-E", ROOT / "Benchmarks/launch.py", report, *words],
                       stdin=subprocess.DEVNULL, stdout=output, stderr=errors, cwd=ROOT)
        errors.seek(0)
        text = errors.read().decode(errors="replace")
        used = json.loads(report.read_text()) if report.exists() else {"status": 127}
        if used["status"] not in accept:
            raise Failed(f"{shown(command)}\n  exit {used['status']}: {text.strip()[-600:]}")
        printed = ""
        if keep_output:
            output.seek(0)
            printed = output.read().decode(errors="replace")
    return Run(output=printed, errors=text, **used)


def repeat(times, command, before=None, **options):
    """`times` runs of the same command, `before` called ahead of each."""
    runs = []
    for _ in range(times):
        if before:
            before()
        runs.append(execute(command, **options))
    return runs


def forget(path):
    """Asks the kernel to drop a file (or a folder's files) from its cache, for a cold run."""
    files = [path] if path.is_file() else list(path.iterdir())
    for file in files:
        handle = os.open(file, os.O_RDONLY)
        os.fsync(handle)
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(handle)


def shown(command):
    """The command as a person would type it in the repository; long file lists are cut."""
    words = [str(word).replace(f"{ROOT}/", "").replace(f"{ROOT.parent}/", "../") for word in command]
    if len(words) > 12:
        words = words[:6] + [f"… ({len(words) - 6} more)"]
    return shlex.join(words).replace("'… (", "… (").replace(" more)'", " more)")


class Peer:
    """A rival's program: a script of `peers/` that prints its own working time as JSON.

    Its figures leave out starting the interpreter and importing, which favours the rival.
    """

    def __init__(self, script, *arguments, python=PYTHON):
        self.command = [python, PEERS / script, *arguments]
        self.fault = None
        self.answers = []
        self.peak_kib = 0

    def run(self, times):
        try:
            for run in repeat(times, self.command):
                self.answers.append(json.loads(run.output.strip().splitlines()[-1]))
                self.peak_kib = max(self.peak_kib, run.peak_kib)
        except (Failed, json.JSONDecodeError, IndexError, OSError) as fault:
            self.fault = str(fault) or "it printed nothing"
            print(f"bench: ABSENT {shown(self.command)}: {self.fault.splitlines()[-1]}",
                  file=sys.stderr, flush=True)
        return self

    @property
    def cpu(self):
        return statistics.median(a["cpu_s"] for a in self.answers) if not self.fault else None


class Results:
    """The rows, printed as they come and written as JSON at the end."""

    def __init__(self):
        self.rows = []

    def add(self, name, value, unit, command, peer=None, peer_value=None, ratio=None, better="higher",
            **more):
        """One figure; `ratio` above 1 means Tamga is the better one, None that nothing compares."""
        if ratio is None and peer_value and value:
            ratio = value / peer_value if better == "higher" else peer_value / value
        row = {"name": name, "value": rounded(value), "unit": unit, "peer": peer,
               "peer_value": rounded(peer_value), "ratio": rounded(ratio), "command": command,
               "load": round(os.getloadavg()[0], 1)}
        row.update({key: rounded(item) for key, item in more.items() if item is not None})
        self.rows.append(row)
        print(line(row), flush=True)

    def write(self, path, options):
        """The rows as a list; the machine and its load beside them, in a file of its own."""
        path.parent.mkdir(parents=True, exist_ok=True)
        for file, content in ((path, self.rows), (path.with_name(path.stem + "-machine.json"),
                                                  {**machine(), "options": options})):
            file.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n")


def rounded(value):
    if not isinstance(value, float):
        return value
    return float(f"{value:.4g}")


def line(row):
    value = f"{row['value']:,}" if row["value"] is not None else "failed"
    text = f"{row['name']:<46.46} {value:>12} {row['unit']:<18}"
    if row["ratio"] is not None:
        text += f" {row['ratio']:>8.3g} ×  {row['peer']} ({row['peer_value']:,})"
    elif row["peer"] or row.get("note"):
        text += f" {'':>10}  {row['peer'] or row['note']}"
    extra = [f"{key.replace('_', ' ')} {row[key]}" for key in ("target", "spread", "wall_s", "peak_mib")
             if row.get(key) is not None]
    return text + (f"   [{', '.join(extra)}]" if extra else "")


def spread(values):
    """Least and greatest of the runs, as a share of the median."""
    middle = statistics.median(values)
    return f"-{(1 - min(values) / middle) * 100:.0f}/+{(max(values) / middle - 1) * 100:.0f} %"


def median(values):
    return statistics.median(values)


def machine():
    model = next((text.split(":", 1)[1].strip() for text in open("/proc/cpuinfo")
                  if text.startswith("model name")), platform.machine())
    memory = int(next(text.split()[1] for text in open("/proc/meminfo") if text.startswith("MemTotal")))
    return {"processor": model, "cores": os.cpu_count(), "memory_gib": round(memory / 1048576, 1),
            "system": platform.platform(), "python": platform.python_version(),
            "load_average": [round(value, 1) for value in os.getloadavg()],
            "date": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())}
