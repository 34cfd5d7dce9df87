// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation

extension HTMLWriter {
    // MARK: Condition by condition

    func comparison(_ section: inout Markup) {
        let headings = [words.condition, words.requirement, words.result, words.remark, words.material]
        let order = HTMLReport.byArticle(assessment, assessment.findings.indices)
        // The roles keep the table a table for screen readers where a narrow page shows rows as blocks.
        section.element("table", ["class": "conditions", "role": "table"]) { table in
            heads(&table, headings)
            var rest = order[...]
            while let first = rest.first {
                let article = assessment.findings[first].article
                let group = rest.prefix { assessment.findings[$0].article == article }
                rest = rest.dropFirst(group.count)
                table.element("tbody", ["role": "rowgroup"]) { body in
                    body.element("tr", ["class": "group", "role": "row"]) { row in
                        row.element(
                            "th", ["scope": "rowgroup", "colspan": "5", "role": "rowheader"], text: article)
                    }
                    for index in group { comparisonRow(&body, index, headings) }
                }
            }
        }
    }

    private func comparisonRow(_ body: inout Markup, _ index: Int, _ headings: [String]) {
        let finding = assessment.findings[index]
        body.element("tr", ["role": "row"]) { row in
            row.element(
                "th", ["scope": "row", "role": "rowheader", "data-label": headings[0]], text: finding.condition)
            cell(&row, headings[1]) { phrase(finding, &$0) }
            cell(&row, headings[2]) { state(&$0, finding.state) }
            cell(&row, headings[3]) { cell in
                cell.element("p", text: finding.explanation)
                if let place = gaps.firstIndex(of: index) {
                    cell.element("p") {
                        $0.element("a", ["href": "#gap-\(place + 1)"], text: words.gapNumber(place + 1))
                    }
                } else if let place = reviews.firstIndex(of: index) {
                    cell.element("p") {
                        $0.element("a", ["href": "#review-\(place + 1)"], text: words.reviewNumber(place + 1))
                    }
                }
            }
            if finding.evidence.isEmpty {
                row.element("td", ["role": "cell", "data-label": headings[4]]) { _ in }
            } else {
                let isMet = finding.state == .met
                cell(&row, headings[4]) { evidence(&$0, index, most: Self.citedInTable, pictures: isMet) }
            }
        }
    }

    // MARK: Files

    func files(_ section: inout Markup) {
        let files = assessment.package.files
        guard !files.isEmpty else { return section.element("p", text: words.noFiles) }
        let headings = [words.number, words.file, words.kind, words.pages, words.read, "SHA-256", words.problem]
        section.element("table", ["class": "files", "role": "table"]) { table in
            heads(&table, headings)
            table.element("tbody", ["role": "rowgroup"]) { body in
                for (index, file) in files.enumerated() {
                    body.element("tr", ["id": "file-\(index + 1)", "role": "row"]) { row in
                        row.element(
                            "th", ["scope": "row", "role": "rowheader", "data-label": headings[0]], text: "\(index + 1)"
                        )
                        cell(&row, headings[1]) { $0.element("bdi", text: file.path) }
                        cell(&row, headings[2]) {
                            $0.add(file.kind.map { kinds($0) } ?? (file.setAside ? words.none : words.noKind))
                        }
                        cell(&row, headings[3], style: "number") { $0.add(file.pages.map(String.init) ?? "–") }
                        cell(&row, headings[4]) { $0.add(words.readTitle(file.setAside ? .none : file.read)) }
                        cell(&row, headings[5]) {
                            $0.element("span", ["class": "digest"], text: String(file.sha256.prefix(12)))
                        }
                        cell(&row, headings[6]) { cell in
                            if file.setAside { cell.add(words.setAside(file)) }
                            for problem in file.setAside ? [] : file.problems {
                                cell.element("p", text: problem.message(language))
                            }
                            for note in file.notes {
                                cell.element("p", ["class": "note"], text: note.message(language))
                            }
                            if !file.setAside, file.problems.isEmpty, file.notes.isEmpty { cell.add("–") }
                        }
                    }
                }
            }
        }
    }

    // MARK: How it was read

    func reading(_ section: inout Markup) {
        section.element("p", text: words.readingSentence)
        section.element("p") { line in
            line.add(masked ? words.maskedSentence : words.unmaskedSentence)
            if !crops.pictures.isEmpty {
                if masked { line.add(words.wordSpace + words.maskedCropSentence) }
                line.add(words.wordSpace + words.cropSentence)
            }
        }
        section.element("dl") { list in
            for read in [PackageFile.Read.xml, .form, .cell, .text, .ocr, .none] {
                let count = assessment.package.files.filter { $0.read == read && !$0.setAside }.count
                if count > 0 { entry(&list, words.readTitle(read), words.items(count)) }
            }
        }
        let doubtful = assessment.facts.compactMap { fact in
            fact.evidence.max { $0.confidence < $1.confidence }.map { (fact: fact, best: $0) }
        }.filter { $0.best.confidence < 0.8 }
        guard !doubtful.isEmpty else { return }
        let most = 30
        let headings = [words.item, words.value, words.confidence, words.source]
        section.element("h3", text: words.lowConfidence)
        section.element("table", ["role": "table"]) { table in
            heads(&table, headings)
            table.element("tbody", ["role": "rowgroup"]) { body in
                for (fact, best) in doubtful.prefix(most) {
                    body.element("tr", ["role": "row"]) { row in
                        row.element(
                            "th", ["scope": "row", "role": "rowheader", "data-label": headings[0], "lang": "en"],
                            text: fact.path)
                        cell(&row, headings[1]) { $0.add(VisibleText.clipped(fact.raw, to: 120)) }
                        cell(&row, headings[2], style: "number") { $0.add(words.percent(best.confidence)) }
                        cell(&row, headings[3]) { $0.add(words.location(best)) }
                    }
                }
            }
        }
        if doubtful.count > most {
            section.element("p", ["class": "small"], text: words.furtherReadings(doubtful.count - most))
        }
    }

