#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""corpora.py FOLDER [--program PATH] [--write FILE]

Reads every file below FOLDER, a collection of public, damaged and hostile files that is not part of this project, and says
for each of its subfolders what became of them. Nothing may crash the program, hang, or go without an account:

- the program ends by itself within LIMIT seconds for a file, with a status of 0 to 3;
- every file handed in stands in assessment.json, read or with its problems.

Each file is a package of its own, so that it cannot hide behind another. --write puts the table between the
`<!-- corpora -->` marks of a file. Without FOLDER, or where it is not there, it says so and skips.
Exit status: 0 all is well or skipped, 1 a file was lost, crashed the program or hung, 64 usage.
"""

import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
# Seconds; a file may use its whole allowance of time, be tried again, and have attachments that do so, too.
LIMIT = 600


class Outcome:
    def __init__(self, kind, codes=(), detail=""):
        self.kind, self.codes, self.detail = kind, codes, detail


def check(program, file, name):
    """What became of one file: read, in part, not read, set aside, limit, crashed; or FAULT."""
    with tempfile.TemporaryDirectory() as base:
        base = pathlib.Path(base)
        package = base / "package"
        package.mkdir()
        shutil.copy(file, package / name)
        environment = dict(os.environ, HOME=str(base / "home"), TMPDIR=str(base / "tmp"))
        if "ZHUNSHENG_OCR" not in environment:
            environment["ZHUNSHENG_OCR"] = os.path.expanduser("~/.local/share/zhunsheng/ocr")
        (base / "tmp").mkdir()
        command = [program, "check", package, "--as-of", "2026-03-31", "--class", "employer", "--format", "json"]
        command += ["--unmask", "--no-cache", "--jobs", "1", "--output", base / "out"]
        try:
            done = subprocess.run(command, capture_output=True, timeout=LIMIT, env=environment, cwd=ROOT, check=False)
        except subprocess.TimeoutExpired:
            return Outcome("FAULT", detail=f"no end after {LIMIT} s")
        said = done.stderr.decode(errors="replace").strip()[-200:]
        if done.returncode == 74 and not (base / "out").exists():
            # A single file that is set aside leaves an empty package, which is said.
            return Outcome("set aside") if said else Outcome("FAULT", detail="status 74 and not a word")
        if done.returncode not in (0, 1, 2, 3):
            return Outcome("FAULT", detail=f"status {done.returncode}: {said}")
        files = json.loads((base / "out/assessment.json").read_text(encoding="utf-8"))["package"]["files"]
        own = [entry for entry in files if entry["path"] == name]
        if not own:
            return Outcome("FAULT", detail="not in assessment.json")
        codes = [entry["problem-code"] for entry in files if entry["problem-code"] not in (None, "set-aside")]
        if left := [path for path in (base / "tmp").iterdir()]:
            return Outcome("FAULT", detail=f"left behind: {left[0].name}")
        if "crashed" in codes:
            return Outcome("crashed", codes)
        if "limit" in codes:
            return Outcome("limit", codes)
        # The kind of such files is of no matter here.
        faults = [code for code in codes if code != "unknown-kind"]
        # An archive is set aside, and its entries stand beside it.
        if any(entry["read"] != "none" for entry in files):
            return Outcome("in part" if faults else "read", faults)
        if own[0]["problem-code"] == "set-aside":
            return Outcome("not read" if faults else "set aside", faults)
        return Outcome("not read", codes) if codes else Outcome("FAULT", detail="not read, and not a word why")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=pathlib.Path)
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / ".build-release/release/zhunsheng")
    parser.add_argument("--write", type=pathlib.Path)
    parser.add_argument("--only", help="one subfolder")
    options = parser.parse_args()
    if options.folder is None or not options.folder.is_dir():
        print("corpora: no folder of files to read; skipped")
        return 0
    if not options.program.exists():
        print(f"corpora: {options.program} is not there: make release", file=sys.stderr)
        return 64
    program = options.program.resolve()
    kinds = ["read", "in part", "not read", "set aside", "limit", "crashed", "FAULT"]
    rows, faults = [], 0
    for folder in sorted(path for path in options.folder.iterdir() if path.is_dir()):
        if options.only and folder.name != options.only:
            continue
        files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            outcomes = list(pool.map(lambda file: check(program, file, file.name), files))
        counts = collections.Counter(outcome.kind for outcome in outcomes)
        codes = collections.Counter(code for outcome in outcomes for code in set(outcome.codes))
        rows.append([folder.name, len(files)] + [counts[kind] for kind in kinds] + [codes])
        for file, outcome in zip(files, outcomes):
            if outcome.kind in ("FAULT", "crashed", "limit"):
                print(f"{outcome.kind}: {folder.name}/{file.name} {outcome.detail}")
        faults += counts["FAULT"]
        print(folder.name, dict(counts), flush=True)
    head = ["folder", "files", "read", "read in part", "not read", "set aside", "limit", "reader crashed", "lost"]
    lines = ["| " + " | ".join(head) + " | problems named |", "|" + " --- |" * (len(head) + 1)]
    for row in rows:
        named = ", ".join(f"{code} {count}" for code, count in row[-1].most_common(5))
        lines.append("| " + " | ".join(str(cell) for cell in row[:-1]) + f" | {named} |")
    total = [sum(row[column] for row in rows) for column in range(1, len(head))]
    lines.append("| **all** | " + " | ".join(str(count) for count in total) + " | |")
    table = "\n".join(lines)
    print(table)
    if options.write:
        text = options.write.read_text(encoding="utf-8")
        begin, end = "<!-- corpora -->", "<!-- /corpora -->"
        before, rest = text.split(begin, 1)
        options.write.write_text(f"{before}{begin}\n{table}\n{end}{rest.split(end, 1)[1]}", encoding="utf-8")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
