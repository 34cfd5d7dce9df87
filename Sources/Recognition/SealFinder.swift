// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// A seal in pixels of the bitmap as given.
struct Stamp: Hashable, Sendable {
    var box: Box
    var red: Double
}

enum SealFinder {
    static func find(in bitmap: Bitmap) -> [Stamp] { [] }
    static func removing(_ stamps: [Stamp], from bitmap: Bitmap) -> Bitmap { bitmap }
}
