// SPDX-License-Identifier: GPL-3.0-or-later

/// What an XPath 1.0 expression comes to, with the language's own conversions.
public enum XPathValue {
    /// In document order.
    case nodes([XMLNode])
    case number(Double)
    case string(String)
    case boolean(Bool)

    public var string: String {
        switch self {
        case .nodes(let nodes): nodes.first?.text ?? ""
        case .number(let number): Self.text(of: number)
        case .string(let string): string
        case .boolean(let boolean): boolean ? "true" : "false"
        }
    }

    /// NaN where the text is no number.
    public var number: Double {
        switch self {
        case .nodes, .string: Self.number(from: string)
        case .number(let number): number
        case .boolean(let boolean): boolean ? 1 : 0
        }
    }

    public var boolean: Bool {
        switch self {
        case .nodes(let nodes): !nodes.isEmpty
        case .number(let number): number != 0 && !number.isNaN
        case .string(let string): !string.isEmpty
        case .boolean(let boolean): boolean
        }
    }

    /// The nodes; empty where the value is no node-set.
    public var nodes: [XMLNode] {
        if case .nodes(let nodes) = self { nodes } else { [] }
    }

    /// As XPath's `string()`: no `.0`, no exponent.
    public static func text(of number: Double) -> String {
        if number.isNaN { return "NaN" }
        if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
        if number == number.rounded(), abs(number) < 1e15 { return String(Int64(number)) }
        return "\(number)"
    }

    /// As XPath's `number()`: an optional minus, digits, an optional point; white space around; nothing else.
    public static func number(from text: String) -> Double {
        func isWhite(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
        var bytes = text.utf8[...]
        while let first = bytes.first, isWhite(first) { bytes.removeFirst() }
        while let last = bytes.last, isWhite(last) { bytes.removeLast() }
        var (digits, points) = (0, 0)
        for byte in bytes.first == UInt8(ascii: "-") ? bytes.dropFirst() : bytes {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
            case UInt8(ascii: "."): points += 1
            default: return .nan
            }
        }
        guard digits > 0, points <= 1 else { return .nan }
        return Double(String(decoding: bytes, as: UTF8.self)) ?? .nan
    }
}
