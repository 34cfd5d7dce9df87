// SPDX-License-Identifier: GPL-3.0-or-later

/// One edition of the skill part of the 国家职业资格目录 (管理办法第六条: 现行).
struct QualificationCatalogue: Sendable {
    struct Item: Sendable {
        var names: Set<TextKey>
        /// Specialities that alone are meant; empty where the whole occupation is.
        var trades: Set<String>
        var codes: Set<String>
        var scope: QualificationScope
    }

    var edition: String
    /// ISO 8601 days, both included; nil for no bound.
    var validFrom: String?
    var validUntil: String?
    var items: [Item] = []
    /// Parts of names that need a person, whatever the rest says.
    var doubtfulWords: [String] = []

    init(_ yaml: PositionedYAML) {
        let fields = yaml.fields(
            ["edition", "source", "valid-from", "valid-until", "headings", "outside", "doubtful", "doubtful-words"],
            required: ["edition", "valid-from", "headings"])
        edition = fields["edition"]?.text ?? ""
        validFrom = fields["valid-from"].flatMap(\.day)
        validUntil = fields["valid-until"].flatMap(\.day)
        for heading in fields["headings"]?.items ?? [] {
            let inner = heading.fields(["number", "title", "items"], required: ["number", "title", "items"])
            for item in inner["items"]?.items ?? [] { read(item, .inside) }
        }
        for item in fields["outside"]?.items ?? [] { read(item, .outside) }
        for item in fields["doubtful"]?.items ?? [] { read(item, .doubtful) }
        doubtfulWords = (fields["doubtful-words"]?.texts ?? []).map(Folding.fold)
    }

    private mutating func read(_ yaml: PositionedYAML, _ scope: QualificationScope) {
        let fields = yaml.fields(["name", "aliases", "trades", "codes", "note"], required: ["name"])
        guard let name = fields["name"]?.text else { return }
        items.append(
            Item(
                names: Set(([name] + (fields["aliases"]?.texts ?? [])).map { TextKey(Folding.fold($0)) }),
                trades: Set((fields["trades"]?.texts ?? []).map(Folding.fold)),
                codes: Set(fields["codes"]?.texts ?? []), scope: scope))
    }

    func isInForce(on day: String) -> Bool {
        (validFrom.map { $0 <= day } ?? true) && (validUntil.map { day <= $0 } ?? true)
    }

    func scope(name: String, code: String, trade: String) -> QualificationScope {
        let (name, trade) = (Folding.fold(name), Folding.fold(trade))
        if items.isEmpty || name.isEmpty { return .doubtful }
        var scopes: Set<QualificationScope> = []
        var named = false
        let (nameKey, tradeKey) = (TextKey(name), TextKey(trade))
        for item in items {
            let byName = item.names.contains(nameKey)
            let byTrade = !trade.isEmpty && item.names.contains(tradeKey)
            guard byName || byTrade else { continue }
            named = true
            if item.trades.isEmpty {
                // A 工种 of its own below an occupation inside the catalogue need not be the one that is meant.
                let same = byTrade || trade.isEmpty || trade == name || item.scope != .inside
                scopes.insert(same ? item.scope : .doubtful)
            } else {
                scopes.insert(item.trades.contains(trade) ? item.scope : .doubtful)
            }
        }
        let text = name + " " + trade
        if scopes.contains(.inside), scopes.count == 1 { return .inside }
        if doubtfulWords.contains(where: { Folding.holds(text, $0) }) { return .doubtful }
        if named { return scopes.count == 1 ? scopes.first ?? .doubtful : .doubtful }
        // The name is new, but the code belongs to something inside.
        if !code.isEmpty, items.contains(where: { $0.scope != .outside && $0.codes.contains(code) }) {
            return .doubtful
        }
        return .outside
    }
}
