// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Yams

/// Collects what is wrong while a file is read on.
final class ProblemList {
    private(set) var problems: [ConfigurationProblem] = []

    func add(_ problem: ConfigurationProblem) { if !problems.contains(problem) { problems.append(problem) } }

    func throwIfAny() throws { if !problems.isEmpty { throw ConfigurationError(problems) } }
}

/// Where a text stands, so that a fault found later can be shown there.
struct SourcePlace: Hashable, Sendable {
    var file: String
    var line: Int
    var column: Int
}

/// A node of a YAML file that knows its place; every question it cannot answer becomes a problem.
struct PositionedYAML {
    let node: Node
    let file: String
    let problems: ProblemList

    /// nil, with a problem, where the text is no YAML.
    static func parse(_ data: Data, file: String, problems: ProblemList) -> PositionedYAML? {
        guard data.count <= 4 << 20, let text = String(data: data, encoding: .utf8) else {
            problems.add(.init(.notReadable, file: file, subject: "UTF-8, 4 MiB"))
            return nil
        }
        do {
            guard let node = try Yams.compose(yaml: text) else {
                problems.add(.init(.yamlSyntax, file: file, line: 1, column: 1, subject: ""))
                return nil
            }
            return PositionedYAML(node: node, file: file, problems: problems)
        } catch let error as YamlError {
            switch error {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
                .composer(_, let problem, let mark, _):
                problems.add(
                    .init(.yamlSyntax, file: file, line: mark.line, column: mark.column, subject: problem))
            case .duplicatedKeysInMapping(let keys, let context):
                let words = keys.map { "\($0)" }.sorted().joined(separator: ", ")
                problems.add(
                    .init(
                        .yamlSyntax, file: file, line: context.mark.line, column: context.mark.column,
                        subject: "duplicate key \(words)"))
            default: problems.add(.init(.yamlSyntax, file: file, subject: "\(error)"))
            }
        } catch {
            problems.add(.init(.yamlSyntax, file: file, subject: "\(error)"))
        }
        return nil
    }

    var place: SourcePlace {
        SourcePlace(file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    }

    func report(_ code: ConfigurationProblem.Code, _ subject: String, remedy: String? = nil) {
        problems.add(
            .init(code, file: file, line: place.line, column: place.column, subject: subject, remedy: remedy))
    }

    private func with(_ node: Node) -> PositionedYAML { PositionedYAML(node: node, file: file, problems: problems) }

    /// The members of a mapping in order; an unknown key is a problem.
    func members(known: [String]? = nil) -> [(key: String, value: PositionedYAML)] {
        guard let mapping = node.mapping else {
            report(.wrongType, shown, remedy: "{key: value}")
            return []
        }
        return mapping.compactMap { key, value in
            guard let name = key.string else {
                with(key).report(.wrongType, "key", remedy: "text")
                return nil
            }
            if let known, !known.contains(name) {
                with(key).report(.unknownKey, name, remedy: known.joined(separator: " "))
                return nil
            }
            return (name, with(value))
        }
    }

    /// The members of a mapping by name.
    func fields(_ known: [String], required: [String] = []) -> [String: PositionedYAML] {
        let fields = Dictionary(members(known: known).map { ($0.key, $0.value) }) { first, _ in first }
        if node.mapping != nil {
            for name in required where fields[name] == nil { report(.missingKey, name) }
        }
        return fields
    }

    /// The items of a sequence; a single scalar is no sequence.
    var items: [PositionedYAML] {
        guard let sequence = node.sequence else {
            report(.wrongType, shown, remedy: "[a, b]")
            return []
        }
        return sequence.map(with)
    }

    var isNull: Bool { node.null != nil && node.scalar?.style == .plain }

    var isMapping: Bool { node.mapping != nil }

    /// Text, with white space at both ends removed.
    var text: String? {
        guard let text = node.scalar?.string, !isNull else {
            report(.wrongType, shown, remedy: "text")
            return nil
        }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    var texts: [String] { items.compactMap(\.text) }

    var boolean: Bool? {
        guard let value = node.bool else {
            report(.wrongType, shown, remedy: "true, false")
            return nil
        }
        return value
    }

    /// A day of ISO 8601.
    var day: String? {
        guard let text else { return nil }
        guard case .day? = DateValue(text) else {
            report(.brokenDate, text)
            return nil
        }
        return text
    }

    /// A finite number that is not negative.
    var number: Double? {
        guard let text = node.scalar?.string, let value = Double(text), value.isFinite, value >= 0 else {
            report(.wrongType, shown, remedy: "number ≥ 0")
            return nil
        }
        return value
    }

    /// One of the names of an enumeration.
    func choice<T: RawRepresentable & CaseIterable>(
        _ type: T.Type, _ code: ConfigurationProblem.Code = .unknownValue
    ) -> T? where T.RawValue == String {
        guard let text else { return nil }
        if let value = T(rawValue: text) { return value }
        report(code, text, remedy: T.allCases.map(\.rawValue).joined(separator: " "))
        return nil
    }

    private var shown: String {
        if let scalar = node.scalar { return scalar.string }
        return node.mapping == nil ? "[…]" : "{…}"
    }
}
