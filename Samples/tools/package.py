# SPDX-License-Identifier: GPL-3.0-or-later
"""A package under construction: its files, and beside them what a careful clerk reads out of each."""

import json
import pathlib
import shutil
import struct
import zlib

ORDER = ["application", "applicant", "occupation", "person", "site", "equipment", "surveillance", "policy", "commitment",
         "credit-report", "funding", "allowance", "training-record", "subsidiary", "set-up", "consent"]
REPEATED = {"occupation", "person", "site", "equipment", "policy", "allowance", "training-record", "subsidiary"}


class Document:
    """One file (or one part of a bound file) and the facts in it."""

    def __init__(self, package: "Package", file: str, kind: str):
        self.package, self.file, self.kind = package, file, kind

    def v(self, path: str, shown, value=None) -> str:
        """Records a fact and gives back the words in which it stands on paper.

        `path` is `applicant/name`, or `person:KEY/name` where the element repeats; `value` is the normal form.
        """
        head, leaf = path.rsplit("/", 1)
        element, _, key = head.partition(":")
        if (element in REPEATED) != bool(key):
            raise ValueError(path)
        self.package.record(element, key, leaf, str(shown if value is None else value), self.file)
        return str(shown)

    def says(self, path: str, value) -> None:
        """Records a fact that is seen, not read: a seal, a signature, what a heading implies."""
        self.v(path, "", value)


class Package:
    def __init__(self, name: str, applicant_class: str, round_id: str, as_of: str):
        self.name, self.applicant_class, self.round_id, self.as_of = name, applicant_class, round_id, as_of
        self.files: dict[str, bytes] = {}
        self.documents: list[dict] = []
        self.facts: dict[tuple, list[str]] = {}
        self.findings: dict[str, str] = {}
        self.not_met: list[str] = []
        self.not_missing: list[str] = []
        self.seeded: list[dict] = []
        self.problems: list[dict] = []
        self.ways: dict[str, str] = {}
        self.conclusion: str | None = None
        self.zipped = ""  # name of the folder inside a zip; empty: a plain folder

    def document(self, file: str, kind: str) -> Document:
        return Document(self, file, kind)

    def add(self, file: str, data: bytes, kind: str | None = None, pages: str | None = None) -> None:
        self.files[file] = data
        if kind:
            self.part(file, kind, pages)

    def part(self, file: str, kind: str, pages: str | None = None) -> None:
        self.documents.append({"file": file, "kind": kind} | ({"pages": pages} if pages else {}))

    def record(self, element: str, key: str, leaf: str, value: str, file: str) -> None:
        where = self.facts.setdefault((element, key, leaf, value), [])
        if file not in where:
            where.append(file)

    def seed(self, what: str, *conditions: str) -> None:
        self.seeded.append({"what": what, "conditions": list(conditions)})
        for condition in conditions:
            if condition not in self.not_met:
                self.not_met.append(condition)

    def problem(self, file: str, code: str) -> None:
        self.problems.append({"file": file, "code": code})

    def expect(self, state: str, *conditions: str) -> None:
        for condition in conditions:
            self.findings[condition] = state

    def expected(self) -> dict:
        keys: dict[str, list[str]] = {}
        for element, key, _, _ in self.facts:
            if key and key not in keys.setdefault(element, []):
                keys[element].append(key)
        facts = []
        for element in ORDER:
            for key in keys.get(element, [""]):
                head = f"{element}[{keys[element].index(key) + 1}]" if key else element
                for (e, k, leaf, value), files in self.facts.items():
                    if (e, k) == (element, key):
                        how = {self.ways.get(file, "text") for file in files}
                        facts.append({"path": f"{head}/{leaf}", "value": value, "in": files}
                                     | ({"how": how.pop()} if len(how) == 1 and how != {"text"} else {}))
        lost = [k for k in self.facts if k[0] not in ORDER]
        if lost:
            raise ValueError(lost)
        return {
            "package": self.name, "class": self.applicant_class, "round": self.round_id, "as-of": self.as_of,
            "thresholds-from": f"rounds/{self.round_id}.yaml", "conclusion": self.conclusion, "facts": facts,
            "documents": self.documents, "findings": dict(sorted(self.findings.items())),
            "must-not-be-met": sorted(self.not_met), "must-not-be-missing": sorted(self.not_missing), "seeded": self.seeded, "problems": self.problems,
        }

    def expected_text(self) -> str:
        """JSON with one fact, document or seeded defect a line, so that a change shows as a line."""
        out = []
        for key, value in self.expected().items():
            if isinstance(value, list) and value and isinstance(value[0], dict):
                rows = ",\n".join("    " + json.dumps(item, ensure_ascii=False) for item in value)
                out.append(f'  "{key}": [\n{rows}\n  ]')
            else:
                out.append(f'  "{key}": {json.dumps(value, ensure_ascii=False)}')
        return "{\n" + ",\n".join(out) + "\n}\n"

    def write(self, samples: pathlib.Path) -> None:
        """The package's folder `<name>/` (or `<name>.zip`) and `<name>.expected.json` beside it."""
        samples.mkdir(parents=True, exist_ok=True)
        (samples / f"{self.name}.expected.json").write_text(self.expected_text(), "utf-8")
        if self.zipped:
            (samples / f"{self.name}.zip").write_bytes(self.archive())
            return
        folder = samples / self.name
        if folder.exists():
            shutil.rmtree(folder)
        for file, data in self.files.items():
            target = folder / file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)

    def archive(self) -> bytes:
        """A zip as Windows makes it: names in GB18030, the UTF-8 flag not set."""
        local, central = b"", b""
        stamp = struct.pack("<HH", 9 << 11, (2026 - 1980) << 9 | 6 << 5 | 18)
        for file, data in self.files.items():
            name, raw = f"{self.zipped}/{file}".encode("gb18030"), zlib.compressobj(9, zlib.DEFLATED, -15)
            packed = raw.compress(data) + raw.flush()
            head = struct.pack("<HHH", 20, 0, 8) + stamp + struct.pack("<IIIHH", zlib.crc32(data), len(packed), len(data), len(name), 0)
            central += b"PK\x01\x02" + struct.pack("<H", 20) + head + struct.pack("<HHHII", 0, 0, 0, 32, len(local)) + name
            local += b"PK\x03\x04" + head + name + packed
        count = len(self.files)
        return local + central + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, len(central), len(local), 0)
