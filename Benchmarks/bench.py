"""Speed, memory and accuracy beside peers; prints a table and writes bench/results.json.

    Scripts/bench.sh [--quick] [--only wco|edifact|csv|screen|exchange|hostile|names|reconcile|
                      profiles|learning] [--runs N] [--out FILE]

See Benchmarks/README.md for the questions asked and how to read the answers.
"""
import argparse, os, pathlib, sys

sys.dont_write_bytecode = True
import exchange, hostile, learning, measuring, naming, profiling, reading, reconciling, screening

PARTS = {"wco": reading.wco, "edifact": reading.edifact, "csv": reading.table,
         "screen": screening.screen, "exchange": exchange.exchange, "hostile": hostile.hostile, "names": naming.names,
         "reconcile": reconciling.reconcile, "profiles": profiling.profiles,
         "learning": learning.learning}


def main():
    parser = argparse.ArgumentParser(description="Speed, memory and accuracy beside peers.")
    parser.add_argument("--quick", action="store_true", help="small inputs, under two minutes")
    parser.add_argument("--only", action="append", choices=sorted(PARTS), help="only this part")
    parser.add_argument("--runs", type=int, default=3, help="runs of each measurement")
    parser.add_argument("--out", default=str(measuring.ROOT / "bench/results.json"))
    chosen = parser.parse_args()
    if chosen.runs < 1:
        parser.error("--runs takes 1 or more")
    if not measuring.TAMGA.exists():
        print("bench: .build/release/tamga is missing: swift build -c release --product tamga",
              file=sys.stderr)
        return 66
    machine = measuring.machine()
    print(f"{machine['processor']}, {machine['cores']} cores, {machine['memory_gib']} GiB, load "
          f"{' '.join(map(str, machine['load_average']))}", flush=True)
    if machine["load_average"][0] > 1:
        print("bench: others use this machine; trust CPU figures more than wall time",
              file=sys.stderr)
    results, failed = measuring.Results(), False
    for name in chosen.only or PARTS:
        try:
            PARTS[name](results, "quick" if chosen.quick else "full", 1 if chosen.quick else chosen.runs)
        except (measuring.Failed, OSError) as fault:
            failed = True
            print(f"bench: {name} FAILED: {fault}", file=sys.stderr, flush=True)
    results.write(pathlib.Path(chosen.out), " ".join(sys.argv[1:]))
    print(f"written: {os.path.relpath(chosen.out)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
