#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Measures the recognition of scans against the Python package rapidocr-onnxruntime: errors and CPU time, in one run.
#
#   Benchmarks/ocr.sh [--count N] [--seed S] [--errors N]
#
# Needs, from the distribution: python3-venv fonts-noto-cjk fonts-arphic-ukai fonts-arphic-uming
# Python packages go into Benchmarks/.venv-ocr, scans and the program built into .build-ocr, and nowhere else.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/.."

count=48
seed=1
errors=0
while [ $# -gt 0 ]; do
    case $1 in
        --count) count=$2 ;;
        --seed) seed=$2 ;;
        --errors) errors=$2 ;;
        *) sed -n '4,10p' "$0" >&2; exit 64 ;;
    esac
    shift 2
done

for font in opentype/noto/NotoSerifCJK-Regular.ttc truetype/arphic/ukai.ttc truetype/arphic/uming.ttc; do
    if ! [ -e "/usr/share/fonts/$font" ]; then
        echo "ocr.sh: a font is missing: apt-get install fonts-noto-cjk fonts-arphic-ukai fonts-arphic-uming" >&2
        exit 69
    fi
done

venv="$here/.venv-ocr"
if ! [ -x "$venv/bin/python" ]; then /usr/bin/python3 -m venv "$venv"; fi
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$here/ocr-requirements.txt"

swift build --configuration release --package-path Benchmarks/OCR --scratch-path .build-ocr
scans=.build-ocr/scans-$count-$seed
[ -e "$scans/truth.json" ] || "$venv/bin/python" "$here/make_scans.py" "$scans" --count "$count" --seed "$seed"
exec "$venv/bin/python" "$here/ocr_bench.py" "$scans" --ours .build-ocr/release/ocrbench --rapidocr --threads 1 --errors "$errors"
