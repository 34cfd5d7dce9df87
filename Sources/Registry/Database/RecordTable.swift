// SPDX-License-Identifier: GPL-3.0-or-later

/// The tables whose rows are written once and never changed. The audit log holds the digest of every row.
enum RecordTable: String, CaseIterable, Sendable {
    case round, submission, assessment, decision, notice, receipt, step, institution

    /// The column by which audit entries name a row.
    var key: String { self == .institution ? "code" : "number" }

    /// All columns, in the order in which they are digested.
    var columns: [String] {
        switch self {
        case .round:
            [
                "number", "id", "digest", "title", "authority", "level", "region", "effective", "notice_required",
                "notice_days", "at",
            ]
        case .submission:
            [
                "number", "round", "package", "version", "digest", "applicant_key", "identity", "applicant", "uscc",
                "class", "folder", "at",
            ]
        case .assessment:
            [
                "number", "submission", "as_of", "checklist", "checklist_version", "checklist_digest", "round_digest",
                "conclusion", "status", "unreadable", "momentary", "counts", "states", "matters", "scope",
                "report_digest",
                "claims_digest", "at",
            ]
        case .decision:
            [
                "number", "submission", "assessment", "condition", "state", "reason", "person", "condition_digest",
                "evidence_digest", "at",
            ]
        case .notice: ["number", "submission", "assessment", "reference", "items", "digest", "at"]
        case .receipt: ["number", "code", "kind", "submission", "content", "at"]
        case .step: ["number", "submission", "kind", "day", "content", "person", "at"]
        case .institution: ["code", "applicant_key", "applicant", "at"]
        }
    }

    var insertion: String {
        let places = columns.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        return "INSERT INTO \(rawValue) (\(columns.joined(separator: ", "))) VALUES (\(places))"
    }

    func digest(of row: SQLRow) -> String {
        CanonicalLines.digest(
            "zhunsheng-record/1 \(rawValue)",
            columns.map { column in
                switch row[column] {
                case .null: (column, nil)
                case .integer(let number): (column, "i\(number)")
                case .text(let text): (column, "t\(text)")
                }
            })
    }
}

/// A row as the audit log names it: `submission 12 <digest>`.
struct RecordMark: Hashable {
    var table: RecordTable
    var key: String
    var digest: String

    var text: String { "\(table.rawValue) \(key) \(digest)" }

    init(_ table: RecordTable, _ row: SQLRow) {
        self.table = table
        key = row[table.key].integer.map(String.init) ?? row.text(table.key)
        digest = table.digest(of: row)
    }

    /// Nil where the text is none.
    init?(_ text: Substring) {
        let parts = text.split(separator: " ")
        guard parts.count == 3, let table = RecordTable(rawValue: String(parts[0])) else { return nil }
        (self.table, key, digest) = (table, String(parts[1]), String(parts[2]))
    }
}
