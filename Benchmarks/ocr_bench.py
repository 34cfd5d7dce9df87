# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds our recognition against the Python package rapidocr-onnxruntime on the same scans, in one run.

    ocr_bench.py SCANS --ours PROGRAM [--rapidocr] [--threshold T]

CER: for each true line, the fewest edits that turn it into some stretch of what was read (so the order of reading is not
judged), over the characters of all lines; spaces do not count, and full-width forms are folded. CPU: user plus system
seconds of the process for the page, models loaded before.
"""
import argparse
import collections
import json
import pathlib
import re
import resource
import subprocess
import sys
import unicodedata

import numpy

TABLE = str.maketrans("：；，！？（）［］～＿", ":;,!?()[]~_")


def fold(text):
    return "".join(unicodedata.normalize("NFKC", c) for c in text.translate(TABLE) if not c.isspace())


def edits(line, text):
    """The fewest edits between the line and some stretch of the text (Sellers 1980)."""
    codes = numpy.frombuffer(text.encode("utf-32-le"), dtype=numpy.uint32)
    width = len(codes) + 1
    index = numpy.arange(width)
    row = numpy.zeros(width, dtype=numpy.int64)
    for count, character in enumerate(line, 1):
        new = numpy.empty(width, dtype=numpy.int64)
        new[0] = count
        new[1:] = numpy.minimum(row[1:] + 1, row[:-1] + (codes != ord(character)))
        row = numpy.minimum.accumulate(new - index) + index
    return int(row.min()) if width else len(line)


def stretch(line, text):
    """Where in the text the best match of the line lies, with its pairing: for each character of the text read, right or not."""
    rows = [numpy.zeros(len(text) + 1, dtype=int)]
    codes = numpy.frombuffer(text.encode("utf-32-le"), dtype=numpy.uint32)
    index = numpy.arange(len(text) + 1)
    for count, character in enumerate(line, 1):
        new = numpy.empty(len(text) + 1, dtype=int)
        new[0] = count
        new[1:] = numpy.minimum(rows[-1][1:] + 1, rows[-1][:-1] + (codes != ord(character)))
        rows.append(numpy.minimum.accumulate(new - index) + index)
    at = int(rows[-1].argmin())
    result, row = [], len(line)
    while row > 0:
        here = rows[row][at]
        if at > 0 and here == rows[row - 1][at - 1] + (text[at - 1] != line[row - 1]):
            result.append((at - 1, text[at - 1] == line[row - 1]))
            row, at = row - 1, at - 1
        elif here == rows[row - 1][at] + 1:
            # A character was lost: its neighbour in the text is wrong, for the word is.
            if result:
                result[-1] = (result[-1][0], False)
            elif at > 0:
                result.append((at - 1, False))
            row -= 1
        else:
            result.append((at - 1, False))
            at -= 1
    return result


def lines(page):
    """Wide gaps part a line: what stands beyond one is another stretch of text for every engine."""
    for item in page["items"]:
        if item.get("tick"):
            continue
        for part in re.split(r"\s{3,}", item["text"]):
            if fold(part):
                yield {**item, "text": part}


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def run_ours(program, files):
    output = subprocess.run([program, *map(str, files)], capture_output=True, text=True)
    if output.returncode:
        sys.exit(output.stderr)
    if output.stderr:
        print("standard error is not empty:", output.stderr[:300])
    return {pathlib.Path(r["file"]).name: r for r in map(json.loads, output.stdout.splitlines())}


def run_rapidocr(files, threads):
    from rapidocr_onnxruntime import RapidOCR

    engine = RapidOCR(intra_op_num_threads=threads, inter_op_num_threads=threads)
    result = {}
    for file in files:
        start = cpu()
        lines, _ = engine(str(file))
        lines = sorted(lines or [], key=lambda line: (sum(p[1] for p in line[0]), sum(p[0] for p in line[0])))
        result[file.name] = {"cpu": cpu() - start, "lines": [{"text": line[1]} for line in lines]}
    return result


def judge(truth, results):
    table = collections.defaultdict(lambda: [0, 0, 0.0, 0])
    worst = []
    for page in truth:
        read = results[page["file"]]
        text = fold("\n".join(line["text"] for line in read["lines"]))
        for key in (page["kind"], page["style"] + " " + str(page["dpi"]) if page["style"] != "phone" else "phone", "all"):
            table[key][2] += read["cpu"]
            table[key][3] += 1
        for item in lines(page):
            line = fold(item["text"])
            wrong = edits(line, text)
            if wrong:
                worst.append((page["file"], item["text"], wrong))
            for key in (page["kind"], page["style"] + " " + str(page["dpi"]) if page["style"] != "phone" else "phone", "all"):
                table[key][0] += wrong
                table[key][1] += len(line)
    return table, worst


def certainty(truth, results):
    """How often what is held for sure is wrong: by character, and by word as the reports use it (a run without a space)."""
    steps = [0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99]
    characters = {t: [0, 0] for t in steps}
    words = {t: [0, 0] for t in steps}
    examples = []
    for page in truth:
        text, sure, word_of = "", [], []
        for number, line in enumerate(results[page["file"]]["lines"]):
            for character, confidence in zip(line["text"], line["confidences"]):
                for folded in fold(character):
                    text += folded
                    sure.append(confidence)
                    word_of.append(number)
        for item in lines(page):
            line = fold(item["text"])
            matched = stretch(line, text)
            if not matched or sum(right for _, right in matched) < len(line) * 0.5:
                continue  # not read at all: that is seen in the CER
            wrong = [at for at, right in matched if not right]
            least = min(sure[at] for at, _ in matched)
            for t in steps:
                if least >= t:
                    words[t][0] += 1
                    words[t][1] += bool(wrong)
                for at, right in matched:
                    if sure[at] >= t:
                        characters[t][0] += 1
                        characters[t][1] += not right
            if wrong and least >= 0.5:
                examples.append((least, page["file"], item["text"], "".join(text[at] for at, _ in reversed(matched))))
    return characters, words, sorted(examples, reverse=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scans", type=pathlib.Path)
    parser.add_argument("--ours", required=True)
    parser.add_argument("--rapidocr", action="store_true", help="measure rapidocr-onnxruntime as well")
    parser.add_argument("--threads", type=int, default=-1, help="of rapidocr; -1 is its own default")
    parser.add_argument("--errors", type=int, default=0, help="print so many misread lines")
    options = parser.parse_args()
    truth = json.loads((options.scans / "truth.json").read_text(encoding="utf-8"))
    files = [options.scans / page["file"] for page in truth]
    ours = run_ours(options.ours, files)
    table, worst = judge(truth, ours)
    theirs = judge(truth, run_rapidocr(files, options.threads))[0] if options.rapidocr else None
    engine = next(iter(ours.values()))["engine"]
    print(f"{len(files)} scans, {table['all'][1]} characters; {engine}; peak {max(r['peakMB'] for r in ours.values())} MB\n")
    print("| scans | pages | CER ours | CPU s/page ours |" + (" CER rapidocr | CPU s/page rapidocr | CPU ratio |" if theirs else ""))
    print("| --- | --- | --- | --- |" + (" --- | --- | --- |" if theirs else ""))
    for key in sorted(table, key=lambda k: (k == "all", k)):
        wrong, count, seconds, pages = table[key]
        line = f"| {key} | {pages} | {wrong / count:.4f} | {seconds / pages:.2f} |"
        if theirs:
            other = theirs[key]
            line += f" {other[0] / other[1]:.4f} | {other[2] / pages:.2f} | {seconds / other[2]:.2f} |"
        print(line)
    characters, words, examples = certainty(truth, ours)
    print("\n| confidence at least | characters | of them wrong | lines all so sure | of them wrong |")
    print("| --- | --- | --- | --- | --- |")
    for t in characters:
        (n, bad), (lines, bad_lines) = characters[t], words[t]
        print(f"| {t} | {n} | {bad} ({1000 * bad / max(1, n):.2f} ‰) | {lines} | {bad_lines} ({1000 * bad_lines / max(1, lines):.2f} ‰) |")
    for item in sorted(worst, key=lambda w: -w[2])[: options.errors]:
        print(*item)
    for item in examples[: options.errors]:
        print("sure and wrong:", *item)
    turned = [p["file"] for p in truth if ours[p["file"]]["turns"] != p["turns"]]
    print(f"\nquarter turns wrong: {len(turned)}", *turned)
    seals(truth, ours)
    ticks(truth, ours)


def ticks(truth, ours):
    """Tick boxes: a box glyph at the place of each, of the right kind; and box glyphs where there is none."""
    right, wrong, lost, false = 0, 0, 0, 0
    for page in truth:
        given = [
            (character, box)
            for line in ours[page["file"]]["lines"]
            for character, box in zip(line["text"], line["boxes"])
            if character in "□☑■☒"
        ]
        for tick in page["ticks"]:
            x, y = (tick["box"][0] + tick["box"][2]) / 2, (tick["box"][1] + tick["box"][3]) / 2
            here = [g for g in given if g[1][0] <= x <= g[1][2] and g[1][1] <= y <= g[1][3]]
            given = [g for g in given if g not in here]
            if not here:
                lost += 1
            elif (here[0][0] == "□") == (not tick["ticked"]):
                right += 1
            else:
                wrong += 1
        false += len(given)
    print(f"tick boxes: {right} right, {wrong} wrong, {lost} not told, {false} where there is none")


def seals(truth, ours):
    def near(a, b):
        return max(abs(x - y) for x, y in zip(a, b)) < 0.12 * max(b[2] - b[0], b[3] - b[1])

    all_, found, given = 0, 0, 0
    for page in truth:
        boxes = ours[page["file"]]["seals"]
        all_ += len(page["seals"])
        given += len(boxes)
        found += sum(any(near(box, seal) for box in boxes) for seal in page["seals"])
    print(f"seals: {found} of {all_} found at their place, {given - found} false")


if __name__ == "__main__":
    main()
