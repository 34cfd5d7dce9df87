// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine

/// Makes text that came from a package safe to print: file names and quotes are written by strangers.
enum VisibleText {
    /// White space becomes one space; control and direction-changing characters are spelled out, so that no name can
    /// move a cursor, colour a terminal or show its ending as its beginning (`gnp.exe` told as `exe.png`).
    static func shown(_ text: String) -> String {
        if isPlain(text), !text.utf8.contains(0x20) { return text }
        guard text.unicodeScalars.contains(where: { isSpace($0) || isHidden($0) }) else { return text }
        var result = String.UnicodeScalarView()
        var spaced = false
        for scalar in text.unicodeScalars {
            if isSpace(scalar) {
                if !spaced { result.append(" ") }
                spaced = true
                continue
            }
            spaced = false
            if isHidden(scalar) {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                let padding = String(repeating: "0", count: max(0, 4 - digits.count))
                result.append(contentsOf: "<U+\(padding)\(digits)>".unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// True where the text is made of printable ASCII, Chinese characters and full-width forms alone, as most is: nothing in it
    /// has to be looked up.
    static func isPlain(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0x20...0x7E, 0x4E00...0x9FFF, 0x3001...0x3020, 0xFF01...0xFF5E: true
            default: false
            }
        }
    }

    /// The first `limit` characters, with an ellipsis where something was left out.
    static func clipped(_ text: String, to limit: Int) -> String {
        text.count > limit ? text.prefix(limit) + "…" : text
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x2028, 0x2029: true
        default: false
        }
    }

    /// Controls, noncharacters, private interlinear marks and everything of the category Cf but the joiners that
    /// emoji and Indic scripts need.
    static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F: true
        case 0x200C, 0x200D: false
        case 0xFFFE, 0xFFFF: true
        default: scalar.properties.generalCategory == .format
        }
    }
}

extension Assessment {
    /// The same assessment with every text that came from the package or the checklist passed through `change`;
    /// lists keep their order and length. Digests, dates and signatures stay as they are.
    func mapTexts(_ change: (String) -> String) -> Assessment {
        var copy = self
        copy.checklist.id = change(checklist.id)
        copy.checklist.title = change(checklist.title)
        copy.checklist.version = change(checklist.version)
        for index in copy.checklist.catalogues.indices {
            copy.checklist.catalogues[index].edition = checklist.catalogues[index].edition.map(change)
        }
        copy.round = round.map {
            .init(id: change($0.id), title: change($0.title), effective: $0.effective.map(change), digest: $0.digest)
        }
        copy.package.name = change(package.name)
        for index in copy.package.files.indices {
            copy.package.files[index].path = change(copy.package.files[index].path)
            copy.package.files[index].kind = copy.package.files[index].kind.map(change)
            for place in copy.package.files[index].problems.indices {
                let problem = copy.package.files[index].problems[place]
                copy.package.files[index].problems[place].place = problem.place.map(change)
                copy.package.files[index].problems[place].detail = problem.detail.map(change)
                copy.package.files[index].problems[place].asPrinted = problem.asPrinted.map(change)
            }
            for place in copy.package.files[index].notes.indices {
                let note = copy.package.files[index].notes[place]
                copy.package.files[index].notes[place].place = note.place.map(change)
                copy.package.files[index].notes[place].detail = note.detail.map(change)
                copy.package.files[index].notes[place].asPrinted = note.asPrinted.map(change)
            }
        }
        copy.applicant.name = applicant.name.map(change)
        copy.applicant.uscc = applicant.uscc.map(change)
        for index in copy.findings.indices { copy.findings[index].mapTexts(change) }
        for index in copy.toDo.indices {
            copy.toDo[index].subject = change(copy.toDo[index].subject)
            copy.toDo[index].remedies = copy.toDo[index].remedies.map(change)
        }
        for index in copy.facts.indices {
            copy.facts[index].path = change(copy.facts[index].path)
            copy.facts[index].value = change(copy.facts[index].value)
            copy.facts[index].raw = change(copy.facts[index].raw)
            copy.facts[index].evidence.mapTexts(change)
        }
        if let receipt {
            copy.receipt?.packageName = change(receipt.packageName)
            copy.receipt?.applicantName = receipt.applicantName.map(change)
            copy.receipt?.uscc = receipt.uscc.map(change)
        }
        return copy
    }
}

extension Finding {
    fileprivate mutating func mapTexts(_ change: (String) -> String) {
        condition = change(condition)
        article = change(article)
        phrase = change(phrase)
        gloss = gloss.map(change)
        measured = measured.map(change)
        required = required.map(change)
        shortfall = shortfall.map(change)
        explanation = change(explanation)
        remedy = remedy.map(change)
        question = question.map(change)
        notes = notes.map(change)
        evidence.mapTexts(change)
    }
}
