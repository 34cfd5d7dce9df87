// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier

extension RoundPageFrame {
    // MARK: Packages

    var setAsideHeads: [String] {
        [words.common.number, words.packageName, words.common.applicant, words.reason, words.version, words.digest]
    }

    func setAsideRow(_ package: PackageSummary, number: Int) -> String {
        let heads = setAsideHeads
        // Findings across applicants may lead here: an earlier version of it was checked.
        return row(number: number, heads[0], ["id": Self.id(package.name), "role": "row"]) { row in
            cell(&row, heads[1]) { name(&$0, package) }
            cell(&row, heads[2]) { applicant(&$0, package) }
            cell(&row, heads[3]) { $0.add(package.setAside.map(shown) ?? words.noReason) }
            cell(&row, heads[4]) { $0.add(String(package.version)) }
            cell(&row, heads[5], style: "digest") { $0.add(package.digest.map { String($0.prefix(16)) } ?? "–") }
        }
    }

    var packageHeads: [String] {
        [
            words.common.number, words.packageName, words.common.applicant, words.common.applicantClass,
            words.common.conclusion,
        ] + FindingState.allCases.map { $0.title(words.language) } + [words.unreadable, words.common.code]
    }

    func packageRow(_ package: PackageSummary, number: Int) -> String {
        let heads = packageHeads
        let conclusion = package.conclusion ?? .reviewNeeded
        let attributes: Markup.Attributes = [
            "id": Self.id(package.name), "role": "row", "data-tone": conclusion.rawValue,
            "data-conclusion": conclusion.title(words.language),
        ]
        return row(number: number, heads[0], attributes) { row in
            cell(&row, heads[1]) { name(&$0, package) }
            cell(&row, heads[2]) {
                applicant(&$0, package)
                related(&$0, words.sameApplicant, package.sameApplicant)
                related(&$0, words.sameContent, package.sameContent)
            }
            cell(&row, heads[3]) {
                $0.add(package.applicantClass?.title(words.language) ?? words.common.noClass)
            }
            cell(&row, heads[4]) { state(&$0, conclusion.tone, conclusion.title(words.language)) }
            let counts = FindingState.allCases.map { package.counts[$0.rawValue] ?? 0 } + [package.unreadableFiles]
            for (index, count) in counts.enumerated() {
                cell(&row, heads[5 + index], style: count == 0 ? "count zero" : "count") { $0.add(String(count)) }
            }
            cell(&row, heads[heads.count - 1], style: "code") { $0.add(package.receiptCode.map(shown) ?? "–") }
        }
    }

    private func name(_ cell: inout Markup, _ package: PackageSummary) {
        guard let report = package.report else { return cell.element("bdi", text: shown(package.name)) }
        cell.element("a", ["href": RelativeLink.web(report)]) { $0.element("bdi", text: shown(package.name)) }
    }

    private func applicant(_ cell: inout Markup, _ package: PackageSummary) {
        cell.add(package.applicant.name.map(shown) ?? words.common.notRead)
        if let code = package.applicant.uscc { cell.element("span", ["class": "small-code"], text: shown(code)) }
    }

    /// Links to the rows of other packages.
    private func related(_ cell: inout Markup, _ label: String, _ others: PackageSummary.Others) {
        guard others.count > 0 else { return }
        let names = others.names.prefix(Self.relatedShown)
        cell.element("span", ["class": "related"]) { line in
            line.add(label + words.common.colon)
            for (index, name) in names.enumerated() {
                if index > 0 { line.add(words.nameSeparator) }
                line.element("a", ["href": "#" + Self.id(name)]) { $0.element("bdi", text: shown(name)) }
            }
            if let more = words.andMore(others, after: names.count) { line.add(more) }
        }
    }

    /// Names of other packages in a row.
    private static let relatedShown = 10

    // MARK: Cross-applicant findings

    func crossItem(_ finding: CrossFinding, number: Int) -> String {
        var markup = Markup()
        markup.element("li", ["class": "review"]) { item in
            item.element("h3") { heading in
                heading.element("span", text: "\(number).")
                heading.element("span", text: finding.kind.title(words.language))
                heading.element("span", ["class": "id"], text: shown(finding.condition))
            }
            item.element("p", ["class": "phrase"]) { line in
                line.add(shown(finding.shown))
                if let similarity = finding.similarity {
                    line.add(words.common.listSeparator + words.similarity + " " + words.common.percent(similarity))
                }
            }
            let kind = finding.kind
            item.element(
                "p", text: kind.explanation(words.language) + words.sentenceGap + kind.question(words.language))
            item.element("table", ["class": "claimants", "role": "table"]) { table in
                let heads = [words.packageName, words.common.applicant, words.common.material, words.quote]
                SummaryHTML.heads(&table, heads)
                table.element("tbody", ["role": "rowgroup"]) { body in
                    for claimant in finding.claimants { claim(&body, claimant, heads) }
                }
            }
        }
        return markup.text
    }

    private func claim(_ body: inout Markup, _ claimant: CrossFinding.Claimant, _ heads: [String]) {
        body.element("tr", ["role": "row"]) { row in
            row.element("th", ["scope": "row", "role": "rowheader", "data-label": heads[0]]) { head in
                head.element("a", ["href": "#" + Self.id(claimant.package)]) {
                    $0.element("bdi", text: shown(claimant.package))
                }
            }
            cell(&row, heads[1]) { $0.add(claimant.applicant.map(shown) ?? words.common.notRead) }
            cell(&row, heads[2]) { cell in
                cell.element("bdi", text: shown(claimant.evidence.document))
                for place in words.common.place(claimant.evidence) { cell.add(" " + shown(place)) }
            }
            cell(&row, heads[3], style: "quote") {
                let quote = VisibleText.clipped(shown(claimant.evidence.quote), to: 300)
                $0.add(quote.isEmpty ? "–" : words.common.quoted(quote))
            }
        }
    }

    // MARK: Parts

    /// Of a package's row, from its name: letters of ASCII and what else stands in percent form with `.` for `%`.
    private static func id(_ name: String) -> String {
        "package-" + RelativeLink.web(name).dropFirst(2).replacing("%", with: ".").replacing("/", with: "_")
    }

    private func row(
        number: Int, _ head: String, _ attributes: Markup.Attributes,
        _ cells: (inout Markup) -> Void
    ) -> String {
        var markup = Markup()
        markup.element("tr", attributes) { row in
            row.element("th", ["scope": "row", "role": "rowheader", "data-label": head], text: String(number))
            cells(&row)
        }
        return markup.text
    }

    private func cell(_ row: inout Markup, _ label: String, style: String? = nil, _ content: (inout Markup) -> Void) {
        row.element("td", ["class": style, "role": "cell", "data-label": label], content)
    }
}
