// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import LibXML

extension FileReading {
    /// A dossier XML: checked against `dossier.xsd`, then its facts as the applicant gave them.
    init(submission data: Data, schema: Data) throws(ReadProblem) {
        self.init()
        do {
            let document = try XMLDocument.parse(data)
            guard document.root.name == "dossier", document.root.namespace == nil else {
                throw ReadProblem(.xmlNamespace, place: PlaceName.line(document.root.line), detail: document.root.name)
            }
            let issues = try XSDSchema(schema).validate(document)
            if let first = issues.first {
                let more = issues.count > 1 ? " (+\(issues.count - 1))" : ""
                throw ReadProblem(.xmlInvalid, place: PlaceName.line(first.line), detail: first.message + more)
            }
            submission = try DossierReader.submission(document, file: "")
            read = .xml
        } catch let problem as ReadProblem {
            throw problem
        } catch let error as XMLError {
            let place = error.line.map(PlaceName.line)
            switch error {
            case .doctype: throw ReadProblem(.xmlDoctype, place: place)
            case .syntax(_, _, let message): throw ReadProblem(.xmlSyntax, place: place, detail: message)
            case .empty: throw ReadProblem(.empty)
            case .tooLarge: throw ReadProblem(.tooLarge)
            default: throw ReadProblem(.xmlSyntax, place: place, detail: error.code)
            }
        } catch {
            throw ReadProblem(.xmlSyntax, detail: "\(error)")
        }
    }
}
