# SPDX-License-Identifier: GPL-3.0-or-later
"""A small typesetter for forms, tables and letters that draws on ReportLab, on fpdf2 or as a scan.

All get the same marks at the same places; what differs is how text is cut into runs, which is what readers trip over.
All measures are points, the origin is the top left.
"""

import dataclasses
import io

from PIL import Image, ImageDraw, ImageFont

from . import art, fonts

A4 = (595.28, 841.89)
NOT_FIRST = "，。；：、）》】〕！？”%℃㎡"
DATE = (2026, 3, 1, 9, 0, 0)


@dataclasses.dataclass
class Theme:
    producer: str = "reportlab"      # reportlab | fpdf2 | scan
    face: str = "sans"
    heading: str = "bold"
    size: float = 10.5
    leading: float = 1.5
    margins: tuple = (62, 56, 60, 56)   # left, top, right, bottom
    header: str = ""
    footer: str = ""                 # {n} page, {all} pages
    runs: str = "line"               # line | char | word
    rule: float = 0.6
    pad: float = 4.0
    ink: tuple = (0, 0, 0)
    fill: tuple | None = None        # background of label cells
    title_size: float = 17
    password: str = ""


@dataclasses.dataclass
class Cell:
    text: str = ""
    span: int = 1
    down: int = 1
    align: str = "left"
    face: str | None = None
    fill: tuple | None = None
    size: float | None = None
    seal: str = ""
    sign: str = ""


def label(text: str, span: int = 1, down: int = 1, **more) -> Cell:
    return Cell(text, span, down, more.pop("align", "center"), **more)


class ReportLab:
    def __init__(self, theme: Theme, title: str, size: tuple):
        from reportlab import rl_config
        from reportlab.lib import pdfencrypt
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont
        from reportlab.pdfgen import canvas

        rl_config.invariant, rl_config.useA85 = 1, 0
        for face in fonts.FACES:
            if fonts.name(face) not in pdfmetrics.getRegisteredFontNames():
                pdfmetrics.registerFont(TTFont(fonts.name(face), str(fonts.path(face)), asciiReadable=False))
        self.buffer, self.height = io.BytesIO(), size[1]
        lock = pdfencrypt.StandardEncryption(theme.password, "owner", strength=128) if theme.password else None
        self.canvas = canvas.Canvas(self.buffer, size, invariant=1, pageCompression=1, encrypt=lock)
        self.canvas.setTitle(title)
        self.size, self.pictures, self.fresh = size, {}, True

    def page(self, size):
        if not self.fresh:
            self.canvas.showPage()
        self.fresh, self.height = False, size[1]
        self.canvas.setPageSize(size)

    def text(self, x, y, text, face, size, ink):
        self.canvas.setFillColorRGB(*[c / 255 for c in ink])
        self.canvas.setFont(fonts.name(face), size)
        self.canvas.drawString(x, self.height - y, text)

    def line(self, x0, y0, x1, y1, width, ink=(0, 0, 0)):
        self.canvas.setStrokeColorRGB(*[c / 255 for c in ink])
        self.canvas.setLineWidth(width)
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def fill(self, x, y, w, h, colour):
        self.canvas.setFillColorRGB(*[c / 255 for c in colour])
        self.canvas.rect(x, self.height - y - h, w, h, stroke=0, fill=1)

    def image(self, png, x, y, w, h):
        from reportlab.lib.utils import ImageReader

        picture = self.pictures.setdefault(png, ImageReader(io.BytesIO(png)))
        self.canvas.drawImage(picture, x, self.height - y - h, w, h, mask="auto")

    def save(self) -> bytes:
        self.canvas.save()
        return self.buffer.getvalue()


