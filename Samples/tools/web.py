# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents written as HTML and printed by WeasyPrint: text flows, tables size themselves, pages break where they must."""

import base64
import html
import logging

from . import art, fonts

logging.getLogger("weasyprint").setLevel(logging.ERROR)
BASE = """
@page { size: A4; margin: 24mm 22mm 22mm 24mm }
body { font-family: %(face)s; font-size: 11pt; line-height: 1.6; margin: 0 }
h1 { font-family: FormBold; font-weight: normal; font-size: 18pt; text-align: center; margin: 0 0 10pt }
h2 { font-family: FormBold; font-weight: normal; font-size: 12.5pt; margin: 12pt 0 4pt; page-break-after: avoid }
b, th { font-family: FormBold; font-weight: normal }
p { margin: 0 0 4pt; text-indent: 2em } p.flat { text-indent: 0 } p.right { text-align: right } p.center { text-align: center; text-indent: 0 }
table { border-collapse: collapse; width: 100%%; margin: 4pt 0 8pt } td, th { padding: 3pt 4pt; vertical-align: middle; text-align: left }
thead { display: table-header-group } tr { page-break-inside: avoid }
table.ruled td, table.ruled th { border: 0.6pt solid #000 } table.rows tr { border-bottom: 0.5pt solid #777 }
table.three { border-top: 1.2pt solid #000; border-bottom: 1.2pt solid #000 } table.three thead { border-bottom: 0.6pt solid #000 }
.foot { position: relative; margin-top: 26pt; margin-left: 52%%; line-height: 2 } .foot img.seal { position: absolute; left: 30pt; top: -22pt; width: 90pt }
img.sign { height: 24pt; vertical-align: middle }
.new { page-break-before: always }
"""


def esc(text) -> str:
    return html.escape(str(text)).replace("\n", "<br>")


def picture(png: bytes, kind: str, style: str = "") -> str:
    return f'<img class="{kind}" style="{style}" src="data:image/png;base64,{base64.b64encode(png).decode()}">'


def seal(name: str, label: str = "", style: str = "") -> str:
    return picture(art.seal(name, label), "seal", style)


def signature(name: str) -> str:
    return picture(art.signature(name), "sign")


def table(head: list, rows: list[list], style: str = "ruled", css: str = "") -> str:
    """A table with a repeated head. A cell is text, or (text, attributes)."""
    def cells(row, tag):
        out = ""
        for cell in row:
            text, more = cell if isinstance(cell, tuple) else (cell, "")
            out += f"<{tag} {more}>{esc(text)}</{tag}>"
        return f"<tr>{out}</tr>"

    heads = head if head and isinstance(head[0], list) else [head] if head else []
    top = f"<thead>{''.join(cells(h, 'th') for h in heads)}</thead>" if heads else ""
    return f'<table class="{style}" style="{css}">{top}<tbody>{"".join(cells(r, "td") for r in rows)}</tbody></table>'


def pairs(rows: list[tuple], style: str = "", first: str = "28%", colon: str = "") -> str:
    """Labels left, values right."""
    body = "".join(f'<tr><td style="width:{first}">{esc(a)}{colon}</td><td>{esc(b)}</td></tr>' for a, b in rows)
    return f'<table class="{style}">{body}</table>'


def foot(name: str, date: str, before: str = "", label: str = "", sealed: bool = True) -> str:
    return f'<div class="foot">{before}{esc(name)}<br>{esc(date)}{seal(name, label) if sealed else ""}</div>'


def pdf(title: str, body: str, face: str = "FormSans", css: str = "") -> bytes:
    """The document's bytes; the same for the same text."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    faces = "".join(f"@font-face {{ font-family: {name}; src: url({fonts.path(key).as_uri()}) }}"
                    for name, key in (("FormSans", "sans"), ("FormBold", "bold"), ("FormSerif", "serif")))
    for char in html.unescape(body):
        if char >= " " and char not in fonts.characters():
            raise ValueError(f"no glyph for {char!r}")
    page = f'<html lang="zh"><head><title>{esc(title)}</title></head><body>{body}</body></html>'
    setup = FontConfiguration()
    sheet = weasyprint.CSS(string=faces + BASE % {"face": face} + css, font_config=setup)
    return weasyprint.HTML(string=page).write_pdf(stylesheets=[sheet], font_config=setup)
