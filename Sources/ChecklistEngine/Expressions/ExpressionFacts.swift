// SPDX-License-Identifier: GPL-3.0-or-later

/// What an expression names, found without evaluating it.
struct ExpressionFacts {
    /// How a path stands in the expression, which decides what it means that it selects nothing.
    enum Role: Hashable {
        /// Inside `count`, `sum`, `distinct`: nothing is zero.
        case aggregate
        /// Compared: nothing cannot be judged, and of several any may do (XPath 1.0, 3.4).
        case scalar
        /// Handed to a function that looks at the first node only: nothing cannot be judged, nor can several.
        case argument
        /// As a truth of its own: nothing is false.
        case existence
        /// Under `not`: nothing is true.
        case absence
    }

    struct Operand: Hashable {
        var text: String
        var role: Role
        /// Beside another operand that may serve instead (`or`, `|`).
        var alternative: Bool
    }

    struct Call: Hashable {
        var name: String
        var count: Int
        var offset: Int
        /// The second argument, if it is a literal: a pattern can be tried at once.
        var literal: String?
    }

    struct Name: Hashable {
        var name: String
        var offset: Int
    }

    var leaves: Set<FactPath> = [] {
        didSet { leafNames = Dictionary(grouping: leaves, by: \.entity).mapValues { $0.map(\.leaf).sorted() } }
    }
    /// The names in `leaves` by their entity, sorted.
    private(set) var leafNames: [String: [String]] = [:]
    var entities: Set<String> = []
    /// Parts of the round that must be set for the expression to mean anything: `window/from`.
    var roundPaths: Set<String> = []
    var usesClass = false
    /// The paths outside predicates: what the expression rests on.
    var operands: [Operand] = []
    var calls: [Call] = []
    var variables: [Name] = []
    var unknown: [Name] = []
    /// Where the whole expression ends, if it is a path.
    var result: Set<FactPlace> = []
    /// True for `count(PATH)` and nothing around it.
    var isCount = false

    mutating func merge(_ other: ExpressionFacts) {
        leaves.formUnion(other.leaves)
        entities.formUnion(other.entities)
        roundPaths.formUnion(other.roundPaths)
        usesClass = usesClass || other.usesClass
        calls += other.calls
    }

    /// True where the value depends on the tree and the item alone, not on how dates are being read.
    var isPure: Bool { calls.allSatisfy { !FunctionLibrary.datesRead.contains($0.name) } }

    /// The operands without which the expression means nothing; not those whose absence it asks about itself.
    var needed: [Operand] {
        let asked = Set(operands.filter { $0.role == .existence || $0.role == .absence }.map(\.text))
        return operands.filter {
            [.scalar, .argument].contains($0.role) && !$0.alternative && !asked.contains($0.text)
        }
    }

    /// - Throws: `XPathSyntax.SyntaxError`
    static func of(
        _ text: String, context: Set<FactPlace> = [.dossier], variables: [String: Set<FactPlace>] = [:],
        role: Role = .existence
    ) throws -> ExpressionFacts {
        var walker = Walker(characters: Array(text), variables: variables)
        let tree = try XPathSyntax.parse(text)
        walker.facts.result = walker.walk(tree, context, role, collecting: true)
        if case .call("count", let arguments, _) = tree, arguments.count == 1, case .path? = arguments.first {
            walker.facts.isCount = true
        }
        return walker.facts
    }
}

private struct Walker {
    let characters: [Character]
    let variables: [String: Set<FactPlace>]
    var facts = ExpressionFacts()

    private static let otherAxes: Set = ["preceding-sibling", "following-sibling", "preceding", "following"]

