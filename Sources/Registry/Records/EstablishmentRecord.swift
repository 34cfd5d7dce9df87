// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier

/// What a receipt needs beside what is known from the package.
public struct EstablishmentParticulars: Sendable, Hashable {
    /// 文号.
    public var number: String
    /// ISO 8601; the day from which it is valid.
    public var validFrom: String
    /// Nil takes what was read from the package.
    public var applicantName: String?
    public var address: String?
    public var authority: String?
    /// Empty takes what was read from the package. Codes and trades that are left out are taken from there.
    public var occupations: [EstablishmentReceipt.Occupation]

    public init(
        number: String, validFrom: String, applicantName: String? = nil, address: String? = nil,
        authority: String? = nil, occupations: [EstablishmentReceipt.Occupation] = []
    ) {
        (self.number, self.validFrom, self.applicantName) = (number, validFrom, applicantName)
        (self.address, self.authority, self.occupations) = (address, authority, occupations)
    }
}

extension Registry {
    /// All steps recorded for a package, over its versions, in order; those that were taken back are among them.
    public func steps(_ submission: SubmissionRecord) throws -> [EstablishmentStep] {
        try read { try Self.steps(submission, $0) }
    }

    /// How far the establishment of a package's applicant has come.
    public func establishment(_ submission: SubmissionRecord) throws -> Establishment {
        Establishment(
            applicantClass: submission.applicantClass, round: try round(submission.round),
            steps: try steps(submission))
    }

    /// Records a step.
    /// - Parameter today: ISO 8601.
    /// - Throws: `EstablishmentRefusal` where the law does not allow it now
    public func take(
        _ content: EstablishmentStep.Content, submission number: Int, day: String, person: String, today: String,
        at: String
    ) throws -> EstablishmentStep {
        let person = try Self.named(person)
        guard !content.lacksReason else { throw RegistryError.noReason }
        return try write(at) { session, log in
            let submission = try Self.subject(of: content, number, session)
            let established = try Self.establishment(submission, session)
            switch content {
            case .coded(let code):
                try demandIntact(session)
                try Self.demand(code, of: submission, session)
            // Rows that hid a receipt for this moment would set its code free.
            case .withdrawn: try demandIntact(session)
            default: break
            }
            if let refusal = established.refusal(of: content, on: day, today: today) { throw refusal }
            var rows: [(RecordTable, [String: SQLValue])] = []
            if case .coded(let code) = content,
                try session.first("SELECT code FROM institution WHERE code = $1", [.text(code)]) == nil
            {
                rows.append(
                    (
                        .institution,
                        [
                            "code": .text(code), "applicant_key": .text(submission.applicantKey),
                            "applicant": .text(submission.applicant.name ?? submission.package), "at": .text(at),
                        ]
                    ))
            }
            let step = try Self.row(content, submission, day, person, log, at)
            rows.append((.step, step))
            try log.append(.step, subject: "submission \(submission.number) \(content.subject)", rows)
            return try EstablishmentStep(SQLRow(step))
        }
    }

    /// Issues the establishment receipt: the last step.
    /// - Throws: `EstablishmentRefusal`, `RegistryError`
    public func establish(
        submission number: Int, _ particulars: EstablishmentParticulars, person: String, today: String, at: String
    ) throws -> EstablishmentReceipt {
        let person = try Self.named(person)
        return try write(at) { session, log in
            try demandIntact(session)
            let content = EstablishmentStep.Content.receipted(number: particulars.number)
            let submission = try Self.subject(of: content, number, session)
            let established = try Self.establishment(submission, session)
            if let refusal = established.refusal(of: content, on: today, today: today) { throw refusal }
            // Another application of the same body may have come to its end since the code was assigned.
            if let own = try Self.issuedCode(of: submission, session), own != established.institution?.code {
                throw EstablishmentRefusal.keepsCode(own)
            }
            // Nobody is established before anybody has looked.
            if let evaluated = established.steps.first?.day, particulars.validFrom < evaluated {
                throw EstablishmentRefusal.before(evaluated)
            }
            let receipt = try EstablishmentReceiptIssuer.issue(
                try Self.draft(submission, established, particulars, session, at), keys: keys)
            let text = String(decoding: try EstablishmentReceiptJSON.encode(receipt), as: UTF8.self)
            try log.append(
                .receipt, subject: "submission \(submission.number)\(EstablishmentReceiptAudit.subject)",
                [
                    (.step, try Self.row(content, submission, today, person, log, at)),
                    (
                        .receipt,
                        [
                            "number": SQLValue(try log.next(.receipt)),
                            "code": .text("\(receipt.institutionCode) \(receipt.validFrom)"),
                            "kind": .text(ReceiptKind.establishment.rawValue),
                            "submission": SQLValue(submission.number), "content": .text(text), "at": .text(at),
                        ]
                    ),
                ])
            return receipt
        }
    }

