// SPDX-License-Identifier: GPL-3.0-or-later

/// HTML under construction. Elements close where their closure ends and every text is escaped on its way in, so that
/// neither a forgotten tag nor a hostile file name can break the page. What comes out is well-formed XML as well.
struct Markup {
    private(set) var text = ""

    typealias Attributes = KeyValuePairs<String, String?>

    private static let blocks: Set<String> = [
        "head", "body", "header", "nav", "main", "section", "footer", "article", "div", "p", "ol", "ul", "li", "dl",
        "dt",
        "dd", "table", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "h1", "h2", "h3", "h4", "title",
        "style",
    ]

    /// An element with its content; attributes that are nil are left out.
    mutating func element(_ name: String, _ attributes: Attributes = [:], _ content: (inout Markup) -> Void) {
        open(name, attributes)
        text += ">"
        content(&self)
        text += "</\(name)>"
        if Self.blocks.contains(name) { text += "\n" }
    }

    mutating func element(_ name: String, _ attributes: Attributes = [:], text content: String) {
        element(name, attributes) { $0.add(content) }
    }

    /// An element without content: `<img … />`.
    mutating func void(_ name: String, _ attributes: Attributes = [:]) {
        open(name, attributes)
        text += " />\n"
    }

    /// Text, escaped.
    mutating func add(_ content: String) { text += Self.escaped(content) }

    /// Markup that this module wrote itself: the style sheet and the document type.
    mutating func raw(_ markup: StaticString) { text += String(describing: markup) }

    private mutating func open(_ name: String, _ attributes: Attributes) {
        text += "<\(name)"
        for (key, value) in attributes {
            guard let value else { continue }
            text += " \(key)=\"\(Self.escaped(value))\""
        }
    }

    private static let special: [UInt8] = Array("&<>\"'".utf8)

    /// Safe in content and in quoted attributes.
    static func escaped(_ text: String) -> String {
        // Most texts, and all pictures, hold nothing to escape.
        guard text.utf8.contains(where: { special.contains($0) }) else { return text }
        var result = ""
        result.reserveCapacity(text.utf8.count + 16)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
