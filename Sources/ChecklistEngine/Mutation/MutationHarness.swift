// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// Takes away or spoils one fact or document of an application at a time, and looks whether the findings notice.
///
/// Two things are asked of every mutant: no finding may become met by it, and every finding that rests on what was
/// changed must change. Nothing is left to chance: the same application gives the same mutants.
public struct MutationHarness {
    let engine: Engine
    let sampling: MutationSampling

    public init(_ engine: Engine, sampling: MutationSampling = .all) {
        self.engine = engine
        self.sampling = sampling
    }

    /// - Parameter progress: called before each mutant with the number of those done.
    /// - Throws: `ConfigurationError`
    public func run(_ request: CheckRequest, progress: (Int) -> Void = { _ in }) throws -> MutationReport {
        let baseline = try engine.trails(request)
        var report = MutationReport()
        report.baselineMet = baseline.count { $0.finding.state == .met }
        report.baselineAtStake = baseline.count { $0.isAtStake }
        // The removal of a leaf comes before its other mutants and tells what can do without it.
        var spare: Set<String> = []
        var done = 0
        let floor = engine.checklist.confidenceFloor
        try MutantMaker(request: request, sampling: sampling, floor: floor).forEach { mutant in
            progress(done)
            done += 1
            var mutated = request
            mutated.dossier = mutant.dossier
            mutated.files = mutant.files
            let after = try engine.trails(mutated)
            if mutant.operation == .removeLeaf {
                spare = Set(
                    zip(baseline, after).filter {
                        $0.finding.state == $1.finding.state && $0.finding.ground == $1.finding.ground
                    }.map(\.0.finding.condition))
            }
            judge(mutant, request, baseline, after, spare: spare, into: &report)
        }
        return report
    }

    private func judge(
        _ mutant: Mutant, _ request: CheckRequest, _ baseline: [Trail], _ after: [Trail], spare: Set<String>,
        into report: inout MutationReport
    ) {
        let judge = MutationJudge(mutant: mutant, dossier: request.dossier, spare: spare)
        var figures = report.figures[mutant.operation, default: .init()]
        figures.mutants += 1
        for (before, after) in zip(baseline, after) {
            if judge.turnedMet(before, after) {
                let outcome = outcome(.turnedMet, mutant, before, after)
                let floor = engine.checklist.confidenceFloor
                if let reason = MutationAllowance.of(mutant, before, request, floor: floor) {
                    figures.allowed += 1
                    report.allowed.append(.init(outcome: outcome, reason: reason))
                } else {
                    figures.falseMet += 1
                    report.falseMets.append(outcome)
                }
            }
            let verdict = judge.verdict(before, after)
            if verdict != .notAtStake { figures.atStake += 1 }
            switch verdict {
            case .notAtStake, .changed(.none): break
            case .changed(.evidence):
                figures.changedEvidence += 1
                if after.finding.state == .met { report.stillMet.append(outcome(.stillMet, mutant, before, after)) }
            case .changed(.words): figures.changedWords += 1
            case .changed(.state):
                figures.changedState += 1
                if after.finding.state == .notApplicable, mutant.place != "application/class" {
                    report.setAside.append(outcome(.setAside, mutant, before, after))
                }
            case .spare: figures.spare += 1
            case .survived(let reason):
                figures.survivors += 1
                report.survivors.append(outcome(reason, mutant, before, after))
            }
        }
        report.figures[mutant.operation] = figures
    }

    private func outcome(
        _ reason: MutationOutcome.Reason, _ mutant: Mutant, _ before: Trail, _ after: Trail
    ) -> MutationOutcome {
        MutationOutcome(
            reason: reason, condition: before.finding.condition, operation: mutant.operation, place: mutant.place,
            change: mutant.change, before: before.finding.state, groundBefore: before.finding.ground,
            after: after.finding.state, groundAfter: after.finding.ground)
    }
}
