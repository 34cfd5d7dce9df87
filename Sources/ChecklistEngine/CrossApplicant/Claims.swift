// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// Boils a package down to what it lays claim to.
///
/// People count by their ID number alone: names are shared by many. Whoever a list of insured or contracted people names without
/// a role in the evaluation is left out.
struct Claims {
    /// A reading below this confidence is no claim: the document was taken back, or the engine guessed.
    static let floor = 0.5
    /// Shorter files are system leftovers and empty forms; two packages have them by chance.
    static let leastBytes = 1024
    /// Places that are kept of one thing in one package.
    static let placeLimit = 2

    let dossier: Dossier
    let regions: Regions
    private(set) var found: [Claim] = []

    static func of(dossier: Dossier, files: [PackageFile], regions: Regions) -> [Claim] {
        var claims = Claims(dossier: dossier, regions: regions)
        claims.people()
        claims.applicant()
        claims.sites()
        claims.files(files)
        return claims.found.bestPlaces(limit: placeLimit)
    }

    private init(dossier: Dossier, regions: Regions) { (self.dossier, self.regions) = (dossier, regions) }

    private mutating func people() {
        for person in dossier.all("person") where !person.values("role").isEmpty {
            let name = person.first("name")
            for leaf in person.leaves {
                add(leaf, name) { evidence in
                    switch leaf.name {
                    case "id-number":
                        let number = ClaimKeys.resident(leaf.value, isRecognised: evidence.method == .ocr)
                        return (.person, number.map { [($0, $0)] } ?? [])
                    case "phone": return (.phone, ClaimKeys.telephones(leaf.value).map { ($0, $0) })
                    case "certificate-number":
                        return (.certificate, ClaimKeys.certificate(leaf.value).map { [($0, leaf.value)] } ?? [])
                    default: return nil
                    }
                }
            }
        }
    }

    private mutating func applicant() {
        guard let applicant = dossier.first("applicant") else { return }
        for leaf in applicant.leaves {
            let holder = leaf.name == "contact-phone" ? applicant.first("contact-name") : nil
            add(leaf, holder) { [regions] _ in
                switch leaf.name {
                case "contact-phone": (.phone, ClaimKeys.telephones(leaf.value).map { ($0, $0) })
                case "registered-address", "office-address":
                    (.site, ClaimKeys.address(leaf.value, regions).map { [($0, leaf.value)] } ?? [])
                default: nil
                }
            }
        }
    }

    private mutating func sites() {
        let leases = DocumentRanges(dossier, kinds: ["site-lease"])
        for site in dossier.all("site") {
            for leaf in site.leaves where leaf.name == "address" {
                add(leaf, nil) { [regions] _ in
                    (.site, ClaimKeys.address(leaf.value, regions).map { [($0, leaf.value)] } ?? [])
                }
            }
            lease(site, leases)
        }
    }

    /// Lessor, address and last day of a lease: all three, out of the lease itself.
    private mutating func lease(_ site: Entity, _ leases: DocumentRanges) {
        func said(_ name: String) -> (value: String, evidence: Evidence)? {
            for leaf in site.leaves where leaf.name == name {
                let inside = leaf.evidence.filter { leases.hold($0) && $0.confidence >= Self.floor }
                if let best = inside.max(by: { $0.confidence < $1.confidence }) { return (leaf.value, best) }
            }
            return nil
        }
        guard let lessor = said("lessor"), let address = said("address"), let end = said("lease-until"),
            let place = ClaimKeys.address(address.value, regions)
        else { return }
        found.append(
            Claim(
                kind: .lease, key: [Folding.foldName(lessor.value), place, end.value].joined(separator: "|"),
                shown: [lessor.value, address.value, end.value].joined(separator: "，"), evidence: lessor.evidence))
    }

    /// The bytes of files that say something: neither leftovers nor forms in which nothing is filled in.
    private mutating func files(_ files: [PackageFile]) {
        for file in files where !file.setAside && !file.isContainer && file.bytes >= Self.leastBytes {
            guard !file.problems.contains(where: { $0.code == .nothingTaken || $0.code == .empty }) else { continue }
            found.append(
                Claim(
                    kind: .file, key: file.sha256, shown: String(file.path.split(separator: "/").last ?? ""),
                    evidence: Evidence(document: file.path, quote: "", method: .text, confidence: 1)))
        }
    }

    /// A claim for every place of the leaf at which it was read surely enough.
    private mutating func add(
        _ leaf: Leaf, _ holder: String?,
        _ keys: (Evidence) -> (kind: CrossFinding.Kind, numbers: [(key: String, shown: String)])?
    ) {
        for evidence in leaf.evidence where evidence.confidence >= Self.floor {
            guard let (kind, numbers) = keys(evidence) else { return }
            found += numbers.map {
                Claim(kind: kind, key: $0.key, shown: $0.shown, holder: holder, evidence: evidence)
            }
        }
    }
}

extension [Claim] {
    /// Of every thing the surest places, documents that differ first; things in the order in which they were found.
    fileprivate func bestPlaces(limit: Int) -> [Claim] {
        var order: [String] = []
        var groups: [String: [Claim]] = [:]
        for claim in self {
            let thing = "\(claim.kind.rawValue)|\(claim.key)"
            if groups[thing] == nil { order.append(thing) }
            groups[thing, default: []].append(claim)
        }
        return order.flatMap { thing -> [Claim] in
            let sorted = (groups[thing] ?? []).enumerated().sorted { a, b in
                let (left, right) = (a.element.evidence.confidence, b.element.evidence.confidence)
                return left != right ? left > right : a.offset < b.offset
            }.map(\.element)
            var documents = Set<String>()
            let first = sorted.filter { documents.insert($0.evidence.document).inserted }
            return Array(first.prefix(limit))
        }
    }
}
