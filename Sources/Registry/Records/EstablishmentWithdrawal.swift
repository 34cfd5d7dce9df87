// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// Steps that were recorded by mistake: a wrong day, a mistyped code. Nothing is deleted; a further step says that it was taken
/// back. This corrects a record and is no 撤销 or 注销 of an institution, for which the measures have ways of their own.
extension [EstablishmentStep] {
    /// The step that takes back another, by the number of that.
    var withdrawals: [Int: EstablishmentStep] {
        let found = compactMap { step in step.content.takesBack.map { ($0, step) } }
        return Dictionary(found, uniquingKeysWith: { first, _ in first })
    }

    /// Those that count: neither taken back nor taking back.
    var standing: [EstablishmentStep] {
        let withdrawals = withdrawals
        return filter { withdrawals[$0.number] == nil && $0.content.takesBack == nil }
    }

    /// The version whose evaluation was taken back by the very last step. Where a later version has come in since, it could
    /// otherwise not be recorded right.
    var evaluationTakenBack: Int? {
        guard let taken = last?.content.takesBack else { return nil }
        return first { $0.number == taken && $0.content.isEvaluation }?.submission
    }
}

extension EstablishmentStep.Content {
    /// The number of the step that this one takes back.
    var takesBack: Int? { if case .withdrawn(let step, _) = self { step } else { nil } }

    var isEvaluation: Bool { if case .evaluated = self { true } else { false } }

    /// Given to an institution: what has to be known as long as that is there.
    var isOfAnInstitution: Bool {
        switch self {
        case .coded, .receipted: true
        case .evaluated, .published, .objected, .settled, .withdrawn: false
        }
    }

    /// As the log names it.
    var subject: String { takesBack.map { "\(kind) step \($0)" } ?? kind }
}

/// A code, and whose it is.
struct StandingCode: Hashable {
    var code: String
    var applicantKey: String
}

extension Registry {
    /// Takes back the last step of a package that stands.
    /// - Parameter number: any version of the package.
    /// - Returns: the step, and the one that takes it back.
    /// - Throws: `EstablishmentRefusal` where there is none, or it is a receipt; `RegistryError`
    public func withdraw(
        submission number: Int, reason: String, person: String, today: String, at: String
    ) throws -> (step: EstablishmentStep, by: EstablishmentStep) {
        let last = try read { session in
            try Self.steps(try Self.latestVersion(of: number, session), session).standing.last
        }
        guard let last else { throw EstablishmentRefusal.nothingToWithdraw }
        // Whoever records another step in between is heard of: it is no longer the last.
        let by = try take(
            .withdrawn(step: last.number, reason: reason), submission: number, day: today, person: person,
            today: today, at: at)
        return (last, by)
    }

    /// All codes that were given, except by steps that were taken back.
    static func standingCodes(_ session: any SQLSession) throws -> Set<StandingCode> {
        let rows = try session.rows(
            """
            SELECT p.*, s.applicant_key FROM step AS p, submission AS s
            WHERE p.submission = s.number AND p.kind IN ('coded', 'withdrawn') ORDER BY p.number
            """)
        let keys = Dictionary(
            rows.map { ($0.integer("number"), $0.text("applicant_key")) }, uniquingKeysWith: { first, _ in first })
        let standing = try rows.map { try EstablishmentStep($0) }.standing
        return Set(
            standing.compactMap { step in
                guard case .coded(let code) = step.content, let key = keys[step.number] else { return nil }
                return StandingCode(code: code, applicantKey: key)
            })
    }
}
