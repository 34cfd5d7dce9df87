// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import Testing

@testable import ChecklistEngine

private let present = "- measure: site\n  present: true\n  met: 有。\n  gap: 无。"

@Suite struct LoadingTests {
    /// The first problem as `code file:line:column subject`.
    private func problem(_ files: [String: String], head: String = smallHead) -> [String] {
        do {
            _ = try load(files, head: head)
            return []
        } catch let error as ConfigurationError {
            return error.problems.map { problem in
                let place = [problem.file, problem.line.map(String.init), problem.column.map(String.init)]
                return "\(problem.code.rawValue) \(place.compactMap { $0 }.joined(separator: ":")) \(problem.subject)"
            }
        } catch {
            return ["\(error)"]
        }
    }

    private func problem(_ text: String) -> [String] { problem(["conditions/1-a.yaml": text]) }

    @Test func faultsNameFileLineAndColumn() {
        let good = condition(present)
        #expect(problem(good) == [])
        #expect(
            problem(good.replacing("article:", with: "artikel:")) == [
                "unknown-key conditions/1-a.yaml:2:1 artikel", "missing-key conditions/1-a.yaml:1:1 article",
            ])
        #expect(problem(good.replacing("machine", with: "robot")) == ["unknown-value conditions/1-a.yaml:5:12 robot"])
        #expect(
            problem(good.replacing("employer,", with: "company,")) == ["unknown-class conditions/1-a.yaml:4:14 company"]
        )
        #expect(
            problem(good.replacing("  - measure: site", with: "  - measure: site[name='x'")) == [
                "broken-expression conditions/1-a.yaml:9:27 broken predicate: site[name='x'"
            ])
        #expect(
            problem(good.replacing("measure: site", with: "measure: count(person) >= \"x")).first?.hasPrefix(
                "yaml-syntax") != true)
        #expect(problem("id: 1-a\n bad: [").first?.hasPrefix("yaml-syntax conditions/1-a.yaml:") == true)
        #expect(problem("id: 1-a\nid: 2-a").first?.hasPrefix("yaml-syntax conditions/1-a.yaml") == true)
        #expect(problem("").first?.hasPrefix("yaml-syntax") == true)
        #expect(problem("- a").first == "wrong-type conditions/1-a.yaml:1:1 […]")
    }

    @Test func expressionsAreHeldAgainstWhatThereIs() {
        func check(_ lines: String) -> [String] { problem(condition(lines + "\n  met: 有。\n  gap: 无。")) }
        #expect(
            check("- measure: count(persn) + nofn(1)\n  at-least: 1") == [
                "unknown-function conditions/1-a.yaml:9:29 nofn() × 1"
            ])
        #expect(
            check("- measure: matches(applicant/name)\n  holds: true") == [
                "unknown-function conditions/1-a.yaml:9:14 matches() × 1"
            ])
        #expect(
            check("- measure: matches(applicant/name, '[')\n  holds: true").map { $0.prefix(14) } == ["broken-pattern"])
        #expect(check("- measure: applicant/name\n  matches: '('").map { $0.prefix(14) } == ["broken-pattern"])
        #expect(check("- measure: count($item)\n  at-least: 1") == ["unknown-variable conditions/1-a.yaml:9:20 $item"])
        #expect(
            check("- for-each: site\n  measure: count($other)\n  at-least: 1") == [
                "unknown-variable conditions/1-a.yaml:10:20 $other"
            ])
        #expect(check("- for-each: site\n  measure: $item/area\n  at-least: 1") == [])
        #expect(
            check("- measure: site\n  present: true\n  absent: true") == [
                "requirement-count conditions/1-a.yaml:9:5 present absent"
            ])
        #expect(check("- measure: site") == ["requirement-count conditions/1-a.yaml:9:5 "])
        #expect(check("- measure: site\n  present: false") == ["unknown-value conditions/1-a.yaml:10:14 false"])
        #expect(check("- measure: count(site)\n  at-least: many") == ["wrong-type conditions/1-a.yaml:10:15 many"])
        #expect(
            check("- measure: site/lease-until\n  on-or-after: 2026-02-30") == [
                "broken-date conditions/1-a.yaml:10:18 2026-02-30"
            ])
        #expect(
            check("- measure: count(site)\n  at-least: {threshold: min-sites}") == [
                "unknown-threshold conditions/1-a.yaml:10:27 min-sites"
            ])
        #expect(
            check("- measure: site/lease-until\n  on-or-after: {round: window/start}") == [
                "unknown-round-part conditions/1-a.yaml:10:26 window/start"
            ])
        #expect(check("- measure: site/lease-until\n  on-or-after: {round: window/from}") == [])
        let text = condition(present.replacing("有。", with: "有{count}。"))
        #expect(problem(text) == ["unknown-value conditions/1-a.yaml:11:10 有{count}。"])
        #expect(
            problem(condition(present.replacing("有。", with: "有{=cou nt(}。"))).map { $0.prefix(17) } == [
                "broken-expression"
            ])
    }

    @Test func otherFaults() {
        let good = condition(present)
        #expect(problem(["conditions/2-a.yaml": good]) == ["id-not-file-name conditions/2-a.yaml:1:1 1-a"])
        #expect(
            problem(["conditions/1-a.yaml": good, "conditions/1-b.yaml": good]) == [
                "id-not-file-name conditions/1-b.yaml:1:1 1-a", "duplicate-id conditions/1-b.yaml:1:1 1-a",
            ])
        #expect(problem(condition(present, more: "notes: [H9]")) == ["unknown-note conditions/1-a.yaml:7:9 H9"])
        #expect(
            problem(condition(present, judge: "threshold").replacing("question: 是否符合？\n", with: "")) == [
                "missing-key conditions/1-a.yaml:1:1 question"
            ])
        #expect(problem([:]) == ["not-readable conditions *.yaml"])
        #expect(
            problem(["conditions/1-a.yaml": good], head: smallHead.replacing("0.8", with: "1.5")) == [
                "wrong-type checklist.yaml:5:19 1.5"
            ])
        // Every file is read on, so that one run shows all.
        let two = problem([
            "conditions/1-a.yaml": "id: 1-a\nx: y", "conditions/1-b.yaml": "id: [",
            "catalogues/cancelled.yaml": "supplied: perhaps\nentries: []",
        ])
        #expect(
            Set(two.map { $0.split(separator: " ")[1].split(separator: ":")[0] }) == [
                "conditions/1-a.yaml", "conditions/1-b.yaml", "catalogues/cancelled.yaml",
            ])
    }

    @Test func messagesSayWhatToDo() throws {
        let problem = ConfigurationProblem(
            .unknownThreshold, file: "a.yaml", line: 3, column: 7, subject: "min-staff", remedy: "min-full-time-staff")
        #expect(
            problem.message(.zh) == "a.yaml:3:7: 不认识的门槛：min-staff。请改用 checklist.yaml 中的名称，或先在其中登记：min-full-time-staff")
        #expect(problem.message(.en).hasPrefix("a.yaml:3:7: Unknown threshold: min-staff. Use a name"))
        for code in ConfigurationProblem.Code.allCases {
            let shown = ConfigurationProblem(code, file: "f", subject: "s")
            #expect(shown.message(.zh) != shown.message(.en))
        }
    }

    @Test func digestsCoverEveryFile() throws {
        let files = ["conditions/1-a.yaml": condition(present), "law.md": "第七条", "dossier.xsd": "<x/>"]
        let digest = try load(files).digest
        #expect(try load(files).digest == digest)
        for name in files.keys {
            var changed = files
            changed[name, default: ""] += "\n"
            #expect(try load(changed).digest != digest, "\(name)")
        }
        #expect(try load(files, head: smallHead + "\n").digest != digest)
    }
}
