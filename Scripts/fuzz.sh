#!/usr/bin/env bash
# Fuzzes every reader, and the comparison of names, with libFuzzer. `--brief` gives each the same few thousand inputs every time, as
# `make test` does, so that a test run says the same twice; `make fuzz` looks for new ones.
# Seeds: Corpus/; finds: Corpus/found-by-fuzzing/READER/, replayed by the tests.
set -euo pipefail
cd "$(dirname "$0")/.."
effort=(-max_total_time="${TAMGA_FUZZ_SECONDS:-300}")
[ "${1:-}" = "--brief" ] && effort=(-seed=1 -runs=3000 -max_total_time=15)

export TAMGA_FUZZ=1
# The fuzzer itself must see the trap, or it writes no find.
export SWIFT_BACKTRACE=enable=no
swift build --sanitize=fuzzer --scratch-path .build-fuzz --product FuzzReaders 2>&1 | tail -3
binary=.build-fuzz/debug/FuzzReaders

# The control: a fuzzer that cannot find the planted fault proves nothing by its silence.
control=$(mktemp -d)
printf 'UNZ' > "$control/seed"
if TAMGA_FUZZ_READER=must-crash "$binary" -max_total_time=10 -artifact_prefix="$control/" "$control" >/dev/null 2>&1; then
    echo "fuzz: the planted fault was not found; the fuzzer does not work" >&2
    exit 1
fi
rm -rf "$control"

failed=0
for reader in wco-dec asycuda edifact csv json auto names; do
    work=$(mktemp -d)
    finds=Corpus/found-by-fuzzing/$reader
    mkdir -p "$finds"
    seeds=()
    for folder in "Corpus/$reader" Corpus/demo "$finds"; do [ -d "$folder" ] && seeds+=("$folder"); done
    log=$(mktemp)
    if TAMGA_FUZZ_READER=$reader "$binary" "${effort[@]}" -max_len=20000 -timeout=10 \
        -rss_limit_mb=1024 -artifact_prefix="$finds/" "$work" "${seeds[@]}" >"$log" 2>&1; then
        echo "fuzz: $reader: $(grep -oE 'Done [0-9]+ runs' "$log" || echo 'done')"
    else
        echo "fuzz: $reader: FOUND, see $finds" >&2
        tail -5 "$log" >&2
        failed=1
    fi
    rm -rf "$work" "$log"
    rmdir --ignore-fail-on-non-empty "$finds"
done
exit $failed
