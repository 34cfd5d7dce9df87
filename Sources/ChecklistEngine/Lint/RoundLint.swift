// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// What lint says of a round that loads.
public struct RoundFindings: Sendable, Hashable {
    /// The round must not be used so.
    public var problems: [ConfigurationProblem] = []
    /// What its author may not have meant; it can be used.
    public var remarks: [ConfigurationProblem] = []
    /// Examples of its own conditions that came out otherwise.
    public var failures: [ExampleFailure] = []

    public var isClean: Bool { problems.isEmpty && failures.isEmpty }
}

/// Holds a round against the checklist, the catalogues and the law's words on who receives whom.
struct RoundLint {
    let round: Round
    let checklist: Checklist
    /// The facts that documents can give; nil to leave out what needs them.
    let supplied: Set<String>?
    /// How problems call the file.
    let file: String

    private var found = RoundFindings()

    init(_ round: Round, _ checklist: Checklist, supplied: Set<String>?) {
        (self.round, self.checklist, self.supplied) = (round, checklist, supplied)
        file = round.places["round"]?.file ?? round.id
    }

    private enum Weight { case problem, remark }

    /// - Parameter path: the part of the round that is meant, as in `Round.places`.
    private mutating func add(
        _ weight: Weight, _ code: ConfigurationProblem.Code, _ subject: String, at path: String, remedy: String? = nil
    ) {
        let place = round.places[path]
        let problem = ConfigurationProblem(
            code, file: file, line: place?.line, column: place?.column, subject: subject, remedy: remedy)
        if weight == .problem { found.problems.append(problem) } else { found.remarks.append(problem) }
    }

    mutating func findings() -> RoundFindings {
        classes()
        authority()
        thresholds()
        documents()
        occupations()
        notice()
        ownConditions()
        let order: (ConfigurationProblem, ConfigurationProblem) -> Bool = {
            ($0.line ?? 0, $0.column ?? 0) < ($1.line ?? 0, $1.column ?? 0)
        }
        found.problems.sort(by: order)
        found.remarks.sort(by: order)
        return found
    }

    // MARK: Who receives whom

    private mutating func classes() {
        for one in round.classes {
            let path = "classes/\(one.rawValue)"
            if one == .appraisalBody { add(.remark, .classIsFiled, one.rawValue, at: path, remedy: "管理办法第四条") }
            let citation: [ApplicantClass: String] = [
                .trainingOrganization: "管理办法第九条（二）", .appraisalBody: "管理办法第九条（一）",
            ]
            if round.authority?.level == .county, let article = citation[one] {
                add(.problem, .classBelowLevel, "\(one.rawValue), county", at: path, remedy: article)
            }
        }
    }

    private mutating func authority() {
        let regions = checklist.catalogues.regions
        guard let authority = round.authority, regions.province != nil else { return }
        guard let division = regions.division(code: authority.region) else {
            return add(.problem, .unknownRegion, authority.region, at: "authority/region")
        }
        let title = "\(division.code) \(regions.title(division))"
        if division.level != authority.level {
            add(
                .problem, .regionLevel, "\(title), level: \(authority.level.rawValue)", at: "authority/level",
                remedy: division.level.rawValue)
        }
        if division.code != authority.region || regions.retired.contains(where: { $0.code == authority.region }) {
            let now = division.code == authority.region ? division.now.joined(separator: " ") : title
            add(.remark, .formerRegion, authority.region, at: "authority/region", remedy: now)
        }
        // A name that names no division tells nothing.
        if let named = regions.division(in: authority.name), ![division.code, authority.region].contains(named.code) {
            add(.remark, .otherAuthority, authority.name, at: "authority/name", remedy: title)
        }
    }

    // MARK: Figures and documents that nothing asks for

    private mutating func thresholds() {
        let asked = demands(of: round.classes)
        for name in round.thresholds.keys.sorted() where !asked.thresholds.contains(name) {
            add(.remark, .unusedThreshold, name, at: "thresholds/\(name)")
        }
        for name in round.thresholds.keys.sorted() where round.thresholds[name] == 0 {
            add(.problem, .thresholdOfZero, name, at: "thresholds/\(name)")
        }
        let byOccupation = asked.thresholdsByOccupation.intersection(checklist.thresholds.map(\.name))
        for rule in round.occupations {
            for name in rule.thresholds.keys.sorted() where !byOccupation.contains(name) {
                add(
                    .remark, .unusedOccupationThreshold, "\(rule.name), \(name)",
                    at: "occupations/\(rule.name)/\(name)", remedy: byOccupation.sorted().joined(separator: " "))
            }
        }
    }

    private mutating func documents() {
        for (key, kinds) in round.requiredDocuments.sorted(by: { $0.key < $1.key }) {
            let one = ApplicantClass(rawValue: key)
            if let one, !round.classes.contains(one) {
                add(.remark, .classNotInRound, "required-documents, \(key)", at: "required-documents")
                continue
            }
            let named = demands(of: one.map { [$0] } ?? round.classes).kinds
            for kind in kinds where !named.contains(kind) {
                add(.remark, .onlyPresence, kind, at: "required-documents/\(key)/\(kind)")
            }
        }
    }

    private func demands(of classes: [ApplicantClass]) -> RoundDemands {
        let conditions = checklist.conditions + round.extraConditions
        return RoundDemands(
            conditions.filter { !Set($0.appliesTo).isDisjoint(with: classes) },
            // Without a vocabulary there is no telling how many.
            kinds: checklist.documentKinds?.count ?? .max)
    }

    // MARK: Occupations, public notice

    private mutating func occupations() {
        let day = round.window?.from ?? round.effective ?? checklist.effective
        let isForLevels = round.classes.contains { [.employer, .trainingOrganization].contains($0) }
        let isForQualifications = round.classes.contains(.appraisalBody)
        // A round for both takes either.
        guard isForLevels != isForQualifications else { return }
        for rule in round.occupations {
            let scope = checklist.catalogues.qualification(name: rule.name, code: "", trade: "", on: day)
            if isForLevels ? scope == .inside : scope == .outside {
                add(
                    .remark, isForLevels ? .occupationInside : .occupationOutside, rule.name,
                    at: "occupations/\(rule.name)", remedy: "管理办法第六条")
            }
        }
    }

    private mutating func notice() {
        guard let notice = round.publicNotice else { return }
        if notice.required, notice.days == nil { add(.remark, .noticeDaysUnset, "public-notice", at: "public-notice") }
        if !notice.required, round.classes.contains(.trainingOrganization) {
            add(.remark, .noticeLeftOut, "required: false", at: "public-notice", remedy: "管理办法第九条（二）")
        }
    }

    // MARK: The round's own conditions

    /// What the checklist's conditions must have, and those of an announcement should.
    private static let advisable: Set<ConfigurationProblem.Code> = [
        .noEnglish, .fewExamples, .noExampleFor, .unknownUnit,
    ]

    private mutating func ownConditions() {
        guard !round.extraConditions.isEmpty else { return }
        var own = checklist
        own.conditions = round.extraConditions
        for problem in Lint.problems(ofConditions: own, beside: checklist.conditions, supplied: supplied) {
            if Self.advisable.contains(problem.code) {
                found.remarks.append(problem)
            } else {
                found.problems.append(problem)
            }
        }
        found.failures = ExampleRunner(own).run().failures
    }
}
