// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier

/// A step of 管理办法 article 9(二) towards the establishment of an institution, as a person recorded it.
public struct EstablishmentStep: Sendable, Hashable {
    /// What was done. Days are ISO 8601.
    public enum Content: Sendable, Hashable, Codable {
        /// 评估评审: the bureau's result.
        case evaluated(suitable: Bool, methods: [String], reason: String)
        /// 公示, from the step's day to this one, both included.
        case published(until: String)
        /// 异议.
        case objected(text: String)
        /// What became of the objection of this number.
        case settled(objection: Int, upheld: Bool, reason: String)
        /// 统一编码.
        case coded(institution: String)
        /// 回执, with its number.
        case receipted(number: String)
        /// The step of this number was recorded by mistake. It stays, and counts no more.
        case withdrawn(step: Int, reason: String)
    }

    public var number: Int
    /// Of the version on which it was recorded.
    public var submission: Int
    public var content: Content
    /// The day on which it took effect.
    public var day: String
    public var person: String
    /// RFC 3339, UTC: when it was recorded.
    public var at: String

    init(_ row: SQLRow) throws {
        number = row.integer("number")
        submission = row.integer("submission")
        day = row.text("day")
        person = row.text("person")
        at = row.text("at")
        do { content = try RecordJSON.decode(Content.self, row.text("content")) } catch {
            throw RegistryError.damaged("step \(number)", reason: "JSON")
        }
    }
}

extension EstablishmentStep.Content {
    /// As the table and the log name it.
    var kind: String {
        switch self {
        case .evaluated: "evaluated"
        case .published: "published"
        case .objected: "objected"
        case .settled: "settled"
        case .coded: "coded"
        case .receipted: "receipted"
        case .withdrawn: "withdrawn"
        }
    }

    /// As it is kept. In JSON a number behind a line break would stand behind the letter of `\n`, and no longer look like one.
    var masked: Self {
        switch self {
        case .evaluated(let suitable, let methods, let reason):
            .evaluated(suitable: suitable, methods: methods.map(Masking.mask), reason: Masking.mask(reason))
        case .objected(let text): .objected(text: Masking.mask(text))
        case .settled(let objection, let upheld, let reason):
            .settled(objection: objection, upheld: upheld, reason: Masking.mask(reason))
        case .receipted(let number): .receipted(number: Masking.mask(number))
        case .withdrawn(let step, let reason): .withdrawn(step: step, reason: Masking.mask(reason))
        case .published, .coded: self
        }
    }

    /// A result, what became of an objection, or that a record was wrong, without a word on why.
    var lacksReason: Bool {
        switch self {
        case .evaluated(_, _, let reason), .settled(_, _, let reason), .withdrawn(_, let reason):
            reason.allSatisfy(\.isWhitespace)
        case .published, .objected, .coded, .receipted: false
        }
    }
}

/// How far an establishment has come, and what may follow. Pure: the registry keeps the steps, this says which are lawful.
public struct Establishment: Sendable, Hashable {
    public var applicantClass: ApplicantClass?
    /// Whether the round asks for 公示; nil where its file does not say.
    var noticeRequired: Bool?
    /// Days that it has to last at least.
    var noticeDays: Int?
    /// The steps that stand since the last evaluation that stands, it included, in order.
    public private(set) var steps: [EstablishmentStep]

    /// - Parameter steps: all of a package, also those that were taken back.
    public init(applicantClass: ApplicantClass?, round: RoundRecord?, steps: [EstablishmentStep]) {
        let steps = steps.standing
        self.applicantClass = applicantClass
        noticeRequired = round?.noticeRequired
        noticeDays = round?.noticeDays
        let last = steps.lastIndex { if case .evaluated = $0.content { true } else { false } }
        self.steps = last.map { Array(steps[$0...]) } ?? []
    }

    /// Whether 公示 has to come before the code. The law says so for 社会培训评价组织 and, by its reference to them, for
    /// 专项职业能力考核机构; for 用人单位 it says nothing (contradiction H2), so the round decides; for 考核鉴定机构 9(一) has none.
    public var needsNotice: Bool {
        switch applicantClass {
        case .trainingOrganization: true
        case .specialSkillBody: noticeRequired ?? true
        case .employer: noticeRequired ?? false
        case .appraisalBody: false
        // Whoever is of no known class gets no way around it.
        case nil: true
        }
    }

    /// The 公示 that was done, from and until.
    public var notice: (from: String, until: String)? {
        steps.lazy.compactMap { step in
            if case .published(let until) = step.content { (step.day, until) } else { nil }
        }.last
    }

    /// The code that was assigned, and when.
    public var institution: (code: String, day: String)? {
        steps.lazy.compactMap { step in
            if case .coded(let code) = step.content { (code, step.day) } else { nil }
        }.last
    }

