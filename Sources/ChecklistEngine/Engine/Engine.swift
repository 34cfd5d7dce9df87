// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// Holds dossiers against a checklist, tailored by a round. Compiles everything once; not Sendable: one for each task.
public final class Engine {
    public let checklist: Checklist
    public let round: Round?
    private let conditions: [CompiledCondition]
    private let hoisted = HoistedPaths()

    /// - Parameter round: nil where no announcement is known; every figure is then open.
    /// - Throws: `ConfigurationError`
    public init(checklist: Checklist, round: Round? = nil) throws {
        self.checklist = checklist
        self.round = round
        let hoisted = hoisted
        conditions = try (checklist.conditions + (round?.extraConditions ?? [])).map { condition in
            do {
                return try CompiledCondition(condition, hoisted)
            } catch {
                throw ConfigurationError([
                    .init(
                        .brokenExpression, file: condition.place.file, line: condition.place.line,
                        column: condition.place.column, subject: "\(condition.id): \(error)")
                ])
            }
        }
    }

    /// - Throws: `ConfigurationError` for a fault of ours: a day that is none, an expression that fails on this dossier
    public func assess(_ request: CheckRequest) throws -> Assessment {
        let (run, resolved) = try begin(request, traces: false)
        let findings = try conditions.map { try result($0, run, resolved).finding }
        let toDo = ToDoList(
            checklist: checklist, extra: round?.extraConditions ?? [],
            listed: Set(request.dossier.all("document").flatMap { $0.values("kind") }),
            required: round?.requiredDocuments(for: resolved.applicantClass) ?? [], files: request.files,
            kinds: run.documentKinds, text: run.text)
        return Assessment(
            language: request.language, asOf: request.asOf,
            checklist: .init(
                id: checklist.id,
                title: request.language == .en ? checklist.english ?? checklist.title : checklist.title,
                version: checklist.version, digest: checklist.digest,
                catalogues: checklist.catalogues.editions(on: request.asOf, request.language)),
            round: round?.reference,
            package: .init(name: request.packageName, digest: request.packageDigest, files: request.files),
            applicantClass: resolved.applicantClass,
            applicant: .init(
                name: request.dossier.value("applicant", "name"), uscc: request.dossier.value("applicant", "uscc")),
            findings: findings, toDo: toDo.items(findings), facts: request.dossier.facts)
    }

    /// How one condition came to its finding; nil where there is no such condition.
    public func explain(_ conditionID: String, _ request: CheckRequest) throws -> Explanation? {
        guard let compiled = conditions.first(where: { $0.condition.id == conditionID }) else { return nil }
        let (run, resolved) = try begin(request, traces: true)
        let result = try result(compiled, run, resolved)
        return Explanation(finding: result.finding, checks: result.traces)
    }

    /// Ids of the conditions that another round may decide otherwise, in the order of the checklist: those that ask for a figure
    /// or a part of the round, and those that the round itself brings.
    public var conditionsDependingOnRound: [String] {
        let own = Set(round?.extraConditions.map(\.id) ?? [])
        return conditions.filter { $0.dependsOnRound || own.contains($0.condition.id) }.map(\.condition.id)
    }

    /// The findings of these conditions alone, as `assess` would have them.
    func findings(of ids: Set<String>, _ request: CheckRequest) throws -> [Finding] {
        let (run, resolved) = try begin(request, traces: false)
        return try conditions.filter { ids.contains($0.condition.id) }.map { try result($0, run, resolved).finding }
    }

    /// The leaves that a condition's expressions name.
    func leaves(namedBy id: String) -> Set<FactPath> {
        conditions.first { $0.condition.id == id }?.leaves ?? []
    }

    /// Every finding with all that it rests on, for the mutation harness.
    func trails(_ request: CheckRequest) throws -> [Trail] {
        let (run, resolved) = try begin(request, traces: true)
        return try conditions.map { Trail(try result($0, run, resolved)) }
    }

    private func begin(_ request: CheckRequest, traces: Bool) throws -> (AssessmentRun, ClassResolution) {
        guard DateValue(request.asOf)?.ordinal(.last) != nil, request.asOf.utf8.count == 10 else {
            throw ConfigurationError([.init(.brokenDate, file: "as-of", subject: request.asOf)])
        }
        let resolved = ClassResolution(request, floor: checklist.confidenceFloor)
        let run = try AssessmentRun(
            checklist: checklist, round: round, request: request, applicantClass: resolved.applicantClass,
            hoisted: hoisted, traces: traces)
        return (run, resolved)
    }

    private func result(
        _ compiled: CompiledCondition, _ run: AssessmentRun, _ resolved: ClassResolution
    ) throws -> ConditionRun.Result {
        do {
            return try ConditionRun(run: run, compiled: compiled, resolved: resolved).result()
        } catch {
            let place = compiled.condition.place
            throw ConfigurationError([
                .init(
                    .brokenExpression, file: place.file, line: place.line, column: place.column,
                    subject: "\(compiled.condition.id): \(error)")
            ])
        }
    }
}

/// A finding with the steps that led to it.
public struct Explanation: Sendable, Hashable {
    public var finding: Finding
    public var checks: [CheckTrace]

    /// Plain text, a line a step.
    public func text(_ language: Language) -> String {
        func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
        var lines = ["\(finding.condition) \(finding.article) \(finding.phrase)"]
        func state(_ state: FindingState, _ ground: ReviewGround?) -> String {
            state.title(language) + (ground.map { " / \($0.title(language))" } ?? "")
        }
        for (number, check) in checks.enumerated() {
            lines.append(say("核查点\(number + 1)", "Check \(number + 1)") + (check.item.map { " [\($0)]" } ?? ""))
            lines.append("  measure: \(check.measure)")
            for value in check.selected { lines.append("    \(value)") }
            let passed = check.passed.map { $0 ? say("达到", "passes") : say("未达到", "fails") }
            lines.append(
                "  \(check.requirement): \(check.measured ?? "–") / \(check.required ?? "–")"
                    + (passed.map { " → \($0)" } ?? ""))
            for step in check.steps { lines.append("  · \(step)") }
            lines.append("  ⇒ \(state(check.state, check.ground))")
        }
        lines.append("⇒ \(state(finding.state, finding.ground)): \(finding.explanation)")
        return lines.joined(separator: "\n") + "\n"
    }
}
