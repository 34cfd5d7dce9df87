// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// What people are told about things that several applicants claim, in one place.
extension CrossFinding.Kind {
    public func title(_ language: Language) -> String { language == .zh ? words.zh.title : words.en.title }

    /// What was found, as a sentence; it accuses nobody.
    public func explanation(_ language: Language) -> String {
        language == .zh ? words.zh.explanation : words.en.explanation
    }

    /// What the reviewer is asked to find out.
    public func question(_ language: Language) -> String { language == .zh ? words.zh.question : words.en.question }

    private typealias Words = (title: String, explanation: String, question: String)

    private var words: (zh: Words, en: Words) {
        switch self {
        case .person:
            (
                ("同一人员", "同一身份证号的人员出现在多家申报单位的材料中。", "该人员实际在哪一家单位从事评价工作？能否同时为两家单位服务？"),
                (
                    "Same person", "A person of the same ID number is named by several applicants.",
                    "For which of them does the person really work, and may it be both?"
                )
            )
        case .site:
            (
                ("同一场地地址", "多家申报单位的住所、办公地址或场地为同一地址。", "场地是否共用？各家能否分别、同时使用？"),
                (
                    "Same address of a site", "Several applicants state the same address as seat, office or premises.",
                    "Are the premises shared, and can each applicant use them at the same time?"
                )
            )
        case .lease:
            (
                ("同一租赁合同", "多家申报单位提交了出租方、地址和租期相同的租赁合同。", "是否为同一份合同？承租方是哪一家？"),
                (
                    "Same lease", "Several applicants submit a lease with the same lessor, address and term.",
                    "Is it the same lease, and who is the lessee?"
                )
            )
        case .phone:
            (
                ("同一电话号码", "多家申报单位留有同一电话号码。", "是否由同一人或同一中介办理申报？人员是否重复？"),
                (
                    "Same telephone number", "Several applicants state the same telephone number.",
                    "Does the same person or agent handle the applications, or are people counted twice?"
                )
            )
        case .photo:
            (
                ("同一照片", "多家申报单位的材料中有同一张照片。", "照片拍摄的是哪一家的场地或人员？"),
                (
                    "Same photograph", "The same photograph is in the packages of several applicants.",
                    "Whose premises or staff does it show?"
                )
            )
        case .certificate:
            (
                ("同一证书编号", "同一证书编号出现在多家申报单位的材料中。", "证书属于谁？编号与姓名是否相符？"),
                (
                    "Same certificate number", "The same certificate number is in the packages of several applicants.",
                    "Whose certificate is it, and do number and name agree?"
                )
            )
        case .file:
            (
                ("同一文件", "多家申报单位提交了内容完全相同的文件。", "该文件为何相同？是公开文件、空白表，还是借用他人材料？"),
                (
                    "Same file", "Several applicants submit a file of the same bytes.",
                    "Why is it the same: a public document, an empty form, or somebody else's?"
                )
            )
        case .compendium:
            (
                ("管理制度文字相近", "多家申报单位的管理制度有大量相同文字（已除去单位名称、数字和法规原文）。", "制度是否按本单位实际制定，还是照搬他人或同一模板？"),
                (
                    "Rules with much the same words",
                    "Many of the words of several applicants' rules are the same, without names, figures and the law's own words.",
                    "Were they drawn up for the applicant, or taken from others or from one template?"
                )
            )
        }
    }
}
