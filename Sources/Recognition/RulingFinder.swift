// SPDX-License-Identifier: GPL-3.0-or-later
import CTesseract
import struct Dossier.Box
import Foundation

/// Finds the lines of tables and forms: long dark runs on the deskewed page.
enum RulingFinder {
    static func find(in bitmap: Bitmap, frame: Frame, lines: [SlantedRect]) -> [Box] { [] }
}
