// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier

extension InstitutionDirectory {
    /// The directory as HTML: a section of the table for every class that has institutions.
    func page() -> String {
        SummaryHTML.page(title: title, language: table.language, script: false) { sheet in
            sheet.element("header") { header in
                header.element("h1", text: title)
                let day = table.date + Phrases(table.language).colon + VisibleText.shown(heading.date)
                header.element("p", ["class": "kicker"], text: day)
            }
            sheet.element("main", ["id": "main", "tabindex": "-1"]) { main in
                guard !table.entries.isEmpty else { return main.element("p", text: table.empty) }
                main.element("table", ["class": "directory", "role": "table"]) { markup in
                    SummaryHTML.heads(&markup, Self.shownColumns.map { table.heads[$0] })
                    groups(&markup)
                }
            }
        }
    }

    /// Columns of the page: all but the class, which is the heading of a group.
    private static let shownColumns = [0, 2, 3, 4, 5, 6, 7, 8]

    private func groups(_ markup: inout Markup) {
        var rest = table.entries[...]
        while let first = rest.first {
            let group = rest.prefix { $0.applicantClass == first.applicantClass }
            rest = rest.dropFirst(group.count)
            markup.element("tbody", ["role": "rowgroup"]) { body in
                body.element("tr", ["class": "group", "role": "row"]) { row in
                    let title = table.counted(first.applicantClass, group.count)
                    row.element(
                        "th",
                        ["scope": "rowgroup", "colspan": String(Self.shownColumns.count), "role": "rowheader"],
                        text: title)
                }
                for (offset, entry) in zip(group.indices, group) { row(&body, entry, number: offset + 1) }
            }
        }
    }

    private func row(_ body: inout Markup, _ entry: DirectoryEntry, number: Int) {
        let texts = table.row(entry, number: number)
        body.element("tr", ["role": "row"]) { row in
            for column in Self.shownColumns {
                let label = table.heads[column]
                switch column {
                case 0:
                    row.element(
                        "th", ["scope": "row", "role": "rowheader", "data-label": label], text: texts[column])
                case 5:
                    row.element("td", ["role": "cell", "data-label": label]) { occupations(&$0, entry) }
                case 3, 6, 7:
                    row.element("td", ["class": "code", "role": "cell", "data-label": label], text: texts[column])
                default: row.element("td", ["role": "cell", "data-label": label], text: texts[column])
                }
            }
        }
    }

    private func occupations(_ cell: inout Markup, _ entry: DirectoryEntry) {
        cell.element("ul") { list in
            for occupation in entry.occupations {
                list.element("li", text: VisibleText.shown(table.text(occupation)))
            }
        }
    }
}
