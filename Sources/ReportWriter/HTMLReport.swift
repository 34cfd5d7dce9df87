// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation

/// The report as one HTML file that needs nothing else: no network, no script, pictures and style inside.
///
/// Residual risks: a picture shows whatever stands around the marked place; that numbers of persons are blacked out in
/// it is the promise of `PageImages`. Names of persons are not masked.
public enum HTMLReport {
    /// The report in the assessment's language. `images` gives the crops (nil: quotes only); `kindTitles` names document
    /// kinds by id, from the checklist's vocabulary.
    public static func render(
        _ assessment: Assessment, images: (any PageImages)?, masked: Bool = true, kindTitles: [String: String] = [:]
    ) -> String {
        let gaps = indices(of: assessment, .unmet, .missing)
        let reviews = assessment.reviews
        let met = indices(of: assessment, .met)
        let crops = EvidenceCrops(
            assessment, images: images, masked: masked,
            order: (gaps + reviews).map { .init(finding: $0, pictures: 6, cited: HTMLWriter.citedInList) }
                + byArticle(assessment, met).map { .init(finding: $0, pictures: 2, cited: HTMLWriter.citedInTable) })
        let writer = HTMLWriter(
            assessment: assessment.presentable(masked: masked, VisibleText.shown),
            paths: Dictionary(
                assessment.package.files.enumerated().map { ($0.element.path, $0.offset + 1) },
                uniquingKeysWith: { a, _ in a }),
            originals: assessment.findings.map { $0.evidence.map(\.document) }, crops: crops, gaps: gaps,
            reviews: reviews,
            masked: masked, kinds: KindTitles(language: assessment.language, given: kindTitles))
        return writer.document()
    }

    private static func indices(of assessment: Assessment, _ states: FindingState...) -> [Int] {
        states.flatMap { state in assessment.findings.indices.filter { assessment.findings[$0].state == state } }
    }

    /// The findings in the order of the comparison: articles as they first occur.
    static func byArticle(_ assessment: Assessment, _ findings: some Sequence<Int>) -> [Int] {
        var order: [String: Int] = [:]
        for finding in assessment.findings where order[finding.article] == nil { order[finding.article] = order.count }
        return findings.sorted {
            (order[assessment.findings[$0].article] ?? 0, $0) < (order[assessment.findings[$1].article] ?? 0, $1)
        }
    }
}

/// The sections of the report, in the order that reviewers expect.
struct HTMLWriter {
    /// Masked and safe to show; the same structure as the original.
    let assessment: Assessment
    /// Row in the list of files by the file's real path.
    let paths: [String: Int]
    /// The real path of each piece of evidence.
    let originals: [[String]]
    let crops: EvidenceCrops
    /// Findings by the order of their list.
    let gaps: [Int]
    let reviews: [Int]
    let masked: Bool
    let kinds: KindTitles

    /// Pieces of evidence that a matter lists, and a row of the comparison.
    static let citedInList = 12
    static let citedInTable = 4

    var language: Language { assessment.language }
    var words: Phrases { Phrases(language) }

    private var sections: [(id: String, title: String, body: (inout Markup) -> Void)] {
        var list: [(String, String, (inout Markup) -> Void)] = [
            ("basics", words.basics, basics),
            ("conclusion", words.overall, conclusion),
            ("to-do", words.counted(words.toDo, assessment.toDo.count), toDoList),
            ("gaps", words.counted(words.gaps, gaps.count), gapList),
            ("reviews", words.counted(words.reviews, reviews.count), reviewList),
            ("conditions", words.comparison, comparison),
            ("files", words.counted(words.files, assessment.package.files.count), files),
            ("reading", words.reading, reading),
        ]
        if let receipt = assessment.receipt {
            list.append(("receipt", words.receipt, { self.receipt(receipt, &$0) }))
        }
        return list
    }

