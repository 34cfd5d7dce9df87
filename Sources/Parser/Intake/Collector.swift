// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// Gathers the files of one package and keeps the limits.
final class Collector {
    let limits: Limits
    let unpacker: any EntryUnpacker
    private(set) var files: [IntakeFile] = []
    private(set) var workspace: Workspace?
    private let root: String
    private var taken: Set<String> = []
    /// Files and folders met so far.
    private var met = 0
    /// Bytes read and unpacked so far, also those of entries that were given up.
    private var bytes = 0
    private var unpackedFiles = 0

    init(root: String, limits: Limits, unpacker: any EntryUnpacker) {
        self.root = root
        self.limits = limits
        self.unpacker = unpacker
    }

    /// Goes on where the package ended, for files found inside its files.
    convenience init(after package: SubmittedPackage, limits: Limits = .standard) {
        self.init(root: package.name, limits: limits, unpacker: package.unpacker)
        taken = Set(package.files.map(\.path))
        met = package.files.count
        bytes = package.files.reduce(0) { $0 + $1.bytes }
    }

    var room: Int { max(0, limits.files - met) }

    /// Counts files and folders of the submitted folder; beyond the limit the package as a whole is refused, as any
    /// choice among its files would make a false "missing".
    func meet(_ count: Int) throws(IntakeError) {
        met += count
        if met > limits.files { throw .overLimit(root, limit: limits.files) }
    }

    /// Lists a file that is not read.
    func refuse(_ path: String, bytes: Int = 0, _ problems: ReadProblem...) {
        let setAside = Leftovers.contains(path: path)
        record(path, bytes: bytes, sha256: "", type: .unknown, problems: setAside ? [] : problems, location: nil)
    }

    /// Takes in an open file, and what lies in it if it is a zip.
    /// - Parameters:
    ///   - archiveDepth: archives around it.
    ///   - isPackage: the file is the whole package; a zip's entries then stand alone.
    func take(
        _ source: OpenFile, _ path: String, at location: IntakeFile.Location, archiveDepth: Int = 0,
        isPackage: Bool = false
    ) throws(IntakeError) {
        guard !Leftovers.contains(path: path) else { return refuse(path, bytes: source.count) }
        if let excess = limits.excess(source.count, used: bytes) { return refuse(path, bytes: source.count, excess) }
        bytes += source.count
        do {
            let digest = SHA256Stream()
            var read = 0
            try source.forEachPiece(0..<source.count) { piece in
                read += piece.count
                piece.withUnsafeBytes { digest.update($0) }
            }
            try complete(
                source, path, bytes: read, sha256: digest.finish(), at: location, archiveDepth: archiveDepth,
                isPackage: isPackage)
        } catch let fault as ReadFault {
            refuse(path, bytes: source.count, ReadProblem(.notReadable, detail: fault.reason))
        } catch let error as IntakeError {
            throw error
        } catch {
            refuse(path, bytes: source.count, ReadProblem(.notReadable))
        }
    }

    private func complete(
        _ source: OpenFile, _ path: String, bytes: Int, sha256: String, at location: IntakeFile.Location,
        archiveDepth: Int,
        isPackage: Bool
    ) throws {
        let type = try FileType.detect(source)
        var problems: [ReadProblem] = []
        var unpacked = false
        switch type {
        case .empty: problems.append(ReadProblem(.empty))
        case .ole where try FileType.isEncryptedOffice(source): problems.append(ReadProblem(.encrypted))
        case .rar, .sevenZip: problems.append(ReadProblem(.unsupportedFormat, detail: "\(type.title(.en)) → ZIP"))
        case .zip:
            if archiveDepth >= limits.archiveDepth {
                problems.append(ReadProblem(.tooDeep, detail: "\(archiveDepth + 1) > \(limits.archiveDepth)"))
            } else {
                let prefix = isPackage ? "" : path + "/"
                (problems, unpacked) = try unpack(source, under: prefix, depth: archiveDepth + 1, isPackage: isPackage)
            }
        default: break
        }
        // Entries that were not taken in have no digest of their own, so the archive's must count instead.
        let isWhole = problems.isEmpty && files.allSatisfy { $0.setAside || !$0.sha256.isEmpty }
        if isPackage, unpacked, isWhole { return }
        record(
            path, bytes: bytes, sha256: sha256, type: type, problems: problems, location: location, unpacked: unpacked)
    }

