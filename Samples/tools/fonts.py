# SPDX-License-Identifier: GPL-3.0-or-later
"""Small TrueType fonts cut from Noto CJK (SIL Open Font License, Debian package fonts-noto-cjk).

Noto CJK has PostScript outlines, which ReportLab cannot embed, and 65 535 glyphs, which make every PDF large. So the
characters that stand in these tools are cut out once and their outlines turned into quadratic ones on a coarse grid.
"""

import functools
import hashlib
import io
import pathlib

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont, newTable

HERE = pathlib.Path(__file__).parent
CACHE = HERE / "__pycache__" / "fonts"
FOLDER = pathlib.Path("/usr/share/fonts/opentype/noto")
DEJAVU = pathlib.Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
FACES = {"sans": "NotoSansCJK-Regular.ttc", "bold": "NotoSansCJK-Bold.ttc", "serif": "NotoSerifCJK-Regular.ttc"}
UNITS = 400


_body = ""


def use(body: str) -> None:
    """From now on fonts hold the characters of this package's generator (and of the shared tools), so that a change to
    one package leaves the bytes of the others alone."""
    global _body
    _body = body
    for cached in (characters, path, _metrics):
        cached.cache_clear()


def name(face: str) -> str:
    """A name for the face of the package in hand, for libraries that register fonts once for all."""
    return f"{face}-{_body}"


@functools.cache
def characters() -> str:
    """Every character that the package's generator and the shared tools hold, and printable ASCII."""
    found = {chr(c) for c in range(0x20, 0x7F)}
    for source in [*sorted(HERE.glob("*.py")), HERE / "bodies" / f"{_body}.py"]:
        found |= {c for c in source.read_text("utf-8") if c >= " "}
    return "".join(sorted(found))


def _outlines(font: TTFont) -> TTFont:
    """Quadratic outlines on a grid of `UNITS` per em instead of cubic ones."""
    scale = UNITS / font["head"].unitsPerEm
    glyphs, source = {}, font.getGlyphSet()
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(None)
        source[name].draw(TransformPen(Cu2QuPen(pen, max_err=0.5, reverse_direction=True), (scale, 0, 0, scale, 0, 0)))
        glyphs[name] = pen.glyph()
    order = font.getGlyphOrder()
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, glyphs
    for glyph in glyphs.values():
        glyph.recalcBounds(font["glyf"])
        if hasattr(glyph, "coordinates"):
            glyph.coordinates.toInt()
            glyph.recalcBounds(font["glyf"])
    for name, (advance, _) in font["hmtx"].metrics.items():
        font["hmtx"][name] = (round(advance * scale), getattr(glyphs[name], "xMin", 0) or 0)
    for table, fields in {
        "hhea": ("ascent", "descent", "lineGap"),
        "OS/2": ("sTypoAscender", "sTypoDescender", "sTypoLineGap", "usWinAscent", "usWinDescent", "sxHeight",
                 "sCapHeight", "ySubscriptXSize", "ySubscriptYSize", "yStrikeoutSize", "yStrikeoutPosition"),
        "post": ("underlinePosition", "underlineThickness"),
    }.items():
        for field in fields:
            setattr(font[table], field, round(getattr(font[table], field, 0) * scale))
    font["head"].unitsPerEm, font["head"].glyphDataFormat = UNITS, 0
    maxp = font["maxp"] = newTable("maxp")
    maxp.tableVersion, maxp.numGlyphs = 0x00010000, len(order)
    for field in ("maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs",
                  "maxStackElements", "maxSizeOfInstructions", "maxComponentElements", "maxPoints", "maxContours",
                  "maxCompositePoints", "maxCompositeContours", "maxComponentDepth"):
        setattr(maxp, field, 1 if field == "maxZones" else 0)
    for table in ("CFF ", "VORG", "vhea", "vmtx", "GPOS", "GSUB", "GDEF", "BASE", "DSIG"):
        if table in font:
            del font[table]
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"
    return font


def _borrow(font: TTFont, missing: list[str]) -> None:
    """Ballot boxes and ticks that Noto CJK lacks, from DejaVu."""
    donor = TTFont(DEJAVU)
    scale, source, names = UNITS / donor["head"].unitsPerEm, donor.getGlyphSet(), donor.getBestCmap()
    order = font.getGlyphOrder()
    for char in missing:
        pen = TTGlyphPen(None)
        source[names[ord(char)]].draw(TransformPen(pen, (scale, 0, 0, scale, 0, 0)))
        glyph, name = pen.glyph(), f"uni{ord(char):04X}"
        glyph.coordinates.toInt()
        order.append(name)
        font["glyf"].glyphs[name] = glyph
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][name] = (round(source[names[ord(char)]].width * scale), glyph.xMin)
        for table in font["cmap"].tables:
            table.cmap[ord(char)] = name
    font.setGlyphOrder(order)
    font["glyf"].glyphOrder = order
    font["maxp"].numGlyphs = len(order)


@functools.cache
def path(face: str) -> pathlib.Path:
    """The TrueType file of a face: `sans`, `bold` or `serif`."""
    digest = hashlib.sha256((characters() + face + _body + str(UNITS) + "4").encode()).hexdigest()[:16]
    target = CACHE / f"Sample-{face}-{digest}.ttf"
    if target.exists():
        return target
    collection = TTCollection(FOLDER / FACES[face])
    font = next(f for f in collection.fonts if f["name"].getDebugName(1).endswith("CJK SC"))
    options = subset.Options()
    options.layout_features, options.notdef_outline, options.name_IDs = [], True, [1, 2, 4, 6]
    options.hinting, options.glyph_names, options.recalc_timestamp = False, False, False
    cutter = subset.Subsetter(options)
    cutter.populate(text=characters())
    cutter.subset(font)
    font = _outlines(font)
    known = font.getBestCmap()
    _borrow(font, [c for c in "☑☐✓✔" if ord(c) not in known])
    for record in font["name"].names:
        # The PostScript name differs by package because ReportLab knows faces by it.
        text = {2: "Regular", 6: f"Sample{face.title()}{_body.title().replace('_', '')}"}.get(record.nameID, f"Sample {face.title()}")
        record.string = text
    font["head"].created = font["head"].modified = 3_850_000_000
    font.recalcTimestamp = False
    buffer = io.BytesIO()
    font.save(buffer)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(buffer.getvalue())
    return target


@functools.cache
def _metrics(face: str) -> dict[int, float]:
    font = TTFont(path(face))
    widths = font["hmtx"].metrics
    return {code: widths[name][0] / UNITS for code, name in font.getBestCmap().items()}


def width(text: str, face: str, size: float) -> float:
    """Width of a line in points."""
    metrics = _metrics(face)
    for char in text:
        if ord(char) not in metrics:
            raise ValueError(f"no glyph for {char!r} (U+{ord(char):04X}) in {text!r}")
    return size * sum(metrics[ord(c)] for c in text)
