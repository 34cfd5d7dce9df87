// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier

/// What the registry says, as plain text.
public struct RegistryText: Sendable {
    let language: Language
    var zh: Bool { language == .zh }

    public init(_ language: Language) { self.language = language }

    /// One line a submission.
    public func line(_ known: KnownPackage) -> String {
        let submission = known.submission
        let cells: [String?] = [
            "\(submission.number)", submission.package, "v\(submission.version)", submission.applicant.name ?? "—",
            known.assessment.conclusion.title(language), known.receipt?.code,
        ]
        return cells.compactMap { $0 }.map(ReceiptText.oneLine).joined(separator: "  ")
    }

    /// A submission in full: versions, findings that are not met, decisions.
    /// - Parameter marks: `Registry.marks`.
    /// - Throws: `RegistryError.damaged`
    public func details(
        _ known: KnownPackage, marks: [String: FindingMark], versions: [SubmissionRecord],
        decisions: [String: DecisionRecord],
        notices: [NoticeRecord] = [], shared: [CrossFinding] = []
    ) throws -> String {
        let submission = known.submission
        let assessment = known.assessment
        var lines: [String] = []
        func row(_ chinese: String, _ english: String, _ value: String?) {
            guard let value else { return }
            lines.append((zh ? "\(chinese)：" : "\(english): ") + ReceiptText.oneLine(value))
        }
        row("申报", "Submission", "\(submission.number)")
        row("批次", "Round", submission.round)
        row("材料包", "Package", submission.package)
        row("申报单位", "Applicant", submission.applicant.name)
        row("统一社会信用代码", "Credit code", submission.applicant.uscc)
        row("申报类别", "Class", submission.applicantClass?.title(language))
        for version in versions {
            row(
                "第\(version.version)版", "Version \(version.version)",
                "\(CivilTime(utc: version.at)?.inChina.text ?? version.at)  \(version.digest.prefix(16))…  \(version.folder)"
            )
        }
        row("核查基准日", "Judged as of", assessment.asOf)
        row("结论", "Conclusion", assessment.conclusion.title(language))
        row("回执", "Receipt", known.receipt?.code)
        for notice in notices {
            let at = CivilTime(utc: notice.at)?.inChina.text ?? notice.at
            let reference = notice.reference ?? (zh ? "未编号" : "no number")
            row(
                "补正告知书", "Correction notice",
                zh ? "\(reference)，\(notice.items)项，\(at)" : "\(reference), \(notice.items) items, \(at)")
        }
        for finding in shared {
            let others = Set(finding.claimants.map(\.package)).subtracting([submission.package]).sorted()
            row(
                "跨单位比对（\(finding.kind.title(language))）", "Shared (\(finding.kind.title(language)))",
                "\(finding.shown) — \(others.joined(separator: zh ? "、" : ", "))")
        }
        lines.append("")
        let found = try assessment.matters
        let matters = Dictionary(found.map { ($0.condition, $0) }, uniquingKeysWith: { first, _ in first })
        let ids = found.map(\.condition) + decisions.keys.filter { matters[$0] == nil }.sorted()
        for id in ids {
            let state = marks[id]
            let ground = state?.ground.map { zh ? "（\($0.title(language))）" : " (\($0.title(language)))" } ?? ""
            lines.append("\(id)  \(state?.state.title(language) ?? "—")\(ground)")
            if let finding = matters[id] { lines.append("    \(ReceiptText.oneLine(finding.explanation))") }
            if let decision = decisions[id] { lines.append("    \(text(decision, state))") }
        }
        return lines.joined(separator: "\n")
    }

    /// A decision, with a word where it no longer holds.
    public func text(_ decision: DecisionRecord, _ mark: FindingMark?) -> String {
        let at = CivilTime(utc: decision.at)?.inChina.text ?? decision.at
        let state = decision.state.title(language)
        let said =
            zh
            ? "审核决定：\(state)（\(decision.person)，\(at)）：\(decision.reason)"
            : "Decided: \(state) (\(decision.person), \(at)): \(decision.reason)"
        guard decision.isStale(mark) else { return ReceiptText.oneLine(said) }
        let stale = zh ? "【已失效：条件或佐证已变化，请重新审核】" : "[stale: the condition or the evidence has changed; decide again] "
        return stale + ReceiptText.oneLine(said)
    }

