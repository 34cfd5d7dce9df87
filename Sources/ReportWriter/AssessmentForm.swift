// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier

/// The members of `assessment.json` as `JSONReport` writes them. Members that are not named here are passed over.
struct AssessmentForm: Decodable {
    var asOf: String
    var lang: Language
    var checklist: Assessment.ChecklistReference
    var round: Assessment.RoundReference?
    var package: PackageForm
    var applicantClass: ApplicantClass?
    var applicant: Assessment.Applicant
    var conclusion: Conclusion
    var findings: [FindingForm]
    var toDo: [ToDoForm]?
    var facts: [FactForm]
    var receipt: IntakeReceipt?

    enum CodingKeys: String, CodingKey {
        case lang, checklist, round, package, applicant, conclusion, findings, facts, receipt
        case asOf = "as-of"
        case toDo = "to-do"
        case applicantClass = "class"
    }

    struct PackageForm: Decodable {
        var name: String
        var digest: String
        var files: [FileForm]
    }

    struct FileForm: Decodable {
        var path: String
        var sha256: String?
        var bytes: Int
        var kind: String?
        var pages: Int?
        var read: PackageFile.Read
        var problem: String?
        var problemCode: String?
        var notes: [NoteForm]

        enum CodingKeys: String, CodingKey {
            case path, sha256, bytes, kind, pages, read, problem, notes
            case problemCode = "problem-code"
        }
    }

    struct NoteForm: Decodable {
        var code: FileNote.Code
        var text: String

        var note: FileNote {
            var note = FileNote(code)
            note.asPrinted = text
            return note
        }
    }

    struct FindingForm: Decodable {
        var condition, article, phrase: String
        var gloss: String?
        var state: FindingState
        var ground: ReviewGround?
        var measured, required, shortfall, unit: String?
        var explanation: String
        var remedy, question: String?
        var notes: [String]
        var evidence: [EvidenceForm]

        var value: Finding {
            Finding(
                condition: condition, article: article, phrase: phrase, gloss: gloss, state: state, ground: ground,
                measured: measured, required: required, shortfall: shortfall, unit: unit, explanation: explanation,
                remedy: remedy, question: question, notes: notes, evidence: evidence.map(\.value))
        }
    }

    struct ToDoForm: Decodable {
        var action: ToDo.Action
        var subject: String
        var kind: String?
        var gate: Bool
        var conditions, remedies: [String]

        var value: ToDo {
            ToDo(
                action: action, subject: subject, kind: kind, isGate: gate, conditions: conditions, remedies: remedies)
        }
    }

    struct FactForm: Decodable {
        var path, value, raw: String
        var evidence: [EvidenceForm]

        var fact: Fact { Fact(path: path, value: value, raw: raw, evidence: evidence.map(\.value)) }
    }

    struct EvidenceForm: Decodable {
        var document: String
        var page: Int?
        var box: Box?
        var place: String?
        var quote: String
        var method: ReadingMethod
        var confidence: Double

        var value: Evidence {
            Evidence(
                document: document, page: page, box: box, place: place, quote: quote, method: method,
                confidence: confidence)
        }
    }
}
