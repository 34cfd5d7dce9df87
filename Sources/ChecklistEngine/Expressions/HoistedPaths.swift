// SPDX-License-Identifier: GPL-3.0-or-later
import LibXML

/// Paths from the root that come to the same whatever node an expression is at: `/dossier/applicant/name` inside a
/// predicate on persons, or the `person[role='assessor']` with which many measures begin. Each becomes a variable that
/// is filled once an assessment, as libxml2 would walk over the whole dossier again for every person.
final class HoistedPaths {
    struct Path {
        var expression: XPathExpression
        /// Those whose variables stand in it.
        var needs: [Int]
        /// One step to child elements, which needs no XPath.
        var step: Step?
        /// It selects nodes of one depth by names and predicates, so that its children come in the order of the document.
        var isOfOneDepth = false
    }

    struct Step {
        /// The path that it goes on from; nil for `/dossier`.
        var base: Int?
        var name: String
    }

    private(set) var paths: [Path] = []
    /// What else is compiled once for all assessments.
    let patterns = PatternCache()
    private var numbers: [String: Int] = [:]
    private var identities: [String: Int] = [:]

    /// The same number for the same expression, from 0.
    func identity(of rewritten: String) -> Int {
        let number = identities[rewritten] ?? identities.count
        identities[rewritten] = number
        return number
    }

    var identityCount: Int { identities.count }

    /// The name of the variable, which no expression of a checklist can use: `$item` alone is known there.
    static func variable(_ number: Int) -> String { "hoisted\(number)" }

    /// The expression with variables in the place of such paths.
    /// - Parameter atRoot: the expression is put to the dossier, so that a path that begins with an element's name does too.
    /// - Returns: the expression, and the numbers of the paths that it needs.
    func rewrite(_ text: String, atRoot: Bool) throws -> (text: String, needs: [Int]) {
        var collector = Collector()
        collector.collect(try XPathSyntax.parse(text), atRoot: atRoot)
        return try replaced(collector.found, in: Array(text))
    }

    private func replaced(
        _ found: [Collector.Found], in characters: [Character]
    ) throws -> (text: String, needs: [Int]) {
        var rewritten = ""
        var needs: [Int] = []
        var at = 0
        for found in found.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            let path = (found.isAbsolute ? "" : "/dossier/") + String(characters[found.range])
            // What stands in its own predicates comes first.
            var inner = Collector()
            inner.collectInside(try XPathSyntax.parse(path))
            let number = try self.number(replaced(inner.found, in: Array(path)))
            rewritten += String(characters[at..<found.range.lowerBound]) + "$" + Self.variable(number)
            if !needs.contains(number) { needs.append(number) }
            at = found.range.upperBound
        }
        return (rewritten + String(characters[at...]), needs)
    }

    /// A path is built up step by step and predicate by predicate, so that what two begin with is walked once.
    private func number(_ path: (text: String, needs: [Int])) throws -> Int {
        if let number = numbers[path.text] { return number }
        var (text, needs) = path
        if let split = try Self.beginning(of: text) {
            let characters = Array(text)
            let own = (0..<paths.count).filter { Self.mentions(String(characters[..<split]), $0) }
            let inner = try number((String(characters[..<split]), own))
            text = "$" + Self.variable(inner) + String(characters[split...])
            needs = [inner] + needs.filter { Self.mentions(text, $0) && $0 != inner }
        }
        var made = Path(expression: try XPathExpression.compile(text), needs: needs)
        describe(&made, text)
        paths.append(made)
        numbers[path.text] = paths.count - 1
        return paths.count - 1
    }

    /// Tells the plain paths: `/dossier/person`, `$hoisted0/name`, `$hoisted0[…]`.
    private func describe(_ path: inout Path, _ text: String) {
        if let match = text.wholeMatch(of: /\/dossier\/([a-z-]+)/) {
            path.step = Step(base: nil, name: String(match.output.1))
            path.isOfOneDepth = true
        } else if let match = text.wholeMatch(of: /\$hoisted([0-9]+)\/([a-z-]+)/), let base = Int(match.output.1),
            paths[base].isOfOneDepth
        {
            path.step = Step(base: base, name: String(match.output.2))
            path.isOfOneDepth = true
        } else if let match = text.prefixMatch(of: /\$hoisted([0-9]+)\[/), let base = Int(match.output.1),
            text.hasSuffix("]"), (try? Self.isOneStep(text)) == true
        {
            path.isOfOneDepth = paths[base].isOfOneDepth
        }
    }

    /// A variable with predicates and nothing behind them.
    private static func isOneStep(_ text: String) throws -> Bool {
        guard case .path(let path) = try XPathSyntax.parse(text) else { return false }
        return path.steps.isEmpty
    }

    private static func mentions(_ text: String, _ number: Int) -> Bool {
        let name = "$" + variable(number)
        var rest = text[...]
        while let found = rest.range(of: name) {
            rest = rest[found.upperBound...]
            // $hoisted1 stands in $hoisted12, too.
            if rest.first?.isNumber != true { return true }
        }
        return false
    }

    /// Where the last predicate or step of a path begins, in characters; nil where less than `/dossier/x` would be left, or
    /// where what comes last counts places.
    private static func beginning(of text: String) throws -> Int? {
        guard case .path(let path) = try XPathSyntax.parse(text), case .document = path.start,
            path.steps.count > 1, let last = path.steps.last
        else { return nil }
        if !last.predicates.isEmpty {
            if last.predicates.contains(where: Collector.isPositional) { return nil }
            return last.ends[last.ends.count - 2]
        }
        guard path.steps.count > 2 else { return nil }
        return path.steps[path.steps.count - 2].ends.last
    }
}

