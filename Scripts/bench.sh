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
# install ENVIRONMENT LIST: each package alone, so that one that cannot be had does not take the others
# along. PyICU is built here.
install() {
    if [ ! -x "$1/bin/python" ] && ! python3 -m venv "$1" 2>/dev/null; then
        rm -rf "$1"
        echo "bench: python3 cannot make an environment; install the package python3-venv" >&2
        exit 69
    fi
    while read -r requirement; do
        case "$requirement" in "" | \#*) continue ;; esac
        [ -e "$1/has-$requirement" ] && continue
        echo "bench: installing $requirement" >&2
        if "$1/bin/pip" install --quiet --disable-pip-version-check "$requirement" >&2; then
            touch "$1/has-$requirement"
        else
            echo "bench: ABSENT ${requirement%%==*}: it could not be installed; its rows say so" >&2
        fi
    done < "$2"
}
install "$environment" Benchmarks/peers/requirements.txt
# Of their own, since nomenklatura and Splink want different releases of DuckDB.
install .build-bench/venv-reconcile Benchmarks/peers/requirements-reconcile.txt

exec "$environment/bin/python" Benchmarks/bench.py "$@"
