// SPDX-License-Identifier: GPL-3.0-or-later

/// XPath 1.0 as a tree. libxml2 evaluates; this exists to know what an expression names: which facts it rests on,
/// which functions and variables it uses, and where.
indirect enum XPathSyntax {
    case path(Path)
    case literal(String)
    case number
    case call(name: String, arguments: [XPathSyntax], offset: Int)
    case binary(String, XPathSyntax, XPathSyntax)
    case negative(XPathSyntax)

    struct Path {
        enum Start {
            case context, document
            case variable(String)
            case filter(XPathSyntax)
        }

        var start: Start
        /// Predicates on the start itself: `$item[1]`.
        var predicates: [XPathSyntax] = []
        var steps: [Step] = []
        /// In characters of the expression.
        var range: Range<Int>
    }

    struct Step {
        enum Test: Equatable {
            case name(String)
            case any
            /// `text()`, `comment()` …
            case type(String)
        }

        var axis: String
        var test: Test
        var predicates: [XPathSyntax] = []
        /// Where the step's name, and each predicate behind it, ends; in characters of the expression.
        var ends: [Int] = []
        /// In characters of the expression.
        var offset: Int
    }

    struct SyntaxError: Error {
        let offset: Int
    }

    /// The paths of `A | B | C`, as they are written; the whole expression where it is no such thing.
    static func alternatives(_ text: String) throws -> [String] {
        let characters = Array(text)
        func paths(_ tree: XPathSyntax) -> [String]? {
            switch tree {
            case .path(let path): return [String(characters[path.range])]
            case .binary("|", let left, let right):
                guard let a = paths(left), let b = paths(right) else { return nil }
                return a + b
            default: return nil
            }
        }
        return paths(try parse(text)) ?? [text]
    }

    static func parse(_ text: String) throws -> XPathSyntax {
        var parser = XPathParser(tokens: try XPathToken.scan(text), end: text.count)
        let result = try parser.expression()
        guard parser.isAtEnd else { throw SyntaxError(offset: parser.offset) }
        return result
    }
}

struct XPathToken {
    enum Kind: Equatable {
        case name(String)
        case literal(String)
        case number
        case variable(String)
        /// Punctuation and operators, word operators included.
        case symbol(String)
    }

    let kind: Kind
    /// In characters of the expression.
    let range: Range<Int>

    static func scan(_ text: String) throws -> [XPathToken] {
        let characters = Array(text)
        var tokens: [XPathToken] = []
        var at = 0
        func isName(_ c: Character, first: Bool) -> Bool {
            if c.isLetter || c == "_" { return true }
            return !first && (c.isNumber || c == "-" || c == ".")
        }
        while at < characters.count {
            let c = characters[at]
            let start = at
            if c.isWhitespace {
                at += 1
                continue
            }
            if c == "'" || c == "\"" {
                at += 1
                while at < characters.count, characters[at] != c { at += 1 }
                guard at < characters.count else { throw XPathSyntax.SyntaxError(offset: start) }
                at += 1
                tokens.append(XPathToken(kind: .literal(String(characters[(start + 1)..<(at - 1)])), range: start..<at))
            } else if c.isASCII, c.isNumber || (c == "." && at + 1 < characters.count && characters[at + 1].isNumber) {
                while at < characters.count, characters[at].isNumber || characters[at] == "." { at += 1 }
                tokens.append(XPathToken(kind: .number, range: start..<at))
            } else if c == "$" {
                at += 1
                while at < characters.count, isName(characters[at], first: at == start + 1) { at += 1 }
                guard at > start + 1 else { throw XPathSyntax.SyntaxError(offset: start) }
                tokens.append(XPathToken(kind: .variable(String(characters[(start + 1)..<at])), range: start..<at))
            } else if isName(c, first: true) {
                while at < characters.count, isName(characters[at], first: false) { at += 1 }
                let word = String(characters[start..<at])
                // XPath 1.0, 3.7: after an operand a name is an operator.
                let isOperator = ["and", "or", "div", "mod"].contains(word) && tokens.last.map(\.endsOperand) ?? false
                tokens.append(XPathToken(kind: isOperator ? .symbol(word) : .name(word), range: start..<at))
            } else {
                let two = at + 1 < characters.count ? String(characters[at...(at + 1)]) : ""
                let symbol = ["//", "::", "..", "!=", "<=", ">="].contains(two) ? two : String(c)
                guard "()[]@,/|+-=<>*.".contains(c) || symbol.count == 2 else {
                    throw XPathSyntax.SyntaxError(offset: start)
                }
                at += symbol.count
                // `*` is a multiplication after an operand, else a name test.
                if symbol == "*", !(tokens.last.map(\.endsOperand) ?? false) {
                    tokens.append(XPathToken(kind: .name("*"), range: start..<at))
                } else {
                    tokens.append(XPathToken(kind: .symbol(symbol), range: start..<at))
                }
            }
        }
        return tokens
    }

    private var endsOperand: Bool {
        switch kind {
        case .name, .literal, .number, .variable: true
        case .symbol(let symbol): [")", "]", ".", ".."].contains(symbol)
        }
    }
}

/// Recursive descent over the tokens; the grammar is XPath 1.0's.
private struct XPathParser {
    let tokens: [XPathToken]
    let end: Int
    var index = 0
    private var depth = 0

    init(tokens: [XPathToken], end: Int) { (self.tokens, self.end) = (tokens, end) }

    var isAtEnd: Bool { index >= tokens.count }

    var offset: Int { isAtEnd ? end : tokens[index].range.lowerBound }

    private var last: Int { index == 0 ? 0 : tokens[index - 1].range.upperBound }

