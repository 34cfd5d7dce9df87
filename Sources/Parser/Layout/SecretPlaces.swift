// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// Where ID numbers and telephone numbers stand on a page, the first and last characters left readable.
public enum SecretPlaces {
    /// On the page as handed in, points.
    public static func onOriginal(_ layout: PageLayout) -> [Box] {
        boxes(in: layout).map { layout.placement?.original($0) ?? $0 }
    }

    static func boxes(in layout: PageLayout) -> [Box] {
        // A number may be spread over the columns of a line, the lines of a cell or the end of one line and the next.
        let lines = layout.allLines.map { [$0] } + zip(layout.lines, layout.lines.dropFirst()).map { [$0, $1] }
        let cells = layout.tables.flatMap(\.cells).map(\.lines).filter { $0.count > 1 }
        return (lines + cells + layout.tables.flatMap(Self.digitCells)).flatMap {
            boxes(in: $0.map { $0.segments.flatMap(\.words) }, scanned: layout.method == .ocr)
        }
    }

    /// Neighbouring cells of a row with one character each, as forms have them for numbers.
    private static func digitCells(_ table: Table) -> [[TextLine]] {
        var runs: [[TextLine]] = []
        for row in Dictionary(grouping: table.cells, by: \.row).sorted(by: { $0.key < $1.key }).map(\.value) {
            var run: [TextLine] = []
            for cell in row.sorted(by: { $0.column < $1.column }) {
                if cell.lines.count == 1, cell.text.count == 1, cell.text.allSatisfy(\.isASCII) {
                    run += cell.lines
                } else {
                    runs.append(run)
                    run = []
                }
            }
            runs.append(run)
        }
        return runs.filter { $0.count >= 11 }
    }

    /// Words of one line stand a space apart, the last of a line and the first of the next join.
    private static func boxes(in lines: [[Segment.Word]], scanned: Bool) -> [Box] {
        var characters: [(character: Character, box: Box?)] = []
        for line in lines {
            for (number, word) in line.enumerated() {
                if number > 0 { characters.append((" ", nil)) }
                // Characters differ in width: Latin letters and digits take about half of a Chinese one.
                let widths = word.text.map { $0.isASCII ? 0.55 : 1.0 }
                let scale = word.box.width / max(widths.reduce(0, +), 0.55)
                var x = word.box.x0
                for (character, width) in zip(word.text, widths) {
                    let box = Box(x0: x, y0: word.box.y0 - 1, x1: x + width * scale, y1: word.box.y1 + 1)
                    characters.append((character, box))
                    x = box.x1
                }
            }
        }
        // A digit that was read as a letter hides a number from the mask and not from the eye.
        let shown = characters.map { scanned ? Self.digits[$0.character] ?? $0.character : $0.character }
        return Masking.hiddenRanges(in: shown).flatMap { range -> [Box] in
            // One box a line.
            var boxes: [Box] = []
            for box in characters[range].compactMap(\.box) {
                if let last = boxes.last, last.overlapY(box) > 0, box.x0 >= last.x0 {
                    boxes[boxes.count - 1] = last.union(box)
                } else {
                    boxes.append(box)
                }
            }
            return boxes
        }
    }

    /// What recognition takes digits for.
    private static let digits: [Character: Character] = [
        "O": "0", "o": "0", "l": "1", "I": "1", "|": "1", "]": "1", "!": "1", "S": "5", "Z": "2", "B": "8", "x": "X",
        "×": "X",
    ]
}
