// SPDX-License-Identifier: GPL-3.0-or-later
import CPDFText
import Dossier

/// A field of an AcroForm (ISO 32000-1, 12.7) with its value as data and what is drawn for it.
struct FormField {
    /// A list shows all its options; only those that are chosen are its value.
    enum Kind { case text, tick, button, list }

    var kind: Kind
    var box: Box
    /// Lines of the value.
    var lines: [String]
    var ticked: Bool
    /// What the appearance in the file shows; the same as `ticked` where there is none.
    var shownTicked: Bool
    var hidden: Bool
    /// The file itself says how the field is drawn, so that what is drawn is what people see.
    var hasAppearance: Bool
    var drawn: [Glyph] = []
}

extension FormField {
    init(_ raw: pdftext_field) {
        box = Box(x0: Double(raw.x0), y0: Double(raw.y0), x1: Double(raw.x1), y1: Double(raw.y1))
        var text = String.UnicodeScalarView()
        for code in UnsafeBufferPointer(start: raw.text, count: raw.length) {
            // Language marks (ISO 32000-1, 7.9.2.2) and other controls are no text.
            if code == 0x0A || code == 0x0D {
                text.append("\n")
            } else if let scalar = GlyphRepair.scalar(code) {
                text.append(scalar)
            }
        }
        lines = String(text).split(separator: "\n").map(String.init).filter { !$0.allSatisfy(\.isWhitespace) }
        switch Int(raw.kind) {
        case Int(PDFTEXT_FIELD_TICK.rawValue): kind = .tick
        case Int(PDFTEXT_FIELD_BUTTON.rawValue): kind = .button
        case Int(PDFTEXT_FIELD_LIST.rawValue): kind = .list
        default: kind = .text
        }
        (ticked, shownTicked) = (raw.ticked != 0, raw.shown_ticked != 0)
        (hidden, hasAppearance) = (raw.hidden != 0, raw.has_appearance != 0)
    }

    /// What is seen and what is stored must say the same; else a person has to look.
    fileprivate enum Agreement {
        /// Only the value says anything, or both say the same.
        case agrees
        /// Part of the value is seen, or nothing of it, or nobody can tell what.
        case partly
        case differs
    }

    fileprivate var agreement: Agreement {
        guard hasAppearance, kind != .list else { return .agrees }
        let value = Fold.key(lines.joined())
        let seen = Fold.key(String(String.UnicodeScalarView(drawn.map(\.scalar))))
        if value == seen { return .agrees }
        if seen.contains("\u{FFFD}") || value.contains(seen) || seen.isEmpty { return .partly }
        return .differs
    }
}

extension PageContent {
    /// Puts the values of the fields where they stand, in the place of what was drawn for them.
    mutating func fill(_ fields: [FormField]) {
        for field in fields where !field.hidden && field.box.width > 1 && field.box.height > 1 {
            switch field.kind {
            case .button: break
            case .tick: tick(field)
            case .text, .list: write(field)
            }
        }
    }

    private mutating func tick(_ field: FormField) {
        let box = field.box
        // A printed box below the field is the same box.
        glyphs.removeAll {
            ["□", "☐", "○", "◯", "〇"].contains($0.scalar)
                && box.insetBy(-2).contains(x: Double($0.midX), y: Double($0.midY))
        }
        let size = Float(min(box.width, box.height))
        let line = neighbour(of: box)
        let height = min(size, line?.size ?? size)
        let top = Float(box.midY) - height / 2
        let baseline = line?.baseline ?? top + height * 0.85
        let middle = Float(box.midX)
        glyphs.append(
            Glyph(
                scalar: field.ticked ? "☑" : "□", x0: middle - height / 2, y0: top, x1: middle + height / 2,
                y1: top + height, baseline: baseline, size: height, invisible: false))
        let certain = !field.hasAppearance || field.ticked == field.shownTicked
        regions.append(ReadRegion(box: box, method: .form, confidence: certain ? 0.99 : 0.5))
    }

