// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// Tick boxes, which the network reads as characters that look like them.
enum DrawnBoxes {
    static func mend(_ lines: inout [PlacedLine], in bitmap: Bitmap, _ frame: Frame) {}
}
