// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import LibXML

/// The electronic signatures of an OFD (§18): whether the digests that they list agree with the parts. Nobody's
/// certificate is looked at, so nothing here says that a seal is genuine.
struct OFDSignatures {
    /// A seal's picture on a page.
    struct Stamp {
        var page: String
        /// Millimetres on the page.
        var box: OFDBox
        /// nil where the picture inside the seal is of a kind that is not decoded.
        var ink: (red: Double, dark: Double)?
    }

    private(set) var notes: [FileNote] = []
    private(set) var stamps: [Stamp] = []
    /// A digest differs: the content was changed after signing.
    private(set) var differs = false
    private(set) var count = 0
    /// Parts with agreeing digests, and the signatures' own.
    private(set) var covered: Set<String> = []

    private static let signatureLimit = 100
    private static let referenceLimit = 10_000
    private let package: OFDPackage
    private var digests: [String: [UInt8]] = [:]

    init(package: OFDPackage) { self.package = package }

    /// - Parameters:
    ///   - location: of `Signatures.xml`, as `OFD.xml` gives it.
    ///   - folder: of the document.
    mutating func check(_ location: String, folder: String) {
        guard let list = package.part(location, in: "") ?? package.part(location, in: folder) else {
            return unchecked(location)
        }
        covered.insert(list)
        guard let root = try? package.xml(list).root else { return unchecked(list) }
        let entries = root.elements("Signature")
        for entry in entries.prefix(Self.signatureLimit) {
            count += 1
            let values = entry.values
            guard let base = values["BaseLoc"] ?? entry.element("BaseLoc")?.text,
                let part = package.part(base, in: OFDPackage.folder(of: list)) ?? package.part(base, in: folder)
            else {
                unchecked(values["BaseLoc"] ?? list)
                continue
            }
            check(signature: part, type: values["Type"], list: entries.count > 1 ? list : nil)
        }
        if entries.count > Self.signatureLimit { unchecked("\(entries.count) > \(Self.signatureLimit)") }
    }

    private mutating func unchecked(_ detail: String) { notes.append(FileNote(.digestUnchecked, detail: detail)) }

    /// - Parameter list: the list of signatures where it names others too: signing again changes it, and it is no
    ///   content of the document.
    private mutating func check(signature part: String, type: String?, list: String?) {
        covered.insert(part)
        let folder = OFDPackage.folder(of: part)
        guard let data = try? package.unrecorded(part), let root = try? XMLDocument.parse(data).root,
            let info = root.element("SignedInfo")
        else { return unchecked(part) }
        let value = root.element("SignedValue").flatMap { package.part($0.text, in: folder) }
        let seal = info.element("Seal")?.element("BaseLoc").flatMap { package.part($0.text, in: folder) }
        covered.formUnion([value, seal].compactMap { $0 })
        let signed = value.flatMap { try? package.unrecorded($0) } ?? Data()
        // A stamp without a signature behind it is drawn by no viewer.
        let isBound = isBound(data, to: signed, stamped: info.element("StampAnnot") != nil || type == "Seal")
        if !signed.isEmpty { addStamps(info, signed, seal, isBound: isBound == true) }

        let provider = info.element("Provider")?.values
        let who = provider.flatMap { $0["Company"] ?? $0["ProviderName"] }?.prefix(40) ?? ""
        let references = info.element("References")
        let listed = references?.elements("Reference") ?? []
        guard !listed.isEmpty, listed.count <= Self.referenceLimit else { return unchecked(part) }
        let method = Self.method(references?.values["CheckMethod"])
        var different: [String] = []
        var unknown: [String] = []
        for reference in listed {
            let file = reference.values["FileRef"] ?? ""
            if let list, package.part(file, in: folder) == list { continue }
            switch compare(file, reference.element("CheckValue")?.text ?? "", method, in: folder) {
            case true: break
            case false: different.append(file)
            case nil: unknown.append(file)
            }
        }
        if isBound == false { different.append("/" + part) }
        if !different.isEmpty {
            differs = true
            notes.append(FileNote(.digestDiffers, detail: Self.list(different)))
        } else if !unknown.isEmpty || signed.isEmpty {
            unchecked(unknown.isEmpty ? part : Self.list(unknown))
        } else {
            let facts = [String(who), method.joined(separator: "/") + " × \(listed.count)"].filter { !$0.isEmpty }
            notes.append(
                FileNote(
                    .digestMatches, detail: facts.joined(separator: ", "),
                    remarks: isBound == nil ? [.valueUnchecked] : []))
        }
    }

