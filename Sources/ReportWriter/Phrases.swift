// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier

/// Every word that reports say by themselves, in both languages: nothing a reader sees is written anywhere else.
struct Phrases: Sendable {
    let language: Language

    init(_ language: Language) { self.language = language }

    private func pick(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

    /// The language tag of BCP 47.
    var tag: String { pick("zh-CN", "en") }

    // MARK: Headings

    var title: String { pick("申报材料核查报告", "Application check report") }
    var contents: String { pick("目录", "Contents") }
    var skip: String { pick("跳到正文", "Skip to the report") }
    var basics: String { pick("基本信息", "Basic information") }
    var overall: String { pick("总体结论", "Conclusion") }
    var toDo: String { pick("整改次序", "What to do, in order") }
    var gaps: String { pick("差距与整改清单", "Gaps and remedies") }
    var reviews: String { pick("需人工研判事项", "Matters for a person") }
    var readProblems: String { pick("未能完整读取的文件", "Files that could not be read whole") }
    var comparison: String { pick("逐条对照表", "Condition by condition") }
    var metHeading: String { pick("符合的条件", "Conditions met") }
    var inapplicableHeading: String { pick("不适用的条件", "Conditions that do not apply") }
    var files: String { pick("材料目录", "Files") }
    var reading: String { pick("识别说明", "How the package was read") }
    var receipt: String { pick("材料校验回执", "Intake receipt") }
    var about: String { pick("版本与摘要", "Versions and digests") }

    /// `一、` or `1. `, for section numbers from 1 to 10.
    func ordinal(_ number: Int) -> String {
        let chinese = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]
        guard language == .zh, chinese.indices.contains(number - 1) else { return "\(number). " }
        return chinese[number - 1] + "、"
    }

    // MARK: Labels

    var applicant: String { pick("申报单位", "Applicant") }
    var uscc: String { pick("统一社会信用代码", "Social credit code") }
    var applicantClass: String { pick("申报类别", "Class") }
    var round: String { pick("遴选批次", "Round") }
    var asOf: String { pick("核查基准日", "As of") }
    var checklist: String { pick("核查依据", "Checklist") }
    var package: String { pick("申报材料包", "Package") }
    var condition: String { pick("条件", "Condition") }
    var requirement: String { pick("要求", "Requirement") }
    var result: String { pick("结果", "Result") }
    var remark: String { pick("说明", "Explanation") }
    var material: String { pick("材料与页码", "Document and page") }
    var found: String { pick("所见", "Found") }
    var shortfall: String { pick("差额", "Shortfall") }
    var remedy: String { pick("整改", "Remedy") }
    var evidence: String { pick("佐证", "Evidence") }
    var ground: String { pick("原因", "Ground") }
    var question: String { pick("研判", "Question") }
    var note: String { pick("提示", "Note") }
    var number: String { pick("序号", "No.") }
    var file: String { pick("文件", "File") }
    var kind: String { pick("类别", "Kind") }
    var pages: String { pick("页数", "Pages") }
    var read: String { pick("读取方式", "Read as") }
    var problem: String { pick("问题", "Problem") }
    var item: String { pick("要素", "Item") }
    var value: String { pick("读数", "Reading") }
    var confidence: String { pick("置信度", "Confidence") }
    var source: String { pick("出处", "Source") }
    var count: String { pick("数量", "Count") }
    var code: String { pick("回执编号", "Receipt code") }
    var issuedAt: String { pick("出具时间（UTC）", "Issued at (UTC)") }
    var packageDigest: String { pick("材料包摘要", "Package digest") }
    var checklistDigest: String { pick("核查依据摘要", "Checklist digest") }
    var roundDigest: String { pick("批次文件摘要", "Round digest") }
    var publicKey: String { pick("公钥（Ed25519）", "Public key (Ed25519)") }
    var signature: String { pick("签名（Ed25519）", "Signature (Ed25519)") }
    var conclusion: String { pick("结论", "Conclusion") }

    // MARK: Values