    // MARK: Within a transaction

    /// What is signed rests on the rows as they are now: somebody may have changed them for this moment only.
    private func demandIntact(_ session: any SQLSession) throws {
        var audit = RegistryAudit(session, trusted: [keys.publicKey])
        try audit.run(seen: nil)
        guard audit.faults.isEmpty else { throw RegistryError.tampered(place) }
    }

    static func steps(_ submission: SubmissionRecord, _ session: any SQLSession) throws -> [EstablishmentStep] {
        try session.rows(
            """
            SELECT p.* FROM step AS p, submission AS s
            WHERE p.submission = s.number AND s.round = $1 AND s.package = $2 ORDER BY p.number
            """, [.text(submission.round), .text(submission.package)]
        ).map { try EstablishmentStep($0) }
    }

    private static func establishment(_ submission: SubmissionRecord, _ session: any SQLSession) throws
        -> Establishment
    {
        let round = try session.first(
            "SELECT * FROM round WHERE id = $1 ORDER BY number DESC LIMIT 1", [.text(submission.round)])
        return Establishment(
            applicantClass: submission.applicantClass, round: round.map(RoundRecord.init),
            steps: try steps(submission, session))
    }

    /// The version that a step is about. An evaluation is of the version that is named, which has to be the latest, or the one whose
    /// evaluation was just taken back to be recorded right; what follows is about the version that was evaluated, whatever
    /// the applicant handed in since.
    private static func subject(of content: EstablishmentStep.Content, _ number: Int, _ session: any SQLSession) throws
        -> SubmissionRecord
    {
        let latest = try latestVersion(of: number, session)
        let steps = try steps(latest, session)
        var subject = latest.number
        if case .evaluated = content {
            guard latest.number == number || steps.evaluationTakenBack == number else {
                throw EstablishmentRefusal.newerVersion(latest.number)
            }
            subject = number
        } else if let evaluation = steps.standing.last(where: { $0.content.isEvaluation }) {
            subject = evaluation.submission
        }
        let row = try session.first("SELECT * FROM submission WHERE number = $1", [SQLValue(subject)])
        return row.map(SubmissionRecord.init) ?? latest
    }

    /// - Throws: `RegistryError.noSubmission`
    static func latestVersion(of number: Int, _ session: any SQLSession) throws -> SubmissionRecord {
        let row = try session.first(
            """
            SELECT b.* FROM submission AS a, submission AS b
            WHERE a.number = $1 AND b.round = a.round AND b.package = a.package ORDER BY b.version DESC LIMIT 1
            """, [SQLValue(number)])
        guard let row else { throw RegistryError.noSubmission("\(number)") }
        return SubmissionRecord(row)
    }

    /// Codes are unique, and stay with their applicant when a validity is extended. What they say is nobody's business here.
    private static func demand(_ code: String, of submission: SubmissionRecord, _ session: any SQLSession) throws {
        guard EstablishmentReceiptIssuer.isInstitutionCode(code, of: submission.applicantClass) else {
            throw EstablishmentRefusal.badInstitutionCode(ReceiptText.oneLine(code))
        }
        let owners = try standingCodes(session).filter { $0.code == code }
        if owners.contains(where: { $0.applicantKey != submission.applicantKey }) {
            throw EstablishmentRefusal.codeOfAnother(code)
        }
        if let own = try issuedCode(of: submission, session), own != code { throw EstablishmentRefusal.keepsCode(own) }
    }

