#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Measures zhunsheng against pdftotext and pdfplumber on the PDFs of Samples, side by side in one run.
#
#   Benchmarks/run.sh [--rounds N] [--write FILE…]      see Benchmarks/README.md
#
# Needs, from the distribution: poppler-utils (pdftotext, pdfunite) and python3-venv.
#   apt-get install poppler-utils python3-venv
# pdfplumber goes into Benchmarks/.venv and nowhere else. ZHUNSHENG=path measures a program built before.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/.."

for tool in pdftotext pdfunite python3; do
    if ! command -v "$tool" >/dev/null; then
        echo "run.sh: $tool is missing: apt-get install poppler-utils python3-venv" >&2
        exit 69
    fi
done

venv="$here/.venv"
if ! [ -x "$venv/bin/python" ]; then python3 -m venv "$venv"; fi
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$here/requirements.txt"

if [ -z "${ZHUNSHENG:-}" ]; then
    swift build --configuration release --product zhunsheng
    ZHUNSHENG="$(swift build --configuration release --show-bin-path)/zhunsheng"
fi
exec "$venv/bin/python" "$here/bench.py" --zhunsheng "$ZHUNSHENG" "$@"
