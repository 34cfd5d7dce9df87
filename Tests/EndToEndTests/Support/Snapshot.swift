// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// Texts that are pinned whole. `UPDATE_SNAPSHOTS=1 swift test` writes them anew; the difference is then read in git.
enum Snapshot {
    private static let folder = Tool.root.appendingPathComponent("Tests/EndToEndTests/Fixtures")
    private static let updates = ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] == "1"

    static func expect(_ text: String, is name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let file = folder.appendingPathComponent(name)
        if updates {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
            return
        }
        guard let data = try? Data(contentsOf: file) else {
            Issue.record("No snapshot \(name): run with UPDATE_SNAPSHOTS=1", sourceLocation: sourceLocation)
            return
        }
        let pinned = String(decoding: data, as: UTF8.self)
        let difference = firstDifference(pinned, text)
        #expect(
            difference == nil, "\(name): \(difference ?? "") — meant so? run with UPDATE_SNAPSHOTS=1",
            sourceLocation: sourceLocation)
    }

    private static func firstDifference(_ pinned: String, _ text: String) -> String? {
        let (old, new) = (pinned.components(separatedBy: "\n"), text.components(separatedBy: "\n"))
        for line in 0..<max(old.count, new.count) {
            let before = line < old.count ? old[line] : "(end)"
            let after = line < new.count ? new[line] : "(end)"
            if before != after { return "line \(line + 1) was “\(before)”, is “\(after)”" }
        }
        return nil
    }
}