    // MARK: Receipt

    func receipt(_ receipt: IntakeReceipt, _ section: inout Markup) {
        section.element("p", text: words.receiptSentence)
        section.element("dl") { list in
            entry(&list, words.code, receipt.code, style: "remedy")
            entry(&list, words.issuedAt, receipt.issuedAt)
            entry(&list, words.applicant, receipt.applicantName ?? words.notRead)
            entry(&list, words.uscc, receipt.uscc ?? words.notRead)
            entry(&list, words.package, receipt.packageName)
            entry(&list, words.asOf, receipt.asOf)
            entry(&list, words.conclusion, receipt.conclusion.title(language))
            entry(&list, words.packageDigest, receipt.packageDigest, style: "digest")
            entry(&list, words.checklistDigest, receipt.checklistDigest, style: "digest")
            if let digest = receipt.roundDigest { entry(&list, words.roundDigest, digest, style: "digest") }
            entry(&list, words.publicKey, receipt.publicKey, style: "digest")
            entry(&list, words.signature, receipt.signature, style: "digest")
        }
    }

    // MARK: Parts

    func entry(_ list: inout Markup, _ label: String, _ value: String, style: String? = nil) {
        list.element("dt", text: label)
        list.element("dd", ["class": style], text: value)
    }

    func entry(_ list: inout Markup, _ label: String, _ content: (inout Markup) -> Void) {
        list.element("dt", text: label)
        list.element("dd", [:], content)
    }

    func state(_ markup: inout Markup, _ state: FindingState) {
        markup.element("span", ["class": "state \(state.rawValue)"]) { span in
            span.element("span", ["class": "sign", "aria-hidden": "true"], text: words.symbol(state))
            span.add(state.title(language))
        }
    }

    /// The law's words, in an English report after their rendering.
    func phrase(_ finding: Finding, _ markup: inout Markup) {
        guard let gloss = finding.gloss else { return markup.add(finding.phrase) }
        markup.add(gloss)
        guard gloss != finding.phrase else { return }
        markup.add(" ")
        markup.element("span", ["class": "quote", "lang": "zh-CN"], text: finding.phrase)
    }

    /// The first `most` pieces of evidence: file, place and quote, with the picture where this is its place (`pictures`:
    /// whether this list shows any; a finding may be listed twice) and else a link to it.
    func evidence(_ markup: inout Markup, _ index: Int, most: Int, pictures: Bool) {
        let all = assessment.findings[index].evidence
        markup.element("ul", ["class": "cites"]) { list in
            for (place, evidence) in all.enumerated().prefix(most) {
                let slot = EvidenceCrops.Slot(finding: index, evidence: place)
                let row = paths[originals[index][place]]
                list.element("li") { item in
                    guard let picture = crops.picture(slot) else { return cite(&item, evidence, row) }
                    if pictures, picture.home == slot {
                        self.picture(&item, picture, evidence, row)
                    } else {
                        cite(&item, evidence, row)
                        item.add(" ")
                        item.element(
                            "a", ["href": "#picture-\(picture.number)"],
                            text: words.seeAbove + words.figure(picture.number))
                    }
                }
            }
            if all.count > most { list.element("li", ["class": "small"], text: words.more(all.count - most)) }
        }
    }

    private func picture(
        _ markup: inout Markup, _ picture: EvidenceCrops.Picture, _ evidence: Evidence, _ row: Int?
    ) {
        let crop = picture.crop
        markup.element("figure", ["id": "picture-\(picture.number)"]) { figure in
            figure.element("span", ["class": "picture"]) { frame in
                frame.void(
                    "img",
                    [
                        "src": "data:image/png;base64," + crop.png.base64EncodedString(), "width": String(crop.width),
                        "height": String(crop.height),
                        "alt": evidence.quote.isEmpty ? words.cropAlternative : evidence.quote,
                    ])
                frame.element("span", ["class": "mark", "style": crop.markStyle]) { _ in }
            }
            figure.element("figcaption") { caption in
                caption.element("b", text: words.figure(picture.number))
                caption.add(" ")
                cite(&caption, evidence, row)
            }
        }
    }

    private func cite(_ markup: inout Markup, _ evidence: Evidence, _ row: Int?) {
        if let row {
            markup.element("a", ["href": "#file-\(row)"]) { $0.element("bdi", text: evidence.document) }
        } else {
            markup.element("bdi", text: evidence.document)
        }
        for place in words.place(evidence) { markup.add(" " + place) }
        if !evidence.quote.isEmpty {
            markup.add(" ")
            markup.element(
                "span", ["class": "quote"], text: words.quoted(VisibleText.clipped(evidence.quote, to: 200)))
        }
        markup.add(" ")
        markup.element(
            "span", ["class": "how"],
            text: words.versioned(words.method(evidence.method), words.percent(evidence.confidence)))
    }

    private func heads(_ table: inout Markup, _ headings: [String]) {
        table.element("thead", ["role": "rowgroup"]) { head in
            head.element("tr", ["role": "row"]) { row in
                for heading in headings {
                    row.element("th", ["scope": "col", "role": "columnheader"], text: heading)
                }
            }
        }
    }

    private func cell(_ row: inout Markup, _ label: String, style: String? = nil, _ content: (inout Markup) -> Void) {
        row.element("td", ["class": style, "role": "cell", "data-label": label], content)
    }
}
