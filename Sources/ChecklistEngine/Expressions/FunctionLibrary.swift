// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import LibXML

/// The functions of Checklists/README.md, and what happened while they ran.
final class FunctionLibrary {
    private let catalogues: Catalogues
    private let today: String
    private let kindTitles: [String: String]
    private let patterns: PatternCache
    private var folded: [TextKey: String] = [:]
    private var dates: [TextKey: DateValue?] = [:]
    /// What the catalogues said: the same questions are put by several conditions.
    private var lookedUp: [TextKey: XPathValue] = [:]

    /// How a month without a day is read where it is not a last day anyway (`…-until`).
    var months = DateValue.MonthEnd.last
    /// A month without a day was read, so that the outcome may depend on `months`.
    private(set) var sawMonth = false
    /// Texts that should have been dates.
    private(set) var unparsable: [String] = []

    /// - Parameter kindTitles: titles of document kinds by id, in the language of the assessment.
    init(
        catalogues: Catalogues, today: String, kindTitles: [String: String] = [:],
        patterns: PatternCache = PatternCache()
    ) {
        (self.catalogues, self.today, self.kindTitles, self.patterns) = (catalogues, today, kindTitles, patterns)
    }

    func reset() {
        sawMonth = false
        unparsable = []
    }

    /// Functions of ours, by their names in expressions.
    private enum Function: String, CaseIterable {
        case today
        case daysBetween = "days-between"
        case monthsBetween = "months-between"
        case onOrAfter = "on-or-after"
        case onOrBefore = "on-or-before"
        case matches
        case sameName = "same-name"
        case mentions
        case lists
        case distinct
        case repeated
        case usccValid = "uscc-valid"
        case idValid = "id-valid"
        case inZhejiang = "in-zhejiang"
        case region
        case regionOfCode = "region-of-code"
        case regionName = "region-name"
        case regionCovers = "region-covers"
        case authorityLevel = "authority-level"
        case receivers
        case qualification
        case cancelled
        case suspended
        case namedInRegister = "named-in-register"
        case occupationAgreement = "occupation-agreement"
        case occupationName = "occupation-name"
        case occupationLevels = "occupation-levels"
        case specialSkill = "special-skill"
        case kindTitle = "kind-title"

        /// The numbers of arguments it takes.
        var arity: ClosedRange<Int> {
            switch self {
            case .today: 0...0
            case .daysBetween, .monthsBetween, .onOrAfter, .onOrBefore, .matches, .sameName, .mentions, .lists,
                .regionCovers, .receivers:
                2...2
            case .qualification, .occupationAgreement: 3...3
            default: 1...1
            }
        }
    }

    /// Functions of ours with the numbers of arguments they take.
    static let arities = Dictionary(uniqueKeysWithValues: Function.allCases.map { ($0.rawValue, $0.arity) })

    /// Those whose outcome depends on `months`, or that note what is no date.
    static let datesRead: Set<String> = ["days-between", "months-between", "on-or-after", "on-or-before"]

    /// XPath 1.0's own.
    static let coreArities: [String: ClosedRange<Int>] = [
        "last": 0...0, "position": 0...0, "count": 1...1, "local-name": 0...1, "name": 0...1, "string": 0...1,
        "concat": 2...99, "starts-with": 2...2, "contains": 2...2, "substring-before": 2...2, "substring-after": 2...2,
        "substring": 2...3, "string-length": 0...1, "normalize-space": 0...1, "translate": 3...3, "boolean": 1...1,
        "not": 1...1, "true": 0...0, "false": 0...0, "number": 0...1, "sum": 1...1, "floor": 1...1, "ceiling": 1...1,
        "round": 1...1,
    ]

    /// For `XPathEvaluator`; this object must outlive it.
    var functions: [String: XPathFunction] {
        var table: [String: XPathFunction] = [:]
        for function in Function.allCases {
            let arity = function.arity
            table[function.rawValue] = { [unowned self] arguments in
                guard arity.contains(arguments.count) else { throw XPathArgumentError("\(arguments.count) arguments") }
                return try self.call(function, arguments)
            }
        }
        return table
    }

