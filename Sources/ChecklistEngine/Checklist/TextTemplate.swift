// SPDX-License-Identifier: GPL-3.0-or-later

/// A sentence with names and expressions to fill in: `{measured}`, `{=XPATH}`.
struct TextTemplate {
    enum Part: Equatable {
        case words(String)
        case name(String)
        case expression(String)
    }

    static let names = ["measured", "required", "shortfall", "unit", "item", "failing", "class"]

    let parts: [Part]

    /// nil where a brace is not closed or a name is unknown.
    init?(_ text: String) {
        var parts: [Part] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}") else { return nil }
            if rest.startIndex < open { parts.append(.words(String(rest[..<open]))) }
            let inner = String(rest[rest.index(after: open)..<close])
            if inner.hasPrefix("=") {
                parts.append(.expression(String(inner.dropFirst())))
            } else if Self.names.contains(inner) {
                parts.append(.name(inner))
            } else {
                return nil
            }
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(.words(String(rest))) }
        self.parts = parts
    }

    var expressions: [String] {
        parts.compactMap { if case .expression(let text) = $0 { text } else { nil } }
    }

    func uses(_ name: String) -> Bool { parts.contains(.name(name)) }

    func fill(_ value: (Part) throws -> String) rethrows -> String {
        try parts.map { part in
            if case .words(let words) = part { words } else { Self.bounded(try value(part)) }
        }.joined()
    }

    /// A value in a sentence is a word or a line; an expression that strays over the whole dossier must not print it.
    private static func bounded(_ value: String) -> String {
        value.utf8.count <= 120 || value.count <= 120 ? value : value.prefix(119) + "…"
    }
}
