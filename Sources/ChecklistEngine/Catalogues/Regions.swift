// SPDX-License-Identifier: GPL-3.0-or-later

/// The province, its cities and counties (GB/T 2260), those of former days among them.
struct Regions: Sendable {
    struct Division: Sendable {
        /// Six digits.
        var code: String
        var name: String
        /// Other provinces have one of the same name: only behind the city's or province's name does it count.
        var ambiguous = false
        /// For a division that is no more: the codes of those that took its place.
        var now: [String] = []

        var level: Round.Level { code.hasSuffix("0000") ? .province : code.hasSuffix("00") ? .city : .county }
    }

    private(set) var province: Division?
    private(set) var provinceNames: [String] = []
    private(set) var cities: [Division] = []
    private(set) var counties: [Division] = []
    private(set) var retired: [Division] = []

    init() {}

    init(_ yaml: PositionedYAML) {
        let fields = yaml.fields(["source", "province", "cities", "retired"], required: ["province", "cities"])
        let inner = fields["province"]?.fields(["code", "name", "short"], required: ["code", "name", "short"])
        if let code = inner?["code"]?.text, let name = inner?["name"]?.text {
            province = Division(code: code, name: name)
            provinceNames = [name, inner?["short"]?.text].compactMap { $0 }
        }
        for city in fields["cities"]?.items ?? [] {
            let inner = city.fields(["code", "name", "counties"], required: ["code", "name", "counties"])
            if let code = inner["code"]?.text, let name = inner["name"]?.text {
                cities.append(Division(code: code, name: name))
            }
            counties += (inner["counties"]?.items ?? []).compactMap(Self.county)
        }
        retired = (fields["retired"]?.items ?? []).compactMap(Self.county)
        let known = Set(counties.map(\.code))
        for division in retired {
            for code in division.now where !known.contains(code) { yaml.report(.unknownValue, code) }
        }
    }

    private static func county(_ yaml: PositionedYAML) -> Division? {
        let fields = yaml.fields(["code", "name", "ambiguous", "now"], required: ["code", "name"])
        guard let code = fields["code"]?.text, let name = fields["name"]?.text else { return nil }
        return Division(
            code: code, name: name, ambiguous: fields["ambiguous"]?.boolean ?? false, now: fields["now"]?.texts ?? [])
    }

    // MARK: From words to a division

    /// The smallest division that an address, a registrar or an authority begins with; nil for none of the province.
    /// A division of former days is told as such.
    func division(in text: String) -> Division? { beginning(of: text).division }

    /// The division that `division(in:)` tells, and the folded text behind its name.
    func beginning(of text: String) -> (division: Division?, rest: Substring) {
        var rest = Folding.fold(text)[...]
        for label in ["住所:", "住址:", "地址:", "注册地址:", "登记机关:", "中华人民共和国", "中国", "(", ")"] {
            if Self.begins(rest, label) { rest = rest.dropFirst(label.count) }
        }
        var found: Division?
        if let name = provinceNames.first(where: { Self.begins(rest, $0) }) {
            found = province
            rest = rest.dropFirst(name.count)
        }
        let former = retired.first { Self.begins(rest, $0.name) }
        if let city = cities.first(where: { Self.begins(rest, $0.name) }) {
            found = city
            rest = rest.dropFirst(city.name.count)
        } else if former == nil,
            let city = cities.first(where: { city in
                // 杭州湾 and 宁波路 are no cities.
                Self.begins(rest, city.name.dropLast())
                    && !["湾", "路", "街", "大道"].contains { Self.begins(rest.dropFirst(city.name.count - 1), $0) }
            })
        {
            found = city
            rest = rest.dropFirst(city.name.count - 1)
        }
        let within = found.map { $0.level == .city ? String($0.code.prefix(4)) : "" }
        let county = (counties + retired).first { county in
            guard Self.begins(rest, county.name) else { return false }
            guard let within else { return !county.ambiguous }
            return county.code.hasPrefix(within)
        }
        return (county ?? found, county.map { rest.dropFirst($0.name.count) } ?? rest)
    }

    /// Byte for byte: `hasPrefix` asks how characters could be composed, of some two hundred names a time.
    private static func begins(_ text: Substring, _ start: some StringProtocol) -> Bool {
        text.utf8.starts(with: start.utf8)
    }

    /// The division that a code names; of one that is no more, the one that took its place, if only one did.
    func division(code: String) -> Division? {
        if code == province?.code { return province }
        if let known = cities.first(where: { $0.code == code }) ?? counties.first(where: { $0.code == code }) {
            return known
        }
        guard let old = retired.first(where: { $0.code == code }) else { return nil }
        guard old.now.count == 1, let now = old.now.first else { return old }
        return counties.first { $0.code == now } ?? old
    }

    /// With the city's name in front of a county's.
    func title(_ division: Division) -> String {
        guard division.level == .county, let city = city(of: division) else { return division.name }
        return city.name + division.name
    }

    private func city(of division: Division) -> Division? {
        cities.first { $0.code.prefix(4) == division.code.prefix(4) }
    }

    /// True where one lies in the other, or is it.
    func covers(_ outer: Division, _ inner: Division) -> Bool {
        switch outer.level {
        case .province: true
        case .city: outer.code.prefix(4) == inner.code.prefix(4)
        case .county: outer.code == inner.code
        }
    }

    // MARK: Authorities

    /// The level of a human resources authority by its name; nil where the name does not tell.
    func level(ofAuthority name: String) -> Round.Level? {
        let folded = Folding.fold(name)
        // A school or a company of the province is no authority.
        guard ["人力资源", "人力社保", "人社", "技能人才评价"].contains(where: folded.contains) else { return nil }
        // Offices of zones and new areas have the rank that whoever set them up gave them.
        let isOfZone = folded.contains("开发区") || folded.contains("新区")
        guard let division = division(in: name) else {
            // A county that is not of this list, or a name without the city in front.
            return !isOfZone && ["县人", "区人"].contains(where: folded.contains) ? .county : nil
        }
        switch division.level {
        case .county: return .county
        case .city:
            if isOfZone { return nil }
            return ["县人", "区人"].contains(where: folded.contains) ? .county : .city
        case .province:
            // 浙江省义乌人力资源和社会保障局 names the province and is not its.
            return ["厅", "中心"].contains(where: folded.contains) ? .province : nil
        }
    }

    /// The authorities, from the lowest level upwards, that may receive an application of a body in this division.
    func receivers(_ division: Division, from lowest: Round.Level) -> [String] {
        var names: [String] = []
        let ending = "人力资源和社会保障局"
        if lowest == .county, division.level == .county { names.append(title(division) + ending) }
        if lowest != .province, let city = division.level == .city ? division : city(of: division) {
            names.append(city.name + ending)
        }
        if let province { names.append(province.name + "人力资源和社会保障厅") }
        return names
    }
}
