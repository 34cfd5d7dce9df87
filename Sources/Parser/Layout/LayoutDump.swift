// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// A file as layout sees it, in plain text: what an author of a vocabulary looks at when a label is not found.
public enum LayoutDump {
    /// One line a text line (segments apart by ` | `), one a table cell, one a picture.
    public static func text(of reading: FileReading) -> String { text(of: reading.parts.flatMap(\.pages)) }

    private static func text(of pages: [PageLayout]) -> String {
        var out = ""
        for page in pages {
            out += "== \(page.number)  \(place(Box(x0: 0, y0: 0, x1: page.width, y1: page.height)))\n"
            for line in page.lines {
                out +=
                    "\(place(line.box)) \(line.frame.map { "frame \($0) " } ?? "")\(line.segments.map(\.text).joined(separator: " | "))\n"
            }
            for (number, table) in page.tables.enumerated() {
                out += "-- table \(number)  \(table.rowCount) × \(table.columnCount)  \(place(table.box))\n"
                for cell in table.cells {
                    let span = cell.rowSpan > 1 || cell.columnSpan > 1 ? " (\(cell.rowSpan)×\(cell.columnSpan))" : ""
                    out += "[\(cell.row),\(cell.column)]\(span) \(cell.text)\n"
                }
            }
            for tag in page.tags { out += "-- tag  \(place(tag.box))  \(tag.name) = \(tag.value)\n" }
            for mark in page.marks {
                let ink = [mark.red.map { "red \(rounded($0))" }, mark.dark.map { "dark \(rounded($0))" }].compactMap {
                    $0
                }
                out +=
                    "-- \(mark.isPicture ? "picture" : "drawing")  \(place(mark.box))  \(ink.joined(separator: " "))\n"
            }
        }
        return out
    }

    private static func place(_ box: Box) -> String {
        "(" + [box.x0, box.y0, box.x1, box.y1].map { "\($0.rounded().clamped)" }.joined(separator: ",") + ")"
    }

    private static func rounded(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
}
