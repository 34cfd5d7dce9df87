// SPDX-License-Identifier: GPL-3.0-or-later

/// A JSON value that keeps its members in the order in which they are written, so that the same assessment is always
/// the same bytes and reads from the top.
enum JSONText {
    case object([(String, JSONText)])
    case array([JSONText])
    case string(String)
    case number(Double)
    case integer(Int)
    case bool(Bool)
    case null

    static func optional(_ text: String?) -> JSONText { text.map(JSONText.string) ?? .null }

    static func optional(_ number: Int?) -> JSONText { number.map(JSONText.integer) ?? .null }

    /// RFC 8259, indented by two blanks; arrays of numbers stand on one line.
    func text(indent: Int = 0) -> String {
        var result = ""
        write(into: &result, indent: indent)
        return result
    }

    private func write(into result: inout String, indent: Int) {
        let margin = String(repeating: " ", count: indent + 2)
        let end = "\n" + String(repeating: " ", count: indent)
        switch self {
        case .object(let members) where members.isEmpty: result += "{}"
        case .object(let members):
            result += "{"
            for (index, member) in members.enumerated() {
                result += index == 0 ? "\n" : ",\n"
                result += margin + Self.quoted(member.0) + ": "
                member.1.write(into: &result, indent: indent + 2)
            }
            result += end + "}"
        case .array(let values) where values.allSatisfy(\.isNumber):
            result += "[" + values.map { $0.text() }.joined(separator: ", ") + "]"
        case .array(let values):
            result += "["
            for (index, value) in values.enumerated() {
                result += (index == 0 ? "\n" : ",\n") + margin
                value.write(into: &result, indent: indent + 2)
            }
            result += end + "]"
        case .string(let text): result += Self.quoted(text)
        case .number(let value): result += Self.plain(value)
        case .integer(let value): result += String(value)
        case .bool(let value): result += value ? "true" : "false"
        case .null: result += "null"
        }
    }

    /// On one line and with the members of objects sorted by name, for files of many objects.
    var sortedLine: String {
        switch self {
        case .object(let members):
            let parts = members.sorted { $0.0 < $1.0 }.map { Self.quoted($0.0) + ": " + $0.1.sortedLine }
            return "{" + parts.joined(separator: ", ") + "}"
        case .array(let values): return "[" + values.map(\.sortedLine).joined(separator: ", ") + "]"
        default: return text()
        }
    }

    private var isNumber: Bool {
        switch self {
        case .number, .integer: true
        default: false
        }
    }

    /// At most four decimals and no exponent; what is not finite is 0, because JSON has no word for it.
    private static func plain(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e12 else { return "0" }
        let parts = Int((value * 10_000).rounded())
        let (whole, rest) = parts.magnitude.quotientAndRemainder(dividingBy: 10_000)
        var decimals = String(String(rest + 10_000).dropFirst())
        while decimals.last == "0" { decimals.removeLast() }
        return (parts < 0 ? "-" : "") + String(whole) + (decimals.isEmpty ? "" : "." + decimals)
    }

    /// Controls and characters that change the direction of text are escaped, so that the file is safe to look at.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        if VisibleText.isPlain(text), !text.utf8.contains(where: { $0 == 0x22 || $0 == 0x5C }) {
            return result + text + "\""
        }
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where VisibleText.isHidden(scalar) || scalar.value == 0x2028 || scalar.value == 0x2029:
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
