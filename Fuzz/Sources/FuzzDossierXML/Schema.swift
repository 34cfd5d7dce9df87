// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

enum Schema {
    /// The schema in the checklist beside this package; without it every document would be refused unread.
    static let bytes: Data = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let file = root.appendingPathComponent("Checklists/zhejiang-2022-20/dossier.xsd")
        guard let data = try? Data(contentsOf: file) else { fatalError("no \(file.path)") }
        return data
    }()
}