    var isReceipted: Bool { steps.contains { if case .receipted = $0.content { true } else { false } } }

    private var objections: [EstablishmentStep] {
        steps.filter { if case .objected = $0.content { true } else { false } }
    }

    private func settlement(of objection: Int) -> Bool? {
        steps.lazy.compactMap { step in
            if case .settled(objection, let upheld, _) = step.content { upheld } else { nil }
        }.last
    }

    /// Why a step must not be taken now; nil where it may.
    /// - Parameter today: ISO 8601; what has not happened yet cannot be recorded.
    public func refusal(of content: EstablishmentStep.Content, on day: String, today: String) -> EstablishmentRefusal? {
        if day > today, !content.isPublication { return .future(day) }
        if case .evaluated = content { return refusal(ofEvaluation: day) }
        if case .withdrawn(let step, _) = content { return refusal(ofWithdrawal: step) }
        guard case .evaluated(let suitable, _, _)? = steps.first?.content else { return .notEvaluated }
        guard suitable else { return .notSuitable }
        if day < lastDay, !content.isObjection { return .before(lastDay) }
        switch content {
        case .evaluated, .withdrawn: return nil
        case .published(let until): return refusal(ofNotice: day, until)
        case .objected: return refusal(ofObjection: day)
        case .settled(let objection, _, _):
            guard objections.contains(where: { $0.number == objection }) else { return .noObjection(objection) }
            return settlement(of: objection) == nil ? nil : .settledAlready(objection)
        case .coded: return refusal(ofCode: day)
        case .receipted:
            if isReceipted { return .receiptedAlready }
            return institution == nil ? .notCoded : nil
        }
    }

    /// No step lies before this day.
    private var lastDay: String { steps.map(\.day).max() ?? "" }

    /// What was objected to does not go away by evaluating again: it is settled first. A receipt may be recorded late.
    private func refusal(ofEvaluation day: String) -> EstablishmentRefusal? {
        if !isReceipted, let open = objections.first(where: { settlement(of: $0.number) == nil }) {
            return .openObjection(open.number)
        }
        let last = steps.filter { if case .receipted = $0.content { false } else { true } }.map(\.day).max() ?? ""
        return day >= last ? nil : .before(last)
    }

    /// Only the last, so that what stands is always what stood before it, and was lawful then.
    private func refusal(ofWithdrawal step: Int) -> EstablishmentRefusal? {
        guard let last = steps.last else { return .nothingToWithdraw }
        if case .receipted = last.content { return .receiptStands }
        return last.number == step ? nil : .notLatest(last.number)
    }

    private func refusal(ofNotice from: String, _ until: String) -> EstablishmentRefusal? {
        if institution != nil { return .codedAlready }
        if until < from { return .noticeEndsBeforeItBegins }
        if let noticeDays, let days = CivilDays.count(from, until), days < noticeDays {
            return .noticeTooShort(days: days, required: noticeDays)
        }
        return nil
    }

    private func refusal(ofObjection day: String) -> EstablishmentRefusal? {
        guard let notice else { return .notPublished }
        if institution != nil { return .codedAlready }
        return notice.from <= day && day <= notice.until ? nil : .outsideNotice(from: notice.from, until: notice.until)
    }

    private func refusal(ofCode day: String) -> EstablishmentRefusal? {
        if institution != nil { return .codedAlready }
        if needsNotice, notice == nil { return .notPublished }
        if let notice, day <= notice.until { return .noticeRuns(until: notice.until) }
        for objection in objections {
            switch settlement(of: objection.number) {
            case nil: return .openObjection(objection.number)
            case true: return .upheldObjection(objection.number)
            case false: continue
            }
        }
        return nil
    }
}

extension EstablishmentStep.Content {
    fileprivate var isPublication: Bool { if case .published = self { true } else { false } }
    fileprivate var isObjection: Bool { if case .objected = self { true } else { false } }
}

/// Days between two dates, by the Gregorian calendar alone.
enum CivilDays {
    /// How many days from one to the other, both included; nil where one is no ISO 8601 day.
    static func count(_ from: String, _ until: String) -> Int? {
        guard let first = number(from), let last = number(until) else { return nil }
        return last - first + 1
    }

    private static func number(_ day: String) -> Int? {
        let parts = day.split(separator: "-").compactMap { Int($0) }
        guard day.utf8.count == 10, parts.count == 3,
            CivilTime.isDay(year: parts[0], month: parts[1], day: parts[2])
        else { return nil }
        // Years begin in March, so that the leap day comes last.
        let year = parts[1] > 2 ? parts[0] : parts[0] - 1
        let month = (parts[1] + 9) % 12
        return 365 * year + year / 4 - year / 100 + year / 400 + (month * 306 + 5) / 10 + parts[2] - 1
    }
}
