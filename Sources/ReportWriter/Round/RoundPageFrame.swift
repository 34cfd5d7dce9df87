// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier

/// The page around its rows.
struct RoundPageFrame {
    let heading: RoundHeading
    let words: RoundPhrases

    /// Where rows go in. No text can hold it, because `VisibleText` spells it out.
    private static let gap: StaticString = "\u{FFFF}"

    /// Four pieces, between which the packages set aside, the packages and the cross-applicant findings go.
    func pieces(_ figures: RoundFigures) -> [String] {
        let title = words.title + " · " + shown(heading.round.title)
        let page = SummaryHTML.page(title: title, language: words.language, script: true) { sheet in
            sheet.element("header") { header in
                header.element("p", ["class": "kicker"], text: shown(heading.checklist.title))
                header.element("h1", text: words.title)
                header.element("p", ["class": "subject"], text: shown(heading.round.title))
            }
            sheet.element("main", ["id": "main", "tabindex": "-1"]) { main in
                section(&main, "basics", words.common.basics, basics)
                section(&main, "figures", words.figures) { self.figures(&$0, figures) }
                section(&main, "set-aside", words.common.counted(words.setAside, figures.setAside)) {
                    setAside(&$0, figures)
                }
                let checked = figures.packages - figures.setAside
                section(&main, "results", words.common.counted(words.results, checked)) {
                    results(&$0, checked, figures)
                }
                section(&main, "cross", words.common.counted(words.cross, figures.crossFindings)) {
                    cross(&$0, figures)
                }
            }
            sheet.element("footer") { footer in
                footer.element("p", text: words.decides)
                footer.element("p", text: words.masked)
            }
        }
        return page.split(separator: "\u{FFFF}", omittingEmptySubsequences: false).map(String.init)
    }

    private func section(_ main: inout Markup, _ id: String, _ title: String, _ body: (inout Markup) -> Void) {
        main.element("section", ["id": id, "aria-labelledby": id + "-title"]) {
            $0.element("h2", ["id": id + "-title"], text: title)
            body(&$0)
        }
    }

    // MARK: Sections

    private func basics(_ section: inout Markup) {
        section.element("dl") { list in
            for (label, value) in RoundFacts.heading(heading, words) {
                guard let value else { continue }
                let isDigest = value.count == 64
                list.element("dt", text: label)
                list.element("dd", ["class": isDigest ? "digest" : nil], text: shown(value))
            }
        }
    }

    private func figures(_ section: inout Markup, _ figures: RoundFigures) {
        section.element("ul", ["class": "counts four"]) { list in
            for conclusion in Conclusion.allCases {
                figure(&list, figures.conclusions[conclusion] ?? 0, conclusion.tone, conclusion.title(words.language))
            }
            figure(&list, figures.setAside, .notApplicable, words.notChecked)
        }
        section.element("dl") { list in
            let totals = [
                (words.packages, figures.packages), (words.unreadableTotal, figures.unreadableFiles),
                (words.sameApplicantTotal, figures.sameApplicant), (words.sameContentTotal, figures.sameContent),
                (words.cross, figures.crossFindings),
            ]
            for (label, number) in totals {
                list.element("dt", text: label)
                list.element("dd", text: words.common.items(number))
            }
        }
        section.element("p", ["class": "small"], text: words.decides)
    }

    private func figure(_ list: inout Markup, _ number: Int, _ tone: FindingState, _ title: String) {
        list.element("li") { item in
            item.element("span", ["class": "figure"], text: String(number))
            item.add(" ")
            state(&item, tone, title)
        }
    }

    private func setAside(_ section: inout Markup, _ figures: RoundFigures) {
        guard figures.setAside > 0 else {
            section.element("p", text: words.common.none)
            return section.raw(Self.gap)
        }
        section.element("p", ["class": "small"], text: words.setAsideSentence)
        section.element("table", ["class": "set-aside", "role": "table"]) { table in
            SummaryHTML.heads(&table, setAsideHeads)
            table.element("tbody", ["role": "rowgroup"]) { $0.raw(Self.gap) }
        }
    }

    private func results(_ section: inout Markup, _ count: Int, _ figures: RoundFigures) {
        guard count > 0 else {
            section.element("p", text: words.noPackages)
            return section.raw(Self.gap)
        }
        if figures.sameApplicant + figures.sameContent > 0 {
            section.element("p", ["class": "small"], text: words.relatedSentence)
        }
        section.element("div", ["id": "tools", "hidden": "hidden", "role": "search"]) { _ in }
        let attributes: Markup.Attributes = [
            "id": "packages", "class": "packages", "role": "table", "data-filter": words.filter,
            "data-conclusion": words.common.conclusion, "data-all": words.all, "data-shown": words.shown,
        ]
        section.element("table", attributes) { table in
            SummaryHTML.heads(&table, packageHeads)
            table.element("tbody", ["role": "rowgroup"]) { $0.raw(Self.gap) }
        }
    }

    private func cross(_ section: inout Markup, _ figures: RoundFigures) {
        guard figures.crossFindings > 0 else {
            section.element("p", text: words.noCross)
            return section.raw(Self.gap)
        }
        section.element("p", ["class": "small"], text: words.crossSentence)
        section.element("ol", ["class": "items"]) { $0.raw(Self.gap) }
    }

    // MARK: Parts

    func state(_ markup: inout Markup, _ state: FindingState, _ title: String) {
        markup.element("span", ["class": "state \(state.rawValue)"]) { span in
            span.element("span", ["class": "sign", "aria-hidden": "true"], text: words.common.symbol(state))
            span.add(title)
        }
    }

    func shown(_ text: String) -> String { VisibleText.shown(text) }
}
