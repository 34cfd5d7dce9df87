// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Registry
import Testing

/// An inbox of generated packages, and the commands of a round run over it.
struct RoundTrial {
    static let round = "jinhua-2026-2"
    static let asOf = "2026-05-12"
    static let roundFile = Tool.root.appendingPathComponent("Samples/rounds/\(round).yaml").path
    static let inbox = "收件"
    static let database = "Output/registry.sqlite"
    /// A checklist of these alone is loaded in no time, and a complete package leaves nothing open.
    private static let conditions: Set<String> = ["7.2-b", "7.2-h", "8.1-f", "X-01"]

    let bench: Workbench
    /// What goes with every command on a round.
    let judging: [String]

    /// - Parameter whole: the whole checklist; otherwise four conditions of it, in `清单`.
    init(whole: Bool = false) throws {
        bench = try Workbench()
        try FileManager.default.createDirectory(at: bench.url(Self.inbox), withIntermediateDirectories: true)
        let judging = ["--round", Self.roundFile, "--as-of", Self.asOf]
        guard !whole else {
            self.judging = judging
            return
        }
        self.judging = judging + ["--checklist", "清单"]
        try bench.copy("Checklists/zhejiang-2022-20", to: "清单")
        for name in try FileManager.default.contentsOfDirectory(atPath: bench.url("清单/conditions").path)
        where !Self.conditions.contains(String(name.dropLast(5))) {
            try FileManager.default.removeItem(at: bench.url("清单/conditions/\(name)"))
        }
    }

    // MARK: Packages

    /// A dossier in the inbox: a file where the name ends with `.xml`, else a folder.
    /// - Parameters:
    ///   - number: every number is another applicant, with people and places of its own.
    ///   - staff: full-time staff, of whom the round wants 6.
    func add(_ name: String, _ number: Int, staff: Int = 6) throws {
        let path = name.hasSuffix(".xml") ? name : name + "/dossier.xml"
        try bench.write("\(Self.inbox)/\(path)", try Self.dossier(number, staff: staff))
    }

    /// A file that is there from one moment to the next, or in the place of another: no watch sees the half of it.
    func drop(_ path: String, _ number: Int, staff: Int = 6) throws {
        try bench.write("下一份.xml", try Self.dossier(number, staff: staff))
        guard rename(bench.url("下一份.xml").path, bench.url("\(Self.inbox)/\(path)").path) == 0 else {
            throw CocoaError(.fileWriteUnknown)
        }
    }

    func write(_ path: String, _ bytes: [UInt8]) throws { try bench.write("\(Self.inbox)/\(path)", bytes) }

    func write(_ path: String, _ text: String) throws { try bench.write("\(Self.inbox)/\(path)", text) }

    func remove(_ path: String) throws { try FileManager.default.removeItem(at: bench.url(path)) }

    static func dossier(_ number: Int, staff: Int = 6) throws -> String {
        var text = try String(
            contentsOf: Tool.root.appendingPathComponent("Samples/employer-xml/dossier.xml"), encoding: .utf8)
        text = text.replacing("砺锋", with: "砺锋\(number)号")
            .replacing("91330784MA5T9N2G8C", with: creditCode(number)).replacing("399号", with: "\(number + 1)号")
        var seen: [String] = []
        func place(_ old: Substring) -> Int {
            if let place = seen.firstIndex(of: String(old)) { return number * 100 + place }
            seen.append(String(old))
            return number * 100 + seen.count - 1
        }
        text = text.replacing(/<id-number>(\w+)</) { "<id-number>\(identityNumber(place($0.1)))<" }
        text = text.replacing(/phone>(\d+)</) { "phone>139\(padded(place($0.1), 8))<" }
        text = text.replacing(/<certificate-number>([^<]+)</) { "<certificate-number>Z\(padded(place($0.1), 10))<" }
        var left = staff
        return text.replacing(/[ ]*<person>(?s:.*?)<\/person>\n/) { person in
            guard person.0.contains("full-time-staff") else { return String(person.0) }
            left -= 1
            return left >= 0 ? String(person.0) : ""
        }
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }

    /// A well-formed unified social credit code (GB 32100-2015).
    static func creditCode(_ number: Int) -> String {
        let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
        let body = padded(number, 8)
        let sum = zip(body, [3, 7, 9, 10, 5, 8, 4, 2]).reduce(0) { $0 + ($1.0.wholeNumberValue ?? 0) * $1.1 }
        let text = "91330784" + body + (["11": "0", "10": "X"][String(11 - sum % 11)] ?? String(11 - sum % 11))
        var weight = 1
        var total = 0
        for character in text {
            total += (alphabet.firstIndex(of: character) ?? 0) * weight
            weight = weight * 3 % 31
        }
        return text + String(alphabet[(31 - total % 31) % 31])
    }

