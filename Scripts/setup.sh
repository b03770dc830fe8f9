#!/usr/bin/env bash
# Installs the Debian packages that the build needs, and only those that are missing.
# With --tests also what the tests use beside it, with --bench what the benchmarks use.
set -euo pipefail

packages=()
need_header() { # need_header FILE PACKAGE [FLAG]: missing when the compiler cannot find the header
    echo "#include <$1>" | cc ${3:-} -E -x c - >/dev/null 2>&1 || packages+=("$2")
}
need_command() { command -v "$1" >/dev/null 2>&1 || packages+=("$2"); }

if ! command -v swift >/dev/null 2>&1; then
    echo "tamga: Swift 6.2 or newer was not found; install it from swift.org and put it on PATH" >&2
    exit 69
fi
if ! command -v cc >/dev/null 2>&1; then packages+=(gcc libc6-dev libxml2-dev libsqlite3-dev zlib1g-dev); else
    need_header libxml/parser.h libxml2-dev -I/usr/include/libxml2
    need_header sqlite3.h libsqlite3-dev
    need_header zlib.h zlib1g-dev
fi
need_command pkg-config pkg-config
if [ "${1:-}" = "--tests" ] || [ "${1:-}" = "--bench" ]; then
    need_command python3 python3
    python3 -c "import ensurepip" >/dev/null 2>&1 || packages+=(python3-venv)
fi

if [ ${#packages[@]} -gt 0 ]; then
    if [ "$(id -u)" = 0 ]; then as_root=(); elif sudo -n true 2>/dev/null; then as_root=(sudo -n); else
        echo "tamga: missing Debian packages: ${packages[*]}" >&2
        echo "tamga: run as root: apt-get install -y ${packages[*]}" >&2
        exit 77
    fi
    echo "tamga: installing ${packages[*]}" >&2
    export DEBIAN_FRONTEND=noninteractive
    "${as_root[@]}" apt-get update -q >&2
    "${as_root[@]}" apt-get install -q -y --no-install-recommends "${packages[@]}" >&2
fi

# The independent exchange peer, in an environment of its own; without PyPI its tests skip and say so.
if [ "${1:-}" = "--tests" ] && [ ! -e .venv-peer/complete ]; then
    if python3 -m venv .venv-peer >&2 \
        && .venv-peer/bin/pip install --quiet --disable-pip-version-check -r Tests/Peer/requirements.txt >&2; then
        touch .venv-peer/complete
    else
        echo "tamga: the Python peer's packages could not be installed; its tests will be skipped" >&2
    fi
fi
