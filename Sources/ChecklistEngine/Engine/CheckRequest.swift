// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// Everything that one assessment depends on besides checklist and round.
public struct CheckRequest: Sendable {
    public var dossier: Dossier
    public var packageName: String
    /// SHA-256 over the package's manifest, 64 hexadecimal digits.
    public var packageDigest: String
    public var files: [PackageFile]
    /// nil: as the dossier's `application/class` says.
    public var applicantClass: ApplicantClass?
    /// ISO 8601 day on which the application is judged.
    public var asOf: String
    public var language: Language

    public init(
        dossier: Dossier, packageName: String, packageDigest: String, files: [PackageFile],
        applicantClass: ApplicantClass? = nil, asOf: String, language: Language = .zh
    ) {
        self.dossier = dossier
        self.packageName = packageName
        self.packageDigest = packageDigest
        self.files = files
        self.applicantClass = applicantClass
        self.asOf = asOf
        self.language = language
    }
}

/// Kinds of document, as a set that is quick to compare.
struct KindSet: Hashable {
    fileprivate var bits: UInt128 = 0

    func isDisjoint(with other: KindSet) -> Bool { bits & other.bits == 0 }

    mutating func formUnion(_ other: KindSet) { bits |= other.bits }
}

/// Which document kind a piece of evidence comes from.
struct DocumentKinds {
    private var files: [String: String] = [:]
    /// The same by number, looked up for every piece of evidence.
    private var sets: [TextKey: KindSet] = [:]
    /// A long scan holds several documents: kinds of page ranges.
    private var ranges: [String: [(pages: ClosedRange<Int>, kind: String)]] = [:]
    private var numbers: [String: Int] = [:]

    init(files: [PackageFile], dossier: Dossier) {
        for file in files { self.files[file.path] = file.kind }
        for entity in dossier.all("document") {
            guard let file = entity.first("file"), let kind = entity.first("kind") else { continue }
            if let pages = Self.pages(of: entity) {
                ranges[file, default: []].append((pages, kind))
            } else if self.files[file] == nil {
                self.files[file] = kind
            }
        }
        for kind in Set(self.files.values).union(ranges.values.flatMap { $0.map(\.kind) }).sorted() {
            // A vocabulary has some forty. Beyond what the set holds a kind proves nothing, and a person is asked.
            if numbers.count < UInt128.bitWidth { numbers[kind] = numbers.count }
        }
        for (file, kind) in self.files { sets[TextKey(file)] = set(of: [kind]) }
    }

    /// `3-7` of a `document`.
    static func pages(of document: Entity) -> ClosedRange<Int>? {
        let numbers = (document.first("pages") ?? "").split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }
        guard let first = numbers.first, let last = numbers.last, first <= last else { return nil }
        return first...last
    }

    /// True of a file in which documents of different kinds were found.
    func bindsSeveral(_ file: String) -> Bool { Set((ranges[file] ?? []).map(\.kind)).count > 1 }

    /// The kind of document that the evidence stands in; several where a page holds the end of one and the start of another.
    func set(of evidence: Evidence) -> KindSet {
        if !ranges.isEmpty, let page = evidence.page, let ranges = ranges[evidence.document] {
            let found = set(of: ranges.filter { $0.pages.contains(page) }.map(\.kind))
            if found.bits != 0 { return found }
        }
        return sets[TextKey(evidence.document)] ?? files[evidence.document].map { set(of: [$0]) } ?? KindSet()
    }

    /// Whether the package has a document of that kind, read or not.
    func holds(_ kind: String) -> Bool { numbers[kind] != nil }

    /// The kind of document that the evidence stands in; the first of several, nil where none is known.
    func kind(of evidence: Evidence) -> String? {
        let ranges = ranges[evidence.document] ?? []
        if let page = evidence.page, let found = ranges.first(where: { $0.pages.contains(page) }) { return found.kind }
        return files[evidence.document]
    }

    func set(of kinds: [String]) -> KindSet {
        var set = KindSet()
        for kind in kinds { if let number = numbers[kind] { set.bits |= 1 << UInt128(number) } }
        return set
    }
}
