// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Parser
import ReportWriter

/// The folder into which packages are dropped. It is only ever read.
struct Inbox {
    /// Something that lies in it.
    struct Item: Hashable {
        /// The name under which it is registered: its own, unless that holds a number of a person.
        var package: String
        var path: String
        /// False for what is neither folder nor ZIP nor XML, and for links: what they lead to was not handed in.
        var isPackage: Bool
    }

    let path: String

    /// The path as it is shown and registered: without numbers of people, and still told from others.
    var name: String {
        let masked = Masking.mask(path)
        return masked == path ? path : "\(masked)#\(Digest.sha256(Data(path.utf8)).prefix(8))"
    }

    /// - Throws: `Failure` where there is no such folder
    init(_ given: String, _ language: Language) throws {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: given, isDirectory: &isFolder)
        if exists, !isFolder.boolValue {
            throw Failure(
                .inputOutput,
                language == .zh
                    ? "“\(given)”是文件，不是文件夹。请给出存放材料包的收件文件夹；单份材料包用 check 核查。"
                    : "'\(given)' is a file. Give the folder that holds the packages; 'check' checks a single one.")
        }
        guard exists, let real = realpath(given, nil) else {
            throw Failure(
                .inputOutput,
                language == .zh
                    ? "找不到收件文件夹“\(given)”。请检查路径是否正确。" : "There is no inbox folder '\(given)'. Check the path.")
        }
        defer { free(real) }
        path = String(cString: real)
    }

    /// Nothing may be written into it: reports would be taken for packages, or lie in the place of one.
    /// - Parameters:
    ///   - output: where reports go.
    ///   - database: the registry's file.
    /// - Throws: `Failure` where either lies in the inbox
    func requireApart(output: String, database: String, _ language: Language) throws {
        guard let (given, option) = [(output, "--output"), (database, "--database")].first(where: { holds($0.0) })
        else { return }
        throw Failure(
            .usage,
            language == .zh
                ? "“\(given)”在收件文件夹内，而收件文件夹只读不写。请用 \(option) 另选位置。"
                : "'\(given)' lies in the inbox, which is only read. Choose another place with \(option).")
    }

    private func holds(_ path: String) -> Bool {
        var place = URL(fileURLWithPath: path).standardizedFileURL
        // What is not there yet will lie where its folder lies.
        while place.path != "/", !FileManager.default.fileExists(atPath: place.path) { place.deleteLastPathComponent() }
        guard let real = realpath(place.path, nil) else { return false }
        defer { free(real) }
        return (String(cString: real) + "/").hasPrefix(self.path == "/" ? "/" : self.path + "/")
    }

    /// What lies in it now, sorted by name. Hidden files, those that systems leave behind, and marks of completion are no items.
    func items(_ language: Language) throws -> [Item] {
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: path) } catch {
            throw Failure(
                .inputOutput,
                language == .zh
                    ? "无法读取收件文件夹“\(path)”。请检查它是否还在、网络共享是否连通，以及访问权限。"
                    : "The inbox '\(path)' cannot be read. See whether it is still there, its share is connected, and you may read it."
            )
        }
        let items = names.filter { !Self.isIgnored($0) }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let given = Self.packages(items)
        return zip(items, given).map { name, package in
            let file = path + "/" + name
            return Item(package: package, path: file, isPackage: Self.isPackage(file, name.lowercased()))
        }
    }

    private static func isPackage(_ file: String, _ name: String) -> Bool {
        var status = stat()
        guard lstat(file, &status) == 0 else { return false }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: return true
        case S_IFREG: return name.hasSuffix(".zip") || name.hasSuffix(".xml")
        default: return false
        }
    }

    /// The names under which things are registered, each once: where two differ in nothing but how a letter is put together
    /// (é as one character or two), the one that is written otherwise gets a mark.
    static func packages(_ names: [String]) -> [String] {
        let packages = names.map(package)
        let counts = Dictionary(packages.map { ($0, 1) }, uniquingKeysWith: +)
        return zip(names, packages).map { name, package in
            guard counts[package, default: 1] > 1, !name.utf8.elementsEqual(package.utf8) else { return package }
            return "\(package)#\(Digest.sha256(Data(name.utf8)).prefix(8))"
        }
    }

    static func isIgnored(_ name: String) -> Bool {
        name.hasPrefix(".") || name.hasPrefix("~$") || name.lowercased().hasSuffix(".complete")
            || ["thumbs.db", "desktop.ini"].contains(name.lowercased())
            // What browsers and file managers call a file that is still coming.
            || [".part", ".filepart", ".crdownload", ".tmp"].contains { name.lowercased().hasSuffix($0) }
    }

    /// A name that hides a number of a person must still be told from others that look the same then.
    static func package(_ name: String) -> String {
        let name = name.precomposedStringWithCanonicalMapping
        let masked = OutputFolder.component(name)
        return masked == name ? name : "\(masked)#\(Digest.sha256(Data(name.utf8)).prefix(8))"
    }

    private static let own = Set(SummaryFile.allCases.map(\.name))

    /// The folder of a package's reports: its name without an ending; later versions get a number.
    static func folder(_ package: String, version: Int) -> String {
        let lower = package.lowercased()
        let stem = lower.hasSuffix(".zip") || lower.hasSuffix(".xml") ? String(package.dropLast(4)) : package
        var name = OutputFolder.component(stem)
        // A file name has at most 255 bytes.
        while name.utf8.count > 200 { name.removeLast() }
        // Names of our own in the round's folder; shares of Windows do not tell capitals.
        let plain = name.lowercased()
        if plain.hasPrefix(".") || plain.hasPrefix("summary.") || own.contains(plain) { name = "_" + name }
        return version == 1 ? name : "\(name).v\(version)"
    }
}
