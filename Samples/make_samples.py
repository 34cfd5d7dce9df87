#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the application packages of this folder again, byte for byte: python3 make_samples.py [name …] [--to FOLDER]."""

import argparse
import importlib
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
BODIES = ["employer_complete", "employer_gaps", "training_complete", "training_doubtful", "appraisal_body", "special_skill"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help="only these packages (folder names)")
    parser.add_argument("--to", type=pathlib.Path, default=HERE, help="where to write; default: this folder")
    given = parser.parse_args()
    sys.path.insert(0, str(HERE))
    for body in BODIES:
        if given.names and body.replace("_", "-") not in given.names:
            continue
        package = importlib.import_module(f"tools.bodies.{body}").build()
        package.write(given.to)
        size = sum(len(data) for data in package.files.values())
        print(f"{package.name}: {len(package.files)} files, {size // 1024} KiB, {len(package.facts)} facts")
    return 0


if __name__ == "__main__":
    sys.exit(main())
