// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// What conditions ask of a round: the figures that they compare with, and the documents that they look at.
struct RoundDemands {
    private(set) var thresholds: Set<String> = []
    /// Those that are asked for an occupation at a time, so that a figure for one occupation takes effect.
    private(set) var thresholdsByOccupation: Set<String> = []
    private(set) var kinds: Set<String> = []

    /// - Parameter known: how many kinds of documents there are.
    init(_ conditions: [Condition], kinds known: Int) {
        for condition in conditions {
            condition.checks.forEach { add($0) }
            // That files are there and can be read is asked of all kinds, and looks into none.
            if condition.documents.count * 2 > known { continue }
            kinds.formUnion(condition.documents + condition.checks.flatMap(\.proof))
        }
    }

    private mutating func add(_ check: Check) {
        var names: Set<String> = []
        for case .threshold(let name) in check.requirement.values { names.insert(name) }
        thresholds.formUnion(names)
        if let gate = check.ifSet, !gate.contains("/") { thresholds.insert(gate) }
        let item = check.forEach.map { (try? ExpressionFacts.of($0.text).result) ?? [] } ?? []
        if item.contains(where: Self.namesOccupation) { thresholdsByOccupation.formUnion(names) }
        // An expression may read a figure from round/occupation itself.
        for expression in check.expressions {
            let facts = try? ExpressionFacts.of(expression.text, variables: ["item": item])
            for path in facts?.roundPaths ?? [] where path.hasPrefix("occupation/") {
                thresholdsByOccupation.insert(String(path.dropFirst("occupation/".count)))
            }
        }
    }

    /// See `AssessmentRun.threshold(_:for:)`: an occupation, or something that names one.
    private static func namesOccupation(_ place: FactPlace) -> Bool {
        let entity: String
        switch place {
        case .entity(let name): entity = name
        case .leaf(let path): entity = path.entity
        default: return false
        }
        return entity == "occupation" || DossierSchema.entity(entity)?.leaf("occupation") != nil
    }
}