    /// The code under which the applicant was established before, in this class.
    private static func issuedCode(of submission: SubmissionRecord, _ session: any SQLSession) throws -> String? {
        let rows = try session.rows(
            """
            SELECT r.number, r.content, s.class FROM receipt AS r, submission AS s
            WHERE r.submission = s.number AND r.kind = $1 AND s.applicant_key = $2 ORDER BY r.number
            """, [.text(ReceiptKind.establishment.rawValue), .text(submission.applicantKey)])
        return try rows.last { $0["class"].text == submission.applicantClass?.rawValue }.map {
            try establishmentReceipt($0).institutionCode
        }
    }

    private static func row(
        _ content: EstablishmentStep.Content, _ submission: SubmissionRecord, _ day: String, _ person: String,
        _ log: AuditLog, _ at: String
    ) throws -> [String: SQLValue] {
        [
            "number": SQLValue(try log.next(.step)), "submission": SQLValue(submission.number),
            "kind": .text(content.kind), "day": .text(day),
            "content": .text(try RecordJSON.encode(content.masked)), "person": .text(person), "at": .text(at),
        ]
    }

    private static func draft(
        _ submission: SubmissionRecord, _ established: Establishment, _ particulars: EstablishmentParticulars,
        _ session: any SQLSession, _ at: String
    ) throws -> EstablishmentReceipt {
        let row = try session.first(
            "SELECT * FROM assessment WHERE submission = $1 ORDER BY number DESC LIMIT 1",
            [SQLValue(submission.number)])
        let scope = try row.map { try AssessmentRecord($0).scope }
        let round = try session.first(
            "SELECT authority FROM round WHERE id = $1 ORDER BY number DESC LIMIT 1", [.text(submission.round)])
        func need(_ value: String?, _ option: String) throws -> String {
            guard let value, !value.isEmpty else { throw EstablishmentRefusal.incomplete(option) }
            return value
        }
        let known = scope?.occupations ?? []
        let occupations =
            particulars.occupations.isEmpty ? known : particulars.occupations.map { $0.completed(by: known) }
        // 专项职业能力 has no levels.
        let hasLevels = submission.applicantClass != .specialSkillBody
        if occupations.isEmpty || hasLevels && occupations.contains(where: { $0.levels.isEmpty }) {
            throw EstablishmentRefusal.incomplete("--occupation")
        }
        guard let applicantClass = submission.applicantClass else { throw EstablishmentRefusal.incomplete("--class") }
        guard let until = EstablishmentReceiptIssuer.lastDay(ofThreeYearsFrom: particulars.validFrom) else {
            throw EstablishmentRefusal.incomplete("--valid-from")
        }
        return EstablishmentReceipt(
            number: try need(particulars.number, "--number"), issuedAt: at,
            authority: try need(particulars.authority ?? round?["authority"].text, "--authority"),
            applicantName: try need(particulars.applicantName ?? submission.applicant.name, "--name"),
            uscc: submission.applicant.uscc, applicantClass: applicantClass,
            institutionCode: established.institution?.code ?? "",
            address: try need(particulars.address ?? scope?.address, "--address"), occupations: occupations,
            validFrom: particulars.validFrom, validUntil: until, noticeFrom: established.notice?.from,
            noticeUntil: established.notice?.until, roundID: submission.round, packageDigest: submission.digest,
            publicKey: "", signature: "")
    }
}

extension EstablishmentReceipt.Occupation {
    /// With code and trade of the occupation of this name in the package, where they were not given.
    fileprivate func completed(by known: [EstablishmentReceipt.Occupation]) -> EstablishmentReceipt.Occupation {
        guard code == nil, trade == nil, let same = known.first(where: { $0.name == name || $0.trade == name }) else {
            return self
        }
        return .init(name: same.name, code: same.code, trade: same.trade, levels: levels)
    }
}
