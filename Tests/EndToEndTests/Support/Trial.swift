// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// A small package of two good documents, to which a test adds what is bad. Everything around the bad file must be read
/// as if it were not there.
struct Trial {
    static let documents = ["02-营业执照.pdf", "14-承诺书.pdf"]
    /// Name of the package's folder.
    static let package = "材料"

    let bench: Workbench

    init() throws {
        bench = try Workbench()
        for name in Self.documents {
            try bench.copy("Samples/employer-complete/\(name)", to: "\(Self.package)/\(name)")
        }
    }

    func add(_ name: String, _ bytes: [UInt8]) throws { try bench.write("\(Self.package)/\(name)", bytes) }

    func add(_ name: String, _ text: String) throws { try bench.write("\(Self.package)/\(name)", text) }

    struct Result {
        var outcome: Tool.Outcome
        var found: Assessed

        /// Facts about the application that rest on the good documents, with what they rest on.
        var facts: Set<String> {
            Set(
                found.content.flatMap { fact in
                    fact.evidence.map { "\(fact.path)=\(fact.value) \($0.document) \($0.page ?? 0) \($0.quote)" }
                })
        }
    }

    func check(_ extra: String..., input: String = Trial.package) throws -> Result {
        let outcome = try bench.run(
            [
                "check", input, "--class", "employer", "--as-of", "2026-04-20", "--format", "text,json", "--output",
                "out",
            ] + extra)
        return Result(outcome: outcome, found: try Assessed(bench.read("out/assessment.json")))
    }

    /// What the two good documents come to by themselves.
    static let alone: Result? = try? Trial().check()

    /// One bad file among good ones: told in one line, status 3, the rest as ever, nothing on standard error.
    @discardableResult
    static func expect(
        _ code: String, of path: String, message: String, read: String = "none",
        sourceLocation: SourceLocation = #_sourceLocation,
        adding prepare: (Trial) throws -> Void
    ) throws -> Result {
        let trial = try Trial()
        try prepare(trial)
        let result = try trial.check()
        let alone = try #require(Self.alone)
        #expect(alone.outcome.status == 1)
        #expect(result.outcome.status == 3, sourceLocation: sourceLocation)
        #expect(result.outcome.err.isEmpty, "\(result.outcome.err)", sourceLocation: sourceLocation)
        let file = try #require(
            result.found.file(path), "no \(path) among \(result.found.package.files.map(\.path))",
            sourceLocation: sourceLocation)
        #expect(file.problemCode == code, sourceLocation: sourceLocation)
        #expect(file.problem == message, sourceLocation: sourceLocation)
        #expect(file.read == read, sourceLocation: sourceLocation)
        #expect(file.problem?.contains("\n") == false, sourceLocation: sourceLocation)
        // The person at the terminal sees the same line, wherever it was wrapped.
        #expect(
            result.outcome.squeezed.contains(Tool.squeeze(message)), "not in the report", sourceLocation: sourceLocation
        )
        #expect(
            result.outcome.squeezed.contains(Tool.squeeze(path)), "not in the report", sourceLocation: sourceLocation)
        #expect(
            alone.facts.subtracting(result.facts).isEmpty, "the rest was read otherwise", sourceLocation: sourceLocation
        )
        for name in documents {
            #expect(result.found.file(name)?.read == "text", sourceLocation: sourceLocation)
            #expect(result.found.file(name)?.problem == nil, sourceLocation: sourceLocation)
        }
        // What could not be read never makes anything met.
        #expect(result.found.met.subtracting(alone.found.met).isEmpty, sourceLocation: sourceLocation)
        return result
    }
}