    private func peek(_ symbol: String, ahead: Int = 0) -> Bool {
        index + ahead < tokens.count && tokens[index + ahead].kind == .symbol(symbol)
    }

    private mutating func take(_ symbol: String) -> Bool {
        guard peek(symbol) else { return false }
        index += 1
        return true
    }

    private mutating func need(_ symbol: String) throws {
        guard take(symbol) else { throw XPathSyntax.SyntaxError(offset: offset) }
    }

    private static let levels: [[String]] = [
        ["or"], ["and"], ["=", "!="], ["<", "<=", ">", ">="], ["+", "-"], ["*", "div", "mod"],
    ]

    mutating func expression(_ level: Int = 0) throws -> XPathSyntax {
        // Brackets and predicates come through here; nobody writes so many, and the stack is finite.
        if level == 0 {
            depth += 1
            guard depth <= 64 else { throw XPathSyntax.SyntaxError(offset: offset) }
        }
        defer { if level == 0 { depth -= 1 } }
        guard level < Self.levels.count else { return try unary() }
        var left = try expression(level + 1)
        while let symbol = Self.levels[level].first(where: { peek($0) }) {
            index += 1
            left = .binary(symbol, left, try expression(level + 1))
        }
        return left
    }

    private mutating func unary() throws -> XPathSyntax {
        var minus = false
        while take("-") { minus = true }
        if minus { return .negative(try unary()) }
        var left = try path()
        while take("|") { left = .binary("|", left, try path()) }
        return left
    }

    private mutating func path() throws -> XPathSyntax {
        let start = offset
        guard !isAtEnd else { throw XPathSyntax.SyntaxError(offset: end) }
        switch tokens[index].kind {
        case .literal(let text):
            index += 1
            return .literal(text)
        case .number:
            index += 1
            return .number
        case .variable(let name):
            index += 1
            return try rest(of: .variable(name), from: start)
        case .symbol("("):
            index += 1
            let inner = try expression()
            try need(")")
            if peek("[") || peek("/") || peek("//") { return try rest(of: .filter(inner), from: start) }
            return inner
        case .name(let name) where peek("(", ahead: 1) && !Self.nodeTypes.contains(name):
            index += 2
            var arguments: [XPathSyntax] = []
            if !peek(")") {
                repeat { arguments.append(try expression()) } while take(",")
            }
            try need(")")
            let call = XPathSyntax.call(name: name, arguments: arguments, offset: start)
            if peek("[") || peek("/") || peek("//") { return try rest(of: .filter(call), from: start) }
            return call
        case .symbol("/"):
            index += 1
            var path = XPathSyntax.Path(start: .document, range: start..<last)
            if startsStep { try steps(into: &path) }
            path.range = start..<last
            return .path(path)
        case .symbol("//"):
            var path = XPathSyntax.Path(start: .document, range: start..<start)
            try steps(into: &path, leading: true)
            path.range = start..<last
            return .path(path)
        default:
            var path = XPathSyntax.Path(start: .context, range: start..<start)
            try steps(into: &path)
            path.range = start..<last
            return .path(path)
        }
    }

    private static let nodeTypes: Set<String> = ["text", "node", "comment", "processing-instruction"]

    private var startsStep: Bool {
        guard !isAtEnd else { return false }
        switch tokens[index].kind {
        case .name: return true
        case .symbol(let symbol): return [".", "..", "@"].contains(symbol)
        default: return false
        }
    }

    private mutating func rest(of start: XPathSyntax.Path.Start, from offset: Int) throws -> XPathSyntax {
        var path = XPathSyntax.Path(start: start, range: offset..<last)
        path.predicates = try predicates()
        if peek("/") || peek("//") { try steps(into: &path, leading: true) }
        path.range = offset..<last
        return .path(path)
    }

    /// - Parameter leading: the steps begin with `/` or `//`.
    private mutating func steps(into path: inout XPathSyntax.Path, leading: Bool = false) throws {
        var first = !leading
        while first || peek("/") || peek("//") {
            if !first, take("//") {
                path.steps.append(.init(axis: "descendant-or-self", test: .type("node"), offset: offset))
            } else if !first {
                index += 1
            }
            first = false
            path.steps.append(try step())
        }
    }

    private mutating func step() throws -> XPathSyntax.Step {
        let start = offset
        if take(".") { return .init(axis: "self", test: .type("node"), offset: start) }
        if take("..") { return .init(axis: "parent", test: .type("node"), offset: start) }
        var axis = "child"
        if take("@") {
            axis = "attribute"
        } else if !isAtEnd, case .name(let name) = tokens[index].kind, peek("::", ahead: 1) {
            axis = name
            index += 2
        }
        guard !isAtEnd, case .name(let name) = tokens[index].kind else { throw XPathSyntax.SyntaxError(offset: offset) }
        let place = offset
        index += 1
        var test = XPathSyntax.Step.Test.name(name)
        if name == "*" {
            test = .any
        } else if Self.nodeTypes.contains(name), take("(") {
            if !isAtEnd, case .literal = tokens[index].kind { index += 1 }
            try need(")")
            test = .type(name)
        }
        var parsed = XPathSyntax.Step(axis: axis, test: test, ends: [last], offset: place)
        while peek("[") {
            parsed.predicates.append(try predicate())
            parsed.ends.append(last)
        }
        return parsed
    }

    private mutating func predicates() throws -> [XPathSyntax] {
        var list: [XPathSyntax] = []
        while peek("[") { list.append(try predicate()) }
        return list
    }

    private mutating func predicate() throws -> XPathSyntax {
        try need("[")
        let inner = try expression()
        try need("]")
        return inner
    }
}
