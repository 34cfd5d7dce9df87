#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Measures judging: all conditions on one dossier, as it is and with 2,000 people, beside libxml2 parsing it as XML.
#
#   Benchmarks/engine.sh [PERSONS]      CONDITIONS=10 also prints what the dearest conditions cost, each by itself
set -eu
cd "$(dirname "$0")/.."
swift build --configuration release --package-path Benchmarks/Engine --scratch-path .build-engine --product enginebench
exec .build-engine/release/enginebench Checklists/zhejiang-2022-20 Samples/rounds/jinhua-2026-2.yaml \
    Samples/employer-xml/dossier.xml employer 2026-05-12 "${1:-2000}"
