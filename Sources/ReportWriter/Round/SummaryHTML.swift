// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// What the summary of a round and the directory have in common as pages.
enum SummaryHTML {
    /// A whole page, whose policy loads nothing and runs nothing but the script of the summary.
    static func page(
        title: String, language: Language, script: Bool, _ content: (inout Markup) -> Void
    ) -> String {
        let words = Phrases(language)
        let policy =
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"
            + (script ? "; script-src '\(RoundScript.digest)'" : "")
        var page = Markup()
        page.raw("<!DOCTYPE html>\n")
        page.element("html", ["lang": words.tag]) { html in
            html.element("head") { head in
                head.void("meta", ["charset": "utf-8"])
                head.void("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
                head.void("meta", ["http-equiv": "Content-Security-Policy", "content": policy])
                head.void("meta", ["name": "referrer", "content": "no-referrer"])
                head.void("meta", ["name": "format-detection", "content": "telephone=no"])
                head.element("title", text: title)
                head.element("style") {
                    $0.raw(HTMLStyle.sheet)
                    $0.raw(RoundScript.style)
                }
            }
            html.element("body") { body in
                body.element("a", ["class": "skip", "href": "#main"], text: words.skip)
                body.element("div", ["class": "sheet wide"], content)
                if script { body.element("script") { $0.raw(RoundScript.source) } }
            }
        }
        return page.text
    }

    static func heads(_ table: inout Markup, _ headings: [String]) {
        table.element("thead", ["role": "rowgroup"]) { head in
            head.element("tr", ["role": "row"]) { row in
                for heading in headings {
                    row.element("th", ["scope": "col", "role": "columnheader"], text: heading)
                }
            }
        }
    }
}
