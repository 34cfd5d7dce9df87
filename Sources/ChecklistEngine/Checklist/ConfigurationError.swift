// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// A fault of the checklist or of a round: about us, never about an application. It stops the run.
public struct ConfigurationProblem: Error, Hashable, Sendable {
    public enum Code: String, Sendable, Codable, CaseIterable {
        case notReadable = "not-readable"
        case yamlSyntax = "yaml-syntax"
        case unknownKey = "unknown-key"
        case missingKey = "missing-key"
        case wrongType = "wrong-type"
        case unknownValue = "unknown-value"
        case unknownThreshold = "unknown-threshold"
        case unknownClass = "unknown-class"
        case unknownRoundPart = "unknown-round-part"
        case unknownNote = "unknown-note"
        case brokenExpression = "broken-expression"
        case unknownFunction = "unknown-function"
        case unknownVariable = "unknown-variable"
        case brokenPattern = "broken-pattern"
        case brokenDate = "broken-date"
        case brokenExample = "broken-example"
        case duplicateID = "duplicate-id"
        case idNotFileName = "id-not-file-name"
        case unknownCatalogue = "unknown-catalogue"
        case requirementCount = "requirement-count"
        case noRoundFile = "no-round-file"
        case otherRound = "other-round"
        case sameEffective = "same-effective"
        case noVersionInForce = "no-version-in-force"
        case lawNotInForce = "law-not-in-force"
        // Only lint asks for these.
        case noArticle = "no-article"
        case noEnglish = "no-english"
        case fewExamples = "few-examples"
        case noExampleFor = "no-example-for"
        case phraseNotInLaw = "phrase-not-in-law"
        case unknownKind = "unknown-kind"
        case unknownFact = "unknown-fact"
        case absentWithoutGiven = "absent-without-given"
        case noThreshold = "no-threshold"
        case noText = "no-text"
        case noSuchArticle = "no-such-article"
        case unmappedSentence = "unmapped-sentence"
        case unknownCondition = "unknown-condition"
        case notCovered = "not-covered"
        case unknownUnit = "unknown-unit"
        case orphanFact = "orphan-fact"
        case unusedFact = "unused-fact"
        case contradictoryPair = "contradictory-pair"
        case unusedContradiction = "unused-contradiction"
        // Only of rounds.
        case classBelowLevel = "class-below-level"
        case classIsFiled = "class-is-filed"
        case unknownRegion = "unknown-region"
        case regionLevel = "region-level"
        case formerRegion = "former-region"
        case otherAuthority = "other-authority"
        case onlyPresence = "only-presence"
        case unusedThreshold = "unused-threshold"
        case unusedOccupationThreshold = "unused-occupation-threshold"
        case classNotInRound = "class-not-in-round"
        case occupationInside = "occupation-inside"
        case occupationOutside = "occupation-outside"
        case noticeDaysUnset = "notice-days-unset"
        case noticeLeftOut = "notice-left-out"
        case thresholdOfZero = "threshold-of-zero"
    }

    public var code: Code
    public var file: String
    /// From 1; nil where the whole file is meant.
    public var line: Int?
    public var column: Int?
    /// What was found: the key, the name, the parser's words.
    public var subject: String
    /// What would be right, for example the known names; nil where the code says all.
    public var remedy: String?

    public init(
        _ code: Code, file: String, line: Int? = nil, column: Int? = nil, subject: String, remedy: String? = nil
    ) {
        self.code = code
        self.file = file
        self.line = line
        self.column = column
        self.subject = subject
        self.remedy = remedy
    }

    /// `file:line:column: what is wrong. What to do`
    public func message(_ language: Language) -> String {
        let place = [file, line.map(String.init), line == nil ? nil : column.map(String.init)]
            .compactMap { $0 }.joined(separator: ":")
        let (what, hint) = language == .zh ? chinese : english
        let said = subject.isEmpty ? what : language == .zh ? "\(what)：\(subject)" : "\(what): \(subject)"
        let advice = [hint.isEmpty ? nil : hint, remedy].compactMap { $0 }
        if advice.isEmpty { return "\(place): \(said)" }
        return language == .zh
            ? "\(place): \(said)。\(advice.joined(separator: "："))"
            : "\(place): \(said). \(advice.joined(separator: ": "))"
    }

