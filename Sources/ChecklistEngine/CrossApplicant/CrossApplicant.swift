// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// Compares the applicants of a round (条件 X-05): from claims that are the same to findings. Nothing here says that anything is
/// wrong; subsidiaries and branches may share with good reason, and are shown like all others.
///
/// A shared compendium belongs to X-05 as well, whose question names it (雷同的制度汇编); X-06 asks for leftovers of templates
/// within one package.
public enum CrossApplicant {
    public static let condition = "X-05"

    /// A claim as it comes back from where it was kept.
    public struct Row: Sendable, Hashable, Codable {
        public var package: String
        public var applicant: Applicant
        /// Its key is not looked at.
        public var claim: Claim

        public init(package: String, applicant: Applicant, claim: Claim) {
            (self.package, self.applicant, self.claim) = (package, applicant, claim)
        }
    }

    /// Places that are shown of one package.
    public static let placeLimit = 3
    /// Names that are shown of whoever holds the thing.
    static let holderLimit = 4

    /// - Parameters:
    ///   - rows: claims of one kind and key, or of one cluster of near copies, in any order.
    ///   - similarity: of near copies.
    /// - Returns: nil where only one applicant lays claim to it.
    public static func finding(_ rows: [Row], similarity: Double? = nil) -> CrossFinding? {
        guard let kind = rows.first?.claim.kind, areSeveral(rows.map { ($0.package, $0.applicant) }) else {
            return nil
        }
        let sorted = rows.map { (row: $0, order: Order($0)) }.sorted { $0.order < $1.order }.map(\.row)
        var places: [String: Int] = [:]
        let shown = sorted.filter { row in
            places[row.package, default: 0] += 1
            return places[row.package, default: 0] <= placeLimit
        }
        return CrossFinding(
            condition: condition, kind: kind, shown: title(sorted), similarity: similarity,
            claimants: shown.map {
                .init(package: $0.package, applicant: $0.applicant.name, evidence: $0.claim.evidence)
            })
    }

    /// Findings on rules without those that a finding on whole compendia says already; findings on photographs without those
    /// that one on the files says already. The places of such a finding all lie in documents of the larger one.
    public static func notCovered(_ parts: [CrossFinding], by wholes: [CrossFinding]) -> [CrossFinding] {
        var holders: [String: Set<Int>] = [:]
        func key(_ claimant: CrossFinding.Claimant) -> String {
            claimant.package + "\u{1F}" + claimant.evidence.document
        }
        for (number, whole) in wholes.enumerated() {
            for claimant in whole.claimants { holders[key(claimant), default: []].insert(number) }
        }
        return parts.filter { part in
            var common: Set<Int>?
            for claimant in part.claimants {
                let here = holders[key(claimant)] ?? []
                common = common.map { $0.intersection(here) } ?? here
                if common?.isEmpty == true { return true }
            }
            return common?.isEmpty ?? true
        }
    }

    /// Whether the packages are those of more than one applicant: whoever shares a code or a name is the same.
    static func areSeveral(_ packages: [(package: String, applicant: Applicant)]) -> Bool {
        var sets = DisjointSets()
        var numbers: [String: Int] = [:]
        var first: Int?
        for (package, applicant) in packages {
            var own: Int?
            for key in ["package:\(package)"] + applicant.keys {
                let number = numbers[key] ?? sets.add()
                numbers[key] = number
                if let own { sets.join(own, number) }
                own = own ?? number
            }
            first = first ?? own
        }
        guard let first else { return false }
        return numbers.values.contains { sets.root($0) != sets.root(first) }
    }

    /// Who holds it, and what it is, by the surest reading. Different names of one number are all said.
    private static func title(_ rows: [Row]) -> String {
        var holders: [String] = []
        for holder in rows.compactMap(\.claim.holder) where !holders.contains(holder) {
            holders.append(holder)
            if holders.count > holderLimit { break }
        }
        let surest = rows.reduce(rows[0]) { best, row in
            row.claim.evidence.confidence > best.claim.evidence.confidence ? row : best
        }
        let names = holders.prefix(holderLimit).joined(separator: "、") + (holders.count > holderLimit ? "…" : "")
        return names.isEmpty ? surest.claim.shown : "\(names) \(surest.claim.shown)"
    }

    /// By package, the surest first, then by place: the same whatever order the rows come in.
    private struct Order: Comparable {
        var package: String
        var doubt: Double
        var place: [String]
        var page: Int

        init(_ row: Row) {
            let evidence = row.claim.evidence
            package = row.package
            doubt = 1 - evidence.confidence
            page = evidence.page ?? 0
            let box = evidence.box.map { "\($0.y0) \($0.x0)" } ?? ""
            place = [
                evidence.document, evidence.place ?? "", box, evidence.quote, row.claim.shown, row.claim.holder ?? "",
            ]
        }

        static func < (a: Self, b: Self) -> Bool {
            if a.package != b.package { return a.package < b.package }
            if a.doubt != b.doubt { return a.doubt < b.doubt }
            if a.place[0] != b.place[0] { return a.place[0] < b.place[0] }
            if a.page != b.page { return a.page < b.page }
            return a.place.lexicographicallyPrecedes(b.place)
        }
    }
}
