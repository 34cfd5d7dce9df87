// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import LibXML

/// The zip of an OFD (GB/T 33190-2016 §7): its parts by location, and how much of it was unpacked.
final class OFDPackage {
    private let parts: ZippedParts
    /// Part names by their lower-case form: some writers are careless with case.
    private let folded: [String: String]
    /// Bytes unpacked so far; a part counts every time it is asked for.
    private var unpacked = 0
    private static let unpackedLimit = 1 << 30
    /// Bytes of one XML part; in memory it takes a multiple of them.
    private static let xmlLimit = 32 << 20
    /// Ink of the pictures looked at so far.
    private var inks: [String: (red: Double, dark: Double)?] = [:]
    private static let inkLimit = 500
    /// Parts that were asked for: what the pages that were read are made of.
    private(set) var used: Set<String> = []
    var duplicates: [String] { parts.duplicates }

    init(_ data: Data) throws(ReadProblem) {
        parts = try ZippedParts(data)
        folded = Dictionary(parts.names.map { ($0.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
    }

    var names: [String] { parts.names }

    // MARK: Locations

    /// The part that an `ST_Loc` means (§7.4.1): absolute from the zip's root, else relative to the folder it stands in.
    /// - Parameter folder: of the part that names the location; empty for the root.
    /// - Returns: the part's name as the zip spells it; nil where there is none, or the location leaves the zip.
    func part(_ location: String, in folder: String) -> String? {
        let text = location.trimmingCharacters(in: .whitespacesAndNewlines).replacing("\\", with: "/")
        guard !text.isEmpty, text.utf8.count <= 1024 else { return nil }
        var spellings = [text]
        if let plain = text.removingPercentEncoding, plain != text { spellings.append(plain) }
        for spelling in spellings {
            let fromRoot = spelling.hasPrefix("/")
            // The standard's order first; some writers mix the two up.
            for base in fromRoot ? ["", folder] : [folder, ""] {
                guard let path = Self.joined(base, spelling) else { continue }
                if parts.has(path) { return path }
                if let name = folded[path.lowercased()] { return name }
            }
        }
        return nil
    }

    static func folder(of part: String) -> String {
        part.lastIndex(of: "/").map { String(part[..<$0]) } ?? ""
    }

    /// nil where `..` leads out of the zip.
    static func joined(_ folder: String, _ location: String) -> String? {
        var path = folder.split(separator: "/").map(String.init)
        for step in location.split(separator: "/") where step != "." {
            if step == ".." {
                guard path.popLast() != nil else { return nil }
            } else {
                path.append(String(step))
            }
        }
        return path.isEmpty ? nil : path.joined(separator: "/")
    }

    // MARK: Content

    func data(_ part: String) throws(ReadProblem) -> Data {
        used.insert(part)
        return try unrecorded(part)
    }

    /// Does not count as a part that pages are made of.
    func unrecorded(_ part: String) throws(ReadProblem) -> Data {
        guard unpacked < Self.unpackedLimit else { throw ReadProblem(.tooLarge, place: part) }
        guard let data = try parts.data(part) else { throw ReadProblem(.damaged, detail: part) }
        unpacked += data.count + 1024
        return data
    }

    func xml(_ part: String) throws(ReadProblem) -> XMLDocument {
        let data = try data(part)
        do { return try XMLDocument.parse(data, limits: XMLLimits(bytes: Self.xmlLimit)) } catch let error as XMLError {
            if case .doctype = error { throw ReadProblem(.xmlDoctype, place: part) }
            if case .tooLarge = error { throw ReadProblem(.tooLarge, place: part) }
            throw ReadProblem(.damaged, place: part, detail: error.line.map { "\($0)" })
        } catch {
            throw ReadProblem(.damaged, place: part)
        }
    }

    /// Shares of red and of dark ink in a picture; nil where it cannot be told.
    func ink(_ part: String) -> (red: Double, dark: Double)? {
        if let known = inks[part] { return known }
        guard inks.count < Self.inkLimit else { return nil }
        let found = (try? data(part)).flatMap(PictureInk.sample)
        inks[part] = .some(found)
        return found
    }

    /// Content under encryption (GM/T 0099) is described by a part of its own.
    var isEncrypted: Bool {
        folded.keys.contains { $0 == "encryptions.xml" || $0.hasSuffix("/encryptions.xml") }
    }
}