private struct Collector {
    struct Found {
        var range: Range<Int>
        var isAbsolute: Bool
    }

    var found: [Found] = []

    mutating func collect(_ tree: XPathSyntax, atRoot: Bool) {
        switch tree {
        case .literal, .number: break
        case .negative(let inner): collect(inner, atRoot: atRoot)
        case .binary(_, let left, let right):
            collect(left, atRoot: atRoot)
            collect(right, atRoot: atRoot)
        case .call(_, let arguments, _): for argument in arguments { collect(argument, atRoot: atRoot) }
        case .path(let path): collect(path, atRoot: atRoot)
        }
    }

    /// Only what stands in the predicates of a path.
    mutating func collectInside(_ tree: XPathSyntax) {
        guard case .path(let path) = tree else { return }
        for predicate in path.steps.flatMap(\.predicates) { collect(predicate, atRoot: false) }
    }

    private mutating func collect(_ path: XPathSyntax.Path, atRoot: Bool) {
        var end = path.range.lowerBound
        switch path.start {
        case .document:
            // The root and its one child are no more work than a variable.
            if let constant = Self.constantEnd(path, from: 1) { end = constant }
        case .context:
            if atRoot, case .name? = path.steps.first?.test, path.steps.first?.axis == "child",
                let constant = Self.constantEnd(path, from: 0)
            {
                end = constant
            }
        case .filter(let inner): collect(inner, atRoot: atRoot)
        case .variable: break
        }
        if end > path.range.lowerBound {
            var isAbsolute = false
            if case .document = path.start { isAbsolute = true }
            found.append(Found(range: path.range.lowerBound..<end, isAbsolute: isAbsolute))
        }
        for predicate in path.predicates { collect(predicate, atRoot: false) }
        for step in path.steps {
            for (predicate, place) in zip(step.predicates, step.ends.dropFirst()) where place > end {
                collect(predicate, atRoot: false)
            }
        }
    }

    /// Where the longest part ends, from the start of the path, that is the same wherever it is asked; nil where it does
    /// not reach the step of that number.
    private static func constantEnd(_ path: XPathSyntax.Path, from first: Int) -> Int? {
        guard path.predicates.isEmpty else { return nil }
        var end: Int?
        for (index, step) in path.steps.enumerated() {
            guard step.axis == "child", let name = step.ends.first else { return end }
            // Cut before a predicate, the rest counts the nodes of the whole set.
            let count = step.predicates.prefix(while: isConstant).count
            if step.predicates.dropFirst(count).contains(where: isPositional) { return end }
            if index >= first { end = count == 0 ? name : step.ends[count] }
            if count < step.predicates.count { return end }
        }
        return end
    }

    /// A number is a place among the nodes, and so is whatever asks for one.
    static func isPositional(_ tree: XPathSyntax) -> Bool {
        switch tree {
        case .number, .negative: return true
        case .literal, .path: return false
        case .binary(let symbol, _, _):
            return ["+", "-", "*", "div", "mod"].contains(symbol) || asksForPlace(tree)
        case .call(let name, _, _):
            let numeric = ["count", "sum", "number", "floor", "ceiling", "round", "string-length", "distinct"]
            return numeric.contains(name) || name.hasSuffix("-between") || asksForPlace(tree)
        }
    }

    private static func asksForPlace(_ tree: XPathSyntax) -> Bool {
        switch tree {
        case .number, .literal, .path: false
        case .negative(let inner): asksForPlace(inner)
        case .binary(_, let left, let right): asksForPlace(left) || asksForPlace(right)
        case .call(let name, let arguments, _):
            name == "position" || name == "last" || arguments.contains(where: asksForPlace)
        }
    }

    /// No variable, and nothing that depends on how dates are being read.
    private static func isConstant(_ tree: XPathSyntax) -> Bool {
        switch tree {
        case .literal, .number: return true
        case .negative(let inner): return isConstant(inner)
        case .binary(_, let left, let right): return isConstant(left) && isConstant(right)
        case .call(let name, let arguments, _):
            return !FunctionLibrary.datesRead.contains(name) && arguments.allSatisfy(isConstant)
        case .path(let path):
            switch path.start {
            case .variable: return false
            case .filter(let inner): if !isConstant(inner) { return false }
            case .context, .document: break
            }
            return (path.predicates + path.steps.flatMap(\.predicates)).allSatisfy(isConstant)
        }
    }
}
