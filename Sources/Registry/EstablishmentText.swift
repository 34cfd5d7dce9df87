// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

extension RegistryText {
    /// One line a step.
    /// - Parameter withdrawal: the step that says it was taken back.
    public func line(_ step: EstablishmentStep, takenBackBy withdrawal: EstablishmentStep? = nil) -> String {
        let (what, more) = words(step)
        let mark = withdrawal.map { zh ? "【已撤回，见\($0.number)】" : "[taken back by \($0.number)]" } ?? ""
        let parts = ["\(step.number)", step.day, what, more, step.person, mark].filter { !$0.isEmpty }
        return ReceiptText.oneLine(parts.joined(separator: "  "))
    }

    /// One line a step, those that were taken back marked as such.
    public func lines(_ steps: [EstablishmentStep]) -> [String] {
        let withdrawals = steps.withdrawals
        return steps.map { line($0, takenBackBy: withdrawals[$0.number]) }
    }

    private func words(_ step: EstablishmentStep) -> (String, String) {
        switch step.content {
        case .evaluated(let suitable, let methods, let reason):
            let result =
                suitable ? (zh ? "评估：拟入选" : "evaluated: suitable") : (zh ? "评估：不入选" : "evaluated: not suitable")
            return (result, (methods + [reason]).joined(separator: zh ? "，" : ", "))
        case .published(let until): return (zh ? "公示至\(until)" : "public notice until \(until)", "")
        case .objected(let text): return (zh ? "异议" : "objection", text)
        case .settled(let objection, let upheld, let reason):
            let result = upheld ? (zh ? "成立" : "upheld") : (zh ? "不成立" : "not upheld")
            return (zh ? "异议\(objection)\(result)" : "objection \(objection) \(result)", reason)
        case .coded(let code): return (zh ? "机构编码" : "institution code", code)
        case .withdrawn(let step, let reason): return (zh ? "撤回步骤\(step)" : "step \(step) taken back", reason)
        case .receipted(let number): return (zh ? "设立（备案）回执" : "establishment receipt", number)
        }
    }

    /// What has to be done next.
    public func next(_ established: Establishment, on today: String) -> String {
        let head = zh ? "下一步：" : "Next: "
        if established.steps.isEmpty { return head + (zh ? "登记评估评审结果（evaluate）" : "record the evaluation (evaluate)") }
        if case .evaluated(false, _, _)? = established.steps.first?.content {
            return head + (zh ? "无；评估结果为不入选" : "nothing; the evaluation was negative")
        }
        if established.isReceipted { return head + (zh ? "无；回执已出具" : "nothing; the receipt was issued") }
        if established.institution != nil { return head + (zh ? "出具回执（receipt）" : "issue the receipt (receipt)") }
        let code = EstablishmentStep.Content.coded(institution: "")
        switch established.refusal(of: code, on: today, today: today) {
        case nil: return head + (zh ? "登记机构编码（assign）" : "record the institution code (assign)")
        case .notPublished?: return head + (zh ? "公示（publish）" : "public notice (publish)")
        case let refusal?: return head + refusal.message(language)
        }
    }
}
