// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import LibXML

/// `Document.xml` (§7.5): its pages, templates, resources and the lists that hang on it.
struct OFDDocument {
    struct Page {
        var id: String
        /// nil where the location leads nowhere.
        var part: String?
    }

    /// A page drawn under or over others.
    struct Template {
        var part: String
        var isForeground: Bool
    }

    let part: String
    private(set) var pages: [Page] = []
    private(set) var templates: [String: Template] = [:]
    private(set) var resources = OFDResources()
    /// Parts with drawings that are no part of the page itself (stamps, notes, watermarks), by page.
    private(set) var annotations: [String: [String]] = [:]
    private(set) var attachmentList: String?
    private(set) var tagLists: [String] = []
    /// Millimetres; A4 where the document says nothing.
    private(set) var area = OFDBox(x: 0, y: 0, width: 210, height: 297)
    /// Parts that hang on the document and could not be read.
    private(set) var problems: [ReadProblem] = []
    var folder: String { OFDPackage.folder(of: part) }

    init(_ part: String, in package: OFDPackage, pageLimit: Int) throws(ReadProblem) {
        self.part = part
        let root = try package.xml(part).root
        let common = root.element("CommonData")
        if let box = Self.area(common?.element("PageArea")) { area = box }
        let listed = (root.element("Pages")?.elements("Page") ?? []).map(\.values)
        guard listed.count <= pageLimit else {
            throw ReadProblem(.tooLarge, detail: "\(listed.count) pages > \(pageLimit)")
        }
        pages = listed.map { values in
            Page(id: values["ID"] ?? "", part: values["BaseLoc"].flatMap { package.part($0, in: folder) })
        }
        for node in common?.children ?? [] {
            switch node.local {
            case "PublicRes", "DocumentRes": add(resources: node.text, package)
            case "TemplatePage":
                let values = node.values
                if let id = values["ID"], let part = values["BaseLoc"].flatMap({ package.part($0, in: folder) }) {
                    templates[id] = Template(part: part, isForeground: values["ZOrder"] == "Foreground")
                }
            default: break
            }
        }
        for list in root.elements("Annotations") { add(annotations: list.text, package) }
        attachmentList = root.element("Attachments").flatMap { package.part($0.text, in: folder) }
        tagLists = root.elements("CustomTags").compactMap { package.part($0.text, in: folder) }
    }

    /// The part of the sheet that is there: `PhysicalBox` (§7.5, `CT_PageArea`).
    static func area(_ node: XMLNode?) -> OFDBox? {
        guard let box = OFDValue.box(node?.element("PhysicalBox")?.text), box.width > 1, box.height > 1,
            box.width <= 10_000, box.height <= 10_000
        else { return nil }
        return box
    }

    private mutating func add(resources location: String, _ package: OFDPackage) {
        guard let part = package.part(location, in: folder) else { return }
        attempt { (document) throws(ReadProblem) in try document.resources.add(part, of: package) }
    }

    private mutating func add(annotations location: String, _ package: OFDPackage) {
        guard let list = package.part(location, in: folder) else { return }
        attempt { (document) throws(ReadProblem) in
            let known = Set(document.pages.map(\.id))
            for page in try package.xml(list).root.elements("Page").prefix(10_000) {
                guard let id = page.values["PageID"], known.contains(id), let file = page.element("FileLoc")?.text
                else { continue }
                guard
                    let part = package.part(file, in: OFDPackage.folder(of: list))
                        ?? package.part(file, in: document.folder)
                else {
                    document.problems.append(ReadProblem(.damaged, detail: file))
                    continue
                }
                document.annotations[id, default: []].append(part)
            }
        }
    }

    private mutating func attempt(_ body: (inout OFDDocument) throws(ReadProblem) -> Void) {
        do throws(ReadProblem) { try body(&self) } catch { problems.append(error) }
    }
}
