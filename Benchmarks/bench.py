# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures zhunsheng beside pdftotext and pdfplumber; started by run.sh, explained in README.md.

CPU time is user plus system time of a finished child as the kernel counted it (wait4); wall-clock time is measured
nowhere. The programs take turns, round by round, so that a slow minute of the machine falls on all of them alike.
"""

import argparse
import datetime
import importlib.metadata
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
SAMPLES = HERE.parent / "Samples"
AS_OF = "2026-03-31"

# A picture that cannot be read makes the status 3.
READ = (0, 3)

TEXT_BAR = 0.7
TABLE_BAR = 0.05
# Peak memory of many packages in one process, as a multiple of the heaviest of them alone.
MEMORY_BAR = 1.25


class Usage:
    """What a child used: CPU seconds and peak resident memory in MiB."""

    def __init__(self, cpu, peak, status, errors):
        self.cpu, self.peak, self.status, self.errors = cpu, peak, status, errors


def run(*command, allowed=(0,)):
    """Runs a child to its end, its output thrown away."""
    with tempfile.TemporaryFile() as errors:
        child = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=errors)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        said = errors.read().decode(errors="replace")
    if allowed is not None and child.returncode not in allowed:
        sys.exit(f"bench: {command[0]} ended with status {child.returncode}: {said.strip()[-300:]}")
    return Usage(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, child.returncode, said)


def packages():
    """The sample packages: folders and zips."""
    return sorted(path for path in SAMPLES.iterdir() if path.suffix == ".zip" or any(path.rglob("*.pdf")))


def collect(target):
    """Copies every PDF of Samples into one folder; those of zips are unpacked. Returns how many had to stay out."""
    found = []
    for package in packages():
        if package.suffix == ".zip":
            with zipfile.ZipFile(package) as archive:
                found += [archive.read(entry) for entry in archive.infolist() if entry.filename.lower().endswith(".pdf")]
        else:
            found += [path.read_bytes() for path in sorted(package.rglob("*.pdf"))]
    left_out = 0
    for number, data in enumerate(found):
        path = target / f"{number:03}.pdf"
        path.write_bytes(data)
        # Broken and encrypted files end early in every program, and differently. Scans are recognised by ours alone, and
        # measured by ocr.sh.
        text = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=False)
        pages = text.stdout.decode(errors="replace").split("\f")[:-1]
        if text.returncode != 0 or any(len("".join(page.split())) < 8 for page in pages):
            path.unlink()
            left_out += 1
    return left_out


def version(*command):
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    match = re.search(r"\d+(\.\d+)+", said.stdout + said.stderr)
    return match.group(0) if match else "?"


class Bench:
    def __init__(self, program, rounds, slow_rounds, folder):
        self.program, self.rounds, self.slow_rounds, self.folder = program, rounds, slow_rounds, folder
        self.pdfs = folder / "pdfs"
        self.pdfs.mkdir()
        self.left_out = collect(self.pdfs)
        self.files = sorted(self.pdfs.iterdir())
        self.united = folder / "united.pdf"
        run("pdfunite", *self.files, self.united)
        info = subprocess.run(["pdfinfo", self.united], capture_output=True, text=True, check=True).stdout
        self.pages = int(re.search(r"Pages:\s+(\d+)", info).group(1))

    # Each returns CPU seconds of the whole work.

    def ours(self):
        return run(self.program, "extract", "--no-cache", "--layout", self.pdfs, allowed=READ).cpu

    def ours_each(self):
        return sum(run(self.program, "extract", "--no-cache", "--layout", path, allowed=READ).cpu for path in self.files)

    def ours_united(self):
        return run(self.program, "extract", "--no-cache", "--layout", self.united, allowed=READ).cpu

    def pdftotext(self):
        return sum(run("pdftotext", "-bbox-layout", path, "-").cpu for path in self.files)

    def pdftotext_united(self):
        return run("pdftotext", "-bbox-layout", self.united, "-").cpu

    def ours_start(self):
        return run(self.program, "--version").cpu

    def pdftotext_start(self):
        return run("pdftotext", "-v").cpu

    def pdfplumber(self):
        used = run(sys.executable, HERE / "tables_with_pdfplumber.py", *self.files)
        return used.cpu - float(used.errors.splitlines()[0])

    def medians(self):
        """All of them in turns; the first round warms the file cache and is thrown away."""
        quick = ["ours", "pdftotext", "ours_each", "ours_united", "pdftotext_united", "ours_start", "pdftotext_start"]
        times = {name: [] for name in [*quick, "pdfplumber"]}
        for number in range(self.rounds + 1):
            names = quick + (["pdfplumber"] if 1 <= number <= self.slow_rounds else [])
            for name in names:
                cpu = getattr(self, name)()
                if number > 0:
                    times[name].append(cpu)
            print(f"round {number} of {self.rounds}", file=sys.stderr)
        return {name: statistics.median(values) for name, values in times.items()}

    # The whole check.

    def check(self, inputs):
        output = self.folder / "output"
        # 1, 2 and 3 say what was found.
        used = run(self.program, "check", *inputs, "--no-cache", "--as-of", AS_OF, "--output", output, allowed=(0, 1, 2, 3))
        shutil.rmtree(output)
        return used

    def checks(self):
        """Per sample package: median CPU seconds and peak memory."""
        out = {}
        for package in packages():
            used = [self.check([package]) for _ in range(max(3, self.rounds // 2))]
            out[package.name] = (statistics.median(u.cpu for u in used), statistics.median(u.peak for u in used))
        return out

    def memory(self, counts):
        """Peak memory of one process that checks so many packages, one after the other."""
        out = {}
        folders = [package for package in packages() if package.is_dir()]
        for count in counts:
            many = self.folder / f"many-{count}"
            inputs = []
            for number in range(count):
                inputs.append(many / f"{number:03}")
                shutil.copytree(folders[number % len(folders)], inputs[-1])
            out[count] = self.check(inputs).peak
            shutil.rmtree(many)
        return out


def table(rows):
    return "\n".join(["| " + " | ".join(rows[0]) + " |", "|" + " --- |" * len(rows[0])] + ["| " + " | ".join(r) + " |" for r in rows[1:]])


def report(bench, cpu, checks, memory):
    """The block for README files, and whether every bar holds."""

    def ratio(value):
        return f"{value:.2f}×" if value >= 0.1 else f"{value:.3f}×"

    text = cpu["ours"] / cpu["pdftotext"]
    tables = cpu["ours"] / cpu["pdfplumber"]
    alone = max(peak for _, peak in checks.values())
    most = max(memory)
    growth = memory[most] / alone
    compared = [
        ["text, lines and tables of every page", "CPU time", "bar"],
        ["one process for all files, against `pdftotext -bbox-layout`, a process a file (the way each is used)", ratio(text), f"≤ {TEXT_BAR}×"],
        ["against pdfplumber's `extract_tables()`, one process, its import not counted", ratio(tables), f"≤ {TABLE_BAR}×"],
        ["one process for one PDF of all pages, against `pdftotext -bbox-layout` on the same PDF", ratio(cpu["ours_united"] / cpu["pdftotext_united"]), "—"],
        [
            "the same, the start of either process not counted",
            ratio((cpu["ours_united"] - cpu["ours_start"]) / (cpu["pdftotext_united"] - cpu["pdftotext_start"])), "—",
        ],
        ["a process a file, against `pdftotext -bbox-layout`, a process a file (most of ours is starting)", ratio(cpu["ours_each"] / cpu["pdftotext"]), "—"],
    ]
    peaks = " · ".join(f"{count}: {peak / alone:.2f}×" for count, peak in memory.items())
    lines = [
        f"{len(bench.files)} PDFs, {bench.pages} pages of Samples; medians of {bench.rounds} rounds in turns"
        f" ({bench.slow_rounds} of pdfplumber); CPU time is user + system.",
        "",
        table(compared),
        "",
        f"Peak memory of `check` over many packages in one process, against the heaviest of them alone: {peaks} (bar: ≤ {MEMORY_BAR}×).",
        "",
        f"zhunsheng {version(bench.program, '--version')} · Swift {version('swift', '--version')}"
        f" · poppler {version('pdftotext', '-v')} · pdfplumber {importlib.metadata.version('pdfplumber')}"
        f" · Python {sys.version.split()[0]} · {datetime.date.today().isoformat()}",
    ]
    held = text <= TEXT_BAR and tables <= TABLE_BAR and growth <= MEMORY_BAR
    return "\n".join(lines), held


def write_block(path, block):
    """Puts the block between the markers of a file that has them."""
    text = path.read_text(encoding="utf-8")
    begin, end = "<!-- benchmark -->", "<!-- /benchmark -->"
    if begin not in text or end not in text:
        sys.exit(f"bench: {path} has no {begin} … {end}")
    head, rest = text.split(begin, 1)
    path.write_text(f"{head}{begin}\n{block}\n{end}{rest.split(end, 1)[1]}", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--zhunsheng", required=True, type=pathlib.Path, help="the program, built for release")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--slow-rounds", type=int, default=3, help="rounds of pdfplumber (the slow one)")
    parser.add_argument("--write", type=pathlib.Path, nargs="*", default=[], help="files whose benchmark block is replaced")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(options.zhunsheng.resolve(), options.rounds, min(options.slow_rounds, options.rounds), pathlib.Path(folder))
        print(f"{len(bench.files)} PDFs, {bench.pages} pages; {bench.left_out} left out (encrypted, broken or scanned)", file=sys.stderr)
        cpu = bench.medians()
        checks = bench.checks()
        memory = bench.memory([1, 8, 32])
    print("\nCPU seconds on this machine (medians):")
    for name, value in cpu.items():
        print(f"  {name:20} {value:8.3f}")
    print("check, a package: CPU seconds, peak MiB")
    for name, (value, peak) in checks.items():
        print(f"  {name:24} {value:8.3f} {peak:6.0f}")
    print("check, packages in one process: peak MiB")
    for count, peak in memory.items():
        print(f"  {count:4} {peak:6.0f}")
    block, held = report(bench, cpu, checks, memory)
    print("\n" + block)
    for path in options.write:
        write_block(path, block)
    if not held:
        sys.exit("bench: a bar is missed")


main()
