// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// The pages that documents of some kinds take.
struct DocumentRanges {
    private var ranges: [String: [ClosedRange<Int>]] = [:]

    init(_ dossier: Dossier, kinds: Set<String>) {
        for document in dossier.all("document") where document.first("kind").map(kinds.contains) == true {
            guard let file = document.first("file") else { continue }
            let numbers = (document.first("pages") ?? "").split(separator: "-").compactMap { Int($0) }
            let first = numbers.first ?? 1
            ranges[file, default: []].append(first...max(first, numbers.last ?? .max))
        }
    }

    func hold(_ evidence: Evidence) -> Bool {
        guard let pages = ranges[evidence.document] else { return false }
        return evidence.page.map { page in pages.contains { $0.contains(page) } } ?? true
    }
}
