#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what building, running and testing need on Debian 12. Where all of it is there, it changes nothing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

swift_wanted=6.3
packages=(
    # the C libraries that the product reads packages with, and the compiler for the C++ targets
    pkg-config g++ make libpoppler-glib-dev libpoppler-private-dev libcairo2-dev libxml2-dev libarchive-dev libssl-dev
    libzxing-dev
    # notices and receipts as PDF with QR codes, workbooks, the registry
    libpango1.0-dev libqrencode-dev libxlsxwriter-dev libsqlite3-dev
    # PDFs that do not embed their Chinese fonts need these to be read and drawn
    poppler-data fonts-noto-cjk
    # tests read PDFs of ours back
    poppler-utils
    # recognition of scans: pictures and the fallback engine; pip fetches the networks (Tools/setup-ocr.sh)
    libleptonica-dev libtesseract-dev tesseract-ocr tesseract-ocr-chi-sim tesseract-ocr-osd python3-pip python3-venv
    # what the Swift toolchain itself links to, and how it fetches its packages
    binutils libc6-dev libcurl4 libncurses6 libsqlite3-0 tzdata git ca-certificates
    # one test holds assessment.json against its published JSON Schema
    python3 python3-jsonschema
)

fail() {
    printf 'setup: %s\n' "$@" >&2
    exit 1
}

no_swift() {
    fail "$1" \
        "请安装 Swift $swift_wanted 或更高版本 (Debian 12)：https://www.swift.org/install/linux/" \
        "Install Swift $swift_wanted or newer for Debian 12 from https://www.swift.org/install/linux/ and put its bin folder on PATH."
}

command -v swift >/dev/null || no_swift "找不到 swift。 There is no swift on PATH."
command -v dpkg-query >/dev/null || fail "本脚本只适用于 Debian 12。 This script is for Debian 12." \
    "其他系统请自行安装下列软件包的对应版本。 Elsewhere, install the like of: ${packages[*]}"

missing=()
for package in "${packages[@]}"; do
    [[ $(dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null || true) == ii* ]] || missing+=("$package")
done
if ((${#missing[@]})); then
    as_root=()
    if ((EUID != 0)); then
        command -v sudo >/dev/null || fail "需要管理员权限安装：${missing[*]}" "Root is needed to install these: run as root, or install sudo."
        as_root=(sudo)
    fi
    echo "setup: installing ${missing[*]}"
    apt_get=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=600)
    # Lists that cannot be fetched now may still be good enough to install from.
    "${apt_get[@]}" update || echo "setup: apt-get update failed; trying with the lists at hand" >&2
    "${apt_get[@]}" install -y --no-install-recommends "${missing[@]}" ||
        fail "软件包安装失败，见上文。 Installing the packages failed; the reason stands above."
fi

version=$(swift --version 2>/dev/null | sed -nE 's/.*Swift version ([0-9]+(\.[0-9]+)*).*/\1/p' | sed -n 1p) || true
[[ -n $version ]] || no_swift "swift 无法运行。 swift does not run: try 'swift --version'."
[[ $(printf '%s\n' "$swift_wanted" "$version" | sort -V | sed -n 1p) == "$swift_wanted" ]] ||
    no_swift "现有 Swift $version，版本过低。 Swift $version is too old."

# Debian's own Python, whatever python3 stands first on PATH: that is the one with Debian's jsonschema.
if ! .venv/bin/python3 -c 'import jsonschema' 2>/dev/null; then
    rm -rf .venv
    /usr/bin/python3 -m venv --without-pip --system-site-packages .venv
    .venv/bin/python3 -c 'import jsonschema' || fail "Python 缺少 jsonschema。 Python's jsonschema does not load."
fi

Tools/setup-ocr.sh
