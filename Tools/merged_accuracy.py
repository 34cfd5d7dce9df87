#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Binds the samples' PDFs together in shuffled orders and measures how many pages get the right kind.

Needs pdfunite and pdfinfo (poppler-utils) and a built zhunsheng. Every other union has a list of contents, every third a
separating sheet (附件N) before each document. Files that hold several kinds are left out; contents and separators do not count.
"""
import argparse
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

ROOT = pathlib.Path(__file__).resolve().parent.parent
FONT = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [ << /Type /Font "
    "/Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> "
    "/DW 1000 >> ] >>")


def sheet(lines):
    """A PDF of one page with lines of (text, x, y, size)."""
    body = "".join(f"BT /C {s} Tf {x} {y} Td <{t.encode('utf-16-be').hex()}> Tj ET\n" for t, x, y, s in lines)
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
               "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /C 5 0 R >> >> >>",
               f"<< /Length {len(body)} >>\nstream\n{body}endstream", FONT]
    out, places = "%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{p:010d} 00000 n \n" for p in places)
    return (out + f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").encode()


def pages(path):
    found = re.search(r"^Pages:\s+(\d+)", subprocess.run(["pdfinfo", path], capture_output=True, text=True).stdout, re.M)
    return int(found.group(1)) if found else 0


def pool():
    """(path, kind, pages) of every sample PDF that holds one kind."""
    out = []
    for expected in sorted((ROOT / "Samples").glob("*.expected.json")):
        stated = json.loads(expected.read_text())
        folder = ROOT / "Samples" / stated["package"]
        kinds = {}
        for document in stated["documents"]:
            kinds.setdefault(document["file"], []).append(document["kind"])
        for name, own in sorted(kinds.items()):
            path = folder / name
            count = pages(path) if len(own) == 1 and path.suffix == ".pdf" and path.is_file() else 0
            if count:  # damaged ones are samples too
                out.append((path, own[0], count))
    return out


def told(merged, program):
    text = subprocess.run([program, "extract", merged], capture_output=True, text=True).stdout
    kinds = {}
    for document in ET.fromstring(text).iter("document"):
        first, _, last = document.findtext("pages").partition("-")
        for page in range(int(first), int(last or first) + 1):
            kinds.setdefault(page, set()).add(document.findtext("kind"))
    return kinds


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--unions", type=int, default=20)
    options.add_argument("--verbose", action="store_true")
    options = options.parse_args()
    program = ROOT / ".build/debug/zhunsheng"
    documents = pool()
    right = total = 0
    for number in range(options.unions):
        dice = random.Random(number)
        chosen = dice.sample(documents, min(len(documents), 25 + 2 * number))
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            parts, truth, page = [], {}, 1
            contents = []
            if number % 2:
                parts.append(folder / "contents.pdf")
                page = 2
            for index, (path, kind, count) in enumerate(chosen, 1):
                if number % 3 == 0:
                    separator = folder / f"s{index}.pdf"
                    separator.write_bytes(sheet([(f"附件{index}", 260, 500, 28)]))
                    parts.append(separator)
                    page += 1
                contents.append((re.sub(r"^(附件)?\d+[-_ .、]*", "", path.stem).strip(), page))
                parts.append(path)
                for own in range(page, page + count):
                    truth[own] = (kind, path)
                page += count
            if number % 2:
                lines = [("目录", 270, 780, 20)]
                lines += [(f"{i}. {title}{'.' * 20}{place}", 72, 750 - 13 * i, 10) for i, (title, place) in enumerate(contents, 1)]
                (folder / "contents.pdf").write_bytes(sheet(lines[:56]))
            merged = folder / "合订.pdf"
            subprocess.run(["pdfunite", *parts, merged], check=True, capture_output=True)
            found = told(merged, program)
            good = sum(found.get(place) == {kind} for place, (kind, _) in truth.items())
            if options.verbose:
                for place, (kind, path) in sorted(truth.items()):
                    if found.get(place) != {kind}:
                        print(f"  union {number} p{place}: {kind} told {sorted(found.get(place, []))} ({path.parent.name}/{path.name})")
            print(f"union {number:2}: {len(chosen)} documents, {page - 1} pages, {good}/{len(truth)} pages right")
            right, total = right + good, total + len(truth)
    print(f"all: {right}/{total} pages right ({100 * right / total:.1f} %)")


sys.exit(main())
