# SPDX-License-Identifier: GPL-3.0-or-later
"""A dossier in its XML form: root `dossier`, no namespace, elements in the order of the schema."""

from xml.sax.saxutils import escape

from .package import REPEATED, Document, Package

LEAVES = {
    "application": "class scope submitted-on authority sealed full-time-staff-stated assessors-stated supervisors-stated site-area-stated",
    "applicant": "name uscc kind representative representative-title registered-address office-address registrar established-on term-until "
                 "registered-capital business-scope employee-count skilled-count annual-revenue contact-name contact-phone email funding-source",
    "occupation": "name code trade levels standard headcount",
    "person": "name id-number role employment occupation level certificate-number certificate-until contract-until contract-party insured-by phone listed-in",
    "site": "name address area tenure owner lessor lessee lease-until function seats workstations occupations",
    "equipment": "name model quantity unit occupation kind",
    "surveillance": "cameras resolution retention-days rooms",
    "policy": "title topic document-number issued-on",
    "commitment": "clause sealed signed signed-on subject",
    "credit-report": "subject uscc issued-on adverse-records",
    "funding": "year wage-bill training-fund training-fund-ratio budget",
    "allowance": "level amount",
    "training-record": "year occupation trained assessed",
    "subsidiary": "name uscc share",
    "set-up": "body-name document-number head duties issued-on",
    "document": "kind file pages title",
}


def dossier(package: Package, tree: list[tuple[str, dict]], file: str = "dossier.xml", keys: dict | None = None) -> None:
    """Adds the XML to the package and records every leaf; a list as value makes the leaf repeat.

    `keys` maps an element to the leaves that name it, so that facts of other files join the same entity.
    """
    paper = Document(package, file, "dossier-xml")
    out = ['<?xml version="1.0" encoding="UTF-8"?>', "<dossier>"]
    for element in LEAVES:
        for number, (_, leaves) in enumerate((e, v) for e, v in tree if e == element):
            out.append(f"  <{element}>")
            known = LEAVES[element].split()
            if set(leaves) - set(known):
                raise ValueError(f"{element}: {set(leaves) - set(known)}")
            key = "".join(str(leaves[k]) for k in (keys or {}).get(element, ())) or str(number)
            for leaf in known:
                values = leaves.get(leaf, [])
                for value in values if isinstance(values, list) else [values]:
                    out.append(f"    <{leaf}>{escape(str(value))}</{leaf}>")
                    if element != "document":
                        paper.v(f"{element}:{key}/{leaf}" if element in REPEATED else f"{element}/{leaf}", value)
            out.append(f"  </{element}>")
    out.append("</dossier>")
    package.ways[file] = "xml"
    package.add(file, ("\n".join(out) + "\n").encode("utf-8"), "dossier-xml")
