#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""sample_accuracy.py [-v] [ZHUNSHENG]: how much of what Samples/*.expected.json states is read and found.

Facts are compared as (element, which one, leaf, value): people by ID number or name, others by their name or key, never by
position. What stands only in a scan is left out and counted apart. -v lists every difference.
"""
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# What tells one repeated element from another; elements not named here stand once.
KEYS = {
    "person": ["id-number", "name"], "occupation": ["name"], "site": ["name", "address"], "equipment": ["name", "model"],
    "policy": ["title"], "training-record": ["year", "occupation"], "allowance": ["level"], "subsidiary": ["name"],
}
# Samples/README.md: not recorded from paper, so neither right nor wrong.
UNRECORDED = {"commitment/clause", "policy/topic", "person/listed-in", "set-up/duties"}


def facts(rows):
    """{(element, key, leaf, value)}"""
    elements = {}
    for path, value in rows:
        element, leaf = path.rsplit("/", 1)
        elements.setdefault(element, []).append((leaf, value))
    found = set()
    for element, leaves in elements.items():
        name = re.sub(r"\[\d+\]$", "", element)
        values = dict(reversed(leaves))
        keys = KEYS.get(name, [])
        if name in ("person", "site"):
            key = next((values[k] for k in keys if k in values), "")
        else:
            key = "|".join(values.get(k, "") for k in keys)
        found |= {(name, key, leaf, value) for leaf, value in leaves if f"{name}/{leaf}" not in UNRECORDED}
    return found


def main():
    verbose = "-v" in sys.argv
    program = next((a for a in sys.argv[1:] if a != "-v"), ".build/debug/zhunsheng")
    total = dict.fromkeys(["stated", "read", "wrong", "scan", "states", "same", "traps", "sprung", "kinds", "told"], 0)
    print("| package | facts stated | read | read otherwise | states beyond dispute | as stated | kinds of document | told |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for file in sorted((ROOT / "Samples").glob("*.expected.json")):
        expected = json.loads(file.read_text(encoding="utf-8"))
        name = expected["package"]
        package = ROOT / "Samples" / name
        if not package.exists():
            package = package.with_suffix(".zip")
        with tempfile.TemporaryDirectory() as folder:
            command = [program, "check", str(package), "--as-of", expected["as-of"], "--format", "json", "--unmask", "--output", folder]
            if expected.get("round"):
                command += ["--round", f"Samples/rounds/{expected['round']}.yaml"]
            status = subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL).returncode
            if status > 3:
                sys.exit(f"{name}: exit status {status}")
            got = json.loads((Path(folder) / "assessment.json").read_text(encoding="utf-8"))

        stated = facts([(f["path"], f["value"]) for f in expected["facts"] if f.get("how") != "scan"])
        read = {f for f in facts([(f["path"], f["value"]) for f in got["facts"]]) if f[0] != "document"}
        # A leaf that the expectation speaks of, with a value that it does not give.
        spoken = {f[:3] for f in stated}
        wrong = {f for f in read - stated if f[:3] in spoken}
        states = {f["condition"]: f["state"] for f in got["findings"]}
        same = {c for c, s in expected["findings"].items() if states.get(c) == s}
        sprung = [c for c in expected["must-not-be-met"] if states.get(c) == "met"]
        sprung += [c for c in expected["must-not-be-missing"] if states.get(c) == "missing"]
        kinds = {(d["file"], d["kind"]) for d in expected["documents"]}
        rows = {}
        for f in got["facts"]:
            if f["path"].startswith("document["):
                element, leaf = f["path"].split("/")
                rows.setdefault(element, {})[leaf] = f["value"]
        told = {(r.get("file"), r.get("kind")) for r in rows.values()}
        told |= {(f["path"], f["kind"]) for f in got["package"]["files"]}
        # Files of a zip are named there without the folder inside it.
        told |= {(file.split("/", 1)[-1], kind) for file, kind in told if file}
        counts = dict(
            stated=len(stated), read=len(stated & read), wrong=len(wrong), states=len(expected["findings"]), same=len(same),
            traps=len(expected["must-not-be-met"]) + len(expected["must-not-be-missing"]), sprung=len(sprung),
            kinds=len(kinds), told=len(kinds & told), scan=sum(f.get("how") == "scan" for f in expected["facts"]))
        for key, count in counts.items():
            total[key] += count
        print("| `{}` | {stated} | {read} | {wrong} | {states} | {same} | {kinds} | {told} |".format(name, **counts))
        if verbose:
            for fact in sorted(stated - read):
                print("    not read:", *fact)
            for fact in sorted(wrong):
                print("    read otherwise:", *fact)
            for condition in sorted(set(expected["findings"]) - same):
                print(f"    {condition}: stated {expected['findings'][condition]}, found {states.get(condition)}")
            for pair in sorted(kinds - told, key=str):
                print("    kind not told:", *pair)
            for condition in sprung:
                print("    FALSE:", condition, states[condition])
    print("| all | {stated} | {read} | {wrong} | {states} | {same} | {kinds} | {told} |".format(**total))
    print(f"\n{total['traps']} states that must not come out: {total['sprung']} did. "
          f"{total['scan']} facts stand only in a scan and are not counted.")


main()
