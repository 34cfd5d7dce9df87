// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

extension RulesText {
    /// The document kind that is compared.
    static let kind = "rules-compendium"
}

extension SourceDocument {
    /// The document's words, cut where the headings of its rules were found.
    /// - Parameter records: what was read from the document, the headings among it.
    func rules(title: Evidence, _ records: [ReadRecord]) -> RulesText {
        let headings = records.filter { $0.entity == "policy" }.compactMap { record in
            record.readings.first { $0.leaf == "title" }?.evidence
        }
        var waiting = Dictionary(grouping: headings) { $0.page ?? 0 }
        var out = RulesText(title: title, text: "")
        var left = RulesText.limit
        for page in pages {
            for line in page.allLines {
                let text = line.text
                left -= text.utf8.count + 1
                guard left >= 0 else { return out }
                out.text += text + "\n"
                if let found = waiting[page.number]?.firstIndex(where: { $0.quote == Normaliser.folded(text) }),
                    let heading = waiting[page.number]?.remove(at: found)
                {
                    out.sections.append(.init(title: heading, text: ""))
                } else if !out.sections.isEmpty {
                    out.sections[out.sections.count - 1].text += text + "\n"
                }
            }
        }
        return out
    }
}

extension FileReading {
    /// No more photographs of a file than these are compared.
    static let photographLimit = 400

    /// The photographs of the file with their places, each once.
    func photographs(path: String) -> [PictureSighting] {
        var seen = Set<PictureFingerprint>()
        let found = (parts + wordless).filter { $0.pages.contains { !$0.photographs.isEmpty } }.flatMap { part in
            let document = SourceDocument(path: path, part)
            return part.pages.flatMap { page in
                page.photographs.filter { seen.insert($0.fingerprint).inserted }.map {
                    PictureSighting(
                        fingerprint: $0.fingerprint,
                        evidence: document.evidence(
                            page: page.number, box: $0.box, quote: "（图片）", certainty: 1, isText: false))
                }
            }
        }
        return Array(found.prefix(Self.photographLimit))
    }
}