    var notRead: String { pick("未读出", "not read") }
    var noRound: String { pick("未指定（门槛待公告定标）", "none (thresholds are not set)") }
    var noClass: String { pick("未能判断", "not told") }
    var noKind: String { pick("未判断", "not told") }
    var none: String { pick("无", "none") }
    var noGaps: String { pick("未发现不符合或缺失的条件。", "No unmet condition and no missing document was found.") }
    var noToDo: String { pick("没有须由申报单位整改的事项。", "There is nothing for the applicant to put right.") }
    var toDoSentence: String {
        pick(
            "按牵涉条件的多少排列，关口（G）在前。补交或更正后可以重新核查，是否符合以核查结果为准。",
            "Gates (G) first, then what most conditions wait for. What is supplied or corrected can be checked again; whether it suffices is for that check to say."
        )
    }
    /// `补交：承诺书`
    func toDo(_ item: ToDo) -> String { item.action.title(language) + colon + item.subject }

    /// How many conditions wait, then their ids with what stands between them.
    func waitingParts(_ conditions: [String]) -> [String] {
        let count = conditions.count
        let head = pick("牵涉\(count)项：", count == 1 ? "1 condition: " : "\(count) conditions: ")
        return [head] + conditions.enumerated().flatMap { $0.offset == 0 ? [$0.element] : [itemSeparator, $0.element] }
    }

    var itemSeparator: String { pick("、", ", ") }
    func moreRemedies(_ number: Int) -> String { pick("另有\(number)项，见下", "and \(number) more, see below") }
    var gate: String { pick("关口", "gate") }
    var catalogues: String { pick("所用目录", "Tables looked up") }
    func catalogue(_ edition: Catalogues.Edition) -> String {
        versioned(edition.title, edition.edition ?? pick("未提供，须人工核对", "not supplied, for a person to look up"))
    }
    var noReviews: String { pick("没有需要人工研判的事项。", "There is nothing for a person to judge.") }
    var noFiles: String { pick("材料包中没有文件。", "The package holds no file.") }
    func setAside(_ file: PackageFile) -> String {
        file.isContainer
            ? pick("压缩包，其中的文件已逐一列出", "archive, its files are listed on their own")
            : pick("系统文件，已忽略", "system file, set aside")
    }
    var cropAlternative: String { pick("材料截图", "piece of the page") }
    var seeAbove: String { pick("见", "see ") }
    var listSeparator: String { pick("，", ", ") }
    /// What stands between two sentences.
    var wordSpace: String { pick("", " ") }
    var colon: String { pick("：", ": ") }

    /// A round by title and id, with the day from which this version applies.
    func named(_ round: Assessment.RoundReference) -> String {
        let day = round.effective.map { pick("，\($0)起生效", ", effective \($0)") }
        return versioned(round.title, round.id + (day ?? ""))
    }

    func versioned(_ title: String, _ detail: String) -> String {
        pick("\(title)（\(detail)）", "\(title) (\(detail))")
    }

    func quoted(_ text: String) -> String { "“\(text)”" }

    func figure(_ number: Int) -> String { pick("图\(number)", "Figure \(number)") }

    func gapNumber(_ number: Int) -> String { pick("见差距第\(number)项", "see gap \(number)") }

    func reviewNumber(_ number: Int) -> String { pick("见研判第\(number)项", "see matter \(number)") }

    func items(_ number: Int) -> String { pick("\(number)项", number == 1 ? "1 item" : "\(number) items") }

    func counted(_ heading: String, _ number: Int) -> String { versioned(heading, items(number)) }

    func more(_ number: Int) -> String { pick("另有\(number)处佐证", "and \(number) more") }

    func page(_ number: Int) -> String { pick("第\(number)页", "page \(number)") }

    func percent(_ confidence: Double) -> String {
        "\(Int((min(1, max(0, confidence.isFinite ? confidence : 0)) * 100).rounded()))%"
    }

    /// `花名册.pdf 第2页`; a sheet is told by its place, because its page number is nothing a reader can find.
    func location(_ evidence: Evidence) -> String {
        ([evidence.document] + place(evidence)).joined(separator: " ")
    }

    /// What stands behind the file's name: the place where the format names places, else the page.
    func place(_ evidence: Evidence) -> [String] {
        [evidence.place.map { PlaceName.text($0, language) } ?? evidence.page.map(page)].compactMap { $0 }
    }