class Fpdf:
    def __init__(self, theme: Theme, title: str, size: tuple):
        import datetime

        from fpdf import FPDF

        self.pdf = FPDF(unit="pt", format=size)
        self.pdf.set_creation_date(datetime.datetime(*DATE, tzinfo=datetime.timezone.utc))
        self.pdf.set_title(title)
        self.pdf.set_auto_page_break(False)
        self.pdf.set_margin(0)
        self.pdf.c_margin = 0
        for face in fonts.FACES:
            self.pdf.add_font(face, "", str(fonts.path(face)))

    def page(self, size):
        self.pdf.add_page(format=size)

    def text(self, x, y, text, face, size, ink):
        self.pdf.set_text_color(*ink)
        self.pdf.set_font(face, size=size)
        self.pdf.text(x, y, text)

    def line(self, x0, y0, x1, y1, width, ink=(0, 0, 0)):
        self.pdf.set_draw_color(*ink)
        self.pdf.set_line_width(width)
        self.pdf.line(x0, y0, x1, y1)

    def fill(self, x, y, w, h, colour):
        self.pdf.set_fill_color(*colour)
        self.pdf.rect(x, y, w, h, "F")

    def image(self, png, x, y, w, h):
        self.pdf.image(io.BytesIO(png), x, y, w, h)

    def save(self) -> bytes:
        return bytes(self.pdf.output())


class Raster:
    """Pages as pictures in a PDF, such as a scanner makes: no text layer at all."""

    DOTS = 110 / 72

    def __init__(self, theme: Theme, title: str, size: tuple):
        self.title, self.pages, self.sizes = title, [], []

    def _at(self, *values):
        return [round(v * self.DOTS) for v in values]

    def page(self, size):
        picture = Image.new("RGB", tuple(self._at(*size)), "white")
        self.pages.append(picture)
        self.sizes.append(size)
        self.draw = ImageDraw.Draw(picture)

    def text(self, x, y, text, face, size, ink):
        font = ImageFont.truetype(str(fonts.path(face)), size * self.DOTS)
        self.draw.text((x * self.DOTS, y * self.DOTS), text, ink, font, "ls")

    def line(self, x0, y0, x1, y1, width, ink=(0, 0, 0)):
        self.draw.line(self._at(x0, y0, x1, y1), ink, 1)

    def fill(self, x, y, w, h, colour):
        self.draw.rectangle(self._at(x, y, x + w, y + h), colour)

    def image(self, png, x, y, w, h):
        with Image.open(io.BytesIO(png)) as picture:
            small = picture.convert("RGBA").resize(self._at(w, h))
        self.pages[-1].paste(small, tuple(self._at(x, y)), small)

    def save(self) -> bytes:
        maker = ReportLab(Theme(), self.title, self.sizes[0])
        for number, (picture, size) in enumerate(zip(self.pages, self.sizes, strict=True)):
            buffer = io.BytesIO()
            picture.save(buffer, "PNG")
            maker.page(size)
            maker.image(art.scan(buffer.getvalue(), number), 0, 0, *size)
        return maker.save()


def wrap(text: str, face: str, size: float, room: float) -> list[str]:
    """Lines no wider than `room`; words and numbers stay whole, closing marks do not begin a line."""
    lines: list[str] = []
    for part in text.split("\n"):
        pieces: list[str] = []
        for char in part:
            word = char.isascii() and not char.isspace()
            if pieces and word and pieces[-1][-1].isascii() and not pieces[-1][-1].isspace():
                pieces[-1] += char
            elif pieces and char in NOT_FIRST:
                pieces[-1] += char
            else:
                pieces.append(char)
        line = ""
        for piece in pieces:
            while fonts.width(piece, face, size) > room and len(piece) > 1:
                cut = next((n for n in range(len(piece), 0, -1) if fonts.width(line + piece[:n], face, size) <= room), 0)
                if cut == 0 and not line:
                    cut = 1
                lines.append(line + piece[:cut])
                line, piece = "", piece[cut:]
            if line and fonts.width(line + piece, face, size) > room + 0.01:
                lines.append(line)
                line = piece.lstrip(" ")
            else:
                line += piece
        lines.append(line)
    return lines


