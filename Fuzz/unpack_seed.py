#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""unpack_seed.py ARCHIVE SEED: writes the archive's small parts as Sources/Archive/Archive.swift packs them again."""

import sys
import zipfile

archive, seed = sys.argv[1:]
try:
    with zipfile.ZipFile(archive) as parts, open(seed, "wb") as out:
        room = 30_000
        for info in parts.infolist():
            if info.is_dir() or info.file_size > room:
                continue
            content = parts.read(info)
            room -= len(content)
            out.write((b"\n" if out.tell() else b"") + b"=====" + info.filename.encode() + b"\n" + content)
except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, UnicodeError):
    pass  # a seed the less; the archive itself is one too
