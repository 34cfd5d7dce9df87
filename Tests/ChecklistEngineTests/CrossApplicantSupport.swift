// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import LibXML
import Testing

@testable import ChecklistEngine

/// Numbers that follow from a seed.
struct Seeded: RandomNumberGenerator {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 | 1 }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ state >> 29
    }
}

/// What a package of this dossier lays claim to.
func claims(
    _ xml: String, name: String = "杭州示例机械有限公司", files: [PackageFile] = [], rules: [RulesText] = [],
    photographs: [PictureSighting] = []
) throws -> PackageClaims {
    let package = Package(xml: "<applicant><name>\(name)</name></applicant>" + xml)
    return PackageClaims.of(
        try package.request().dossier, files: files, rules: rules, photographs: photographs, context: try context.get())
}

private let context = Result { ClaimsContext(try shipped.get()) }

/// What the packages claim in common, by kind and key, as a database would group it.
func findings(_ packages: [(name: String, claims: PackageClaims)]) -> [CrossFinding] {
    var groups: [String: [CrossApplicant.Row]] = [:]
    for (name, package) in packages {
        for claim in package.claims {
            groups["\(claim.kind.rawValue)|\(claim.key)", default: []].append(
                .init(package: name, applicant: package.applicant, claim: claim.withoutKey))
        }
    }
    return groups.sorted { $0.key < $1.key }.compactMap { CrossApplicant.finding($0.value) }
}

/// What is nearly the same in the packages, as a database would look it up: key by key.
func nearFindings(
    _ packages: [(name: String, claims: PackageClaims)], _ scope: NearClaim.Scope
) -> [CrossFinding] {
    var rows: [Int64: CrossApplicant.Row] = [:]
    var bands: [String: [NearClusters.Row]] = [:]
    for (name, package) in packages {
        for near in package.nearClaims where near.scope == scope {
            let id = Int64(rows.count)
            rows[id] = .init(package: name, applicant: package.applicant, claim: near.claim)
            for band in near.bands {
                bands[band, default: []].append(
                    .init(id: id, package: name, applicant: package.applicant, sketch: near.sketch))
            }
        }
    }
    var clusters = NearClusters()
    for band in bands.sorted(by: { $0.key < $1.key }) { clusters.add(band.value) }
    return clusters.clusters().compactMap { cluster in
        CrossApplicant.finding(cluster.ids.compactMap { rows[$0] }, similarity: cluster.similarity)
    }
}

/// A compendium as the parser hands it over: `## ` begins a rule.
func compendium(_ text: String, document: String = "管理制度汇编.pdf") -> RulesText {
    func title(_ quote: String) -> Evidence {
        Evidence(document: document, page: 1, quote: quote, method: .text, confidence: 0.98)
    }
    var out = RulesText(title: title("管理制度汇编"), text: "")
    for line in text.split(separator: "\n") {
        let words = line.hasPrefix("## ") ? String(line.dropFirst(3)) : String(line)
        out.text += words + "\n"
        if line.hasPrefix("## ") {
            out.sections.append(.init(title: title(words), text: ""))
        } else if !out.sections.isEmpty {
            out.sections[out.sections.count - 1].text += words + "\n"
        }
    }
    return out
}

/// A valid ID number of somebody born on a day of 1985.
func idNumber(_ serial: Int) -> String {
    let head = "33010619850101" + String(1000 + serial).suffix(3)
    guard let check = "0123456789X".first(where: { ResidentID.isValid(head + String($0)) }) else { return "" }
    return head + String(check)
}

extension Shingles {
    /// Share of what stands in either that stands in both (Jaccard), 0–1: what a sketch estimates.
    func similarity(to other: Shingles) -> Double {
        let union = hashes.union(other.hashes).count
        return union == 0 ? 0 : Double(hashes.intersection(other.hashes).count) / Double(union)
    }
}