    private var chinese: (String, String) {
        switch code {
        case .notReadable: ("文件无法读取", "请检查路径和权限")
        case .yamlSyntax: ("YAML格式错误", "")
        case .unknownKey: ("不认识的键", "可用的键")
        case .missingKey: ("缺少键", "请补充")
        case .wrongType: ("值的类型不对", "应为")
        case .unknownValue: ("不认识的值", "可用的值")
        case .unknownThreshold: ("不认识的门槛", "请改用 checklist.yaml 中的名称，或先在其中登记")
        case .unknownClass: ("不认识的机构类别", "可用的类别")
        case .unknownRoundPart: ("遴选批次中没有这一部分", "可用的部分")
        case .unknownNote: ("没有此编号的制度矛盾", "请改用 checklist.yaml 中 contradictions 的编号")
        case .brokenExpression: ("表达式有误", "")
        case .unknownFunction: ("表达式中的函数不存在或参数个数不对", "可用的函数见 Checklists/README.md")
        case .unknownVariable: ("表达式中的变量不存在", "仅在 for-each 之下可用 $item")
        case .brokenPattern: ("正则表达式有误", "")
        case .brokenDate: ("日期有误", "应为 2026-03-31 的形式")
        case .brokenExample: ("示例中的申报档案有误", "")
        case .duplicateID: ("编号重复", "每个编号只能用一次")
        case .idNotFileName: ("编号与文件名不一致", "文件名应为")
        case .unknownCatalogue: ("自备目录文件夹中有不认识的文件", "可用的文件名")
        case .requirementCount: ("每个核查点须有且仅有一个要求", "可用的要求")
        case .noArticle: ("缺少条款", "请写明 article")
        case .noEnglish: ("缺少英文", "请补充 english")
        case .fewExamples: ("示例不足", "每个条件至少4个示例")
        case .noExampleFor: ("缺少示例", "请补充结论如下的示例")
        case .phraseNotInLaw: ("原文与 law.md 不一致", "请按印发文本引用，省略处用“…”，自拟的写 derived: true")
        case .unknownKind: ("不认识的材料类别", "请改用 vocabulary.yaml 中 kinds 的编号")
        case .unknownFact: ("申报档案中没有此要素", "请对照 dossier.xsd")
        case .absentWithoutGiven: ("absent 没有 given", "请用 given 写明查看了什么，否则一律为材料缺失")
        case .noThreshold: ("judged-by: threshold 却没有门槛", "请在要求中使用 {threshold: …}")
        case .noText: ("核查点缺少文字", "请补充 met 和 gap")
        case .noSuchArticle: ("law.md 中没有此条款", "请按“第七条（一）”“监督管理办法第二十一条”的形式引用")
        case .unmappedSentence: ("原文没有着落", "请在 coverage.yaml 中写明对应的核查点，或不核查的理由")
        case .unknownCondition: ("没有此编号的核查点", "请核对 conditions 中的编号")
        case .notCovered: ("核查点未与原文对应", "请在 coverage.yaml 中写明它所依据的原文")
        case .unknownUnit: ("不认识的单位", "请先在 checklist.yaml 的 units 中登记，并写明英文")
        case .orphanFact: ("没有任何材料能提供此要素", "请在 vocabulary.yaml 中写明从何处读取，或改用其他要素")
        case .unusedFact: ("读取了此要素，但没有核查点使用", "请在核查点中使用，或列入 checklist.yaml 的 informative")
        case .contradictoryPair: ("两个核查点不可能同时符合", "请检查二者的要求")
        case .unusedContradiction: ("制度矛盾没有在任何核查点中提示", "请在相关核查点的 notes 中引用")
        case .noRoundFile: ("文件夹中没有批次文件", "请放入各版本的批次文件")
        case .otherRound: ("文件夹中的文件不是同一批次", "各版本的 round 应当相同，其他批次请另放文件夹")
        case .sameEffective: ("两个版本的生效日期相同", "请为每个版本写明不同的 effective")
        case .noVersionInForce: ("核查基准日尚无有效的批次版本", "最早的版本自此日起有效")
        case .lawNotInForce: ("核查基准日早于办法施行日期", "请用 --as-of 指定办法施行之日或其后的日期")
        case .classBelowLevel: ("这一级不受理该类机构", "应由市级以上人力资源和社会保障部门受理，见")
        case .classIsFiled: ("职业技能考核鉴定机构实行备案，不经遴选", "本文件只作核查尺度，见")
        case .unknownRegion: ("本省没有此行政区划代码", "请填写 GB/T 2260 的六位代码")
        case .regionLevel: ("行政区划代码与 level 不一致", "level 应为")
        case .formerRegion: ("行政区划代码已经停用", "现为")
        case .otherAuthority: ("受理单位的名称与行政区划代码不是同一地方", "代码所指为")
        case .onlyPresence: ("没有核查点使用此类材料，只核对是否提交", "如另有要求，请写成 extra-conditions")
        case .unusedThreshold: ("没有核查点使用此门槛，设定后不起作用", "请核对名称和申报对象")
        case .unusedOccupationThreshold: ("没有核查点按职业使用此门槛，设定后不起作用", "可按职业设定的门槛")
        case .classNotInRound: ("该类机构不是本批次的申报对象", "请核对 classes")
        case .occupationInside: ("职业在国家职业资格目录之内，不属职业技能等级认定", "请核对，见")
        case .occupationOutside: ("职业不在国家职业资格目录之内，不属职业资格评价", "请核对，见")
        case .noticeDaysUnset: ("须公示而没有天数", "请补充 days")
        case .thresholdOfZero: ("门槛为0，等于不设门槛，却会得出“符合”", "不设门槛的请删去此行，由人工研判")
        case .noticeLeftOut: ("社会评价组织的遴选结果须公开公示", "请核对 required，见")
        }
    }

