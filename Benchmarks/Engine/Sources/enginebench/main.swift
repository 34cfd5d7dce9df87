// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation
import LibXML
import Parser

// enginebench CHECKLIST ROUND DOSSIER.xml CLASS AS-OF [PERSONS]
//
// The processor time of judging one dossier by every condition, as it is and with PERSONS people in it (2,000), beside
// that of libxml2 parsing the same dossier as XML.

func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// The least of several runs, in seconds.
func least(_ runs: Int, _ work: () throws -> Void) rethrows -> Double {
    var best = Double.infinity
    for _ in 0..<runs {
        let start = processorTime()
        try work()
        best = min(best, processorTime() - start)
    }
    return best
}

/// The dossier with so many people: copies of its own with names and numbers of their own.
func crowd(_ dossier: Dossier, _ count: Int) -> Dossier {
    let people = dossier.entities.filter { $0.name == "person" }
    var grown = dossier
    grown.entities.removeAll { $0.name == "person" }
    for number in 0..<count {
        var person = people[number % people.count]
        for index in person.leaves.indices {
            let suffix = String(number / people.count)
            switch person.leaves[index].name {
            case "name": person.leaves[index].value += suffix
            case "id-number": person.leaves[index].value = residentID(number)
            case "certificate-number": person.leaves[index].value += "-" + suffix
            default: break
            }
            // A line of a roster of their own.
            for place in person.leaves[index].evidence.indices {
                person.leaves[index].evidence[place].quote = person.leaves[index].value
                person.leaves[index].evidence[place].place = "第\(number + 1)行"
            }
        }
        grown.entities.append(person)
    }
    return grown
}

/// GB 11643-1999, of nobody.
func residentID(_ number: Int) -> String {
    let (year, rest) = (1960 + number % 40, number / 40)
    let (month, day, serial) = (rest % 12 + 1, rest / 12 % 28 + 1, rest / 336 % 1000)
    func padded(_ value: Int, _ width: Int) -> String {
        String(repeating: "0", count: max(0, width - String(value).count)) + String(value)
    }
    let body = "330106" + padded(year, 4) + padded(month, 2) + padded(day, 2) + padded(serial, 3)
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(body.utf8, weights).reduce(0) { $0 + (Int($1.0) - 48) * $1.1 }
    return body + String(Array("10X98765432")[sum % 11])
}

func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 6 else {
        FileHandle.standardError.write(Data("enginebench CHECKLIST ROUND DOSSIER.xml CLASS AS-OF [PERSONS]\n".utf8))
        exit(64)
    }
    let persons = arguments.count > 6 ? Int(arguments[6]) ?? 2_000 : 2_000
    let digest: (Data) -> String = { Digest.sha256($0) }
    let checklist = try Checklist.load(directory: URL(fileURLWithPath: arguments[1]), digest: digest)
    let round = try Round.load(URL(fileURLWithPath: arguments[2]), checklist: checklist, digest: digest)
    let engine = try Engine(checklist: checklist, round: round)
    let data = try Data(contentsOf: URL(fileURLWithPath: arguments[3]))
    let document = try XMLDocument.parse(data)
    let sources = DossierReader.sources(document)
    let dossier = try DossierReader.read(document) { node, value, _ in
        let ids = node.attribute("evidence")?.split(separator: " ").compactMap { sources[String($0)] } ?? []
        return ids.isEmpty ? [Evidence(document: "dossier.xml", quote: value, method: .xml, confidence: 1)] : ids
    }
    let sha = String(repeating: "0", count: 64)
    func request(_ dossier: Dossier) -> CheckRequest {
        CheckRequest(
            dossier: dossier, packageName: "bench", packageDigest: sha,
            files: [PackageFile(path: "dossier.xml", sha256: sha, bytes: data.count, kind: "dossier-xml", read: .xml)],
            applicantClass: ApplicantClass(rawValue: arguments[4]), asOf: arguments[5])
    }
    func milliseconds(_ seconds: Double) -> String { String(format: "%.2f ms", seconds * 1_000) }

    for (title, dossier, rounds) in [("as it is", dossier, 200), ("\(persons) people", crowd(dossier, persons), 20)] {
        let request = request(dossier)
        let text = Data(DossierXML.text(of: dossier).utf8)
        let parsing = try least(rounds) { _ = try XMLDocument.parse(text) }
        var states: [String: Int] = [:]
        let judging = try least(rounds) {
            let assessment = try engine.assess(request)
            states = Dictionary(grouping: assessment.findings, by: \.state.rawValue).mapValues(\.count)
        }
        let people = dossier.entities.filter { $0.name == "person" }.count
        print(
            "\(title): \(dossier.entities.count) elements, \(people) of them people; judged in \(milliseconds(judging)), "
                + "\(Int(1 / judging)) a second; libxml2 parses it in \(milliseconds(parsing)): \(String(format: "%.1f", judging / parsing))x; \(states.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))"
        )
        guard ProcessInfo.processInfo.environment["CONDITIONS"] != nil else { continue }
        var costs: [(String, Double)] = []
        for condition in checklist.conditions {
            var alone = checklist
            alone.conditions = [condition]
            let engine = try Engine(checklist: alone, round: round)
            costs.append((condition.id, try least(3) { _ = try engine.assess(request) }))
        }
        for (id, cost) in costs.sorted(by: { $0.1 > $1.1 }).prefix(
            Int(ProcessInfo.processInfo.environment["CONDITIONS"] ?? "") ?? 30)
        { print("  \(id)\t\(milliseconds(cost))") }
    }
}

do {
    try main()
} catch {
    let words = (error as? ConfigurationError)?.message(.en) ?? "\(error)"
    FileHandle.standardError.write(Data("enginebench: \(words)\n".utf8))
    exit(65)
}
