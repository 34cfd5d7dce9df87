// SPDX-License-Identifier: GPL-3.0-or-later
import LibXML

/// Elements are told by their local names: namespaces other than the standard's, none, and prefixes that nobody declared
/// all exist.
extension XMLNode {
    var local: String {
        let name = name
        return name.lastIndex(of: ":").map { String(name[name.index(after: $0)...]) } ?? name
    }

    func elements(_ name: String) -> [XMLNode] { children.filter { $0.local == name } }

    func element(_ name: String) -> XMLNode? { children.first { $0.local == name } }

    /// All attributes at once: asking for them one by one builds the list every time.
    var values: [String: String] {
        Dictionary(attributes.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }
}

/// The basic types of GB/T 33190 §7.3.
enum OFDValue {
    /// Numbers apart by white space; nil where one of them is none, or is beyond all paper.
    static func numbers(_ text: String?) -> [Double]? {
        guard let text, text.utf8.count <= 4096 else { return nil }
        var out: [Double] = []
        for word in text.split(whereSeparator: { $0.isWhitespace || $0 == "," }) {
            guard let number = number(word) else { return nil }
            out.append(number)
        }
        return out
    }

    static func number(_ word: some StringProtocol) -> Double? {
        guard let number = Double(String(word)), number.isFinite, abs(number) < 1e7 else { return nil }
        return number
    }

    /// `ST_Box`: x, y, width, height in millimetres.
    static func box(_ text: String?) -> OFDBox? {
        guard let sides = numbers(text), sides.count == 4 else { return nil }
        return OFDBox(x: sides[0], y: sides[1], width: sides[2], height: sides[3])
    }

    static func isFalse(_ text: String?) -> Bool { text == "false" || text == "0" }

    static func isTrue(_ text: String?) -> Bool { text == "true" || text == "1" }
}

/// Millimetres, y downwards.
struct OFDBox: Hashable {
    var x, y, width, height: Double
}

/// `x' = a·x + c·y + e`, `y' = b·x + d·y + f` (`CTM`, §8.3).
struct OFDMatrix: Hashable {
    var a = 1.0
    var b = 0.0
    var c = 0.0
    var d = 1.0
    var e = 0.0
    var f = 0.0

    init() {}

    init?(_ text: String?) {
        guard let numbers = OFDValue.numbers(text), numbers.count == 6 else { return nil }
        (a, b, c, d, e, f) = (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
    }

    static func moved(_ x: Double, _ y: Double) -> OFDMatrix {
        var out = OFDMatrix()
        (out.e, out.f) = (x, y)
        return out
    }

    static func scaled(_ factor: Double) -> OFDMatrix {
        var out = OFDMatrix()
        (out.a, out.d) = (factor, factor)
        return out
    }

    /// Neither turns nor mirrors.
    var keepsUpright: Bool { a > 0 && d > 0 && abs(b) < a * 0.001 && abs(c) < d * 0.001 }

    /// First this, then the other.
    func then(_ next: OFDMatrix) -> OFDMatrix {
        var out = OFDMatrix()
        out.a = next.a * a + next.c * b
        out.b = next.b * a + next.d * b
        out.c = next.a * c + next.c * d
        out.d = next.b * c + next.d * d
        (out.e, out.f) = next.point(e, f)
        return out
    }

    func point(_ x: Double, _ y: Double) -> (x: Double, y: Double) { (a * x + c * y + e, b * x + d * y + f) }

    /// How much longer things become, on the average of both axes.
    var scale: Double { abs(a * d - b * c).squareRoot() }
}
