// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import LibXML

/// The parts of a DOCX or XLSX (ECMA-376 part 2): a zip of XML, bounded in the size of each part, of all parts together and
/// in the number of elements. Part names are compared without regard to case (part 2, 6.2.2).
final class OfficeArchive {
    /// What a part refers to: its target as a part name, and the last word of the relationship's type.
    struct Relation {
        var target: String
        var type: String
        /// A picture or document on the web or on somebody's disk: never opened.
        var isExternal = false
    }

    private let parts: ZippedParts
    /// The names of the parts by their keys.
    private let names: [String: String]
    private var unpacked = 0
    /// Bytes of all parts that are unpacked.
    static let totalLimit = 256 << 20
    /// Tags in one part: a tree of them takes about thirty times its text.
    static let tagLimit = 8_000_000

    init(_ data: Data) throws(ReadProblem) {
        parts = try ZippedParts(data)
        names = Dictionary(parts.names.map { (Self.key($0), $0) }, uniquingKeysWith: { first, _ in first })
    }

    private static func key(_ name: String) -> String {
        let name = name.replacing("\\", with: "/").lowercased()
        return name.hasPrefix("/") ? String(name.dropFirst()) : name
    }

    func has(_ part: String) -> Bool { names[Self.key(part)] != nil }

    /// The part's bytes; nil where there is no such part.
    func data(_ part: String) throws(ReadProblem) -> Data? {
        guard let name = names[Self.key(part)] ?? part.removingPercentEncoding.flatMap({ names[Self.key($0)] }),
            let data = try parts.data(name, limit: min(ZippedParts.partLimit, max(0, Self.totalLimit - unpacked)))
        else { return nil }
        unpacked += data.count
        return data
    }

    /// The part as XML.
    func xml(_ part: String) throws(ReadProblem) -> XMLDocument? {
        guard let data = try data(part) else { return nil }
        if data.count > Self.tagLimit, Self.hasMoreTags(data, than: Self.tagLimit) {
            throw ReadProblem(.tooLarge, place: part)
        }
        return try ZippedParts.parse(data, part)
    }

    static func hasMoreTags(_ data: Data, than limit: Int) -> Bool {
        data.withUnsafeBytes { bytes in
            var tags = 0
            for byte in bytes where byte == UInt8(ascii: "<") { tags += 1 }
            return tags > limit
        }
    }

    /// The part that the file as a whole is about; by its usual name where the package does not say.
    func mainPart(usually usual: String) -> String {
        let named = (try? relations(of: ""))?.values.first { $0.type == "officeDocument" && !$0.isExternal }
        guard let named, has(named.target) else { return usual }
        return named.target
    }

    /// A part's relationships by id.
    func relations(of part: String) throws(ReadProblem) -> [String: Relation] {
        let slash = part.lastIndex(of: "/")
        let folder = slash.map { String(part[...$0]) } ?? ""
        let name = slash.map { String(part[part.index(after: $0)...]) } ?? part
        guard let document = try xml("\(folder)_rels/\(name).rels") else { return [:] }
        var out: [String: Relation] = [:]
        for relation in document.root.children("Relationship") {
            guard let id = relation.attribute("Id"), let target = relation.attribute("Target") else { continue }
            let type = (relation.attribute("Type") ?? "").split(separator: "/").last.map(String.init) ?? ""
            let isExternal = relation.attribute("TargetMode") == "External"
            out[id] = Relation(
                target: isExternal ? target : Self.resolved(target, in: folder), type: type, isExternal: isExternal)
        }
        return out
    }

    /// `../media/image1.png` beside `xl/drawings/` → `xl/media/image1.png`.
    private static func resolved(_ target: String, in folder: String) -> String {
        let path = target.hasPrefix("/") ? target : folder + target
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }
}

extension XMLNode {
    /// The `val` of a child element, in whatever namespace it stands.
    func value(of child: String) -> String? { self.child(child)?.attribute("val") }

    /// A measure between 0 and 100 million; nil for anything else, such as `NaN`.
    func measure(_ attribute: String) -> Double? {
        self.attribute(attribute).flatMap(Double.init).flatMap { (0...1e8).contains($0) ? $0 : nil }
    }

    /// A toggle (ECMA-376 part 1, 17.17.4): on where it stands without a value; nil where it does not stand.
    func toggle(_ child: String) -> Bool? {
        guard let found = self.child(child) else { return nil }
        return !["0", "false", "off", "none"].contains(found.attribute("val") ?? "1")
    }
}