    private func record(
        _ path: String, bytes: Int, sha256: String, type: FileType, problems: [ReadProblem],
        location: IntakeFile.Location?, unpacked: Bool = false
    ) {
        var notes: [FileNote] = []
        let declared = FileType.declared(by: path)
        if let first = declared.first, location != nil, type != .empty, !declared.contains(type) {
            notes.append(FileNote(.contentDiffers, detail: "\(first.shortName) → \(type.shortName)"))
        }
        let unique = unique(path)
        if unique != path { notes.append(FileNote(.duplicateName, detail: path)) }
        files.append(
            IntakeFile(
                path: unique, bytes: bytes, sha256: sha256, type: type, problems: problems, notes: notes,
                setAside: Leftovers.contains(path: path), unpacked: unpacked, location: location))
    }

    /// `a.pdf`, then `a (2).pdf`, `a (3).pdf` …
    private func unique(_ path: String) -> String {
        var candidate = path
        var number = 2
        while !taken.insert(candidate).inserted {
            let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
            let dot = name.dropFirst().lastIndex(of: ".") ?? path.endIndex
            candidate = "\(path[..<dot]) (\(number))\(path[dot...])"
            number += 1
        }
        return candidate
    }

    // MARK: Archives

    private func unpack(
        _ source: OpenFile, under prefix: String, depth: Int, isPackage: Bool
    ) throws -> (problems: [ReadProblem], unpacked: Bool) {
        let directory = try ZipDirectory.read(source, entryLimit: room)
        if directory.overLimit {
            if isPackage { throw IntakeError.overLimit(root, limit: limits.files) }
            return ([ReadProblem(.tooMany, detail: "> \(limits.files)")], false)
        }
        met += directory.entries.count
        let names = NameDecoder.decode(directory.entries.map { ($0.rawName, $0.isUTF8) })
        for (index, entry) in directory.entries.enumerated() {
            let decoded = entry.unicodeName?.precomposedStringWithCanonicalMapping ?? names[index]
            if entry.isFolder || decoded.hasSuffix("\\") { continue }
            switch EntryName(decoded, pathBytes: limits.pathBytes) {
            case .unsafe:
                // A name that is not to be trusted is not to be used either: the entry goes by its number.
                refuse(
                    "\(prefix)#\(index + 1)",
                    ReadProblem(.unsafeName, place: String(EntryName.shown(decoded).prefix(120))))
            case .path(let parts):
                try unpack(
                    entry, from: source, prefix + parts.joined(separator: "/"), folders: parts.count - 1, depth: depth)
            }
        }
        return (directory.problem.map { [$0] } ?? [], true)
    }

    private func unpack(_ entry: ZipEntry, from source: OpenFile, _ path: String, folders: Int, depth: Int) throws {
        if entry.isSpecial { return refuse(path, ReadProblem(.link)) }
        if Leftovers.contains(path: path) { return refuse(path, bytes: entry.size) }
        if folders > limits.folderDepth {
            return refuse(path, ReadProblem(.tooDeep, detail: "\(folders) > \(limits.folderDepth)"))
        }
        if entry.sizesKnown, let excess = limits.excess(entry.size, used: bytes) {
            return refuse(path, bytes: entry.size, excess)
        }
        let workspace = try workspace ?? Workspace()
        self.workspace = workspace
        unpackedFiles += 1
        let number = unpackedFiles
        let outcome: EntryOutcome
        do {
            let target = try workspace.create(number)
            defer { close(target) }
            // A salvaged entry does not say how much of the archive is its own.
            let packed = entry.sizesKnown ? entry.packed : source.count
            outcome = unpacker.unpack(
                entry, from: source, to: target,
                allowance: EntryAllowance(limits: limits, used: bytes, packed: packed))
        }
        if outcome.problem != nil || outcome.unwritable != nil {
            // What is kept counts once, when the file is taken in; what is given up counts as work done.
            bytes += outcome.size
            workspace.remove(number)
        }
        if let reason = outcome.unwritable { throw IntakeError.workspace(workspace.folder, reason: reason) }
        if let problem = outcome.problem { return refuse(path, bytes: entry.sizesKnown ? entry.size : 0, problem) }
        let location = IntakeFile.Location(path: workspace.path(number), workspace: workspace)
        try take(OpenFile(location.path), path, at: location, archiveDepth: depth)
    }
}