    private func call(_ function: Function, _ a: [XPathValue]) throws -> XPathValue {
        switch function {
        case .today: return .string(today)
        case .daysBetween: return .number(between(a[0], a[1]) { $1.ordinal - $0.ordinal })
        case .monthsBetween: return .number(between(a[0], a[1]) { DateValue.months($0.civil, $1.civil) })
        case .onOrAfter: return .boolean(compare(a[0], a[1]).map { $0 >= 0 } ?? false)
        case .onOrBefore: return .boolean(compare(a[0], a[1]).map { $0 <= 0 } ?? false)
        case .matches:
            let pattern = try pattern(a[1].string)
            return .boolean(Self.texts(a[0]).contains(where: pattern.matches))
        case .sameName:
            return .boolean(sameName(Self.texts(a[0]), Self.texts(a[1])))
        case .mentions:
            let names = Self.texts(a[1]).map(foldedName).filter { !$0.isEmpty }
            return .boolean(Self.texts(a[0]).contains { text in names.contains { foldedName(text).contains($0) } })
        case .lists:
            let names = Self.texts(a[1]).map(Folding.fold).filter { !$0.isEmpty }
            return .boolean(Self.texts(a[0]).contains { text in names.contains { Self.lists(text, $0) } })
        case .distinct: return .number(Double(Set(a[0].nodes.map { Folding.fold($0.text) }).count))
        case .repeated: return .nodes(Self.repeated(a[0].nodes))
        case .usccValid: return .boolean(Self.all(a[0], { UnifiedCode.isValid($0) }))
        case .idValid: return .boolean(Self.all(a[0], { ResidentID.isValid($0) }))
        case .kindTitle: return .string(kindTitles[a[0].string] ?? a[0].string)
        default:
            let key = TextKey(
                a.reduce(into: function.rawValue) { $0 += "\u{0}" + Self.texts($1).joined(separator: "\u{1}") })
            if let known = lookedUp[key] { return known }
            let found = try lookUp(function, a)
            lookedUp[key] = found
            return found
        }
    }

    /// Functions that ask the catalogues.
    private func lookUp(_ function: Function, _ a: [XPathValue]) throws -> XPathValue {
        let regions = catalogues.regions
        switch function {
        case .inZhejiang: return .boolean(Self.all(a[0]) { regions.division(in: $0) != nil })
        case .region: return .string(regions.division(in: a[0].string)?.code ?? "")
        case .regionOfCode:
            let digits = a[0].string.dropFirst(2).prefix(6)
            return .string(regions.division(code: String(digits))?.code ?? "")
        case .regionName: return .string(regions.division(code: a[0].string).map(regions.title) ?? "")
        case .regionCovers:
            guard let outer = regions.division(code: a[0].string), let inner = regions.division(code: a[1].string)
            else {
                return .boolean(false)
            }
            return .boolean(regions.covers(outer, inner))
        case .authorityLevel: return .string(regions.level(ofAuthority: a[0].string)?.rawValue ?? "unknown")
        case .receivers:
            guard let division = regions.division(code: a[0].string), let lowest = Round.Level(rawValue: a[1].string)
            else {
                return .string("")
            }
            return .string(regions.receivers(division, from: lowest).joined(separator: "、"))
        case .qualification:
            let scope = catalogues.qualification(
                name: a[0].string, code: a[1].string, trade: a[2].string, on: today)
            return .string(scope.rawValue)
        case .cancelled:
            return .string(catalogues.cancelled.map { $0.isCancelled(a[0].string) ? "yes" : "no" } ?? "not-supplied")
        case .namedInRegister:
            return .string(catalogues.cancelled.map { $0.names(a[0].string) ? "yes" : "no" } ?? "not-supplied")
        case .suspended:
            return .string(catalogues.cancelled.map { $0.isSuspended(a[0].string) ? "yes" : "no" } ?? "not-supplied")
        case .occupationAgreement:
            let list = catalogues.occupations
            let found = list?.agreement(code: a[0].string, name: a[1].string, trade: a[2].string)
            return .string(found ?? "not-supplied")
        case .occupationName: return .string(catalogues.occupations?.entry(code: a[0].string)?.name ?? "")
        case .occupationLevels: return .string(catalogues.occupations?.entry(code: a[0].string)?.levels ?? "")
        case .specialSkill: return .string(catalogues.specialSkills?.look(name: a[0].string) ?? "not-supplied")
        default: throw XPathArgumentError("unknown")
        }
    }

    /// Every node of a node-set counts, not the first alone.
    private static func texts(_ value: XPathValue) -> [String] {
        if case .nodes(let nodes) = value { nodes.map(\.text) } else { [value.string] }
    }

    private static let separators = Set("、，,；;/|和与及 　\n")

    /// How an item may go on behind the name of an occupation: in brackets, with a level, with what the place is for.
    private static let continuations = [
        "(", "-", ":", "/", "五级", "四级", "三级", "二级", "一级", "初级", "中级", "高级", "技师", "职业", "实训", "实操", "考", "理论", "车间",
        "培训",
        "鉴定", "评价", "认定", "训", "工位", "区", "室", "场", "等", "各", "用", "使用",
    ]

