// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// Words that a line was drawn through: somebody took them back, so a person has to look.
enum Strikes {
    static let confidence = 0.5
    private static let slashLimit = 64

    static func regions(on page: PageContent) -> [ReadRegion] {
        level(page) + slanting(page)
    }

    /// Level lines through the middle of two characters or more: neither under them nor between rows.
    private static func level(_ page: PageContent) -> [ReadRegion] {
        // By height, for a page may have a hundred thousand of either.
        let step: Float = 4
        var near: [Int: [Int]] = [:]
        for (number, ruling) in page.rulings.enumerated() where ruling.isHorizontal && ruling.x1 - ruling.x0 >= 6 {
            near[Double(((ruling.y0 + ruling.y1) / 2 / step).rounded(.down)).clamped, default: []].append(number)
        }
        guard !near.isEmpty else { return [] }
        var struck: [Int: (count: Int, box: Box)] = [:]
        for glyph in page.glyphs where !glyph.invisible && !glyph.isSpace && glyph.size < 200 {
            let (top, bottom) = (glyph.baseline - glyph.size * 0.6, glyph.baseline - glyph.size * 0.22)
            let rows = Double((top / step).rounded(.down)).clamped...Double((bottom / step).rounded(.down)).clamped
            for number in rows.lazy.flatMap({ near[$0] ?? [] }) {
                let ruling = page.rulings[number]
                let height = (ruling.y0 + ruling.y1) / 2
                guard height > top, height < bottom, ruling.x0 <= glyph.midX, ruling.x1 >= glyph.midX else { continue }
                let box = Self.box(glyph)
                struck[number] = struck[number].map { ($0.count + 1, $0.box.union(box)) } ?? (1, box)
            }
        }
        return struck.sorted { $0.key < $1.key }.filter { $0.value.count > 1 }.map { region($0.value.box, page) }
    }

    private static func slanting(_ page: PageContent) -> [ReadRegion] {
        page.slashes.prefix(slashLimit).flatMap { slash -> [ReadRegion] in
            let (dx, dy) = (slash.x1 - slash.x0, slash.y1 - slash.y0)
            let length = (dx * dx + dy * dy).squareRoot()
            guard length > 0 else { return [] }
            let crossed = page.glyphs.filter { glyph in
                guard !glyph.invisible, !glyph.isSpace else { return false }
                let (x, y) = (glyph.midX - slash.x0, glyph.baseline - glyph.size * 0.4 - slash.y0)
                let along = (x * dx + y * dy) / length
                return along >= 0 && along <= length && abs(x * dy - y * dx) / length < glyph.size * 0.35
            }
            return crossed.count > 1 ? crossed.map { region(box($0), page) } : []
        }
    }

    private static func box(_ glyph: Glyph) -> Box {
        Box(x0: Double(glyph.x0), y0: Double(glyph.y0), x1: Double(glyph.x1), y1: Double(glyph.y1))
    }

    private static func region(_ box: Box, _ page: PageContent) -> ReadRegion {
        // However the words there were read: only their certainty goes.
        let method = page.regions.first { $0.box.contains(x: box.midX, y: box.midY) }?.method ?? .text
        return ReadRegion(box: box, method: method, confidence: confidence)
    }
}
