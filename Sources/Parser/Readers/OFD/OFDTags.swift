// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import LibXML

/// Custom tags (§16): XML that names objects of pages; and the named values of `OFD.xml` (`CustomDatas`, §7.4).
struct OFDTags {
    /// A tag before its objects are looked up.
    struct Entry {
        var name: String
        /// Page and object, by number.
        var objects: [(page: String?, object: String)]
    }

    private(set) var entries: [Entry] = []
    private var references = 0
    /// Of references to objects, in all tags together.
    private static let limit = 20_000

    /// Adds the tags that a list names. Tags repeat what pages show, so one that cannot be read is no loss.
    mutating func add(_ list: String, of package: OFDPackage) {
        guard let root = try? package.xml(list).root else { return }
        for tag in root.elements("CustomTag").prefix(100) {
            guard let location = tag.element("FileLoc")?.text,
                let part = package.part(location, in: OFDPackage.folder(of: list)),
                let content = try? package.xml(part).root
            else { continue }
            collect(content, depth: 0)
        }
    }

    private mutating func collect(_ node: XMLNode, depth: Int) {
        guard depth < 64 else { return }
        var objects: [(page: String?, object: String)] = []
        for child in node.children {
            guard references < Self.limit else { return }
            if child.local == "ObjectRef" {
                references += 1
                let text = child.text.trimmingCharacters(in: .whitespacesAndNewlines)
                objects.append((child.values["PageRef"], text))
            } else {
                collect(child, depth: depth + 1)
            }
        }
        if !objects.isEmpty { entries.append(Entry(name: node.local, objects: objects)) }
    }

    /// The tags whose objects stand on the page, with the words that are seen there.
    func tags(on page: String, _ words: [String: OFDCanvas.Words]) -> [ReadTag] {
        entries.lazy.filter { $0.objects.allSatisfy { $0.page == nil || $0.page == page } }.compactMap { entry in
            let found = entry.objects.compactMap { words[$0.object] }
            // Half a value is no value.
            guard let first = found.first, found.count == entry.objects.count else { return nil }
            let value = TextJoin.join(found.map { $0.text.trimmingCharacters(in: .whitespaces) })
            guard !value.isEmpty else { return nil }
            return ReadTag(
                name: entry.name, value: value,
                box: found.dropFirst().reduce(first.box) { $0.union($1.box) })
        }
    }

    /// Named values of the file that a line of the page shows too; what nobody sees is no evidence.
    static func seen(_ data: [(name: String, value: String)], on page: PageLayout) -> [ReadTag] {
        guard !data.isEmpty else { return [] }
        let lines = page.allLines.map { (key: Fold.key($0.text), box: $0.box) }
        return data.compactMap { name, value in
            let key = Fold.key(value)
            guard key.count >= 4, let line = lines.first(where: { stands(key, in: $0.key) }) else { return nil }
            return ReadTag(name: name, value: value, box: line.box)
        }
    }

    /// As a word of its own: `1.96` does not stand in `251.96`.
    private static func stands(_ key: String, in line: String) -> Bool {
        guard let range = line.range(of: key) else { return false }
        func joins(_ outer: Character?, _ inner: Character?) -> Bool {
            guard let outer, let inner, outer.isASCII, inner.isASCII else { return false }
            return (outer.isLetter || outer.isNumber || outer == ".") && (inner.isLetter || inner.isNumber)
        }
        let before = range.lowerBound > line.startIndex ? line[line.index(before: range.lowerBound)] : nil
        let after = range.upperBound < line.endIndex ? line[range.upperBound] : nil
        return !joins(before, key.first) && !joins(after, key.last)
    }
}
