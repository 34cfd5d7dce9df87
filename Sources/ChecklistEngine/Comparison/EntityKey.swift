// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// What makes a repeated element of a dossier the same in two packages.
struct EntityKey {
    private let name: String
    private let files: FilePairs

    init(_ name: String, files: FilePairs) { (self.name, self.files) = (name, files) }

    /// Of a document the name of the file and its pages say where it stands, not what it is; `FileChange` tells the files.
    func isOfTheFile(_ leaf: String) -> Bool { name == "document" && (leaf == "file" || leaf == "pages") }

    /// For a reader.
    func label(_ group: FactGroup) -> String? {
        let parts: [String?]
        switch name {
        case "person", "occupation", "subsidiary": parts = [group.first("name")]
        case "site": parts = [group.first("address") ?? group.first("name")]
        case "policy": parts = [group.first("title")]
        case "equipment": parts = [group.first("name"), group.first("model")]
        case "training-record": parts = [group.first("year"), group.first("occupation")]
        case "allowance": parts = [group.first("level")]
        case "document": parts = [group.first("file") ?? group.first("title")]
        default:
            guard DossierSchema.entity(name)?.repeated ?? true else { return nil }
            parts = [group.leaves.first.flatMap(group.first)]
        }
        let text = parts.compactMap { $0 }.joined(separator: " ")
        return text.isEmpty ? nil : text
    }

    /// For every new element the index of the old one that it is; of equals the first goes to the first.
    func partners(_ old: [FactGroup], _ new: [FactGroup]) -> [Int?] {
        guard DossierSchema.entity(name)?.repeated ?? true else {
            return new.indices.map { old.indices.contains($0) ? $0 : nil }
        }
        let keys = (old.map { strong($0, isOld: true) }, new.map { strong($0, isOld: false) })
        let names = (old.map(weak), new.map(weak))
        var partners: [Int?] = Array(repeating: nil, count: new.count)
        var isTaken = Array(repeating: false, count: old.count)

        func pair(_ oldKey: (Int) -> String?, _ newKey: (Int) -> String?) {
            var waiting: [String: [Int]] = [:]
            for index in old.indices.reversed() where !isTaken[index] {
                if let key = oldKey(index) { waiting[key, default: []].append(index) }
            }
            for index in new.indices where partners[index] == nil {
                guard let key = newKey(index), let found = waiting[key]?.popLast() else { continue }
                partners[index] = found
                isTaken[found] = true
            }
        }
        pair({ keys.0[$0] }, { keys.1[$0] })
        // By name only where not both have the surer key: two ID numbers are two persons, whatever their names.
        pair({ keys.0[$0] == nil ? names.0[$0] : nil }, { keys.1[$0] == nil ? names.1[$0] : nil })
        pair({ keys.0[$0] == nil ? names.0[$0] : nil }, { keys.1[$0] == nil ? nil : names.1[$0] })
        pair({ keys.0[$0] == nil ? nil : names.0[$0] }, { keys.1[$0] == nil ? names.1[$0] : nil })
        // What has neither key nor name pairs where it is the same in everything, else in its order.
        let isNameless = (
            old.indices.map { keys.0[$0] == nil && names.0[$0] == nil },
            new.indices.map { keys.1[$0] == nil && names.1[$0] == nil }
        )
        pair({ isNameless.0[$0] ? content(old[$0]) : nil }, { isNameless.1[$0] ? content(new[$0]) : nil })
        pair({ isNameless.0[$0] ? "" : nil }, { isNameless.1[$0] ? "" : nil })
        return partners
    }

    private func content(_ group: FactGroup) -> String {
        group.leaves.sorted().flatMap { [$0] + (group.facts[$0] ?? []).map(\.value) }.joined(separator: "\u{1F}")
    }

    private func strong(_ group: FactGroup, isOld: Bool) -> String? {
        func joined(_ leaves: String...) -> String? {
            let parts = leaves.map { group.first($0).map(Folding.fold) ?? "" }
            return parts.allSatisfy(\.isEmpty) ? nil : parts.joined(separator: "\u{1F}")
        }
        switch name {
        case "person":
            guard let id = group.first("id-number") else { return nil }
            // What masking left of a number is not one person's alone.
            return id.contains("*") ? joined("id-number", "name") : joined("id-number")
        case "occupation", "subsidiary": return joined("name")
        case "site": return joined("address")
        case "policy": return joined("title")
        case "equipment": return joined("name", "model")
        case "training-record": return joined("year", "occupation")
        case "allowance": return joined("level")
        case "document":
            let file = group.first("file").map { isOld ? $0 : files.oldPath(of: $0) } ?? ""
            return "\(group.first("kind") ?? "")\u{1F}\(file)"
        default: return group.leaves.first.flatMap { joined($0) }
        }
    }

    private func weak(_ group: FactGroup) -> String? {
        name == "person" || name == "site" ? group.first("name").map(Folding.foldName) : nil
    }
}
