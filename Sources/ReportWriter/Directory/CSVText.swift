// SPDX-License-Identifier: GPL-3.0-or-later

/// CSV by RFC 4180, for people who open it in a spreadsheet.
enum CSVText {
    /// Excel takes a file without it for the local code page and shows Chinese as rubbish.
    static let byteOrderMark = "\u{FEFF}"

    /// One record with its line end.
    static func record(_ fields: [String]) -> String { fields.map(field).joined(separator: ",") + "\r\n" }

    private static func field(_ text: String) -> String {
        let safe = neutral(text)
        let special = safe.unicodeScalars.contains { $0 == "," || $0 == "\"" || $0 == "\r" || $0 == "\n" }
        // Some readers drop blanks at the ends unless they are quoted.
        guard special || safe.first == " " || safe.last == " " else { return safe }
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }

    /// A text that a spreadsheet would calculate gets an apostrophe before it (OWASP, CSV injection). So does one that
    /// begins with apostrophes and would be taken for such a text, so that what was added can be told.
    static func neutral(_ text: String) -> String { isFormula(text) ? "'" + text : text }

    private static func isFormula(_ text: String) -> Bool {
        let start = text.unicodeScalars.drop { $0 == "'" || $0 == " " || $0 == "\n" || $0 == "\u{3000}" }.first
        switch start {
        // Full-width forms count too: Excel for East Asia takes them for the narrow ones.
        case "=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠": return true
        default: return false
        }
    }
}
