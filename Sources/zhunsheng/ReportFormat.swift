// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation

/// A form in which `check` and `batch` give out what they found. PDF are the correction notice and the receipt.
enum ReportFormat: String, CaseIterable, Sendable {
    case text, html, json, xml, pdf

    /// - Parameter list: names with commas between.
    /// - Throws: `ValidationError`
    static func list(_ list: String, of allowed: [ReportFormat] = allCases) throws -> Set<ReportFormat> {
        var out = Set<ReportFormat>()
        for name in list.split(separator: ",").map({ $0.trimmingCharacters(in: .whitespaces) }) {
            guard let one = ReportFormat(rawValue: name), allowed.contains(one) else {
                let known = allowed.map(\.rawValue).joined(separator: ",")
                throw ValidationError("--format：没有“\(name)”这种格式，可用 \(known)。 Unknown format.")
            }
            out.insert(one)
        }
        guard !out.isEmpty else { throw ValidationError("--format：至少写一种格式。 Name at least one format.") }
        return out
    }
}
