# SPDX-License-Identifier: GPL-3.0-or-later
"""Dates as people write them."""

DIGITS = "〇一二三四五六七八九"


def small(number: int) -> str:
    """1–99 in Chinese numerals: 十二, 三十一."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十") + (DIGITS[ones] if ones else "")


def han(date: str) -> str:
    """2026-03-05 → 二〇二六年三月五日."""
    y, m, d = date.split("-")
    return "".join(DIGITS[int(c)] for c in y) + f"年{small(int(m))}月{small(int(d))}日"


def cn(date: str) -> str:
    """2026-03-05 → 2026年3月5日."""
    y, m, d = date.split("-")
    return f"{y}年{int(m)}月{int(d)}日"


def dot(date: str) -> str:
    """2026-03-05 → 2026.3.5."""
    y, m, d = date.split("-")
    return f"{y}.{int(m)}.{int(d)}"