    private static func list(_ files: [String]) -> String {
        let shown = files.prefix(3).map { String($0.prefix(120)) }.joined(separator: "、")
        return files.count > 3 ? shown + "…（\(files.count)）" : shown
    }

    // MARK: Digests

    /// The digest's names for OpenSSL, from an object identifier or a name in any spelling; several where the file does
    /// not say (the standard's default is MD5, which nobody uses).
    private static func method(_ text: String?) -> [String] {
        let key = (text ?? "").trimmingCharacters(in: .whitespaces).uppercased().replacing("-", with: "")
        switch key {
        case "1.2.156.10197.1.401", "1.2.156.10197.1.401.1", "SM3": return ["SM3"]
        case "1.2.840.113549.2.5", "MD5": return ["MD5"]
        case "1.3.14.3.2.26", "SHA1": return ["SHA1"]
        case "2.16.840.1.101.3.4.2.1", "SHA256": return ["SHA256"]
        case "2.16.840.1.101.3.4.2.2", "SHA384": return ["SHA384"]
        case "2.16.840.1.101.3.4.2.3", "SHA512": return ["SHA512"]
        case "": return ["SM3", "SHA256", "SHA1", "MD5"]
        default: return []
        }
    }

    /// - Returns: nil where it cannot be told. A part that is gone was changed.
    private mutating func compare(_ file: String, _ check: String, _ methods: [String], in folder: String) -> Bool? {
        guard let part = package.part(file, in: folder) else { return false }
        guard let expected = Data(base64Encoded: check, options: .ignoreUnknownCharacters), !expected.isEmpty,
            !methods.isEmpty
        else { return nil }
        for method in methods {
            guard let digest = digest(method, part) else { return nil }
            if digest == [UInt8](expected) {
                covered.insert(part)
                return true
            }
        }
        return false
    }

    private mutating func digest(_ method: String, _ part: String) -> [UInt8]? {
        let key = method + "/" + part
        if let known = digests[key] { return known }
        guard let data = try? package.unrecorded(part), let digest = Digest.bytes(method, of: data) else { return nil }
        digests[key] = digest
        return digest
    }

    /// A seal's signed data (GM/T 0031, GB/T 38540: `TBS_Sign.dataHash`) holds the digest of `Signature.xml`, so that
    /// the list of digests cannot be written anew.
    /// - Returns: nil where the signed value has no room for it: a bare signature without a seal.
    private func isBound(_ signature: Data, to signed: Data, stamped: Bool) -> Bool? {
        for method in ["SM3", "SHA256", "SHA1"] {
            if let digest = Digest.bytes(method, of: signature), signed.range(of: Data(digest)) != nil { return true }
        }
        return stamped && signed.count > 256 ? false : nil
    }

    // MARK: Stamps

    /// - Parameter isBound: the signed value belongs to this signature: then a picture in a format that is not looked at here
    ///   still is one of a seal.
    private mutating func addStamps(_ info: XMLNode, _ signed: Data, _ seal: String?, isBound: Bool) {
        let stamped = info.elements("StampAnnot").prefix(2_000).map(\.values)
        guard !stamped.isEmpty else { return }
        let ink =
            Self.ink(in: signed) ?? seal.flatMap { try? package.unrecorded($0) }.flatMap(Self.ink)
            ?? (isBound ? (red: 0.3, dark: 0) : nil)
        for values in stamped {
            guard let page = values["PageRef"], var box = OFDValue.box(values["Boundary"]) else { continue }
            // A seal across the edges of several pages shows a slice on each.
            if let clip = OFDValue.box(values["Clip"]), clip.width > 0, clip.height > 0 {
                box = OFDBox(x: box.x + clip.x, y: box.y + clip.y, width: clip.width, height: clip.height)
            }
            stamps.append(Stamp(page: page, box: box, ink: ink))
        }
    }

    /// The ink of the PNG inside a seal.
    private static func ink(in data: Data) -> (red: Double, dark: Double)? {
        data.range(of: Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A])).flatMap {
            PictureInk.sample(Data(data[$0.lowerBound...]))
        }
    }
}
