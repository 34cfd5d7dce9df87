// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation

/// Reads `assessment.json` back. It stands beside `JSONReport` because the two are one form: what one writes the other
/// reads, words of problems and files set aside included, so that `JSONReport.render(read(x)) == x`.
public enum AssessmentReader {
    /// More than any package within the limits of intake comes to.
    public static let largest = 512 << 20

    /// - Parameter file: how errors call it.
    public static func read(_ data: Data, file: String) throws(AssessmentReadError) -> Assessment {
        guard data.count <= largest else { throw AssessmentReadError(.tooLarge, file: file) }
        let schema = try decode(Head.self, data, file).schema
        guard schema == JSONReport.schema else {
            throw AssessmentReadError(.otherSchema, file: file, member: "schema", detail: schema)
        }
        let form = try decode(AssessmentForm.self, data, file)
        guard isDay(form.asOf) else {
            throw AssessmentReadError(.unknownValue, file: file, member: "as-of", detail: form.asOf)
        }
        if let day = form.round?.effective, !isDay(day) {
            throw AssessmentReadError(.unknownValue, file: file, member: "round.effective", detail: day)
        }
        for (index, finding) in form.findings.enumerated() where (finding.ground != nil) != (finding.state == .review) {
            throw AssessmentReadError(
                .contradiction, file: file, member: "findings[\(index)].ground", detail: finding.ground?.rawValue)
        }
        for (index, fact) in form.facts.enumerated()
        where fact.path.wholeMatch(of: /[a-z][a-z0-9-]*(\[[1-9][0-9]{0,8}\])?\/[a-z][a-z0-9-]*/) == nil {
            throw AssessmentReadError(
                .unknownValue, file: file, member: "facts[\(index)].path", detail: String(fact.path.prefix(80)))
        }
        let files = try form.package.files.enumerated().map { index, one throws(AssessmentReadError) in
            try packageFile(one, form.lang, file, "package.files[\(index)]")
        }
        let assessment = Assessment(
            language: form.lang, asOf: form.asOf, checklist: form.checklist, round: form.round,
            package: .init(name: form.package.name, digest: form.package.digest, files: files),
            applicantClass: form.applicantClass, applicant: form.applicant, findings: form.findings.map(\.value),
            toDo: (form.toDo ?? []).map(\.value),
            facts: form.facts.map(\.fact), receipt: form.receipt)
        // The conclusion follows from the findings; a file in which it does not must not decide anything.
        guard assessment.conclusion == form.conclusion else {
            throw AssessmentReadError(
                .contradiction, file: file, member: "conclusion", detail: form.conclusion.rawValue)
        }
        return assessment
    }

    /// True of JSON that calls itself an assessment of any version, whole or not.
    public static func looksLikeOne(_ data: Data) -> Bool {
        data.prefix(4_096).firstRange(of: Data("urn:zhunsheng:assessment:".utf8)) != nil
    }

    private struct Head: Decodable { var schema: String }

    private static func packageFile(
        _ form: AssessmentForm.FileForm, _ language: Language, _ file: String, _ member: String
    ) throws(AssessmentReadError) -> PackageFile {
        var one = PackageFile(
            path: form.path, sha256: form.sha256 ?? "", bytes: form.bytes, kind: form.kind, pages: form.pages,
            read: form.read, notes: form.notes.map(\.note))
        guard let name = form.problemCode else {
            guard form.problem == nil else {
                throw AssessmentReadError(.contradiction, file: file, member: "\(member).problem")
            }
            return one
        }
        guard let text = form.problem else {
            throw AssessmentReadError(.contradiction, file: file, member: "\(member).problem")
        }
        if name == "set-aside" {
            one.setAside = true
            one.isContainer = true
            one.isContainer = Phrases(language).setAside(one) == text
            return one
        }
        guard let code = ReadProblem.Code(rawValue: name) else {
            throw AssessmentReadError(.unknownValue, file: file, member: "\(member).problem-code", detail: name)
        }
        one.problems = ReadProblem.printed(text, first: code, language)
        return one
    }

    /// A day of the calendar, `2026-03-31`.
    private static func isDay(_ text: String) -> Bool {
        guard let found = text.wholeMatch(of: /([0-9]{4})-([0-9]{2})-([0-9]{2})/),
            let year = Int(found.1), let month = Int(found.2), let day = Int(found.3), (1...12).contains(month)
        else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
        return (1...length).contains(day)
    }

    // MARK: Errors

    private static func decode<Form: Decodable>(_ type: Form.Type, _ data: Data, _ file: String)
        throws(AssessmentReadError) -> Form
    {
        do {
            return try JSONDecoder().decode(type, from: data)
        } catch let error as DecodingError {
            throw told(error, file)
        } catch {
            throw AssessmentReadError(.notJSON, file: file, detail: nil)
        }
    }

    private static func told(_ error: DecodingError, _ file: String) -> AssessmentReadError {
        switch error {
        case .keyNotFound(let key, let context):
            AssessmentReadError(.missingMember, file: file, member: member(context.codingPath + [key]))
        case .valueNotFound(_, let context):
            // A list that is too short ends so, too.
            AssessmentReadError(.wrongType, file: file, member: member(context.codingPath))
        case .typeMismatch(_, let context):
            AssessmentReadError(.wrongType, file: file, member: member(context.codingPath))
        case .dataCorrupted(let context) where context.codingPath.isEmpty:
            AssessmentReadError(.notJSON, file: file)
        case .dataCorrupted(let context):
            AssessmentReadError(
                .unknownValue, file: file, member: member(context.codingPath),
                detail: context.debugDescription.firstMatch(of: /invalid .* value (.{1,80})/).map { String($0.1) })
        @unknown default: AssessmentReadError(.notJSON, file: file)
        }
    }

    /// `findings[3].state`
    private static func member(_ path: [any CodingKey]) -> String {
        path.reduce(into: "") { text, key in
            if let index = key.intValue {
                text += "[\(index)]"
            } else {
                text += (text.isEmpty ? "" : ".") + key.stringValue
            }
        }
    }
}
