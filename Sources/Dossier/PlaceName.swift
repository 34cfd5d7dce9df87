// SPDX-License-Identifier: GPL-3.0-or-later

/// Places in files are named in Chinese where they are found (`第3页`, `第1-3、5页`, `第12行`, `第3段`, `表2 第4行第2格`); reports
/// in English say them in English. Names of sheets and parts are left as they are.
public enum PlaceName {
    public static func page(_ numbers: String) -> String { "第\(numbers)页" }

    public static func line(_ number: Int) -> String { "第\(number)行" }

    /// A paragraph outside tables; those without a word in them are not counted.
    public static func paragraph(_ number: Int) -> String { "第\(number)段" }

    /// Rows and cells are counted from 1 as they are seen: a merged cell is one cell of every row that it reaches into.
    public static func cell(table: Int, row: Int, cell: Int) -> String { "表\(table) 第\(row)行第\(cell)格" }

    /// A table inside a cell: the cell's own name and the place in the inner table.
    public static func inner(_ outer: String, row: Int, cell: Int) -> String { "\(outer) 内表第\(row)行第\(cell)格" }

    public static func footnote(_ number: Int) -> String { "脚注\(number)" }

    public static func endnote(_ number: Int) -> String { "尾注\(number)" }

    public static let header = "页眉"

    /// Several places in one string, at most five of them.
    public static func list(_ places: [String]) -> String {
        places.prefix(5).joined(separator: "、") + (places.count > 5 ? "…" : "")
    }

    public static func text(_ place: String, _ language: Language) -> String {
        guard language == .en else { return place }
        if place.hasPrefix("第") {
            let inner = place.dropFirst().dropLast()
            if inner.allSatisfy({ $0.isNumber || "-、".contains($0) }) {
                let numbers = inner.replacing("、", with: ", ")
                if place.hasSuffix("页") { return "page \(numbers)" }
                if place.hasSuffix("行") { return "line \(numbers)" }
            }
        }
        return place.split(separator: "、").map { english(String($0)) }.joined(separator: ", ")
    }

    /// One place of an office file; anything else comes back unchanged.
    private static func english(_ place: String) -> String {
        if place == header { return "header" }
        if let found = place.wholeMatch(of: /第(\d+)段(…?)/) { return "paragraph \(found.1)\(found.2)" }
        if let found = place.wholeMatch(of: /脚注(\d+)(…?)/) { return "footnote \(found.1)\(found.2)" }
        if let found = place.wholeMatch(of: /尾注(\d+)(…?)/) { return "endnote \(found.1)\(found.2)" }
        guard let found = place.prefixMatch(of: /表(\d+)\ 第(\d+)行第(\d+)格/) else { return place }
        var rest = place[found.range.upperBound...]
        var out = "table \(found.1) row \(found.2) cell \(found.3)"
        while let inner = rest.prefixMatch(of: /\ 内表第(\d+)行第(\d+)格/) {
            out += " inner table row \(inner.1) cell \(inner.2)"
            rest = rest[inner.range.upperBound...]
        }
        return rest.isEmpty || rest == "…" ? out + rest : place
    }
}
