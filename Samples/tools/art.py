# SPDX-License-Identifier: GPL-3.0-or-later
"""Seals, signatures and scanned pages as small pictures."""

import functools
import io
import math
import random

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from . import fonts

RED = (200, 30, 30)


def _font(face: str, size: int) -> ImageFont.FreeTypeFont:
    return _load(str(fonts.path(face)), size)


@functools.cache
def _load(path: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size)


def _png(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


@functools.cache
def seal(name: str, label: str = "", side: int = 150) -> bytes:
    """A round red seal: the name along the rim, a star, and a label below it."""
    big = side * 3
    mask = Image.new("L", (big, big), 0)
    draw = ImageDraw.Draw(mask)
    draw.ellipse((6, 6, big - 7, big - 7), outline=255, width=12)
    middle, radius = big / 2, big * 0.385
    step = min(math.radians(25), math.radians(250) / max(1, len(name) - 1))
    face = _font("sans", int(big * min(0.125, 1.9 / max(10, len(name)))))
    for index, char in enumerate(name):
        angle = (index - (len(name) - 1) / 2) * step
        tile = Image.new("L", (big // 4, big // 4), 0)
        ImageDraw.Draw(tile).text((big // 8, big // 8), char, 255, face, "mm")
        tile = tile.rotate(-math.degrees(angle), Image.Resampling.BICUBIC)
        x, y = middle + radius * math.sin(angle), middle - radius * math.cos(angle)
        spot = (int(x - big / 8), int(y - big / 8))
        mask.paste(255, spot, tile)
    points = []
    for corner in range(10):
        reach = big * (0.15 if corner % 2 == 0 else 0.058)
        angle = math.pi * corner / 5
        points.append((middle + reach * math.sin(angle), middle - reach * math.cos(angle)))
    draw.polygon(points, fill=255)
    if label:
        draw.text((middle, big * 0.75), label, 255, _font("sans", int(big * 0.085)), "mm")
    mask = mask.resize((side, side), Image.Resampling.LANCZOS).point(lambda v: v // 64 * 80)
    picture = Image.new("RGBA", (side, side), RED + (0,))
    picture.putalpha(mask)
    return _png(picture)


@functools.cache
def signature(name: str) -> bytes:
    """A slanted, uneven name such as a pen leaves."""
    chance = random.Random(name)
    height, mask = 60, Image.new("L", (44 * len(name) + 40, 60), 0)
    face, x = _font("serif", 40), 12
    for char in name:
        tile = Image.new("L", (70, 60), 0)
        ImageDraw.Draw(tile).text((10, 4 + chance.randint(-5, 4)), char, 255, face)
        tile = tile.rotate(chance.randint(-9, 9), Image.Resampling.BICUBIC)
        mask.paste(255, (x, 0), tile)
        x += 34 + chance.randint(-3, 4)
    mask = mask.transform(mask.size, Image.Transform.AFFINE, (1, 0.28, -10, 0, 1, 0), Image.Resampling.BICUBIC)
    mask = mask.crop((0, 0, x + 16, height)).point(lambda v: v // 64 * 80)
    picture = Image.new("RGBA", mask.size, (25, 30, 70, 0))
    picture.putalpha(mask)
    return _png(picture)


def scan(page: bytes, seed: int, turn: float = 0.6) -> bytes:
    """A page (PNG) as it comes from an office scanner: a little turned, speckled, few colours. Returns PNG."""
    chance = random.Random(seed)
    with Image.open(io.BytesIO(page)) as opened:
        picture = opened.convert("RGB")
    picture = picture.rotate(turn, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255)).filter(ImageFilter.GaussianBlur(0.4))
    pixels = picture.load()
    for _ in range(260):
        grey = chance.choice((90, 140, 190))
        pixels[chance.randrange(picture.width), chance.randrange(picture.height)] = (grey, grey, grey)
    colours = Image.new("P", (1, 1))
    colours.putpalette([v for c in ((255, 255, 255), (190, 190, 190), (130, 130, 130), (70, 70, 70), (10, 10, 10), (200, 40, 40), (225, 130, 130), (60, 65, 110))
                        for v in c])
    return _png(picture.quantize(palette=colours, dither=Image.Dither.NONE))
