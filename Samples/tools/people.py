# SPDX-License-Identifier: GPL-3.0-or-later
"""Invented people. A birth date and a sequence number give each an identity number that passes its check."""

import dataclasses

from .codes import id_number


@dataclasses.dataclass(frozen=True)
class Person:
    name: str
    id: str
    phone: str
    duty: str = ""
    study: str = "本科"
    grade: str = ""

    @property
    def sex(self) -> str:
        return "男" if int(self.id[16]) % 2 else "女"

    @property
    def born(self) -> str:
        return self.id[6:14]


def people(region: str, start: int, rows: str) -> list[Person]:
    """One person a line: name, birth (YYYYMMDD), m or f, duty, study, grade. `start` keeps telephone numbers apart."""
    out = []
    for index, line in enumerate(filter(None, (row.strip() for row in rows.splitlines()))):
        name, birth, sex, *rest = [part.strip() for part in line.split("|")]
        sequence = 2 * ((start + 37 * index) % 450) + (1 if sex == "m" else 0)
        phone = f"1{3 + (start + index) % 7}{(start * 3 + index * 7) % 10}0000{(start * 91 + index * 613) % 10000:04d}"
        out.append(Person(name, id_number(region, birth, sequence), phone, *rest))
    return out
