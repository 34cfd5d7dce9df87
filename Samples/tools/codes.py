# SPDX-License-Identifier: GPL-3.0-or-later
"""Invented codes whose check characters are right: GB 32100-2015, GB 11714, GB 11643-1999."""

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def organisation_check(body: str) -> str:
    """The ninth character of an organisation code (GB 11714)."""
    total = sum(int(c, 36) * w for c, w in zip(body, (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    rest = 11 - total % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def uscc(prefix: str, region: str, body: str) -> str:
    """A unified social credit code from its first two characters, six of region and eight of body."""
    head = prefix + region + body + organisation_check(body)
    total = sum(ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(head))
    return head + ALPHABET[-total % 31]


def wrong_check(code: str) -> str:
    """The same code with its last character off by one place of the alphabet."""
    return code[:-1] + ALPHABET[(ALPHABET.index(code[-1]) + 1) % 31]


def id_number(region: str, birth: str, sequence: int) -> str:
    """A resident identity number; `birth` is YYYYMMDD, an odd sequence is male."""
    head = f"{region}{birth}{sequence:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return head + "10X98765432"[sum(int(c) * w for c, w in zip(head, weights, strict=True)) % 11]
