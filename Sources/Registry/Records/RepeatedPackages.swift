// SPDX-License-Identifier: GPL-3.0-or-later

/// Packages of a round that somebody has to see side by side: those of one applicant, and those of one content. Only such
/// are in it. One applicant may well have several, for several lots.
public struct RepeatedPackages: Sendable {
    /// By the applicant's key: the unified social credit code where a valid one was read, else the name.
    public fileprivate(set) var sameApplicant = Groups()
    /// By the digest: the same files under another name, or as a folder and as the ZIP of it.
    public fileprivate(set) var sameContent = Groups()

    /// Names of packages that belong together.
    public struct Groups: Sendable {
        /// Each sorted by bytes.
        public let all: [[String]]
        private let places: [String: Int]

        init(_ groups: [[String]] = []) {
            all = groups.map { $0.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
            places = Dictionary(
                groups.enumerated().flatMap { place, names in names.map { ($0, place) } }, uniquingKeysWith: { $1 })
        }

        /// The others of a package's group.
        /// - Parameter most: how many names to give at most.
        /// - Returns: the first names, sorted by bytes, and how many there are.
        public func others(of package: String, most: Int) -> (names: [String], count: Int) {
            guard let place = places[package] else { return ([], 0) }
            let group = all[place]
            return (Array(group.prefix(most + 1).filter { $0 != package }.prefix(most)), group.count - 1)
        }
    }
}

extension Registry {
    /// What there is more than once among the latest versions of a round's packages.
    /// - Parameter run: packages that were set aside in this run are left out: of what came last nothing is known.
    public func repeatedPackages(of round: String, run: Int) throws -> RepeatedPackages {
        try read { session in
            RepeatedPackages(
                // Where neither code nor name was read the key is the package's name, which says nothing.
                sameApplicant: try Self.groups(
                    "applicant_key", where: "applicant IS NOT NULL OR uscc = applicant_key", round, run, session),
                sameContent: try Self.groups("digest", where: "1 = 1", round, run, session))
        }
    }

    private static func groups(
        _ column: String, where condition: String, _ round: String, _ run: Int, _ session: any SQLSession
    ) throws -> RepeatedPackages.Groups {
        var groups: [String: [String]] = [:]
        try session.each(
            """
            WITH latest AS (
              SELECT package, \(column) AS key FROM submission AS s
              WHERE round = $1 AND (\(condition))
                AND version = (SELECT MAX(version) FROM submission WHERE round = s.round AND package = s.package)
                AND NOT EXISTS (SELECT 1 FROM work WHERE run = $2 AND package = s.package AND state = $3))
            SELECT key, package FROM latest
            WHERE key IN (SELECT key FROM latest GROUP BY key HAVING COUNT(*) > 1)
            """, [.text(round), SQLValue(run), .text(WorkRecord.State.aside.rawValue)]
        ) { groups[$0.text("key"), default: []].append($0.text("package")) }
        return RepeatedPackages.Groups(
            groups.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map(\.value))
    }
}
