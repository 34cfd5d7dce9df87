// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// A round with its amendments (补充公告): one file, or a folder of which every `*.yaml` is a version of the same round.
public struct RoundVersions: Sendable {
    public struct Version: Hashable, Sendable {
        /// As errors call it: `folder/file.yaml`.
        public var file: String
        public var round: Round
        /// ISO 8601 day from which the next version takes its place; nil for the last.
        public var until: String?
    }

    /// The file or the folder.
    public let name: String
    public let isFolder: Bool
    /// The earliest first; never empty.
    public let versions: [Version]
    public let latest: Round

    /// - Parameter digest: SHA-256 of bytes as 64 hexadecimal digits.
    /// - Throws: `ConfigurationError` with the problems of every file
    public static func load(_ url: URL, checklist: Checklist, digest: (Data) -> String) throws -> RoundVersions {
        let name = url.lastPathComponent
        guard let files = try files(in: url) else {
            let round = try Round.load(url, checklist: checklist, digest: digest)
            return try RoundVersions(name: name, isFolder: false, [Version(file: name, round: round)])
        }
        var problems: [ConfigurationProblem] = []
        var versions: [Version] = []
        for file in files {
            let shown = "\(name)/\(file.lastPathComponent)"
            do {
                let round = try Round.load(file, as: shown, checklist: checklist, digest: digest)
                versions.append(Version(file: shown, round: round))
            } catch let error as ConfigurationError {
                problems += error.problems
            }
        }
        if !problems.isEmpty { throw ConfigurationError(problems) }
        return try RoundVersions(name: name, isFolder: true, versions)
    }

    /// The versions in a folder by name; nil where it is none. What an editor keeps beside them, hidden, is no version.
    /// - Throws: `ConfigurationError` for a folder that cannot be listed
    public static func files(in folder: URL) throws -> [URL]? {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder), isFolder.boolValue else {
            return nil
        }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
            throw ConfigurationError([
                .init(.notReadable, file: folder.lastPathComponent, subject: folder.path)
            ])
        }
        return names.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.sorted()
            .map { folder.appendingPathComponent($0) }
    }

    private init(name: String, isFolder: Bool, _ found: [Version]) throws {
        func fail(_ code: ConfigurationProblem.Code, _ subject: String) -> ConfigurationError {
            ConfigurationError([.init(code, file: name, subject: subject)])
        }
        var versions = found.sorted { ($0.round.effective ?? "") < ($1.round.effective ?? "") }
        guard let last = versions.last else { throw fail(.noRoundFile, "*.yaml") }
        if Set(versions.map(\.round.id)).count > 1 {
            let ids = found.map { "\($0.file): \($0.round.id)" }
            throw fail(.otherRound, ids.joined(separator: ", "))
        }
        for (one, next) in zip(versions, versions.dropFirst()) where one.round.effective == next.round.effective {
            let day = one.round.effective.map { " (\($0))" } ?? ""
            throw fail(.sameEffective, [one.file, next.file].sorted().joined(separator: ", ") + day)
        }
        for index in versions.indices.dropLast() { versions[index].until = versions[index + 1].round.effective }
        self.name = name
        self.isFolder = isFolder
        self.versions = versions
        latest = last.round
    }

    /// - Throws: `ConfigurationError` that says from when the first version is in force
    public func inForce(on day: String) throws -> Round {
        if let found = versions.last(where: { ($0.round.effective ?? "") <= day }) { return found.round }
        throw ConfigurationError([
            .init(.noVersionInForce, file: name, subject: day, remedy: versions.first?.round.effective)
        ])
    }
}
