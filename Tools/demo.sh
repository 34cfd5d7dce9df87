#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Checks three sample packages, issues a receipt and verifies it, and runs a small selection round. Shows each command before it runs, so that it can be copied.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
zhunsheng=${ZHUNSHENG:-.build/debug/zhunsheng}
home=Output/demo-home

bold='' plain=''
if [[ -t 1 ]]; then bold=$'\033[1m' plain=$'\033[0m'; fi
say() { printf '\n%s%s%s\n' "$bold" "$1" "$plain"; }

# check LINES ARGUMENTS: runs a check and shows its first lines. Statuses 0 to 3 are results, all above are faults.
check() {
    local status=0 lines=$1
    shift
    printf '\n$ zhunsheng'
    printf ' %s' "$@"
    printf '\n\n'
    "$zhunsheng" "$@" >Output/demo.txt || status=$?
    ((status <= 3)) || exit "$status"
    sed -n "1,${lines}p" Output/demo.txt
    echo "    …（以上为开头，全文见报告 · the beginning only; all of it stands in the report）"
    sed -n '$p' Output/demo.txt
    case $status in
        0) echo "退出状态 0：未发现不符合项。 Exit status 0: nothing found." ;;
        1) echo "退出状态 1：发现不符合项或材料缺失。这是核查结果，不是故障。 Exit status 1: gaps found. A result, not a fault." ;;
        2) echo "退出状态 2：仅有需人工研判事项。 Exit status 2: only matters for a person." ;;
        3) echo "退出状态 3：有材料无法读取。这是核查结果，不是故障。 Exit status 3: a file could not be read. A result, not a fault." ;;
    esac
}

run() {
    printf '\n$ zhunsheng'
    printf ' %s' "$@"
    printf '\n\n'
    "$zhunsheng" "$@"
}

mkdir -p Output
trap 'rm -f Output/demo.txt' EXIT
say "一、申报材料有差距的用人单位（18个PDF） · 1. An employer whose papers fall short (18 PDF files)"
check 40 check Samples/employer-gaps --round Samples/rounds/jinhua-2026-2.yaml --as-of 2026-05-12

say "二、材料互相矛盾、部分无法读取的社会培训评价组织 · 2. A training organization whose papers disagree and partly cannot be read"
check 44 check Samples/training-doubtful --round Samples/rounds/taizhou-2026-1.yaml --as-of 2026-06-08

say "三、以申报档案XML提交的用人单位 · 3. An employer that submits its dossier as XML"
check 24 check Samples/employer-xml --round Samples/rounds/jinhua-2026-2.yaml --as-of 2026-05-12

say "四、出具并核验材料校验回执 · 4. An intake receipt, issued and verified"
run receipt issue Samples/employer-gaps --round Samples/rounds/jinhua-2026-2.yaml --as-of 2026-05-12 \
    --home "$home" --database Output/demo-receipts.sqlite --output Output/employer-gaps/receipt.json
run receipt verify Output/employer-gaps/receipt.json Samples/employer-gaps --home "$home" --database Output/demo-receipts.sqlite

say "五、一个遴选批次：收件、登记、核查、比对、汇总 · 5. A selection round"
rm -rf Output/demo-inbox Output/demo-round Output/demo-registry.sqlite*
mkdir -p Output/demo-inbox
cp -R Samples/employer-gaps Samples/employer-xml Samples/training-complete Output/demo-inbox/
# Somebody else's assessors: what only a comparison of applicants shows.
cp Samples/training-complete/9.考评员资格证.pdf Output/demo-inbox/employer-gaps/
check 20 batch Output/demo-inbox --round Samples/rounds/jinhua-2026-2.yaml --as-of 2026-05-12 \
    --home "$home" --database Output/demo-registry.sqlite --output Output/demo-round
run registry verify --home "$home" --database Output/demo-registry.sqlite

say "报告 · Reports"
printf '  %s\n' Output/employer-gaps/report.html Output/training-doubtful/report.html Output/employer-xml/report.html \
    Output/demo-round/summary.html Output/demo-round/employer-gaps/notice.pdf
