// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// What of a checklist comparing needs: made once, for all packages.
public struct ClaimsContext: Sendable {
    let regions: Regions
    /// The law's own words, which stand in everybody's rules.
    let common: Shingles?

    public init(_ checklist: Checklist) {
        regions = checklist.catalogues.regions
        common = checklist.law.map { Shingles($0) }
    }
}

/// What remains of a package for comparing it with those of other applicants: some kilobytes, whatever its size.
public struct PackageClaims: Sendable, Hashable, Codable {
    public var applicant: Applicant
    public var claims: [Claim]
    public var nearClaims: [NearClaim]

    public init(applicant: Applicant, claims: [Claim], nearClaims: [NearClaim]) {
        (self.applicant, self.claims, self.nearClaims) = (applicant, claims, nearClaims)
    }

    /// No more rules of a compendium than these are compared one by one.
    static let ruleLimit = 100

    /// Documents of authorities: emblems and grounds on them are everybody's.
    static let official: Set<String> = [
        "registration", "training-licence", "credit-report", "social-insurance", "site-title", "fire-safety",
    ]

    /// - Parameters:
    ///   - files: of the package, as read.
    ///   - rules: the words of its compendia of rules.
    ///   - photographs: the photographs in it.
    public static func of(
        _ dossier: Dossier, files: [PackageFile], rules: [RulesText], photographs: [PictureSighting],
        context: ClaimsContext
    ) -> PackageClaims {
        let applicant = Applicant(dossier)
        let names = applicant.name.map { ApplicantNames.forms(of: $0, context.regions) } ?? []
        var near = rules.flatMap { texts($0, names, context) }
        let official = DocumentRanges(dossier, kinds: official)
        var seen = Set<PictureFingerprint>()
        near += photographs.filter {
            !official.hold($0.evidence) && seen.insert($0.fingerprint).inserted
        }.map { photograph in
            let name = String(photograph.evidence.document.split(separator: "/").last ?? "")
            return NearClaim(
                scope: .photograph,
                claim: Claim(kind: .photo, key: "", shown: name, evidence: photograph.evidence),
                sketch: .picture(photograph.fingerprint))
        }
        return PackageClaims(
            applicant: applicant, claims: Claims.of(dossier: dossier, files: files, regions: context.regions),
            nearClaims: near)
    }

    /// The compendium, and its rules one by one. A document that is one rule is both: others may have it within a compendium.
    private static func texts(_ rules: RulesText, _ names: [String], _ context: ClaimsContext) -> [NearClaim] {
        func claim(_ scope: NearClaim.Scope, _ title: Evidence, _ text: String) -> [NearClaim] {
            guard let sketch = TextSketch(Shingles(text, without: names, common: context.common)) else { return [] }
            // A heading that is the applicant's own name says nothing of what is shared.
            let isNamed = names.contains { title.quote.contains($0) }
            let file = title.document.split(separator: "/").last.map(String.init) ?? title.document
            let claim = Claim(kind: .compendium, key: "", shown: isNamed ? file : title.quote, evidence: title)
            return [NearClaim(scope: scope, claim: claim, sketch: .text(sketch))]
        }
        let whole = claim(.compendium, rules.title, rules.text)
        guard rules.sections.count > 1 else { return whole + claim(.rule, rules.title, rules.text) }
        return whole + rules.sections.prefix(ruleLimit).flatMap { claim(.rule, $0.title, $0.text) }
    }
}
