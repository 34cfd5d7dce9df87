# SPDX-License-Identifier: GPL-3.0-or-later
"""read_workbook.py FILE: what a spreadsheet program would find in a workbook, as JSON. Standard library only."""
import json
import re
import sys
import zipfile
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DOCUMENT = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"


def decoded(text):
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def targets(book, path):
    if path not in book.namelist():
        return {}
    root = ElementTree.fromstring(book.read(path))
    return {one.get("Id"): one.get("Target") for one in root.iter(PACKAGE + "Relationship")}


def cell(element):
    kind = element.get("t", "n")
    if kind == "inlineStr":
        text = "".join(part.text or "" for part in element.iter(MAIN + "t"))
        return {"kind": "text", "value": decoded(text)}
    value = element.find(MAIN + "v")
    if element.find(MAIN + "f") is not None:
        kind = "formula"
    return {"kind": kind, "value": "" if value is None else value.text}


def sheet(book, name, path):
    root = ElementTree.fromstring(book.read(path))
    links = targets(book, path.replace("worksheets/", "worksheets/_rels/") + ".rels")
    rows = []
    for row in root.iter(MAIN + "row"):
        rows.append({one.get("r").rstrip("0123456789"): cell(one) for one in row})

    def attributes(tag):
        found = next(root.iter(MAIN + tag), None)
        return {} if found is None else dict(found.attrib)

    def text(tag):
        found = next(root.iter(MAIN + tag), None)
        return "" if found is None else found.text

    return {
        "name": name,
        "rows": rows,
        "pane": attributes("pane"),
        "filter": attributes("autoFilter"),
        "setup": attributes("pageSetup"),
        "header": text("oddHeader"),
        "footer": text("oddFooter"),
        "links": {one.get("ref"): links[one.get(DOCUMENT + "id")] for one in root.iter(MAIN + "hyperlink")},
    }


with zipfile.ZipFile(sys.argv[1]) as book:
    damaged = book.testzip()
    root = ElementTree.fromstring(book.read("xl/workbook.xml"))
    parts = targets(book, "xl/_rels/workbook.xml.rels")
    sheets = [
        sheet(book, one.get("name"), "xl/" + parts[one.get(DOCUMENT + "id")]) for one in root.iter(MAIN + "sheet")
    ]
    names = [[one.get("name"), one.text] for one in root.iter(MAIN + "definedName")]
    dates = sorted({"%04d-%02d-%02d" % one.date_time[:3] for one in book.infolist()})
    core = book.read("docProps/core.xml").decode()
    print(json.dumps({"sheets": sheets, "names": names, "dates": dates, "core": core, "damaged": damaged or ""}))
