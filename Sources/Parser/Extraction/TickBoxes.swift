// SPDX-License-Identifier: GPL-3.0-or-later

/// Options with boxes: `☑企业 □事业单位`, `[√]企业 [ ]事业单位`, `企业（√） 事业单位（ ）`, `■企业`, `企业 √`.
enum TickBoxes {
    struct Option: Equatable {
        var value: String
        var ticked: Bool
    }

    private static let ticks: Set<Character> = ["√", "✓", "✔", "☑", "☒", "■", "▣", "●", "◉", "V"]
    /// Between brackets these say no.
    private static let crosses: Set<Character> = ["×", "✕", "✗", "✘"]
    private static let emptyBoxes: Set<Character> = ["□", "☐", "○", "◯"]

    private enum Token {
        case option(String)
        case box(ticked: Bool)
    }

    /// What recognition takes boxes for: 口 an empty one, the others ticked ones. Only directly before an option.
    private static let scannedEmpty: Set<Character> = ["口", "囗", "ロ"]
    private static let scannedTicked: Set<Character> = ["回", "国", "团", "図", "囚", "固"]

    /// The options found, each with its box; nil where the text has no boxes at all.
    /// - Parameter scanned: the text was recognised from a picture.
    static func options(in text: String, words: [String: [String]], scanned: Bool = false) -> [Option]? {
        let tokens = tokens(of: text, words: words, scanned: scanned)
        let boxes = tokens.filter { if case .box = $0 { true } else { false } }
        guard !boxes.isEmpty else { return nil }
        // Boxes stand all before or all behind their options.
        var before = true
        if case .option? = tokens.first { before = false }
        // An option at both ends and empty boxes between: nobody can say whose they are.
        if !before, case .option? = tokens.last,
            boxes.contains(where: { if case .box(false) = $0 { true } else { false } })
        {
            return tokens.compactMap {
                if case .option(let value) = $0 { Option(value: value, ticked: false) } else { nil }
            }
        }
        var out: [Option] = []
        var pending: Bool?
        for token in tokens {
            switch token {
            case .box(let ticked):
                if before {
                    pending = ticked
                } else if let last = out.indices.last, pending == nil {
                    out[last].ticked = out[last].ticked || ticked
                    pending = true
                }
            case .option(let value):
                if before {
                    out.append(Option(value: value, ticked: pending ?? false))
                    pending = nil
                } else {
                    out.append(Option(value: value, ticked: false))
                    pending = nil
                }
            }
        }
        return out
    }

    private static func tokens(of text: String, words: [String: [String]], scanned: Bool) -> [Token] {
        let characters = Array(Fold.key(text))
        let options = words.flatMap { value, synonyms in synonyms.map { (value, Array(Fold.key($0))) } }
            .sorted { $0.1.count > $1.1.count }
        var out: [Token] = []
        var index = 0
        while index < characters.count {
            let rest = characters[index...]
            if scanned, scannedEmpty.contains(characters[index]) || scannedTicked.contains(characters[index]),
                options.contains(where: { rest.dropFirst().starts(with: $0.1) }),
                !options.contains(where: { rest.starts(with: $0.1) })
            {
                out.append(.box(ticked: scannedTicked.contains(characters[index])))
                index += 1
                continue
            }
            if let (value, word) = options.first(where: { rest.starts(with: $0.1) }) {
                out.append(.option(value))
                index += word.count
                continue
            }
            let character = characters[index]
            if character == "(" || character == "[" {
                // A bracket that holds nothing or a tick is a box; any other bracket is part of a word.
                if let close = rest.firstIndex(where: { $0 == ")" || $0 == "]" }), close - index <= 2 {
                    let inner = characters[(index + 1)..<close]
                    if inner.allSatisfy({ ticks.contains($0) || crosses.contains($0) }) {
                        out.append(.box(ticked: inner.contains { ticks.contains($0) }))
                        index = close + 1
                        continue
                    }
                }
            } else if emptyBoxes.contains(character) {
                // `□√` is a ticked box.
                let ticked = index + 1 < characters.count && ["√", "✓", "✔"].contains(characters[index + 1])
                out.append(.box(ticked: ticked))
                index += ticked ? 2 : 1
                continue
            } else if ticks.contains(character), character != "V" {
                out.append(.box(ticked: true))
            }
            index += 1
        }
        return out
    }
}
