// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// One way to make an application worse by one fact or one document.
public enum MutationOperator: String, Sendable, Hashable, CaseIterable {
    /// A finding must not outlive the value that it stands on.
    case removeLeaf = "remove-leaf"
    /// A person, a site, a policy that is not there must not be counted.
    case removeEntity = "remove-entity"
    /// The commonest gap of all: a document was not handed in.
    case removeDocument = "remove-document"
    /// What a scan that cannot be read might prove is not proved, and it may hold the exception.
    case unreadableDocument = "unreadable-document"
    /// A doubtful reading must never decide.
    case faint
    /// Two documents that differ are for a person, whichever of them suits.
    case contradict
    /// Nothing is enough of nothing; also the way to a division by zero.
    case zero
    /// A decimal point or a unit misread.
    case tenth
    /// More of what there should be little of: entries on a credit report, the sum that a ratio is taken of.
    case more
    /// Expired, or written before its time.
    case earlier
    /// Written after the day on which it was handed in.
    case later
    /// A code with a slip in it is nobody's.
    case wrongCheckCharacter = "wrong-check-character"
    /// Another body's licence, lease, credit report.
    case anotherName = "another-name"
    /// A part-time worker is no full-time one, a rented room no owned one.
    case anotherChoice = "another-choice"
    /// A box that is not ticked, a seal that is not there.
    case notTrue = "not-true"
    /// One level more than the rest of the application bears.
    case oneLevelMore = "one-level-more"
    /// Assessors, equipment and records of one occupation say nothing of another.
    case anotherOccupation = "another-occupation"
    /// The heading is there and the words are about something else.
    case unrelatedText = "unrelated-text"

    public func title(_ language: Language) -> String { language == .zh ? titles.zh : titles.en }

    /// True where something is taken away rather than changed.
    var removes: Bool {
        [.removeLeaf, .removeEntity, .removeDocument, .unreadableDocument].contains(self)
    }

    private var titles: (zh: String, en: String) {
        switch self {
        case .removeLeaf: ("删去一项", "one value removed")
        case .removeEntity: ("删去一条记录", "one record removed")
        case .removeDocument: ("抽去一份材料", "one document removed")
        case .unreadableDocument: ("一个文件无法读取", "one file unreadable")
        case .faint: ("一项识别存疑", "one value read faintly")
        case .contradict: ("另一份材料说法不同", "another document differs")
        case .zero: ("数字改为0", "number to 0")
        case .tenth: ("数字改为十分之一", "number to a tenth")
        case .more: ("不利的数字变大", "a burden grown")
        case .earlier: ("日期早十年", "ten years earlier")
        case .later: ("日期晚十年", "ten years later")
        case .wrongCheckCharacter: ("代码校验位错误", "wrong check character")
        case .anotherName: ("改为他人名称", "another's name")
        case .anotherChoice: ("改为另一选项", "another choice")
        case .notTrue: ("是改为否", "true to false")
        case .oneLevelMore: ("多报一个等级", "one level more")
        case .anotherOccupation: ("改为另一职业", "another occupation")
        case .unrelatedText: ("改为无关文字", "unrelated words")
        }
    }
}