    /// `实测3人，要求5人，差2人`; nil where nothing was measured.
    func measure(_ finding: Finding) -> String? {
        func amount(_ text: String) -> String {
            guard let unit = finding.unit, !unit.isEmpty else { return text }
            return text + pick("", " ") + unit
        }
        let parts = [
            finding.measured.map { pick("实测", "measured ") + amount($0) },
            finding.required.map { pick("要求", "required ") + amount($0) },
            finding.shortfall.map { pick("差", "short by ") + amount($0) },
        ].compactMap { $0 }
        // Words of the engine's own, such as the outcome of a look-up, say nothing to a reader.
        let isAmount = finding.measured?.first.map { $0.isNumber || $0 == "-" } ?? true
        return !isAmount || (finding.shortfall == nil && parts.count < 2) ? nil : parts.joined(separator: listSeparator)
    }

    func readTitle(_ read: PackageFile.Read) -> String {
        switch read {
        case .text: pick("文字层", "text layer")
        case .ocr: pick("图像识别", "OCR")
        case .form: pick("表单域", "form fields")
        case .xml: "XML"
        case .cell: pick("单元格", "cells")
        case .none: pick("未读取", "not read")
        }
    }

    func method(_ method: ReadingMethod) -> String {
        switch method {
        case .xml: "XML"
        case .form: pick("表单域", "form field")
        case .cell: pick("单元格", "cell")
        case .text: pick("文字层", "text layer")
        case .qr: pick("二维码", "QR code")
        case .ocr: pick("图像识别", "OCR")
        }
    }

    /// The state's sign: with the word it tells what colour alone may not.
    func symbol(_ state: FindingState) -> String {
        switch state {
        case .met: "✓"
        case .unmet: "✗"
        case .missing: "!"
        case .review: "?"
        case .notApplicable: "–"
        }
    }

    func symbol(_ conclusion: Conclusion) -> String {
        switch conclusion {
        case .noGapFound: symbol(FindingState.met)
        case .gapsFound: symbol(FindingState.unmet)
        case .reviewNeeded: symbol(FindingState.review)
        }
    }

    // MARK: Sentences

    var disclaimer: String {
        pick(
            "本报告由工具依据申报材料自动生成，仅供核查参考；是否设立由人力资源和社会保障部门依法决定。",
            "A tool made this report from the documents submitted. It recommends; the human resources authority decides."
        )
    }

    var readingSentence: String {
        pick(
            "每项读数均记录读取方式和置信度（0–100%）。可信程度从高到低依次为：XML、表单域、单元格、文字层、二维码、图像识别。读取存疑、材料间矛盾或无法识别的，一律列为需人工研判，不作符合认定。",
            "Every reading keeps the way it was read and a confidence (0–100%). From the most to the least trusted: XML, form field, cell, text layer, QR code, OCR. What is doubtful, contradictory or unreadable goes to a person and is never called met."
        )
    }

    var maskedSentence: String {
        pick(
            "本报告中的居民身份证号码和电话号码已作遮盖处理。", "Resident ID numbers and telephone numbers are masked in this report.")
    }

    var unmaskedSentence: String {
        pick(
            "注意：本报告未遮盖居民身份证号码和电话号码，请按个人信息保管。",
            "Note: resident ID numbers and telephone numbers are not masked in this report. Keep it as personal data.")
    }

    var cropSentence: String {
        pick("截图中的方框标出读数在页面上的位置。", "A frame in a picture marks where on the page the reading stands.")
    }

    var maskedCropSentence: String {
        pick("截图中的上述号码已涂黑。", "The same numbers are blacked out in pictures of pages.")
    }

    var lowConfidence: String { pick("置信度低于80%的读数", "Readings with a confidence below 80%") }

    func furtherReadings(_ number: Int) -> String { pick("其余\(number)项从略。", "\(number) more are left out.") }

    var receiptSentence: String {
        pick(
            "本回执只证明上述材料已收到并按上述依据核查，不是设立（备案）回执，也不含机构编码。",
            "This receipt only says that these bytes were received and checked against this checklist. It is not an establishment receipt and carries no institution code."
        )
    }
}