    /// Whether one of the items of an enumeration is the name, or begins with it and goes on as `continuations` allow: 车工 in
    /// `铣工、车工（数控）` and `车工实训`, not in `数控车工`, `除车工外` nor, for 电工, in `电工仪器仪表装配工`.
    private static func lists(_ text: String, _ name: String) -> Bool {
        if Folding.fold(text) == name { return true }
        return text.split(whereSeparator: separators.contains).contains { item in
            let folded = Folding.fold(String(item))
            guard folded.hasPrefix(name) else { return false }
            let rest = folded.dropFirst(name.count)
            return rest.isEmpty || rest.first?.isNumber == true || continuations.contains(where: rest.hasPrefix)
        }
    }

    /// The nodes whose value another node has too, in any number of nodes without comparing each with each.
    private static func repeated(_ nodes: [XMLNode]) -> [XMLNode] {
        let values = nodes.map { Folding.fold($0.text) }
        var counts: [String: Int] = [:]
        for value in values where !value.isEmpty { counts[value, default: 0] += 1 }
        return zip(nodes, values).filter { (counts[$0.1] ?? 0) > 1 }.map(\.0)
    }

    private static func all(_ value: XPathValue, _ test: (String) -> Bool) -> Bool {
        let texts = texts(value)
        return !texts.isEmpty && texts.allSatisfy(test)
    }

    private func sameName(_ a: [String], _ b: [String]) -> Bool {
        // Mostly they are the same to the letter, and folding costs more than looking.
        if a.count == 1, b.count == 1, a[0] == b[0], a[0].contains(where: { $0.isLetter }) { return true }
        let left = a.map(foldedName).filter { !$0.isEmpty }
        return !left.isEmpty && b.contains { left.contains(foldedName($0)) }
    }

    /// The same few names are compared for every person.
    private func foldedName(_ text: String) -> String {
        let key = TextKey(text)
        if let known = folded[key] { return known }
        let made = Folding.foldName(text)
        folded[key] = made
        return made
    }

    private func pattern(_ text: String) throws -> Pattern {
        guard let pattern = patterns.pattern(text) else { throw XPathArgumentError("broken pattern \(text)") }
        return pattern
    }

    private struct Day {
        var civil: (Int, Int, Int)
        var ordinal: Int
    }

    private enum Reading {
        case day(Day)
        case forever
    }

    private func read(_ value: XPathValue) -> Reading? {
        let text = value.string
        if text.isEmpty { return nil }
        let key = TextKey(text)
        let known = dates[key]
        let date = known ?? DateValue(text)
        if known == nil { dates[key] = .some(date) }
        guard let date else {
            unparsable.append(text)
            return nil
        }
        return reading(date, isEnd: Self.isEnd(value.nodes.first?.name))
    }

    private func reading(_ date: DateValue, isEnd: Bool) -> Reading {
        if case .month = date, !isEnd { sawMonth = true }
        let end = isEnd ? .last : months
        guard let civil = date.civil(end), let ordinal = date.ordinal(end) else { return .forever }
        return .day(Day(civil: civil, ordinal: ordinal))
    }

    /// Whether an element says until when something holds: its month then means its last day.
    static func isEnd(_ name: String?) -> Bool { name?.hasSuffix("-until") ?? false }

    private func between(_ a: XPathValue, _ b: XPathValue, _ distance: (Day, Day) -> Int) -> Double {
        let (from, to) = (read(a), read(b))
        guard let from, let to else { return .nan }
        switch (from, to) {
        case (.day(let from), .day(let to)): return Double(distance(from, to))
        case (.day, .forever): return .infinity
        case (.forever, .day): return -.infinity
        case (.forever, .forever): return 0
        }
    }

    private func compare(_ a: XPathValue, _ b: XPathValue) -> Int? {
        let (left, right) = (read(a), read(b))
        guard let left, let right else { return nil }
        return order(left, right)
    }

    private func order(_ a: Reading, _ b: Reading) -> Int {
        switch (a, b) {
        case (.day(let a), .day(let b)): a.ordinal == b.ordinal ? 0 : a.ordinal < b.ordinal ? -1 : 1
        case (.day, .forever): -1
        case (.forever, .day): 1
        case (.forever, .forever): 0
        }
    }

    /// For requirements that compare dates: negative, zero or positive; nil where one of them is no date.
    func compareDates(_ a: String, element: String?, _ b: String) -> Int? {
        guard let left = DateValue(a), let right = DateValue(b) else {
            unparsable += [a, b].filter { DateValue($0) == nil }
            return nil
        }
        return order(reading(left, isEnd: Self.isEnd(element)), reading(right, isEnd: true))
    }
}
