#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Fetches what scans are recognised with, into $ZHUNSHENG_OCR or the user's data folder; does nothing where it is there.
# Without a network it says so and leaves with 0: recognition then falls back to tesseract, which is worse.
#
# ONNX Runtime (MIT, Microsoft) and the PP-OCRv4 networks (Apache-2.0, PaddlePaddle; packed by RapidOCR, Apache-2.0).
# Both come from PyPI by pip, by version and hash; of the wheels only four files are kept, and no Python runs them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

folder=${ZHUNSHENG_OCR:-${XDG_DATA_HOME:-$HOME/.local/share}/zhunsheng/ocr}
machine=$(uname -m)
case $machine in
    x86_64) library_sum=6c1585d1bbf45b0712ea4a21b705c5fcb4ba04ff2e30f1fbf81a49faf658638f ;;
    aarch64) library_sum=49852228a93995158b2a813d4df487d47a1b76b0eaa894507ef49e91b6d7954a ;;
    *) library_sum= ;;
esac
sums="$library_sum  libonnxruntime.so
d2a7720d45a54257208b1e13e36a8479894cb74155a5efe29462512d42f49da9  ch_PP-OCRv4_det_infer.onnx
48fc40f24f6d2a207a2b1091d3437eb3cc3eb6b676dc3ef9c37384005483683b  ch_PP-OCRv4_rec_infer.onnx
e47acedf663230f8863ff1ab0e64dd2d82b838fceb5957146dab185a89d6215c  ch_ppocr_mobile_v2.0_cls_infer.onnx"

complete() { [[ -d $1 ]] && (cd "$1" && sha256sum --check --strict --status <<<"$sums" 2>/dev/null); }

without() {
    printf 'setup: %s\n' "未能取得文字识别模型（$1），扫描件将改用 tesseract 识别；联网后请运行 make ocr。" \
        "The recognition networks could not be fetched ($1); scans are read by tesseract instead. Run 'make ocr' when online." >&2
    exit 0
}

complete "$folder" && exit 0
[[ -n $library_sum ]] || without "$machine"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Debian's own Python, whatever python3 stands first on PATH.
/usr/bin/python3 -m venv "$work/venv" >/dev/null 2>&1 || without "python3-venv"
echo "setup: fetching ONNX Runtime 1.32.0 and PP-OCRv4 (43 MB) into $folder"
"$work/venv/bin/python" -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes \
    --only-binary=:all: --python-version 311 --implementation cp --abi cp311 --abi none \
    --platform "manylinux_2_28_$machine" --platform any \
    --dest "$work/wheels" --requirement ocr-requirements.txt || without "pip"
mkdir "$work/files"
/usr/bin/python3 - "$work" <<'PYTHON' || without "wheel"
import pathlib
import sys
import zipfile

work = pathlib.Path(sys.argv[1])
for wheel in (work / "wheels").glob("*.whl"):
    with zipfile.ZipFile(wheel) as archive:
        for entry in archive.namelist():
            name = pathlib.PurePosixPath(entry).name
            if name == "libonnxruntime.so.1.32.0":
                name = "libonnxruntime.so"
            elif not name.endswith("_infer.onnx"):
                continue
            (work / "files" / name).write_bytes(archive.read(entry))
PYTHON
complete "$work/files" || without "SHA-256"
mkdir -p "$folder"
# Each file appears whole or not at all, for a program may be running.
for file in "$work"/files/*; do
    cp "$file" "$folder/.$(basename "$file").new"
    mv "$folder/.$(basename "$file").new" "$folder/$(basename "$file")"
done
