// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// The sentences that the engine itself says, in one place; everything else comes from the condition files.
struct EngineText {
    let language: Language
    /// Titles of document kinds and of a round's parts; what is not among them is shown by its id.
    var kinds: [String: String] = [:]

    private func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

    func list(_ items: [String], limit: Int = 10) -> String {
        let shown = items.prefix(limit).joined(separator: say("、", ", "))
        return items.count > limit ? shown + say("等\(items.count)项", " and others, \(items.count) in all") : shown
    }

    func sentences(_ parts: [String], limit: Int = 10) -> String {
        // Few and long: looking is less work than hashing.
        var unique: [String] = []
        for part in parts where !part.isEmpty && !unique.contains(where: { Folding.isSame($0, part) }) {
            unique.append(part)
        }
        var text = unique.prefix(limit).joined(separator: say("", " "))
        if unique.count > limit {
            text += say("另有\(unique.count - limit)项同类情况。", " And \(unique.count - limit) more of the kind.")
        }
        return text
    }

    /// Names the item a sentence is about, unless it does so itself.
    func labelled(_ sentence: String, _ item: String?) -> String {
        guard let item, !item.isEmpty, !Folding.holds(sentence, item) else { return sentence }
        return item + say("：", ": ") + sentence
    }

    /// Up to the first full stop.
    func firstSentence(_ text: String) -> String {
        if language == .zh { return text.firstIndex(of: "。").map { String(text[...$0]) } ?? text }
        return text.range(of: ". ").map { String(text[..<$0.lowerBound]) + "." } ?? text
    }

    var package: String { say("申报材料", "The package") }

    var met: String { say("材料中的证据满足要求。", "The evidence in the package satisfies the requirement.") }

    var gap: String { say("材料中的证据不满足要求。", "The evidence in the package does not satisfy the requirement.") }

    func missing(_ documents: [String]) -> String {
        documents.isEmpty
            ? say("未见相关材料。", "No document on this was found.")
            : say("未见相关材料（\(titles(documents))）。", "No document on this was found (\(titles(documents))).")
    }

    func thresholdUnset(_ title: String, measured: String?, unit: String?) -> String {
        let now = measured.map { $0 + (unit.map { say($0, " \($0)") } ?? "") }
        return say(
            "公告未设定“\(title)”，不能判定\(now.map { "；材料中为\($0)" } ?? "")。",
            "The announcement does not set \"\(title)\", so this cannot be decided"
                + (now.map { "; the package shows \($0)" } ?? "") + ".")
    }

    func roundPartUnset(_ part: String) -> String {
        let title = roundPart(part)
        return say("公告没有写明\(title)，不能判定。", "The announcement does not state \(title), so this cannot be decided.")
    }

    /// `round/window/from` or `window/from` in words.
    func roundPart(_ part: String) -> String {
        switch part.hasPrefix("round/") ? String(part.dropFirst(6)) : part {
        case "class": say("申报对象", "who may apply")
        case "window", "window/from": say("申报起始日期", "the first day of application")
        case "window/to": say("申报截止日期", "the last day of application")
        case "authority", "authority/name": say("受理单位", "the receiving authority")
        case "authority/level": say("受理单位的层级", "the level of the receiving authority")
        case "authority/region": say("受理单位的区划", "the region of the receiving authority")
        case "method": say("评审方式", "the methods of review")
        case "required-document": say("申报材料清单", "the documents to submit")
        case "public-notice", "public-notice/required", "public-notice/days": say("公示要求", "the public notice")
        case "occupation", "occupation/name", "occupation/equipment":
            say("各职业的要求", "requirements of each occupation")
        default: say("“\(part)”", "\"\(part)\"")
        }
    }

    private func titles(_ documents: [String]) -> String { list(documents.map { kinds[$0] ?? $0 }) }

    func reading(_ value: String, _ evidence: Evidence?) -> String {
        guard let evidence else { return say("“\(value)”（无出处）", "\"\(value)\" (no source)") }
        let place =
            (evidence.place ?? evidence.page.map { PlaceName.page("\($0)") }).map { PlaceName.text($0, language) } ?? ""
        let from = [evidence.document, place].filter { !$0.isEmpty }.joined(separator: " ")
        return say("“\(value)”（\(from)）", "\"\(value)\" (\(from))")
    }

    func conflict(_ title: String, _ readings: [String]) -> String {
        say("材料间不一致：\(title)有\(list(readings))。", "The documents disagree: \(title) is \(list(readings)).")
    }

    func weak(_ readings: [String]) -> String {
        say(
            "以下内容识别把握不足，须人工核对：\(list(readings))。",
            "Read with too little certainty, to be checked by a person: \(list(readings)).")
    }

    func unreadable(_ files: [String]) -> String {
        say(
            "以下文件未能完整读取，其中可能有相关内容：\(list(files))。",
            "These files could not be read in full and may bear on this: \(list(files)).")
    }

    func noNumber(_ value: String) -> String {
        say("读到的内容“\(value)”不是可以比较的数值或日期。", "\"\(value)\" is no number or date that can be compared.")
    }

    var monthOnly: String {
        say(
            "日期只写到月份，按月初或月末计算结果不同。",
            "A date gives only the month, and the first and the last day lead to different results.")
    }

    var several: String {
        say(
            "有多处取值且结果不一，须人工判断以哪一处为准。",
            "There are several values with different results; a person has to say which one counts.")
    }

    var notApplicable: String {
        say("本条不适用于本次申报。", "This does not apply to this application.")
    }

    var judgement: String { say("是否符合须由评审人员判断。", "Whether this suffices is for a reviewer to judge.") }

    func unproven(_ kinds: [String]) -> String {
        say(
            "证据未出自要求的材料（\(titles(kinds))）。",
            "The evidence does not come from the documents asked for (\(titles(kinds))).")
    }

    var claimed: String {
        say("仅在申报档案XML中列明，未见材料本身。", "It is only listed in the dossier XML; the document itself was not found.")
    }

    func classUnknown(_ ground: ReviewGround, _ readings: [String]) -> String {
        switch ground {
        case .conflict:
            say(
                "申报类别在材料间不一致：\(list(readings))，不能确定适用的条件。",
                "The class of application is contradictory: \(list(readings)); which conditions apply is open.")
        case .confidence:
            say(
                "申报类别识别把握不足：\(list(readings))，不能确定适用的条件。",
                "The class of application was read with too little certainty: \(list(readings)); which conditions apply is open."
            )
        default:
            say("未能识别申报类别，不能确定适用的条件。", "The class of application could not be told; which conditions apply is open.")
        }
    }

    func classDiffers(_ stated: [String], _ used: String) -> String {
        say(
            "申报材料所载类别为\(list(stated))，本次按\(used)核查。",
            "The package states the class \(list(stated)); it was checked as \(used).")
    }

    func remedy(_ ground: ReviewGround) -> String? {
        switch ground {
        case .conflict: say("请核对并更正相互矛盾的材料。", "Check the documents that disagree and correct them.")
        case .unreadable: say("请重新提交可以读取的文件。", "Submit the files again in a readable form.")
        case .confidence, .threshold, .judgement: nil
        }
    }

    func question(_ ground: ReviewGround) -> String {
        switch ground {
        case .conflict: say("以哪一份材料为准？", "Which document counts?")
        case .unreadable: say("未能读取的文件中写了什么？", "What do the unread files say?")
        case .confidence: say("识别的内容与原件是否一致？", "Does the reading agree with the original?")
        case .threshold: say("公告对此有何要求？", "What does the announcement ask for here?")
        case .judgement: say("是否符合？", "Is it satisfied?")
        }
    }
}
