// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// Reads a checklist folder; goes on after a fault, so that one run shows all of them.
struct ChecklistReader {
    let directory: URL
    /// A folder with lists of the user's own, which take the place of those of the same name in `catalogues`.
    let supplied: URL?
    private let problems = ProblemList()

    init(directory: URL, supplied: URL? = nil) { (self.directory, self.supplied) = (directory, supplied) }

    func read(digest: (Data) -> String) throws -> Checklist {
        var manifest: [(path: String, data: Data)] = []
        func file(_ path: String, optional: Bool = false) -> Data? {
            guard let data = self.data(path) else {
                if !optional || isSupplied(path) { problems.add(.init(.notReadable, file: path, subject: path)) }
                return nil
            }
            manifest.append((path, data))
            return data
        }
        func yaml(_ path: String, optional: Bool = false) -> PositionedYAML? {
            file(path, optional: optional).flatMap { PositionedYAML.parse($0, file: path, problems: problems) }
        }

        guard let head = yaml("checklist.yaml") else { throw ConfigurationError(problems.problems) }
        var checklist = self.head(head)
        if let vocabulary = yaml("vocabulary.yaml", optional: true) {
            checklist.documentKinds = kinds(vocabulary)
            checklist.documentTitles = titles(vocabulary)
        }
        checklist.law = file("law.md", optional: true).flatMap { String(data: $0, encoding: .utf8) }
        checklist.coverage = yaml("coverage.yaml", optional: true).map(Coverage.init)
        _ = file("dossier.xsd", optional: true)
        func table(_ path: String, needs: [String]) -> CSVTable? {
            file(path, optional: true).flatMap { CSVTable($0, file: path, needs: needs, problems: problems) }
        }
        for name in supplied.map(Self.names) ?? [] where !Self.isCatalogue(name) {
            // A list under a name that nobody looks for would be passed over in silence.
            problems.add(.init(.unknownCatalogue, file: name, subject: name, remedy: Self.catalogueFiles))
        }
        for name in catalogueNames() where name.hasPrefix("qualifications") && name.hasSuffix(".yaml") {
            guard let node = yaml("catalogues/\(name)") else { continue }
            checklist.catalogues.qualifications.append(QualificationCatalogue(node))
        }
        checklist.catalogues.qualifications.sort { ($0.validFrom ?? "") < ($1.validFrom ?? "") }
        for (one, next) in zip(checklist.catalogues.qualifications, checklist.catalogues.qualifications.dropFirst())
        where one.validFrom == next.validFrom {
            problems.add(.init(.duplicateID, file: "catalogues", subject: "valid-from: \(one.validFrom ?? "")"))
        }
        if let regions = yaml("catalogues/regions.yaml", optional: true) {
            checklist.catalogues.regions = Regions(regions)
        }
        checklist.catalogues.cancelled = yaml("catalogues/cancelled.yaml", optional: true).flatMap(CancelledBodies.init)
        checklist.catalogues.occupations = table("catalogues/occupations.csv", needs: ["code", "name"])
            .map(OccupationList.init)
        checklist.catalogues.specialSkills = table("catalogues/special-skills.csv", needs: ["name"])
            .map(SpecialSkillList.init)

        let reader = ConditionReader(names: checklist.names)
        var seen: Set<String> = []
        for name in names(in: "conditions") where name.hasSuffix(".yaml") {
            let path = "conditions/\(name)"
            guard let node = yaml(path), let condition = reader.condition(node) else { continue }
            if name != "\(condition.id).yaml" {
                node.report(.idNotFileName, condition.id, remedy: "\(condition.id).yaml")
            }
            if !seen.insert(condition.id).inserted { node.report(.duplicateID, condition.id) }
            checklist.conditions.append(condition)
        }
        if checklist.conditions.isEmpty { problems.add(.init(.notReadable, file: "conditions", subject: "*.yaml")) }
        checklist.conditions.sort { Self.order($0.id).lexicographicallyPrecedes(Self.order($1.id)) }
        try problems.throwIfAny()
        for condition in checklist.conditions {
            checklist.conditionDigests[condition.id] = manifest.first { $0.path == "conditions/\(condition.id).yaml" }
                .map { digest($0.data) }
        }
        let lines = manifest.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
            .map { "\($0.path)\t\($0.data.count)\t\(digest($0.data))\n" }.joined()
        checklist.digest = digest(Data(lines.utf8))
        return checklist
    }

    private static let catalogueFiles =
        "occupations.csv special-skills.csv cancelled.yaml regions.yaml qualifications….yaml"

    private static func isCatalogue(_ name: String) -> Bool {
        ["occupations.csv", "special-skills.csv", "cancelled.yaml", "regions.yaml"].contains(name)
            || name.hasPrefix("qualifications") && name.hasSuffix(".yaml") || name.hasSuffix(".md")
    }

    private func isSupplied(_ path: String) -> Bool {
        guard path.hasPrefix("catalogues/"), let supplied else { return false }
        return FileManager.default.fileExists(
            atPath: supplied.appending(path: path.dropFirst("catalogues/".count)).path)
    }