    /// A well-formed resident ID number (GB 11643-1999).
    static func identityNumber(_ number: Int) -> String {
        let text =
            "330784\(1960 + number % 40)\(padded(1 + number / 40 % 12, 2))\(padded(1 + number / 480 % 28, 2))"
            + padded(number / 13_440 % 1_000, 3)
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        let sum = zip(text, weights).reduce(0) { $0 + ($1.0.wholeNumberValue ?? 0) * $1.1 }
        return text + String(Array("10X98765432")[sum % 11])
    }

    // MARK: Commands

    func arguments(_ command: String, _ extra: [String]) -> [String] {
        [command, Self.inbox] + judging + ["--output", "out"] + extra
    }

    func batch(_ extra: String...) throws -> Tool.Outcome { try Tool.run(arguments("batch", extra), in: bench) }

    func start(_ extra: String...) throws -> Tool.Running { try Tool.start(arguments("batch", extra), in: bench) }

    /// Ends when everything that is there has been taken.
    func watch(_ extra: String...) throws -> Tool.Outcome {
        try Tool.run(arguments("watch", ["--settle", "0", "--interval", "0.1", "--once"] + extra), in: bench)
    }

    func registry(_ arguments: String...) throws -> Tool.Outcome {
        try Tool.run(["registry"] + arguments, in: bench)
    }

    /// Intact, by the program's own account.
    func expectIntact(sourceLocation: SourceLocation = #_sourceLocation) throws {
        let outcome = try registry("verify")
        #expect(outcome.status == 0, "\(outcome.out)\(outcome.err)", sourceLocation: sourceLocation)
        #expect(outcome.out.hasPrefix("登记库完好："), sourceLocation: sourceLocation)
    }

    // MARK: What is there afterwards

    /// Rows of the registry, each as its columns in the order that was asked for.
    func rows(_ sql: String, _ columns: String...) throws -> [[String]] {
        try SQLiteDatabase(bench.url(Self.database).path, readOnly: true).read { session in
            try session.rows(sql, []).map { row in
                columns.map { row[$0].text ?? row[$0].integer.map(String.init) ?? "" }
            }
        }
    }

    /// The codes of receipts, by package.
    func receipts() throws -> [String: [String]] {
        let found = try rows(
            "SELECT s.package, r.code FROM receipt AS r, submission AS s WHERE s.number = r.submission", "package",
            "code")
        return Dictionary(grouping: found, by: { $0[0] }).mapValues { $0.map { $0[1] } }
    }

    func results() throws -> [[String: Any]] {
        try bench.text("out/results.jsonl").split(separator: "\n").compactMap {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }
    }

    /// The folders of reports.
    func published() -> Set<String> {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: bench.url("out").path)) ?? []
        return Set(
            names.filter { FileManager.default.fileExists(atPath: bench.url("out/\($0)/assessment.json").path) })
    }

    /// Everything below a folder of the bench, with the bytes of files and when they were changed.
    func contents(_ path: String) throws -> [String: [String]] {
        var found: [String: [String]] = [:]
        let top = bench.url(path)
        for name in [""] + (try FileManager.default.subpathsOfDirectory(atPath: top.path)) {
            let file = top.appendingPathComponent(name)
            var status = stat()
            guard lstat(file.path, &status) == 0 else { continue }
            let bytes = try status.st_mode & S_IFMT == S_IFREG ? Data(contentsOf: file).base64EncodedString() : ""
            found[name] = [bytes, "\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)", "\(status.st_mode)"]
        }
        return found
    }

    /// The bytes of all files below a folder of the bench.
    func bytes(_ path: String) throws -> [String: String] { try contents(path).mapValues { $0[0] } }

    /// The process that checks packages for this run, once a reader works for it: then a package is in its hands.
    func workerAtWork(of run: pid_t, but known: Set<pid_t> = []) throws -> pid_t {
        try Processes.wait(for: "package-worker") {
            Processes.children(of: run).first { id in
                !known.contains(id) && Processes.arguments(id).contains("package-worker")
                    && Processes.children(of: id).contains { Processes.cpu($0) > 30 }
            }
        }
    }
}
