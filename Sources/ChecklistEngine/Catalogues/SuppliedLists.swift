// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// The 职业分类大典 as a user's own file: `occupations.csv` (Checklists/README.md, "Lists that you supply").
struct OccupationList: Hashable, Sendable {
    struct Entry: Hashable, Sendable {
        var name: String
        var trades: [String]
        /// `5 4 3`; empty where the list does not say.
        var levels: String
    }

    var edition: String
    private var entries: [String: Entry] = [:]

    init(_ table: CSVTable) {
        edition = table.edition
        for row in table.rows {
            let code = row["code"]
            if code.wholeMatch(of: /[1-8](-[0-9]{2}){3}/) == nil {
                table.report(.unknownValue, code, row, remedy: "N-NN-NN-NN")
                continue
            }
            if row["name"].isEmpty { table.report(.missingKey, "name", row) }
            if entries[code] != nil { table.report(.duplicateID, code, row) }
            let trades = row["trades"].split(whereSeparator: { "、；;".contains($0) }).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            let levels = row["levels"].split(separator: " ").map(String.init)
            if !levels.allSatisfy({ ["1", "2", "3", "4", "5"].contains($0) }) {
                table.report(.unknownValue, row["levels"], row, remedy: "5 4 3 2 1")
            }
            entries[code] = Entry(name: row["name"], trades: trades, levels: levels.joined(separator: " "))
        }
    }

    func entry(code: String) -> Entry? { entries[code] }

    /// How code, name and 工种 go together: `agrees`, `differs`, or `unknown` where the list has no such code.
    func agreement(code: String, name: String, trade: String) -> String {
        guard let entry = entries[code] else { return "unknown" }
        let (name, trade) = (Folding.fold(name), Folding.fold(trade))
        let trades = entry.trades.map(Folding.fold)
        // Applicants write the 工种 where the occupation belongs as often as not.
        let isOwn = name == Folding.fold(entry.name)
        let isTrade = trades.contains(name)
        let fits =
            trade.isEmpty || trade == name || trade == Folding.fold(entry.name) || trades.contains(trade)
        return (isOwn || isTrade) && fits ? "agrees" : "differs"
    }
}

/// The province's 专项职业能力考核规范 as a user's own file: `special-skills.csv`.
struct SpecialSkillList: Hashable, Sendable {
    var edition: String
    private var names: Set<String> = []

    init(_ table: CSVTable) {
        edition = table.edition
        for row in table.rows {
            let name = Self.core(row["name"])
            if name.isEmpty {
                table.report(.missingKey, "name", row)
                continue
            }
            names.insert(name)
        }
    }

    /// `listed`, `similar` (a name within the other, so that a person has to look) or `unlisted`.
    func look(name: String) -> String {
        let wanted = Self.core(name)
        if wanted.isEmpty { return "unlisted" }
        if names.contains(wanted) { return "listed" }
        return names.contains { $0.contains(wanted) || wanted.contains($0) } ? "similar" : "unlisted"
    }

    /// Without the words that stand behind every such name.
    private static func core(_ name: String) -> String {
        var name = Folding.fold(name)
        for ending in ["考核规范", "专项职业能力", "专项能力"] where name.hasSuffix(ending) { name.removeLast(ending.count) }
        return name
    }
}

/// Bodies whose standing was cancelled (监督管理办法第二十一条) or that are suspended (第二十条), by credit code.
struct CancelledBodies: Hashable, Sendable {
    var edition: String
    private var cancelled: Set<String> = []
    private var suspended: Set<String> = []
    private var folded: Set<String> = []

    /// nil where the file says that nothing was supplied.
    init?(_ yaml: PositionedYAML) {
        let fields = yaml.fields(["supplied", "as-of", "entries"], required: ["supplied", "entries"])
        guard fields["supplied"]?.boolean == true else { return nil }
        edition = fields["as-of"]?.text ?? "–"
        for entry in fields["entries"]?.items ?? [] {
            let inner = entry.fields(
                ["uscc", "name", "cancelled-on", "suspended", "citation"], required: ["uscc", "citation"])
            guard let field = inner["uscc"], let text = field.text else { continue }
            let code = Folding.fold(text)
            // A code that was mistyped would match nobody, and the body would pass.
            if !UnifiedCode.isValid(code.uppercased()) { field.report(.unknownValue, text, remedy: "GB 32100-2015") }
            if let name = inner["name"]?.text { folded.insert(Folding.foldName(name)) }
            if inner["suspended"]?.boolean == true { suspended.insert(code) } else { cancelled.insert(code) }
        }
    }

    /// Whether an entry names a body so, whatever its code.
    func names(_ name: String) -> Bool { folded.contains(Folding.foldName(name)) }

    func isCancelled(_ uscc: String) -> Bool { cancelled.contains(Folding.fold(uscc)) }

    func isSuspended(_ uscc: String) -> Bool { suspended.contains(Folding.fold(uscc)) }
}