    private mutating func write(_ field: FormField) {
        let seen = field.kind == .list ? [] : field.drawn.filter { !$0.isSpace }
        let agreement = field.agreement
        // What is drawn and differs from the value is what people see. Nobody can say which of the two is meant.
        if agreement == .differs || field.lines.isEmpty {
            guard !seen.isEmpty, field.hasAppearance else { return }
            place(seen, confidence: 0.5)
        } else if agreement == .agrees, field.hasAppearance, !seen.isEmpty {
            place(seen, confidence: 0.99)
        } else {
            let (written, fits) = typeset(field.lines, in: field.box)
            place(written, confidence: fits && agreement == .agrees ? 0.99 : 0.5)
        }
    }

    private mutating func place(_ new: [Glyph], confidence: Double) {
        glyphs += new
        guard let first = new.first else { return }
        let start = Box(x0: Double(first.x0), y0: Double(first.y0), x1: Double(first.x1), y1: Double(first.y1))
        let box = new.reduce(start) {
            $0.union(Box(x0: Double($1.x0), y0: Double($1.y0), x1: Double($1.x1), y1: Double($1.y1)))
        }
        regions.append(ReadRegion(box: box, method: .form, confidence: confidence))
    }

    /// One line a line of the value, wrapped and made smaller until the box holds it; Chinese is an em wide.
    private func typeset(_ lines: [String], in box: Box) -> (glyphs: [Glyph], fits: Bool) {
        let line = neighbour(of: box)
        var size = min(12, line.map { Double($0.size) } ?? 12, max(4, box.height))
        var wrapped = Self.wrapped(lines, width: box.width, size: size)
        while Double(wrapped.count) * size * 1.25 > box.height + size * 0.5, size > 4 {
            size = max(4, size * 0.9)
            wrapped = Self.wrapped(lines, width: box.width, size: size)
        }
        let room = max(1, min(1_000, (box.height / (size * 1.05)).rounded(.up).clamped))
        let fits = wrapped.count <= room
        let pitch = min(size * 1.25, box.height / Double(max(1, min(room, wrapped.count))))
        var out: [Glyph] = []
        let height = pitch * Double(min(room, wrapped.count))
        // One line stands on the line of its label, several begin at the top.
        var top = wrapped.count == 1 ? box.midY - size / 2 : box.y0 + max(0, min(2, (box.height - height) / 2))
        for text in wrapped.prefix(room) {
            var x = box.x0 + min(2, box.width * 0.05)
            let baseline = wrapped.count == 1 ? line?.baseline ?? Float(top + size * 0.85) : Float(top + size * 0.85)
            let upper = Double(baseline) - size * 0.85
            for scalar in text.unicodeScalars {
                let advance = size * (scalar.isASCII ? 0.55 : 1)
                out.append(
                    Glyph(
                        scalar: scalar, x0: Float(x), y0: Float(upper), x1: Float(x + advance), y1: Float(upper + size),
                        baseline: baseline, size: Float(size), invisible: false))
                x += advance
            }
            top += pitch
        }
        return (out.filter { !$0.isSpace }, fits)
    }

    private static func wrapped(_ lines: [String], width: Double, size: Double) -> [String] {
        lines.flatMap { line -> [String] in
            var out: [String] = []
            var current = ""
            var used = 0.0
            for character in line {
                let advance = size * (character.isASCII ? 0.55 : 1)
                if used + advance > width, !current.isEmpty {
                    out.append(current)
                    (current, used) = ("", 0)
                }
                current.append(character)
                used += advance
            }
            return out + [current]
        }
    }

    /// The printed text that stands beside the field, nearest first: its label, or the word behind a box.
    private func neighbour(of box: Box) -> Glyph? {
        var best: (glyph: Glyph, distance: Double)?
        for glyph in glyphs where !glyph.invisible && !glyph.isSpace {
            guard Double(glyph.baseline) > box.y0, Double(glyph.baseline) < box.y1 + 3, Double(glyph.midY) > box.y0 - 2
            else { continue }
            let distance = max(box.x0 - Double(glyph.x1), Double(glyph.x0) - box.x1)
            guard distance > -1, distance < 150, distance < best?.distance ?? .infinity else { continue }
            best = (glyph, distance)
        }
        return best?.glyph
    }
}
