// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation

/// 补正告知书: everything that an applicant has to put right or submit again, told at once.
///
/// It is a draft for the bureau: it lists what was found, and leaves open whether the bureau sees it the same way.
public struct CorrectionNotice: Sendable, Hashable {
    /// What only the bureau knows. What is nil is left blank, to be filled in by hand.
    public struct Particulars: Sendable, Hashable {
        public enum Deadline: Sendable, Hashable {
            /// ISO 8601, included.
            case day(String)
            /// Counted from receipt of the notice.
            case workingDays(Int)
        }

        /// The bureau that sends it.
        public var authority: String?
        /// 发文字号, like `杭人社补〔2026〕3号`.
        public var number: String?
        /// ISO 8601 day of the notice.
        public var date: String?
        public var deadline: Deadline?
        public var contact: String?
        public var telephone: String?
        /// The measure that the articles are those of, by title and number.
        public var basis: String?

        public init(
            authority: String? = nil, number: String? = nil, date: String? = nil, deadline: Deadline? = nil,
            contact: String? = nil, telephone: String? = nil, basis: String? = nil
        ) {
            self.authority = authority
            self.number = number
            self.date = date
            self.deadline = deadline
            self.contact = contact
            self.telephone = telephone
            self.basis = basis
        }
    }

    /// One thing to put right.
    public struct Item: Sendable, Hashable {
        /// From 1, over all items.
        public var number: Int
        /// Articles with the words of the law; several where one file keeps several conditions from being checked.
        public var requirements: [String]
        /// What was found: state or ground, then the sentence of the finding.
        public var found: String
        /// Documents, pages and places that it rests on.
        public var places: [String]
        public var remedy: String
    }

    public let particulars: Particulars
    public let language: Language
    public let items: [Item]
    /// Findings that a person has to judge and that the applicant can do nothing about.
    public let openMatters: Int
    let applicant: String?
    let package: String
    let applicantClass: ApplicantClass?
    let round: String?
    let asOf: String
    let checklist: String

    /// ID numbers and telephone numbers of the package are masked.
    /// - Parameter language: of the notice's own words; explanations are in the language of the assessment.
    /// - Returns: nil where there is nothing to put right.
    public init?(_ assessment: Assessment, _ particulars: Particulars = .init(), language: Language = .zh) {
        let shown = assessment.presentable(masked: true, VisibleText.shown)
        let list = CorrectionItems(shown, language)
        guard !list.items.isEmpty else { return nil }
        self.particulars = particulars
        self.language = language
        items = list.items
        openMatters = list.openMatters
        applicant = shown.applicant.name
        package = shown.package.name
        applicantClass = shown.applicantClass
        round = shown.round?.title
        asOf = shown.asOf
        checklist = Phrases(language).versioned(shown.checklist.title, shown.checklist.version)
    }

    /// The notice as PDF (A4, GB/T 9704-2012). The same notice gives the same bytes.
    public func pdf() throws(PDFError) -> Data { try CorrectionNoticePDF(notice: self).render() }
}

/// The items of a notice: gaps, then contradictions between documents, then files that could not be read.
private struct CorrectionItems {
    private(set) var items: [CorrectionNotice.Item] = []
    private(set) var openMatters = 0
    private let words: Phrases
    private let notice: CorrectionPhrases
    private let language: Language

    init(_ assessment: Assessment, _ language: Language) {
        self.language = language
        words = Phrases(language)
        notice = CorrectionPhrases(language)
        let findings = assessment.findings
        for finding in findings where finding.state == .unmet || finding.state == .missing { add(finding) }
        let reviews = findings.filter { $0.state == .review }
        addConflicts(reviews.filter { $0.ground == .conflict }, assessment.toDo.filter { $0.action == .reconcile })
        let unreadable = reviews.filter { $0.ground == .unreadable }
        let files = assessment.package.files.filter { !$0.setAside && !$0.problems.isEmpty }
        var told: Set<String> = []
        for file in files {
            let named = Set(
                assessment.toDo.filter { $0.action == .resubmit && $0.subject == file.path }.flatMap(\.conditions))
            let waiting = unreadable.filter { named.contains($0.condition) || $0.isSaid(ofFile: file.path) }
            told.formUnion(waiting.map(\.condition))
            add(file, waiting)
        }
        for finding in unreadable where !told.contains(finding.condition) { add(finding) }
        openMatters = reviews.filter { $0.ground != .conflict && $0.ground != .unreadable }.count
    }

    /// A disagreement that many conditions stumble over is one thing to put right. Whoever says more than that stands by itself.
    private mutating func addConflicts(_ findings: [Finding], _ disagreements: [ToDo]) {
        let sentences = disagreements.map(\.subject)
        func saysNoMore(_ finding: Finding) -> Bool {
            let rest = sentences.reduce(finding.explanation) { $0.replacingOccurrences(of: $1, with: "") }
            return rest.allSatisfy(\.isWhitespace)
        }
        var told: Set<String> = []
        for disagreement in disagreements {
            let group = findings.filter { disagreement.conditions.contains($0.condition) && saysNoMore($0) }
            guard !group.isEmpty else { continue }
            told.formUnion(group.map(\.condition))
            let evidence = group.flatMap(\.evidence).filter { disagreement.subject.contains($0.document) }
            append(
                group.map(requirement), notice.sentence(ReviewGround.conflict.title(language), disagreement.subject),
                places(evidence), group.lazy.compactMap(\.remedy).first ?? notice.remedy(.conflict))
        }
        for finding in findings where !told.contains(finding.condition) { add(finding) }
    }

    private func requirement(_ finding: Finding) -> String {
        "\(finding.article)\(words.colon)\(language == .en ? finding.gloss ?? finding.phrase : finding.phrase)"
    }

    /// A line a document, with every page or place of it that counts.
    private func places(_ evidence: [Evidence]) -> [String] {
        var documents: [(name: String, places: [String])] = []
        for evidence in evidence {
            let place = words.place(evidence)
            if let index = documents.firstIndex(where: { $0.name == evidence.document }) {
                documents[index].places += place.filter { !documents[index].places.contains($0) }
            } else {
                documents.append((evidence.document, place))
            }
        }
        return documents.map { document in
            ([document.name] + [document.places.joined(separator: words.itemSeparator)]).filter { !$0.isEmpty }.joined(
                separator: " ")
        }
    }

    private mutating func add(_ finding: Finding) {
        let head = finding.ground?.title(language) ?? finding.state.title(language)
        let found = notice.sentence(head, finding.explanation)
        append([requirement(finding)], found, places(finding.evidence), finding.remedy ?? notice.remedy(finding.ground))
    }

    private mutating func add(_ file: PackageFile, _ waiting: [Finding]) {
        let problems = file.problems.map { $0.message(language) }.joined(separator: words.wordSpace)
        append(
            waiting.isEmpty ? [notice.readable] : waiting.map(requirement),
            notice.sentence(ReviewGround.unreadable.title(language), problems), [file.path], notice.remedy(.unreadable))
    }

    private mutating func append(_ requirements: [String], _ found: String, _ places: [String], _ remedy: String) {
        items.append(
            .init(
                number: items.count + 1, requirements: requirements, found: found, places: places, remedy: remedy))
    }
}