    func document() -> String {
        var page = Markup()
        page.raw("<!DOCTYPE html>\n")
        page.element("html", ["lang": words.tag]) { html in
            html.element("head") { head in
                head.void("meta", ["charset": "utf-8"])
                head.void("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
                // Nothing may be loaded or run, whatever a file name says.
                head.void(
                    "meta",
                    [
                        "http-equiv": "Content-Security-Policy",
                        "content":
                            "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'",
                    ])
                head.void("meta", ["name": "referrer", "content": "no-referrer"])
                head.void("meta", ["name": "format-detection", "content": "telephone=no"])
                head.element("title", text: title)
                head.element("style") { $0.raw(HTMLStyle.sheet) }
            }
            html.element("body") { body in
                body.element("a", ["class": "skip", "href": "#main"], text: words.skip)
                body.element("div", ["class": "sheet"]) { sheet in
                    head(&sheet)
                    sheet.element("main", ["id": "main", "tabindex": "-1"]) { main in
                        for (index, section) in sections.enumerated() {
                            main.element("section", ["id": section.id, "aria-labelledby": "\(section.id)-title"]) {
                                $0.element(
                                    "h2", ["id": "\(section.id)-title"], text: words.ordinal(index + 1) + section.title)
                                section.body(&$0)
                            }
                        }
                    }
                    foot(&sheet)
                }
            }
        }
        return page.text
    }

    private var title: String { [words.title, assessment.applicant.name].compactMap { $0 }.joined(separator: " · ") }

    private func head(_ page: inout Markup) {
        page.element("header") { header in
            header.element("p", ["class": "kicker"], text: assessment.checklist.title)
            header.element("h1", text: words.title)
            header.element("p", ["class": "subject"], text: assessment.applicant.name ?? assessment.package.name)
        }
        page.element("nav", ["aria-label": words.contents]) { nav in
            nav.element("ol") { list in
                for (index, section) in sections.enumerated() {
                    list.element("li") {
                        $0.element("a", ["href": "#\(section.id)"], text: words.ordinal(index + 1) + section.title)
                    }
                }
            }
        }
    }

    private func foot(_ page: inout Markup) {
        page.element("footer") { footer in
            footer.element("h2", text: words.about)
            footer.element("dl") { list in
                let checklist = assessment.checklist
                entry(&list, words.checklist) { dd in
                    dd.add("\(checklist.id) \(checklist.version) ")
                    dd.element("span", ["class": "digest"], text: checklist.digest)
                }
                entry(&list, words.round) { dd in
                    dd.add(assessment.round.map { $0.id + " " } ?? words.noRound)
                    if let round = assessment.round { dd.element("span", ["class": "digest"], text: round.digest) }
                }
                entry(&list, words.package) { dd in
                    dd.add(assessment.package.name + " ")
                    dd.element("span", ["class": "digest"], text: assessment.package.digest)
                }
            }
            footer.element("p", text: words.disclaimer)
        }
    }

    // MARK: Sections

    private func basics(_ section: inout Markup) {
        section.element("dl") { list in
            entry(&list, words.applicant, assessment.applicant.name ?? words.notRead)
            entry(&list, words.uscc, assessment.applicant.uscc ?? words.notRead)
            entry(&list, words.applicantClass, assessment.applicantClass?.title(language) ?? words.noClass)
            entry(&list, words.round, assessment.round.map(words.named) ?? words.noRound)
            entry(&list, words.asOf, assessment.asOf)
            entry(&list, words.checklist, words.versioned(assessment.checklist.title, assessment.checklist.version))
            if !assessment.checklist.catalogues.isEmpty {
                let editions = assessment.checklist.catalogues.map(words.catalogue)
                entry(&list, words.catalogues, editions.joined(separator: words.itemSeparator))
            }
            entry(&list, words.package, words.counted(assessment.package.name, assessment.package.files.count))
        }
    }

    private func conclusion(_ section: inout Markup) {
        let conclusion = assessment.conclusion
        let state: FindingState =
            switch conclusion {
            case .noGapFound: .met
            case .gapsFound: .unmet
            case .reviewNeeded: .review
            }
        section.element("div", ["class": "verdict \(state.rawValue)"]) { box in
            box.element("p") { line in
                line.element("span", ["class": "sign", "aria-hidden": "true"], text: words.symbol(conclusion))
                line.add(conclusion.title(language))
            }
        }
        section.element("ul", ["class": "counts"]) { list in
            for state in FindingState.allCases {
                list.element("li") { item in
                    let count = assessment.findings.filter { $0.state == state }.count
                    item.element("span", ["class": "figure"], text: String(count))
                    item.add(" ")
                    self.state(&item, state)
                }
            }
        }
        section.element("p", ["class": "small"], text: words.disclaimer)
    }

    /// What to do, each with the conditions that wait for it.
    private func toDoList(_ section: inout Markup) {
        guard !assessment.toDo.isEmpty else { return section.element("p", text: words.noToDo) }
        section.element("p", ["class": "small"], text: words.toDoSentence)
        section.element("ol", ["class": "todo"]) { list in
            for (number, item) in assessment.toDo.enumerated() {
                list.element("li") { entry in
                    entry.element("h3") { head in
                        head.element("span", text: "\(number + 1).")
                        if item.isGate { head.element("span", ["class": "state unmet"], text: words.gate) }
                        head.element("span", text: words.toDo(item))
                    }
                    entry.element("p", ["class": "small"]) { line in
                        for (index, part) in words.waitingParts(item.conditions).enumerated() {
                            if index > 0, let place = place(of: part) {
                                line.element("a", ["href": place], text: part)
                            } else {
                                line.add(part)
                            }
                        }
                    }
                    if !item.remedies.isEmpty {
                        entry.element("ul") { list in for remedy in item.remedies { list.element("li", text: remedy) } }
                    }
                }
            }
        }
    }

    /// Where a condition is set out.
    private func place(of condition: String) -> String? {
        if let place = gaps.firstIndex(where: { assessment.findings[$0].condition == condition }) {
            return "#gap-\(place + 1)"
        }
        return reviews.firstIndex { assessment.findings[$0].condition == condition }.map { "#review-\($0 + 1)" }
    }

    private func gapList(_ section: inout Markup) {
        guard !gaps.isEmpty else { return section.element("p", text: words.noGaps) }
        section.element("ol", ["class": "items"]) { list in
            for (place, index) in gaps.enumerated() {
                item(&list, index, id: "gap-\(place + 1)", number: place + 1) { finding, fields in
                    entry(&fields, words.found, finding.explanation)
                    if let measure = words.measure(finding) { entry(&fields, words.shortfall, measure) }
                    if let remedy = finding.remedy { entry(&fields, words.remedy, remedy, style: "remedy") }
                }
            }
        }
    }

    private func reviewList(_ section: inout Markup) {
        guard !reviews.isEmpty else { return section.element("p", text: words.noReviews) }
        section.element("ol", ["class": "items"]) { list in
            for (place, index) in reviews.enumerated() {
                item(&list, index, id: "review-\(place + 1)", number: place + 1) { finding, fields in
                    if let ground = finding.ground { entry(&fields, words.ground, ground.title(language)) }
                    entry(&fields, words.found, finding.explanation)
                    if let measure = words.measure(finding) { entry(&fields, words.shortfall, measure) }
                    if let question = finding.question { entry(&fields, words.question, question, style: "remedy") }
                    if let remedy = finding.remedy { entry(&fields, words.remedy, remedy) }
                }
            }
        }
    }

    /// One numbered matter with its evidence and the notes of the law text.
    private func item(
        _ list: inout Markup, _ index: Int, id: String, number: Int, _ content: (Finding, inout Markup) -> Void
    ) {
        let finding = assessment.findings[index]
        list.element("li", ["id": id, "class": finding.state.rawValue]) { item in
            item.element("h3") { heading in
                heading.element("span", text: "\(number).")
                state(&heading, finding.state)
                heading.element("span", text: finding.article)
                heading.element("span", ["class": "id"], text: finding.condition)
            }
            item.element("p", ["class": "phrase"]) { phrase(finding, &$0) }
            item.element("dl") { fields in
                content(finding, &fields)
                if !finding.evidence.isEmpty {
                    entry(&fields, words.evidence) { self.evidence(&$0, index, most: Self.citedInList, pictures: true) }
                }
                for note in finding.notes { entry(&fields, words.note, note) }
            }
        }
    }
}