    private func data(_ path: String) -> Data? {
        let own = path.hasPrefix("catalogues/") ? supplied?.appending(path: path.dropFirst("catalogues/".count)) : nil
        // One that is there and cannot be read must not make way for the built-in one in silence.
        if let own, FileManager.default.fileExists(atPath: own.path) { return try? Data(contentsOf: own) }
        return try? Data(contentsOf: directory.appending(path: path))
    }

    private func names(in folder: String) -> [String] { Self.names(in: directory.appending(path: folder)) }

    private func catalogueNames() -> [String] {
        Set(names(in: "catalogues") + (supplied.map(Self.names) ?? [])).sorted()
    }

    private static func names(in folder: URL) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
            .filter { !$0.hasPrefix(".") }.sorted()
    }

    /// Gates (G), articles by number, then cross-checks (X); numbers inside an id count as numbers.
    static func order(_ id: String) -> [String] {
        let group = id.hasPrefix("G") ? "0" : (id.first?.isNumber ?? false) ? "1" : "2"
        var parts = [group]
        var digits = ""
        for character in id + " " {
            if character.isASCII, character.isNumber {
                digits.append(character)
            } else {
                if !digits.isEmpty { parts.append(String(repeating: "0", count: max(0, 6 - digits.count)) + digits) }
                digits = ""
                parts.append(String(character))
            }
        }
        return parts
    }

    private func kinds(_ yaml: PositionedYAML) -> [String]? {
        guard let list = yaml.members().first(where: { $0.key == "kinds" })?.value else { return nil }
        return list.items.compactMap { item in item.members().first { $0.key == "id" }?.value.text } + ["dossier-xml"]
    }

    private func titles(_ yaml: PositionedYAML) -> [String: (zh: String, en: String)] {
        var titles: [String: (zh: String, en: String)] = [:]
        for item in yaml.members().first(where: { $0.key == "kinds" })?.value.items ?? [] {
            let members = Dictionary(item.members().map { ($0.key, $0.value) }) { first, _ in first }
            guard let id = members["id"]?.text, let zh = members["zh"]?.text else { continue }
            titles[id] = (zh, members["en"]?.text ?? zh)
        }
        return titles
    }

    private func head(_ yaml: PositionedYAML) -> Checklist {
        let fields = yaml.fields(
            [
                "id", "title", "english", "version", "effective", "citations", "confidence-floor", "thresholds",
                "units", "informative", "contradictions",
            ], required: ["id", "title", "version", "effective", "confidence-floor", "thresholds"])
        let floor = fields["confidence-floor"]?.number ?? 1
        if floor <= 0 || floor > 1 {
            fields["confidence-floor"]?.report(.wrongType, "\(floor)", remedy: "0 < floor ≤ 1")
        }
        if let effective = fields["effective"], let text = effective.text, DateValue(text) == nil {
            effective.report(.brokenDate, text)
        }
        var checklist = Checklist(
            id: fields["id"]?.text ?? "", title: fields["title"]?.text ?? "", english: fields["english"]?.text,
            version: fields["version"]?.text ?? "", effective: fields["effective"]?.text ?? "",
            citations: (fields["citations"]?.items ?? []).map(citation), confidenceFloor: floor,
            thresholds: (fields["thresholds"]?.members() ?? []).map(threshold),
            units: Dictionary(
                (fields["units"]?.members() ?? []).compactMap { name, value in value.text.map { (name, $0) } }
            ) { first, _ in first },
            contradictions: (fields["contradictions"]?.members() ?? []).map(contradiction), conditions: [],
            catalogues: Catalogues(), law: nil, documentKinds: nil, digest: "")
        checklist.informative = fields["informative"]?.texts ?? []
        return checklist
    }

    private func citation(_ yaml: PositionedYAML) -> Checklist.Citation {
        let fields = yaml.fields(
            ["title", "number", "unified-number", "issued", "effective"], required: ["title", "number"])
        return .init(
            title: fields["title"]?.text ?? "", number: fields["number"]?.text ?? "",
            unifiedNumber: fields["unified-number"]?.text, issued: fields["issued"]?.text,
            effective: fields["effective"]?.text)
    }

    private func threshold(_ name: String, _ yaml: PositionedYAML) -> Checklist.Threshold {
        let keys = ["title", "english", "unit", "english-unit"]
        let fields = yaml.fields(keys, required: keys)
        return .init(
            name: name, unit: fields["unit"]?.text ?? "", unitEnglish: fields["english-unit"]?.text ?? "",
            title: fields["title"]?.text ?? "", english: fields["english"]?.text ?? "")
    }

    private func contradiction(_ id: String, _ yaml: PositionedYAML) -> Checklist.Contradiction {
        let keys = ["text", "english", "citations"]
        let fields = yaml.fields(keys, required: keys)
        return .init(
            id: id, text: fields["text"]?.text ?? "", english: fields["english"]?.text ?? "",
            citations: fields["citations"]?.texts ?? [])
    }
}