    private static let comparisons: Set<String> = ["=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "div", "mod"]

    @discardableResult
    mutating func walk(
        _ tree: XPathSyntax, _ context: Set<FactPlace>, _ role: ExpressionFacts.Role, collecting: Bool,
        alternative: Bool = false
    ) -> Set<FactPlace> {
        switch tree {
        case .literal, .number: return []
        case .negative(let inner):
            walk(inner, context, .scalar, collecting: collecting, alternative: alternative)
            return []
        case .path(let path):
            if collecting {
                // That there are no others of a kind is no lack of evidence.
                let others = path.steps.contains { Self.otherAxes.contains($0.axis) }
                let text = String(characters[path.range])
                facts.operands.append(.init(text: text, role: others ? .absence : role, alternative: alternative))
            }
            return resolve(path, context)
        case .binary("|", let left, let right):
            let a = walk(left, context, role, collecting: collecting, alternative: true)
            return a.union(walk(right, context, role, collecting: collecting, alternative: true))
        case .binary(let symbol, let left, let right):
            // Under `not`, `and` is what `or` is outside.
            let either = alternative || symbol == (role == .absence ? "and" : "or")
            let inner = Self.comparisons.contains(symbol) ? .scalar : role
            walk(left, context, inner, collecting: collecting, alternative: either)
            walk(right, context, inner, collecting: collecting, alternative: either)
            return []
        case .call(let name, let arguments, let offset):
            var literal: String?
            if arguments.count > 1, case .literal(let text) = arguments[1] { literal = text }
            facts.calls.append(.init(name: name, count: arguments.count, offset: offset, literal: literal))
            let inner: ExpressionFacts.Role
            switch name {
            case "count", "sum", "distinct", "repeated": inner = .aggregate
            case "not": inner = role == .absence ? .existence : .absence
            case "boolean": inner = role
            // These look at every node of their argument.
            case "matches", "same-name", "mentions", "lists", "in-zhejiang", "uscc-valid", "id-valid": inner = .scalar
            default: inner = .argument
            }
            for (index, argument) in arguments.enumerated() {
                // Code and trade may be left open where the name alone decides.
                let optional =
                    name == "qualification" && index > 0 || name == "occupation-agreement" && index == 2
                let places = walk(
                    argument, context, optional ? .absence : inner, collecting: collecting, alternative: alternative)
                // The one function that hands nodes on.
                if name == "repeated" { return places }
            }
            return []
        }
    }

    private mutating func resolve(_ path: XPathSyntax.Path, _ context: Set<FactPlace>) -> Set<FactPlace> {
        var places: Set<FactPlace>
        switch path.start {
        case .context: places = context
        case .document: places = [.document]
        case .variable(let name):
            facts.variables.append(.init(name: name, offset: path.range.lowerBound))
            places = variables[name] ?? []
        case .filter(let inner): places = walk(inner, context, .existence, collecting: false)
        }
        for predicate in path.predicates { walk(predicate, places, .existence, collecting: false) }
        note(places.subtracting(context))
        for step in path.steps {
            places = follow(step, from: places)
            // What `//` passes through on its way is not named.
            if case .name = step.test { note(places) }
            for predicate in step.predicates { walk(predicate, places, .existence, collecting: false) }
        }
        note(places.subtracting(context))
        for case .round(let parts) in places where !parts.isEmpty {
            facts.roundPaths.insert(parts.joined(separator: "/"))
        }
        for case .leaf(let leaf) in places {
            facts.leaves.insert(leaf)
            facts.entities.insert(leaf.entity)
        }
        return places
    }

    private mutating func note(_ places: Set<FactPlace>) {
        for place in places {
            switch place {
            case .entity(let name): facts.entities.insert(name)
            case .applicantClass:
                // The class is what the application says it is.
                facts.usesClass = true
                facts.entities.insert("application")
                facts.leaves.insert(FactPath(entity: "application", leaf: "class"))
            default: break
            }
        }
    }

    private mutating func follow(_ step: XPathSyntax.Step, from places: Set<FactPlace>) -> Set<FactPlace> {
        switch step.axis {
        case "child": return named(step, among: places) { $0.children }
        case "attribute": return [.other]
        case "self": return filter(step, places)
        case "parent": return filter(step, Set(places.compactMap(\.parent)))
        case "ancestor", "ancestor-or-self":
            var found = step.axis == "ancestor" ? [] : places
            for place in places {
                var current = place
                while let parent = current.parent {
                    found.insert(parent)
                    current = parent
                }
            }
            return filter(step, found)
        case "descendant", "descendant-or-self":
            var found = step.axis == "descendant" ? [] : places
            var open = Array(places)
            while let place = open.popLast() {
                for child in place.children where found.insert(child).inserted { open.append(child) }
            }
            return filter(step, found)
        case "following-sibling", "preceding-sibling", "following", "preceding":
            return named(step, among: Set(places.compactMap(\.parent))) { $0.children }
        default: return [.other]
        }
    }

    /// A name that stands below none of the places is a slip that would select nothing for ever.
    private mutating func named(
        _ step: XPathSyntax.Step, among places: Set<FactPlace>, _ all: (FactPlace) -> [FactPlace]
    ) -> Set<FactPlace> {
        guard case .name(let name) = step.test else { return filter(step, Set(places.flatMap(all))) }
        let found = Set(places.compactMap { $0.child(name) })
        if found.isEmpty, !places.isEmpty, places != [.other] {
            facts.unknown.append(.init(name: name, offset: step.offset))
        }
        return found
    }

    private func filter(_ step: XPathSyntax.Step, _ places: Set<FactPlace>) -> Set<FactPlace> {
        switch step.test {
        case .any: return places
        case .type(let type): return type == "node" ? places : [.other]
        case .name(let name):
            return places.filter { place in
                switch place {
                case .dossier: name == "dossier"
                case .entity(let entity): entity == name
                case .leaf(let leaf): leaf.leaf == name || (leaf.leaf == "levels" && name == "level")
                case .round(let parts): (parts.last ?? "round") == name
                case .applicantClass: name == "class"
                case .document, .other: false
                }
            }
        }
    }
}