    /// One line of the log.
    public func line(_ entry: AuditEntry) -> String {
        let at = CivilTime(utc: entry.at)?.inChina.text ?? entry.at
        let cells = [
            "\(entry.sequence)", at, entry.actor, title(entry.action), entry.subject, "\(entry.digest.prefix(12))",
        ]
        return ReceiptText.oneLine(cells.joined(separator: "  "))
    }

    private func title(_ action: AuditEntry.Action) -> String {
        guard zh else { return action.rawValue }
        return switch action {
        case .opened: "建库"
        case .round: "批次"
        case .submission: "申报"
        case .assessment: "核查"
        case .aside: "未能核查"
        case .decision: "审核决定"
        case .notice: "补正告知"
        case .receipt: "回执"
        case .step: "设立步骤"
        case .institution: "机构编码"
        case .purge: "清除"
        case .restore: "恢复"
        }
    }

    /// A line a fault, what they mean, and the head to note.
    public func text(_ verification: Registry.Verification) -> String {
        var lines = verification.faults.map(text)
        let head = verification.head?.text ?? "—"
        if verification.isClean {
            lines.append(
                zh
                    ? "登记库完好：\(verification.entries)条日志，每条记录与日志一致。"
                    : "The registry is intact: \(verification.entries) entries, and every row is as the log says.")
        } else {
            lines.append(
                zh
                    ? "登记库不可信：发现\(verification.faults.count)处问题。请停止使用，用 registry restore 恢复备份并查明原因。"
                    : "The registry cannot be trusted: \(verification.faults.count) faults. Stop using it, restore a backup, and find out why."
            )
        }
        lines.append(zh ? "末条：\(head)（可抄存，下次用 --head 核对）" : "Head: \(head) (note it, and give it to --head next time)")
        return lines.joined(separator: "\n")
    }

    /// One line: which receipt a directory leaves out, why, and what to do.
    public func text(_ receipt: UnlistedReceipt) -> String {
        let number = receipt.number
        let (chinese, english) =
            switch receipt.fault {
            case .altered: ("内容与签名不符或无法读取", "its content does not fit its signature, or cannot be read")
            case .unknownKey(let print): ("签名密钥不可信（指纹 \(print)）", "its key (fingerprint \(print)) is not trusted")
            case .unaccounted: ("记录与日志不一致", "its row is not as the log says")
            case .removed: ("记录不见了", "its row is gone")
            }
        let (remedy, remedyInEnglish) =
            if case .unknownKey = receipt.fault {
                ("如更换过密钥，请用 --key 给出旧公钥；否则", "If the key was changed, name the old one with --key; if not, find")
            } else { ("", "Find") }
        return zh
            ? "设立（备案）回执（记录 receipt \(number)）未通过核验：\(chinese)。未列入目录；\(remedy)请用 registry verify 查明。"
            : "The establishment receipt of row receipt \(number) does not verify: \(english). It is not in the directory. \(remedyInEnglish) out why with 'registry verify'."
    }

    /// One line: what is wrong, and where.
    public func text(_ fault: AuditFault) -> String {
        switch (fault, zh) {
        case (.brokenChain(let sequence), true): "第\(sequence)条日志被改动、缺失或次序不对。"
        case (.brokenChain(let sequence), false): "Entry \(sequence) of the log is altered, missing or out of order."
        case (.untrusted(let sequence), true): "第\(sequence)条日志不是由可信密钥签名。如更换过密钥，请用 --key 给出旧公钥。"
        case (.untrusted(let sequence), false):
            "Entry \(sequence) is not signed by a trusted key. If the key was changed, name the old one with --key."
        case (.altered(let table, let key), true): "记录 \(table) \(key) 在登记后被改动。"
        case (.altered(let table, let key), false): "The row \(table) \(key) was altered after it was written."
        case (.removed(let table, let key), true): "记录 \(table) \(key) 不见了，且日志中没有清除。"
        case (.removed(let table, let key), false): "The row \(table) \(key) is gone, and no purge took it."
        case (.unaccounted(let table, let count), true): "表 \(table) 的记录数与日志相差\(count)条。"
        case (.unaccounted(let table, let count), false): "The table \(table) differs from the log by \(count) rows."
        case (.claims(let submission), true): "申报\(submission)的比对要素被改动。"
        case (.claims(let submission), false): "What submission \(submission) lays claim to was altered."
        case (.older(let sequence), true): "登记库比曾见过的状态旧：第\(sequence)条日志不在其中，末尾被截去或换回了旧文件。"
        case (.older(let sequence), false):
            "The registry is older than a state that was seen: entry \(sequence) is not in it. Its end was cut off, or an old file put back."
        }
    }
}
