#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh [SECONDS] [TARGET…]: runs each libFuzzer target for so long (20 minutes), on seeds from Samples/ and from the
# folders named in FUZZ_SEEDS (separated by colons). A crash leaves its input in Fuzz/crashes and ends with status 1.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
seconds=${1:-1200}
shift || true
targets=("$@")
((${#targets[@]})) || targets=(FuzzDossierXML FuzzZip FuzzLayout FuzzWord FuzzWorkbook FuzzOFD)
declare -A ending=([FuzzDossierXML]=xml [FuzzZip]=zip [FuzzLayout]=none [FuzzWord]=docx [FuzzWorkbook]=xlsx [FuzzOFD]=ofd)

status=0
for target in "${targets[@]}"; do
    # Optimised, with its checks for overflow and bounds in place.
    swift build -c release --sanitize fuzzer -Xswiftc -enable-testing --product "$target" --scratch-path .build-fuzz >/dev/null
    corpus=.build-fuzz/corpus/$target
    mkdir -p "$corpus" crashes
    IFS=: read -ra folders <<<"../Samples${FUZZ_SEEDS:+:$FUZZ_SEEDS}"
    for folder in "${folders[@]}"; do
        while IFS= read -r file; do
            seed=$corpus/$(sha256sum "$file" | cut -c1-16)
            cp -n "$file" "$seed"
            # What is a zip inside is mutated unpacked, too: its check sums would stop nearly all that is changed in it.
            case $target in FuzzWord | FuzzWorkbook | FuzzOFD) [[ -e $seed.parts ]] || ./unpack_seed.py "$file" "$seed.parts" ;; esac
        done < <(find "$folder" -type f -name "*.${ending[$target]}" -size -200k)
    done
    log=.build-fuzz/$target.log
    if SWIFT_BACKTRACE=enable=no ".build-fuzz/release/$target" "$corpus" -max_total_time="$seconds" -timeout=20 \
        -rss_limit_mb=3072 -max_len=200000 -artifact_prefix="crashes/$target-" -print_final_stats=1 >"$log" 2>&1; then
        printf '%s: %s runs, %s\n' "$target" "$(sed -nE 's/^stat::number_of_executed_units: *//p' "$log")" \
            "$(grep -oE 'cov: [0-9]+' "$log" | tail -n 1)"
    else
        status=1
        printf '%s: CRASH, see %s and Fuzz/crashes\n' "$target" "$log"
    fi
done
exit $status
