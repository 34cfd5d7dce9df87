#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Selection rounds of generated packages: what survives `kill -9`, what a second job brings, what memory is used.

    round.py make DIR --xml 1000 --pdf 60     an inbox: dossier XML made from one sample, copies of PDF samples with a note each
    round.py kill --xml 1000 --times 50       kills batch and its processes at random moments; checks what is there in the end
    round.py speed --xml 400 --pdf 12         one job against two, in turns
    round.py memory --xml 100,1000,10000      the largest resident memory of any process, by number of packages
    round.py disk --xml 40                    a full disk and read-only output (needs root, for a small tmpfs)

Needs nothing but Python and a build; --program names another one than .build-release/release/zhunsheng. Ends with 1 where
something is not as it must be. Chance is seeded (--seed), and the seed is printed.
"""
import argparse
import hashlib
import json
import os
import pathlib
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
ROUND = ROOT / "Samples/rounds/jinhua-2026-2.yaml"
ROUND_ID = "jinhua-2026-2"
PDF_SAMPLES = ["employer-complete", "employer-gaps", "training-complete"]
CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def credit_code(number):
    """A well-formed unified social credit code (GB 32100-2015) whose organisation code passes its own check, too."""
    body = f"{number:08d}"
    total = sum(int(c) * w for c, w in zip(body, [3, 7, 9, 10, 5, 8, 4, 2]))
    check = {10: "X", 11: "0"}.get(11 - total % 11, str(11 - total % 11))
    text = "91330784" + body + check
    total = sum(CODE.index(c) * pow(3, i, 31) for i, c in enumerate(text))
    return text + CODE[(31 - total % 31) % 31]


def identity(number):
    """A well-formed resident ID number (GB 11643-1999)."""
    text = f"330784{1960 + number % 40}{1 + number // 40 % 12:02d}{1 + number // 480 % 28:02d}{number // 13440 % 1000:03d}"
    total = sum(int(c) * w for c, w in zip(text, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]))
    return text + "10X98765432"[total % 11]


def xml_packages(folder, count, first=0):
    """Dossiers of as many applicants, each with a name, codes, people, telephones and an address of its own."""
    sample = (ROOT / "Samples/employer-xml/dossier.xml").read_text(encoding="utf-8")
    ids = sorted(set(re.findall(r"<id-number>(\w+)</id-number>", sample)))
    phones = sorted(set(re.findall(r"<(?:contact-)?phone>(\d+)</", sample)))
    certificates = sorted(set(re.findall(r"<certificate-number>([^<]+)</", sample)))
    for number in range(first, first + count):
        text = sample.replace("砺锋", f"砺锋{number}号").replace("91330784MA5T9N2G8C", credit_code(number))
        changes = {old: identity(number * len(ids) + place) for place, old in enumerate(ids)}
        changes |= {old: f"139{number * len(phones) + place:08d}" for place, old in enumerate(phones)}
        changes |= {old: f"Z{number:06d}{place:04d}" for place, old in enumerate(certificates)}
        text = re.sub("|".join(map(re.escape, changes)), lambda found: changes[found[0]], text)
        text = text.replace("399号", f"{number + 1}号")
        (folder / f"p{number:05d}.xml").write_text(text, encoding="utf-8")


def pdf_packages(folder, count):
    for number in range(count):
        source = ROOT / "Samples" / PDF_SAMPLES[number % len(PDF_SAMPLES)]
        target = folder / f"d{number:03d}"
        shutil.copytree(source, target)
        (target / "说明.txt").write_text(f"补充说明\n本材料包编号为{number}。\n", encoding="utf-8")


def make(folder, xml, pdf):
    folder.mkdir(parents=True, exist_ok=True)
    xml_packages(folder, xml)
    pdf_packages(folder, pdf)


class Trial:
    """A folder with an inbox, and the program run in it."""

    def __init__(self, options, xml, pdf=0):
        self.program = str(options.program)
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="round-"))
        self.inbox = self.folder / "inbox"
        make(self.inbox, xml, pdf)
        self.output = self.folder / "Output"
        self.environment = dict(os.environ, XDG_CACHE_HOME=str(self.folder / "cache"))

    def command(self, *more, output=None):
        output = output or self.output
        return [
            self.program, "batch", str(self.inbox), "--round", str(ROUND), "--as-of", "2026-05-12", "--no-cache",
            "--home", str(self.folder / "home"), "--database", str(output / "registry.sqlite"),
            "--output", str(output / ROUND_ID), *more,
        ]

    def run(self, *more, output=None):
        return subprocess.run(
            self.command(*more, output=output), env=self.environment, capture_output=True, text=True, cwd=self.folder)

    def verify(self):
        return subprocess.run(
            [self.program, "registry", "verify", "--home", str(self.folder / "home"), "--database",
             str(self.output / "registry.sqlite")], env=self.environment, capture_output=True, text=True)

    def faults(self):
        """What is not as it must be once a round is at its end."""
        out = []
        found = self.verify()
        if found.returncode:
            out.append(found.stdout + found.stderr)
        database = sqlite3.connect(self.output / "registry.sqlite")
        names = sorted(os.listdir(self.inbox))
        versions = dict(database.execute("SELECT package, COUNT(*) FROM submission GROUP BY package"))
        judged = dict(database.execute(
            "SELECT s.package, COUNT(*) FROM assessment a JOIN submission s ON s.number = a.submission GROUP BY s.package"))
        receipts = dict(database.execute(
            "SELECT s.package, COUNT(*) FROM receipt r JOIN submission s ON s.number = r.submission GROUP BY s.package"))
        aside = {row[0] for row in database.execute("SELECT package FROM work WHERE state = 'aside'")}
        for name in names:
            if name in aside:
                # Killed twice by us while it was being checked: set aside, once, and not registered.
                if versions.get(name):
                    out.append(f"{name}: set aside and registered")
                continue
            for what, counts in [("versions", versions), ("assessments", judged), ("receipts", receipts)]:
                if counts.get(name, 0) != 1:
                    out.append(f"{name}: {counts.get(name, 0)} {what}")
        for name in set(versions) - set(names):
            out.append(f"{name}: not in the inbox")
        rows = database.execute(
            "SELECT s.package, s.folder, a.report_digest, r.code FROM submission s JOIN assessment a ON a.submission = s.number "
            "JOIN receipt r ON r.submission = s.number").fetchall()
        for name, folder, digest, code in rows:
            report = self.output / ROUND_ID / folder / "assessment.json"
            data = report.read_bytes() if report.exists() else b""
            if hashlib.sha256(data).hexdigest() != digest:
                out.append(f"{name}: the report is not the one that was registered")
            elif json.loads(data)["receipt"]["code"] != code:
                out.append(f"{name}: the report names another receipt")
        folders = {p.name for p in (self.output / ROUND_ID).iterdir() if p.is_dir()}
        if folders - {row[1] for row in rows}:
            out.append(f"folders that belong to nothing: {sorted(folders - {row[1] for row in rows})[:5]}")
        if len({row[3] for row in rows}) != len(rows):
            out.append("a receipt was issued twice")
        database.close()
        return out, len(aside)

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)


def children(pid):
    """All processes below one."""
    below = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                # The name in brackets may hold anything; the parent stands second behind it.
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, ValueError, IndexError):
                continue
            below.setdefault(parent, []).append(int(entry.name))
    out, waiting = [], [pid]
    while waiting:
        found = below.get(waiting.pop(), [])
        out += found
        waiting += found
    return out


def kill(options):
    chance = random.Random(options.seed)
    print(f"seed {options.seed}")
    done = parents = rounds = aside = 0
    faults = []
    while done < options.times and not faults:
        trial = Trial(options, options.xml, options.pdf)
        rounds += 1
        ended = False
        try:
            while done < options.times and not ended:
                process = subprocess.Popen(
                    trial.command("--resume"), env=trial.environment, cwd=trial.folder,
                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                # Some of its processes first, then the parent: one run sees several deaths.
                for _ in range(chance.randint(0, 2)):
                    try:
                        process.wait(chance.uniform(0.02, options.longest / 3))
                    except subprocess.TimeoutExpired:
                        victims = children(process.pid)
                        if victims:
                            os.kill(chance.choice(victims), signal.SIGKILL)
                            done += 1
                try:
                    process.wait(chance.uniform(0.02, options.longest))
                    ended = True
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
                    done += 1
                    parents += 1
            last = trial.run("--resume")
            if last.returncode not in (0, 1, 2, 3):
                faults.append(f"status {last.returncode}: {last.stderr}")
            found, count = trial.faults()
            aside += count
            faults += found
        finally:
            if not (faults and options.keep):
                trial.remove()
            else:
                print(trial.folder)
    print(f"{done} deaths ({parents} of the parent), {rounds} rounds of {options.xml + options.pdf} packages, "
          f"{aside} packages set aside after being killed twice")
    for fault in faults[:20]:
        print("FAULT", fault)
    print("every package exactly once, no receipt twice, the registry intact" if not faults else f"{len(faults)} faults")
    return bool(faults)


def speed(options):
    times = {1: [], 2: []}
    for turn in range(options.turns):
        for jobs in (1, 2) if turn % 2 == 0 else (2, 1):
            trial = Trial(options, options.xml, options.pdf)
            start = time.monotonic()
            result = trial.run("--jobs", str(jobs))
            times[jobs].append(time.monotonic() - start)
            if result.returncode not in (0, 1, 2, 3):
                print(result.stderr)
                return True
            trial.remove()
    ratios = sorted(one / two for one, two in zip(times[1], times[2]))
    middle = ratios[len(ratios) // 2]
    count = options.xml + options.pdf
    print(f"{count} packages, {options.turns} turns: two jobs are {middle:.2f}x as fast as one ({ratios[0]:.2f}-{ratios[-1]:.2f}); "
          f"{count / min(times[2]):.0f} packages a second with two")
    return middle < options.least


def memory(options):
    peaks = []
    for count in options.sizes:
        trial = Trial(options, count, options.pdf)
        process = subprocess.Popen(
            trial.command("--jobs", "2"), env=trial.environment, cwd=trial.folder, stdout=subprocess.DEVNULL)
        peak = {"parent": 0, "child": 0}

        def look():
            while process.poll() is None:
                for pid in [process.pid] + children(process.pid):
                    try:
                        text = pathlib.Path(f"/proc/{pid}/status").read_text()
                    except OSError:
                        continue
                    found = re.search(r"VmHWM:\s+(\d+)", text)
                    kind = "parent" if pid == process.pid else "child"
                    if found:
                        peak[kind] = max(peak[kind], int(found[1]) // 1024)
                time.sleep(0.05)

        watcher = threading.Thread(target=look)
        watcher.start()
        process.wait()
        watcher.join()
        print(f"{count:6d} packages: parent {peak['parent']} MiB, largest child {peak['child']} MiB")
        peaks.append(peak)
        trial.remove()
    return any(last > 1.3 * first + 20 for first, last in zip(peaks[0].values(), peaks[-1].values()))


def disk(options):
    """A disk that fills up in the middle, and one that cannot be written: clear errors, nothing lost, and on it goes."""
    trial = Trial(options, options.xml)
    mount = trial.folder / "small"
    mount.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(mount)], check=True)
    faults = []
    try:
        output = mount / "Output"
        full = trial.run(output=output)
        print(f"full disk: status {full.returncode}: {full.stderr.strip()}")
        if full.returncode != 74 or "zhunsheng" not in full.stderr:
            faults.append("a full disk was not told")
        subprocess.run(["mount", "-o", "remount,size=1g", str(mount)], check=True)
        again = trial.run("--resume", output=output)
        trial.output = output
        faults += trial.faults()[0]
        print(f"with room again: status {again.returncode}")
        subprocess.run(["mount", "-o", "remount,ro", str(mount)], check=True)
        refused = trial.run(output=output)
        print(f"read-only: status {refused.returncode}: {refused.stderr.strip()}")
        if refused.returncode != 74:
            faults.append("a read-only disk was not told")
        subprocess.run(["mount", "-o", "remount,rw", str(mount)], check=True)
        faults += trial.faults()[0]
    finally:
        subprocess.run(["umount", "-l", str(mount)])
        trial.remove()
    for fault in faults:
        print("FAULT", fault)
    return bool(faults)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mode", choices=["make", "kill", "speed", "memory", "disk"])
    parser.add_argument("folder", nargs="?", type=pathlib.Path)
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / ".build-release/release/zhunsheng")
    parser.add_argument("--xml", default="100")
    parser.add_argument("--pdf", type=int, default=0)
    parser.add_argument("--times", type=int, default=50, help="kill: deaths")
    parser.add_argument("--longest", type=float, default=1.5, help="kill: seconds that a run lives at most")
    parser.add_argument("--turns", type=int, default=3, help="speed: runs of each")
    parser.add_argument("--least", type=float, default=0, help="speed: fail below this ratio")
    parser.add_argument("--seed", type=int, default=int(time.time()) % 100_000)
    parser.add_argument("--keep", action="store_true", help="kill: keep the folder of a trial with faults")
    options = parser.parse_args()
    options.program = options.program.resolve()
    options.sizes = [int(size) for size in options.xml.split(",")]
    options.xml = options.sizes[0]
    if options.mode == "make":
        if options.folder is None:
            parser.error("make needs a folder")
        make(options.folder, options.xml, options.pdf)
        return 0
    return int({"kill": kill, "speed": speed, "memory": memory, "disk": disk}[options.mode](options))


if __name__ == "__main__":
    sys.exit(main())
