// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

@testable import ReportWriter

/// Reads a report as strictly as XML: every tag closed in order, every attribute quoted, every `&` an entity.
struct HTMLElement {
    struct Malformed: Error { let what: String }

    var name: String
    var attributes: [String: String]

    static func all(in page: String) throws -> [HTMLElement] {
        var elements: [HTMLElement] = []
        try read(page) { element, _ in elements.append(element) }
        return elements
    }

    /// The text inside every element of that name.
    static func texts(of name: String, in page: String) throws -> [String] {
        var texts: [String] = []
        try read(page) { element, rest in
            guard element.name == name, let end = rest.range(of: "</\(name)>") else { return }
            texts.append(String(rest[..<end.lowerBound]))
        }
        return texts
    }

    private static func read(_ page: String, _ visit: (HTMLElement, Substring) -> Void) throws {
        let start = "<!DOCTYPE html>\n"
        guard page.hasPrefix(start) else { throw Malformed(what: "no document type") }
        var rest = page.dropFirst(start.count)
        var stack: [String] = []
        while let open = rest.firstIndex(of: "<") {
            try check(text: rest[..<open])
            guard let close = rest[open...].firstIndex(of: ">") else { throw Malformed(what: "open tag") }
            var tag = rest[rest.index(after: open)..<close]
            rest = rest[rest.index(after: close)...]
            if tag.hasPrefix("/") {
                guard stack.popLast() == String(tag.dropFirst()) else {
                    throw Malformed(what: "/ out of order: \(tag) after \(stack)")
                }
                continue
            }
            let isVoid = tag.hasSuffix(" /")
            if isVoid { tag = tag.dropLast(2) }
            let element = try parsed(tag)
            visit(element, rest)
            if !isVoid { stack.append(element.name) }
            for name in ["style", "script"] where element.name == name {
                if let end = rest.range(of: "</\(name)>") { rest = rest[end.lowerBound...] }
            }
        }
        try check(text: rest)
        guard stack.isEmpty else { throw Malformed(what: "open at the end: \(stack)") }
    }

    private static func parsed(_ tag: Substring) throws -> HTMLElement {
        let name = tag.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
        guard !name.isEmpty else { throw Malformed(what: "tag \(tag)") }
        var attributes: [String: String] = [:]
        var rest = tag.dropFirst(name.count)
        while !rest.isEmpty {
            guard rest.first == " ", let equals = rest.range(of: "=\"") else { throw Malformed(what: "tag \(tag)") }
            let key = rest[rest.index(after: rest.startIndex)..<equals.lowerBound]
            guard let end = rest[equals.upperBound...].firstIndex(of: "\""), !key.contains(" ") else {
                throw Malformed(what: "tag \(tag)")
            }
            let value = rest[equals.upperBound..<end]
            try check(text: value)
            guard attributes.updateValue(unescaped(value), forKey: String(key)) == nil else {
                throw Malformed(what: "\(key) twice")
            }
            rest = rest[rest.index(after: end)...]
        }
        return HTMLElement(name: String(name), attributes: attributes)
    }

    private static func check(text: Substring) throws {
        for part in text.components(separatedBy: "&").dropFirst()
        where !["amp;", "lt;", "gt;", "quot;", "#39;"].contains(where: part.hasPrefix) {
            throw Malformed(what: "&\(part.prefix(12))")
        }
    }

    private static func unescaped(_ text: Substring) -> String {
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
            .reduce(String(text)) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
    }
}

/// Pages of which every crop is the same small picture.
struct SamplePages: PageImages {
    /// A PNG of one grey pixel.
    static let pixel =
        Data(
            base64Encoded:
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGM4AQAAygDJmcpdfgAAAABJRU5ErkJggg==")
        ?? Data()

    func crop(document: String, page: Int, box: Box, masked: Bool) -> PageCrop? {
        PageCrop(png: Self.pixel, width: 400, height: 80, mark: Box(x0: 40, y0: 20, x1: 360, y1: 60))
    }
}