def stack(text: str) -> str:
    """A heading that runs down a narrow cell, one character a line."""
    return "\n".join(text)


class Sheet:
    """One PDF file under construction."""

    def __init__(self, theme: Theme, title: str, size: tuple = A4):
        self.theme, self.title_text, self.size = theme, title, size
        self.ops: list[list] = []
        self.left, self.top, right, bottom = theme.margins
        self.right, self.bottom = size[0] - right, size[1] - bottom
        self.page()

    # Marks are kept until the number of pages is known.
    def page(self, size: tuple | None = None):
        if size:
            self.size = size
            self.right, self.bottom = size[0] - self.theme.margins[2], size[1] - self.theme.margins[3]
        self.ops.append([("page", self.size)])
        self.y = self.top

    @property
    def pages(self) -> int:
        return len(self.ops)

    def put(self, x, baseline, text, face=None, size=None, ink=None):
        face, size, ink = face or self.theme.face, size or self.theme.size, ink or self.theme.ink
        if self.theme.runs == "line":
            runs = [text]
        elif self.theme.runs == "char":
            runs = list(text)
        else:
            runs = []
            for char in text:
                if runs and runs[-1][-1].isascii() == char.isascii():
                    runs[-1] += char
                else:
                    runs.append(char)
        for run in runs:
            if run.strip():
                self.ops[-1].append(("text", x, baseline, run, face, size, ink))
            x += fonts.width(run, face, size)

    def room(self, height: float):
        if self.y + height > self.bottom:
            self.page()

    def space(self, height: float):
        self.y += height

    def title(self, text: str, size: float | None = None, spread: int = 0, after: float = 12, align: str = "center"):
        size = size or self.theme.title_size
        text = (" " * spread).join(text) if spread else text
        for line in wrap(text, self.theme.heading, size, self.right - self.left):
            shift = (self.right - self.left - fonts.width(line, self.theme.heading, size)) / 2 if align == "center" else 0
            self.put(self.left + shift, self.y + size, line, self.theme.heading, size)
            self.y += size * 1.4
        self.y += after

    def text(self, text: str, indent: float = 2, align: str = "left", face=None, size=None, after: float = 3, ink=None,
             inset: float = 0):
        """A paragraph; `indent` in characters."""
        face, size = face or self.theme.face, size or self.theme.size
        left, room = self.left + inset, self.right - self.left - inset
        first = indent * size
        lines = wrap(text, face, size, room - first)
        if first and len(lines) > 1:
            lines = [lines[0]] + wrap(text[len(lines[0]):], face, size, room)
        for number, line in enumerate(lines):
            self.room(size * self.theme.leading)
            wide = fonts.width(line, face, size)
            shift = {"left": first if number == 0 else 0, "right": room - wide, "center": (room - wide) / 2}[align]
            self.put(left + shift, self.y + size, line, face, size, ink)
            self.y += size * self.theme.leading
        self.y += after

    def columns(self, rows: list[tuple], at: float = 120, size=None, gap: float = 4, spread: int = 0, colon: str = ""):
        """Labels and values in two unruled columns; `spread` justifies labels to that many characters."""
        size = size or self.theme.size
        for name, value, *_ in rows:
            lines = wrap(str(value), self.theme.face, size, self.right - self.left - at)
            self.room(size * self.theme.leading * len(lines))
            if spread and 1 < len(name) < spread:
                extra = (spread - len(name)) * size / (len(name) - 1)
                x = self.left
                for char in name:
                    self.put(x, self.y + size, char, self.theme.face, size)
                    x += fonts.width(char, self.theme.face, size) + extra
                if colon:
                    self.put(self.left + spread * size, self.y + size, colon, self.theme.face, size)
            else:
                self.put(self.left, self.y + size, name + colon, self.theme.face, size)
            for line in lines:
                self.put(self.left + at, self.y + size, line, self.theme.face, size)
                self.y += size * self.theme.leading
            self.y += gap

    def grid(self, widths: list[float], rows: list[list], head: int = 0, style: str = "full", size=None, least: float = 0):
        """A table. `style`: full (all rules), rows (horizontal only), three (top, head, bottom), bare (none), zebra."""
        theme, size = self.theme, size or self.theme.size
        total = sum(widths)
        widths = [w * (self.right - self.left) / total for w in widths]
        edges = [self.left]
        for w in widths:
            edges.append(edges[-1] + w)
        # Lay cells on the columns that rows above have left free.
        taken: dict[tuple, bool] = {}
        placed = []
        for r, row in enumerate(rows):
            line, c = [], 0
            for cell in row:
                cell = cell if isinstance(cell, Cell) else Cell(str(cell), align="left")
                while taken.get((r, c)):
                    c += 1
                for dr in range(cell.down):
                    for dc in range(cell.span):
                        taken[(r + dr, c + dc)] = True
                line.append((c, cell))
                c += cell.span
            placed.append(line)
        step = size * 1.32

        def lines_of(c, cell):
            return wrap(cell.text, cell.face or theme.face, cell.size or size,
                        edges[min(c + cell.span, len(widths))] - edges[c] - 2 * theme.pad)

        heights = []
        for line in placed:
            tall = max([len(lines_of(c, cell)) * (cell.size or size) * 1.32 for c, cell in line if cell.down == 1] or [step])
            tall = max([tall] + [54 for _, cell in line if cell.seal and cell.down == 1])
            heights.append(max(tall + 2 * theme.pad, least))
        for r, line in enumerate(placed):
            for c, cell in line:
                if cell.down > 1:
                    need = len(lines_of(c, cell)) * (cell.size or size) * 1.32 + 2 * theme.pad
                    have = sum(heights[r:r + cell.down])
                    if need > have:
                        heights[r + cell.down - 1] += need - have

        def draw(group: list[int], first: bool):
            top = self.y
            ys = [top]
            for r in group:
                ys.append(ys[-1] + heights[r])
            for index, r in enumerate(group):
                if style == "zebra" and r >= head and (r - head) % 2:
                    self.ops[-1].append(("fill", edges[0], ys[index], edges[-1] - edges[0], heights[r], (240, 243, 248)))
            cells = []
            for index, r in enumerate(group):
                for c, cell in placed[r]:
                    rest = min(cell.down, len([g for g in group[index:] if g < r + cell.down]))
                    cells.append((edges[c], ys[index], edges[min(c + cell.span, len(widths))], ys[index + rest], c, cell))
            # A group cell that began on the page before goes on, empty, at the top of this one.
            for r in range(group[0] if group else 0):
                for c, cell in placed[r]:
                    if cell.down > 1 and r + cell.down > group[0] and r not in group:
                        rest = len([g for g in group if g < r + cell.down and g >= head])
                        if rest and group[0] >= head:
                            cells.append((edges[c], ys[0], edges[c + cell.span], ys[rest], c, Cell("")))
            for x0, y0, x1, y1, c, cell in cells:
                colour = cell.fill
                if colour:
                    self.ops[-1].append(("fill", x0, y0, x1 - x0, y1 - y0, colour))
            for x0, y0, x1, y1, c, cell in cells:
                if style == "full":
                    for a in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
                        mark = ("line", *a, theme.rule)
                        if mark not in self.ops[-1]:
                            self.ops[-1].append(mark)
                shown = lines_of(c, cell)
                points = cell.size or size
                y = y0 + (y1 - y0 - len(shown) * points * 1.32) / 2 + points * 1.08
                for text in shown:
                    wide = fonts.width(text, cell.face or theme.face, points)
                    x = {"left": x0 + theme.pad, "center": (x0 + x1 - wide) / 2, "right": x1 - theme.pad - wide}[cell.align]
                    self.put(x, y, text, cell.face, points)
                    y += points * 1.32
                if cell.sign:
                    self.image(art.signature(cell.sign), x0 + (110 if cell.text else 12), y0 + 4, height=26)
                if cell.seal:
                    side = min(92, y1 - y0 - 4)
                    self.image(art.seal(cell.seal), x1 - side - 14, (y0 + y1 - side) / 2, height=side)
            for index, r in enumerate(group):
                if style in ("rows", "zebra") or (style == "three" and (r == head - 1)):
                    self.ops[-1].append(("line", edges[0], ys[index + 1], edges[-1], ys[index + 1], theme.rule))
            if style in ("rows", "three", "zebra"):
                self.ops[-1].append(("line", edges[0], ys[0], edges[-1], ys[0], theme.rule * 2))
                self.ops[-1].append(("line", edges[0], ys[-1], edges[-1], ys[-1], theme.rule * 2))
            self.y = ys[-1]

        header, body = list(range(head)), list(range(head, len(rows)))
        first = True
        while body:
            fits, tall = [], sum(heights[:head])
            for r in body:
                if self.y + tall + heights[r] > self.bottom:
                    break
                tall += heights[r]
                fits.append(r)
            if not fits:
                if self.y <= self.top + 1:
                    fits = body[:1]
                else:
                    self.page()
                    continue
            if first or head:
                draw_head = header
            if draw_head:
                draw(draw_head, first)
            draw(fits, first)
            body, first = body[len(fits):], False
            if body:
                self.page()
        self.y += 6

    def image(self, png: bytes, x: float, y: float, height: float):
        with Image.open(io.BytesIO(png)) as picture:
            self.ops[-1].append(("image", png, x, y, height * picture.width / picture.height, height))

    def seal(self, name: str, x: float, y: float, side: float = 96, text: str = ""):
        self.image(art.seal(name, text), x, y, side)

    def close(self, name: str, date: str, sealed: bool = True, caption: str = "", signer: str = "", seal_label: str = ""):
        """The foot of a letter at the right: caption, signature, name under the seal, date."""
        self.space(14)
        self.room(96)
        top = self.y
        if signer:
            line = "法定代表人（签字）："
            x = self.right - 230
            self.put(x, self.y + self.theme.size, line)
            self.image(art.signature(signer), x + fonts.width(line, self.theme.face, self.theme.size) + 2, self.y - 8, 26)
            self.y += 30
        shown = caption + name
        wide = fonts.width(shown, self.theme.face, self.theme.size)
        self.put(self.right - max(wide, 130) - 10, self.y + self.theme.size, shown)
        self.y += 24
        self.put(self.right - max(120, fonts.width(date, self.theme.face, self.theme.size) + 8), self.y + self.theme.size, date)
        if sealed:
            self.seal(name, self.right - 128, top - 6 + (30 if signer else 0) - 14, 92, seal_label)
        self.y += 40

    def save(self) -> bytes:
        maker = {"reportlab": ReportLab, "fpdf2": Fpdf, "scan": Raster}[self.theme.producer](self.theme, self.title_text, self.ops[0][0][1])
        for number, page in enumerate(self.ops, 1):
            for op in page:
                if op[0] == "page":
                    size = op[1]
                    maker.page(size)
                elif op[0] == "text":
                    maker.text(*op[1:])
                elif op[0] == "line":
                    maker.line(*op[1:])
                elif op[0] == "fill":
                    maker.fill(*op[1:])
                elif op[0] == "image":
                    maker.image(*op[1:])
            if self.theme.header:
                wide = fonts.width(self.theme.header, self.theme.face, 8.5)
                maker.text((size[0] - wide) / 2, 34, self.theme.header, self.theme.face, 8.5, (90, 90, 90))
                maker.line(self.left, 40, size[0] - self.theme.margins[2], 40, 0.4, (150, 150, 150))
            if self.theme.footer:
                foot = self.theme.footer.format(n=number, all=len(self.ops))
                wide = fonts.width(foot, self.theme.face, 8.5)
                maker.text((size[0] - wide) / 2, size[1] - 28, foot, self.theme.face, 8.5, (90, 90, 90))
        return maker.save()
