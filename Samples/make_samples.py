#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the application packages of this folder again, byte for byte.

    make_samples.py [name …] [--to FOLDER]     write them (default: here)
    make_samples.py --check                    compare with what is here; status 1 if anything differs
"""

import argparse
import importlib
import pathlib
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
BODIES = ["employer_complete", "employer_gaps", "training_complete", "training_doubtful", "appraisal_body", "special_skill",
          "employer_xml", "training_xml_gaps"]


def write(names: list[str], target: pathlib.Path) -> None:
    for body in BODIES:
        if names and body.replace("_", "-") not in names:
            continue
        importlib.import_module("tools.fonts").use(body)
        package = importlib.import_module(f"tools.bodies.{body}").build()
        package.write(target)
        size = sum(len(data) for data in package.files.values())
        print(f"{package.name}: {len(package.files)} files, {size // 1024} KiB, {len(package.facts)} facts")


def contents(folder: pathlib.Path) -> dict[str, bytes]:
    """The files of all packages and their expectations, by path."""
    names = [body.replace("_", "-") for body in BODIES]
    return {str(path.relative_to(folder)): path.read_bytes() for name in names
            for start in (folder / name, folder / f"{name}.zip", folder / f"{name}.expected.json")
            for path in ([start] if start.is_file() else sorted(start.rglob("*"))) if path.is_file()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    known = [body.replace("_", "-") for body in BODIES]
    parser.add_argument("names", nargs="*", metavar="name", help=f"only these packages: {', '.join(known)}")
    parser.add_argument("--to", type=pathlib.Path, default=HERE, help="where to write; default: this folder")
    parser.add_argument("--check", action="store_true", help="write nothing; compare with this folder")
    given = parser.parse_args()
    if unknown := [name for name in given.names if name not in known]:
        parser.error(f"no such package: {', '.join(unknown)}")
    sys.path.insert(0, str(HERE))
    if not given.check:
        write(given.names, given.to)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        write(given.names, pathlib.Path(folder))
        made, here = contents(pathlib.Path(folder)), contents(HERE)
    if given.names:
        here = {path: data for path, data in here.items() if path.replace("/", ".").split(".")[0] in given.names}
    differ = sorted(path for path in made.keys() | here.keys() if made.get(path) != here.get(path))
    for path in differ:
        print(f"differs: {path}", file=sys.stderr)
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
