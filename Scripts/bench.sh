#!/usr/bin/env bash
# Measures speed, memory and accuracy beside peers from PyPI, which it installs into its own
# environment under .build-bench. Options: see Benchmarks/bench.py --help.
set -euo pipefail
cd "$(dirname "$0")/.."
environment=.build-bench/venv

if ! command -v python3 >/dev/null 2>&1; then
    echo "bench: python3 was not found; run Scripts/setup.sh --bench" >&2
    exit 69
fi
if [ ! -x "$environment/bin/python" ]; then
    if ! python3 -m venv "$environment" 2>/dev/null; then
        rm -rf "$environment"
        echo "bench: python3 cannot make an environment; install the package python3-venv" >&2
        exit 69
    fi
fi
# Each alone, so that one that cannot be had does not take the others along. PyICU is built here.
while read -r requirement; do
    case "$requirement" in "" | \#*) continue ;; esac
    name=${requirement%%==*}
    marker="$environment/has-$requirement"
    [ -e "$marker" ] && continue
    echo "bench: installing $requirement" >&2
    if "$environment/bin/pip" install --quiet --disable-pip-version-check "$requirement" >&2; then
        touch "$marker"
    else
        echo "bench: ABSENT $name: it could not be installed; its rows say so" >&2
    fi
done < Benchmarks/peers/requirements.txt

exec "$environment/bin/python" Benchmarks/bench.py "$@"
