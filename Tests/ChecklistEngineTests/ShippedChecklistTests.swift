// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import LibXML
import Testing

@testable import ChecklistEngine

let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
let shippedFolder = repository.appending(path: "Checklists/zhejiang-2022-20")

/// Stands in for SHA-256, which this target does not bring: FNV-1a, widened to 64 digits.
func fakeDigest(_ data: Data) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in data { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 64 - digits.count) + digits
}

@Suite struct ShippedChecklistTests {
    @Test func loads() throws {
        let checklist = try Checklist.load(directory: shippedFolder, digest: fakeDigest)
        #expect(checklist.conditions.count > 60)
        #expect(checklist.contradictions.map(\.id) == (1...11).map { "H\($0)" })
        #expect(checklist.conditions.first?.id == "G-01")
    }

    @Test func everyExampleComesOutAsItSays() throws {
        let result = ExampleRunner(try Checklist.load(directory: shippedFolder, digest: fakeDigest)).run()
        #expect(result.count > 200)
        for failure in result.failures { Issue.record("\(failure.message(.zh))") }
    }

    @Test func lintFindsNothing() throws {
        let checklist = try Checklist.load(directory: shippedFolder, digest: fakeDigest)
        for problem in Lint.problems(of: checklist) { Issue.record("\(problem.message(.zh))") }
    }
}
