// SPDX-License-Identifier: GPL-3.0-or-later

/// Look-up tables of a checklist: the 国家职业资格目录, the register of cancelled bodies, the province's divisions.
public struct Catalogues: Sendable {
    /// Whether an occupation stands in the 国家职业资格目录.
    public enum Scope: String, Sendable, CaseIterable { case inside, outside, doubtful }

    struct Item: Sendable {
        var names: Set<String>
        /// Specialities that alone are meant; empty where the whole occupation is.
        var trades: Set<String>
        var codes: Set<String>
        var scope: Scope
    }

    struct County: Sendable {
        var name: String
        /// Other provinces have one of the same name: only behind the city's or province's name does it count.
        var ambiguous: Bool
    }

    var items: [Item] = []
    /// Parts of names that need a person, whatever the rest says.
    var doubtfulWords: [String] = []
    /// nil where no register was supplied.
    var cancelled: Set<String>?
    var provinces: [String] = []
    var cities: [String] = []
    var counties: [County] = []

    init() {}

    init(qualifications: PositionedYAML?, cancelled: PositionedYAML?, regions: PositionedYAML?) {
        if let qualifications { readQualifications(qualifications) }
        if let cancelled { readCancelled(cancelled) }
        if let regions { readRegions(regions) }
    }

    private mutating func readQualifications(_ yaml: PositionedYAML) {
        let fields = yaml.fields(
            ["edition", "source", "headings", "outside", "doubtful", "doubtful-words"],
            required: ["edition", "headings"])
        for heading in fields["headings"]?.items ?? [] {
            let inner = heading.fields(["number", "title", "items"], required: ["number", "title", "items"])
            for item in inner["items"]?.items ?? [] { read(item, .inside) }
        }
        for item in fields["outside"]?.items ?? [] { read(item, .outside) }
        for item in fields["doubtful"]?.items ?? [] { read(item, .doubtful) }
        doubtfulWords = (fields["doubtful-words"]?.texts ?? []).map(Folding.fold)
    }

    private mutating func read(_ yaml: PositionedYAML, _ scope: Scope) {
        let fields = yaml.fields(["name", "aliases", "trades", "codes", "note"], required: ["name"])
        guard let name = fields["name"]?.text else { return }
        items.append(
            Item(
                names: Set(([name] + (fields["aliases"]?.texts ?? [])).map(Folding.fold)),
                trades: Set((fields["trades"]?.texts ?? []).map(Folding.fold)),
                codes: Set(fields["codes"]?.texts ?? []), scope: scope))
    }

    private mutating func readCancelled(_ yaml: PositionedYAML) {
        let fields = yaml.fields(["supplied", "as-of", "entries"], required: ["supplied", "entries"])
        guard fields["supplied"]?.boolean == true else { return }
        cancelled = Set(
            (fields["entries"]?.items ?? []).compactMap { entry in
                let inner = entry.fields(["uscc", "name", "cancelled-on", "citation"], required: ["uscc", "citation"])
                return inner["uscc"]?.text.map { Folding.fold($0) }
            })
    }

    private mutating func readRegions(_ yaml: PositionedYAML) {
        let fields = yaml.fields(
            ["source", "province", "cities", "retired"], required: ["province", "cities"])
        let province = fields["province"]?.fields(["code", "name", "short"], required: ["code", "name", "short"])
        provinces = [province?["name"]?.text, province?["short"]?.text].compactMap { $0 }
        for city in fields["cities"]?.items ?? [] {
            let inner = city.fields(["code", "name", "counties"], required: ["code", "name", "counties"])
            if let name = inner["name"]?.text { cities.append(name) }
            for county in inner["counties"]?.items ?? [] { readCounty(county) }
        }
        for county in fields["retired"]?.items ?? [] { readCounty(county) }
    }

    private mutating func readCounty(_ yaml: PositionedYAML) {
        let fields = yaml.fields(["code", "name", "ambiguous"], required: ["code", "name"])
        guard let name = fields["name"]?.text else { return }
        counties.append(County(name: name, ambiguous: fields["ambiguous"]?.boolean ?? false))
    }

    /// Scope of an occupation by name, 大典 code and 工种; whatever does not fit together is doubtful.
    public func qualification(name: String, code: String, trade: String) -> Scope {
        let (name, trade) = (Folding.fold(name), Folding.fold(trade))
        if items.isEmpty || name.isEmpty { return .doubtful }
        var scopes: Set<Scope> = []
        var named = false
        for item in items {
            let byName = item.names.contains(name)
            let byTrade = !trade.isEmpty && item.names.contains(trade)
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
        if doubtfulWords.contains(where: text.contains) { return .doubtful }
        if named { return scopes.count == 1 ? scopes.first ?? .doubtful : .doubtful }
        // The name is new, but the code belongs to something inside.
        if !code.isEmpty, items.contains(where: { $0.scope != .outside && $0.codes.contains(code) }) {
            return .doubtful
        }
        return .outside
    }

    /// `yes`, `no`, or `not-supplied` where there is no register.
    public func cancelled(_ uscc: String) -> String {
        guard let cancelled else { return "not-supplied" }
        return cancelled.contains(Folding.fold(uscc)) ? "yes" : "no"
    }

    /// True where an address or a registrar begins with the province, one of its cities, or a county whose name no
    /// other province has.
    public func isInProvince(_ text: String) -> Bool {
        var rest = Folding.fold(text)[...]
        for label in ["住所:", "住址:", "地址:", "注册地址:", "登记机关:", "中华人民共和国", "中国", "(", ")"] {
            if rest.hasPrefix(label) { rest = rest.dropFirst(label.count) }
        }
        if provinces.contains(where: { rest.hasPrefix($0) }) { return true }
        if cities.contains(where: { rest.hasPrefix($0) || rest.hasPrefix($0.dropLast()) }) { return true }
        return counties.contains { !$0.ambiguous && rest.hasPrefix($0.name) }
    }
}
