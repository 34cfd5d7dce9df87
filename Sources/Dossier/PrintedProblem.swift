// SPDX-License-Identifier: GPL-3.0-or-later

extension ReadProblem {
    /// The problems of one file from the line that reports print of them, their messages with a space between.
    ///
    /// What this version does not know by its words comes back as one problem of the given code that keeps the line.
    public static func printed(_ text: String, first code: Code, _ language: Language) -> [ReadProblem] {
        var rest = text[...]
        var found: [ReadProblem] = []
        while let (problem, end) = next(in: rest, language) {
            found.append(problem)
            rest = rest[end...]
            if rest.first == " " { rest.removeFirst() }
        }
        let isWhole = rest.isEmpty && found.first?.code == code
        let again = found.map { $0.message(language) }.joined(separator: " ")
        if isWhole, again == text { return found }
        var whole = ReadProblem(code)
        whole.asPrinted = text
        return [whole]
    }

    /// The problem that the text begins with, and where its message ends.
    private static func next(in text: Substring, _ language: Language) -> (ReadProblem, String.Index)? {
        let stop = language == .zh ? "。" : ". "
        for code in Code.allCases {
            let words = ReadProblem(code).words(language)
            guard text.hasPrefix(words.what) else { continue }
            let start = text.index(text.startIndex, offsetBy: words.what.count)
            guard let tail = text[start...].firstRange(of: stop + words.remedy) else { continue }
            let end = tail.upperBound
            guard end == text.endIndex || text[end] == " " else { continue }
            var inner = text[start..<tail.lowerBound]
            var problem = ReadProblem(code)
            let (open, close, colon) = language == .zh ? ("（", "）", "：") : (" (", ")", ": ")
            if inner.hasPrefix(open), let closing = inner.firstRange(of: close) {
                problem.place = String(inner[..<closing.lowerBound].dropFirst(open.count))
                inner = inner[closing.upperBound...]
            }
            if inner.hasPrefix(colon) { problem.detail = String(inner.dropFirst(colon.count)) }
            return (problem, end)
        }
        return nil
    }
}