    private var english: (String, String) {
        switch code {
        case .notReadable: ("The file cannot be read", "Check its path and permissions")
        case .yamlSyntax: ("Broken YAML", "")
        case .unknownKey: ("Unknown key", "Known keys")
        case .missingKey: ("Missing key", "Add it")
        case .wrongType: ("Wrong type of value", "It should be")
        case .unknownValue: ("Unknown value", "Known values")
        case .unknownThreshold: ("Unknown threshold", "Use a name of checklist.yaml, or add it there first")
        case .unknownClass: ("Unknown class of applicant", "Known classes")
        case .unknownRoundPart: ("A round has no such part", "Known parts")
        case .unknownNote: ("No contradiction of that number", "Use an id under contradictions in checklist.yaml")
        case .brokenExpression: ("Broken expression", "")
        case .unknownFunction:
            ("Unknown function or wrong number of arguments", "Checklists/README.md lists the functions")
        case .unknownVariable: ("Unknown variable in an expression", "Only $item is known, and only under for-each")
        case .brokenPattern: ("Broken regular expression", "")
        case .brokenDate: ("Broken date", "Write it as 2026-03-31")
        case .brokenExample: ("The example's dossier is broken", "")
        case .duplicateID: ("Duplicate id", "Every id may be used once")
        case .idNotFileName: ("The id is not the file's name", "The file should be named")
        case .unknownCatalogue: ("The folder of catalogues holds an unknown file", "Known files")
        case .requirementCount: ("A check needs exactly one requirement", "Known requirements")
        case .noArticle: ("No article", "Write the article")
        case .noEnglish: ("No English", "Add english")
        case .fewExamples: ("Too few examples", "Every condition needs at least 4")
        case .noExampleFor: ("An example is missing", "Add one that ends so")
        case .phraseNotInLaw:
            ("The phrase is not in law.md", "Quote it as printed, with … for omissions, or write derived: true")
        case .unknownKind: ("Unknown kind of document", "Use an id under kinds in vocabulary.yaml")
        case .unknownFact: ("A dossier has no such fact", "Compare dossier.xsd")
        case .absentWithoutGiven:
            ("absent without given", "Say with given what was looked at, else it is always missing")
        case .noThreshold: ("judged-by: threshold without a threshold", "Use {threshold: …} in a requirement")
        case .noText: ("A check lacks its texts", "Add met and gap")
        case .noSuchArticle: ("law.md has no such article", "Cite as 第七条（一） or 监督管理办法第二十一条")
        case .unmappedSentence:
            (
                "A sentence of the law leads nowhere",
                "Name its conditions in coverage.yaml, or the reason why there is none"
            )
        case .unknownCondition: ("There is no such condition", "Check the ids in conditions")
        case .notCovered: ("The condition is not mapped to the law", "Name in coverage.yaml the words that it rests on")
        case .unknownUnit: ("Unknown unit", "Add it to units in checklist.yaml, with its English")
        case .orphanFact: ("No document can give this fact", "Say in vocabulary.yaml where it is read, or use another")
        case .unusedFact:
            ("The fact is read, but no condition uses it", "Use it, or list it under informative in checklist.yaml")
        case .contradictoryPair: ("Two conditions cannot both be met", "Check what they require")
        case .unusedContradiction: ("No condition shows this contradiction of the law", "Name it in the notes of one")
        case .noRoundFile: ("The folder has no round file", "Put the versions of the round there")
        case .otherRound:
            (
                "The files of the folder are not of one round",
                "All versions need the same round:, and other rounds another folder"
            )
        case .sameEffective: ("Two versions take effect on the same day", "Give every version an effective: of its own")
        case .noVersionInForce: ("No version of the round is in force on the day", "The first one is from")
        case .lawNotInForce: ("The measures are not in force on the day", "Use --as-of with a day not before")
        case .classBelowLevel:
            ("This level does not receive this class", "It takes an authority at city level or above, see")
        case .classIsFiled: ("Appraisal bodies are filed, not selected", "The file serves as a yardstick only, see")
        case .unknownRegion: ("The province has no division with this code", "Write the six digits of GB/T 2260")
        case .regionLevel: ("The division is not of this level", "The level should be")
        case .formerRegion: ("The code of the division is no more in use", "It is now")
        case .otherAuthority: ("Name and division of the authority are not of one place", "The code means")
        case .onlyPresence:
            (
                "No condition uses this kind of document: only its presence is checked",
                "What else is asked of it belongs into extra-conditions"
            )
        case .unusedThreshold:
            ("No condition uses this threshold, so it has no effect", "Check its name and the classes")
        case .unusedOccupationThreshold:
            (
                "No condition uses this threshold by occupation, so it has no effect",
                "Those that can be set by occupation"
            )
        case .classNotInRound: ("The round is not for this class", "Check classes")
        case .occupationInside:
            ("The occupation is in the national catalogue, so not one for skill levels", "Check it, see")
        case .occupationOutside:
            ("The occupation is not in the national catalogue, so not one for qualifications", "Check it, see")
        case .noticeDaysUnset: ("Public notice is required, but its days are not set", "Add days")
        case .thresholdOfZero:
            (
                "A figure of 0 asks nothing, and yet lets conditions be met",
                "Leave the line out, so that a person judges"
            )
        case .noticeLeftOut: ("The selection of training organizations has to be published", "Check required, see")
        }
    }
}

/// Everything that is wrong with a checklist or a round, in the order of files and lines.
public struct ConfigurationError: Error, Hashable, Sendable {
    public let problems: [ConfigurationProblem]

    public init(_ problems: [ConfigurationProblem]) { self.problems = problems }

    public func message(_ language: Language) -> String {
        problems.map { $0.message(language) }.joined(separator: "\n")
    }
}
