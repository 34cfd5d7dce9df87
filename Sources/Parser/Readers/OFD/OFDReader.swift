// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import LibXML

/// Reads an OFD (GB/T 33190-2016): the text and rules of its pages with templates and annotations, seals, the digests of
/// its signatures, custom tags and attachments.
final class OFDReader {
    private let package: OFDPackage
    private let bodies: [XMLNode]
    private var documents: [OFDDocument] = []
    private var signatures: OFDSignatures
    private var out = FileReading()
    private let recognise: Recognise
    /// Pages whose pictures were recognised, and those where they could not be.
    private var recognised: [Int] = []
    private var unread: [Int] = []
    private var damaged: [Int] = []

    static let pageLimit = 2_000
    private static let documentLimit = 50

    /// A page with what its pictures say; nil where one of them could not be read.
    typealias Recognise = (PageContent, _ pictures: [(data: Data, box: Box)]) -> PageLayout?

    /// - Parameters:
    ///   - folder: where attachments are written, each under its number; nil leaves them out.
    ///   - recognise: asked for pages that show large pictures without text of their own.
    static func read(
        _ data: Data, attachmentsIn folder: String? = nil, recognise: @escaping Recognise = { _, _ in nil }
    ) throws(ReadProblem) -> (reading: FileReading, recognised: [Int]) {
        let reader = try OFDReader(data, recognise: recognise)
        return (reader.read(attachmentsIn: folder), reader.recognised)
    }

    private init(_ data: Data, recognise: @escaping Recognise) throws(ReadProblem) {
        self.recognise = recognise
        package = try OFDPackage(data)
        signatures = OFDSignatures(package: package)
        if package.isEncrypted { throw ReadProblem(.encrypted) }
        guard let entry = package.part("OFD.xml", in: "") else { throw ReadProblem(.damaged, detail: "OFD.xml") }
        bodies = try package.xml(entry).root.elements("DocBody")
        guard !bodies.isEmpty else { throw ReadProblem(.damaged, detail: "OFD.xml") }
        guard bodies.count <= Self.documentLimit else { throw ReadProblem(.tooMany, detail: "DocBody") }
        var room = Self.pageLimit
        for body in bodies {
            let location = body.element("DocRoot")?.text ?? ""
            guard let part = package.part(location, in: "") else {
                throw ReadProblem(.damaged, detail: location.isEmpty ? "DocRoot" : location)
            }
            let document = try OFDDocument(part, in: package, pageLimit: room)
            room -= document.pages.count
            documents.append(document)
        }
        guard documents.contains(where: { !$0.pages.isEmpty }) else { throw ReadProblem(.damaged, detail: "0 pages") }
    }

    private func read(attachmentsIn folder: String?) -> FileReading {
        for (body, document) in zip(bodies, documents) {
            for location in body.elements("Signatures") {
                signatures.check(location.text, folder: document.folder)
            }
        }
        out.problems += package.duplicates.prefix(4).map { ReadProblem(.damaged, detail: "\($0) ×2") }
        var number = 0
        let writer = folder.map(AttachmentWriter.init)
        for (body, document) in zip(bodies, documents) {
            out.problems += document.problems
            var tags = OFDTags()
            for list in document.tagLists { tags.add(list, of: package) }
            let data = Self.customData(body)
            var pages: [PageLayout] = []
            for page in document.pages {
                number += 1
                guard let layout = layout(page, number, document, tags, data) else {
                    damaged.append(number)
                    continue
                }
                pages.append(layout)
            }
            if pages.contains(where: { !$0.lines.isEmpty || !$0.tables.isEmpty }) {
                out.parts.append(ReadPart(pages: pages))
            }
            if let writer { attach(document, to: writer) }
        }
        if let writer {
            out.attachments = writer.attachments
            out.problems += writer.problems
        }
        out.pageCount = number
        finish()
        return out
    }

    /// Values with names in `DocInfo`.
    private static func customData(_ body: XMLNode) -> [(name: String, value: String)] {
        let list = body.element("DocInfo")?.elements("CustomDatas").flatMap { $0.elements("CustomData") } ?? []
        return list.prefix(100).compactMap { node in
            node.values["Name"].map { ($0, node.text.trimmingCharacters(in: .whitespacesAndNewlines)) }
        }
    }

    private func finish() {
        if !damaged.isEmpty {
            out.problems.append(ReadProblem(.damaged, place: PlaceName.page(PageRanges.text(damaged))))
        }
        if !unread.isEmpty {
            out.problems.append(ReadProblem(.noTextLayer, place: PlaceName.page(PageRanges.text(unread))))
        }
        noteSignatures()
        guard !out.parts.isEmpty else {
            if out.problems.isEmpty { out.problems.append(ReadProblem(.noTextLayer)) }
            return
        }
        let pages = out.parts.flatMap(\.pages)
        out.read = pages.count { $0.method == .ocr } * 2 > pages.count ? .ocr : .text
        // What was changed after signing, shows differently in other programs or has holes is for a person to judge.
        let isDoubtful =
            signatures.differs || !package.duplicates.isEmpty
            || out.problems.contains { [.textDamaged, .tooLarge].contains($0.code) }
        guard isDoubtful else { return }
        for part in out.parts.indices {
            for page in out.parts[part].pages.indices { out.parts[part].pages[page].lower(to: 0.7) }
        }
    }

    private func noteSignatures() {
        guard signatures.count > 0 else {
            out.notes += signatures.notes.isEmpty ? [FileNote(.unsigned)] : signatures.notes
            return
        }
        out.notes += signatures.notes
        guard signatures.notes.contains(where: { $0.code == .digestMatches }) else { return }
        // Signing changes the entry file itself, so few signatures cover it.
        let entry = package.part("OFD.xml", in: "")
        let open = package.used.subtracting(signatures.covered).filter { $0 != entry }.sorted()
        guard !open.isEmpty else { return }
        let shown = open.prefix(3).joined(separator: "、") + (open.count > 3 ? "…（\(open.count)）" : "")
        out.notes.append(FileNote(.digestPartial, detail: shown))
    }

    // MARK: Pages

    /// - Returns: nil where the page is damaged or missing; the others stand.
    private func layout(
        _ page: OFDDocument.Page, _ number: Int, _ document: OFDDocument, _ tags: OFDTags,
        _ data: [(name: String, value: String)]
    ) -> PageLayout? {
        guard let part = page.part, let root = try? package.xml(part).root else { return nil }
        let area = OFDDocument.area(root.element("Area")) ?? document.area
        let scale = OFDCanvas.pointsPerMillimetre
        var resources = document.resources
        var isWhole = true
        for list in root.elements("PageRes") {
            let location = package.part(list.text, in: OFDPackage.folder(of: part))
            do throws(ReadProblem) { if let location { try resources.add(location, of: package) } } catch {
                isWhole = false
            }
        }
        var canvas = OFDCanvas(
            resources: resources, package: package, width: area.width * scale, height: area.height * scale)
        let style = OFDCanvas.Style(matrix: OFDMatrix.moved(-area.x, -area.y).then(.scaled(scale)))
        let used = root.elements("Template").map(\.values)
        for isForeground in [false, true] {
            for values in used {
                guard let template = values["TemplateID"].flatMap({ document.templates[$0] }) else {
                    isWhole = false
                    continue
                }
                let above = values["ZOrder"].map { $0 == "Foreground" } ?? template.isForeground
                guard above == isForeground else { continue }
                guard let content = try? package.xml(template.part).root else {
                    isWhole = false
                    continue
                }
                layers(of: content, onto: &canvas, style)
            }
            if !isForeground { layers(of: root, onto: &canvas, style) }
        }
        for part in document.annotations[page.id] ?? [] {
            if let root = try? package.xml(part).root {
                annotate(root, onto: &canvas, style)
            } else {
                isWhole = false
            }
        }
        stamp(page.id, onto: &canvas, style)
        if !isWhole { out.problems.append(ReadProblem(.damaged, place: PlaceName.page("\(number)"))) }
        return layout(&canvas, number, tags: tags, page: page.id, data)
    }

    private func layers(of root: XMLNode, onto canvas: inout OFDCanvas, _ style: OFDCanvas.Style) {
        let order = ["Background": 0, "Body": 1, "Foreground": 2]
        let layers = root.elements("Content").flatMap { $0.elements("Layer") }
            .map { (rank: $0.values["Type"].flatMap { order[$0] } ?? 1, node: $0) }
        for rank in 0...2 {
            for layer in layers where layer.rank == rank {
                var inner = style
                let colours = canvas.resources.colours(of: layer.node.values["DrawParam"])
                if let fill = colours.fill { inner.fill = fill }
                if let stroke = colours.stroke { inner.stroke = stroke }
                canvas.draw(layer.node, inner)
            }
        }
    }

    private func annotate(_ root: XMLNode, onto canvas: inout OFDCanvas, _ style: OFDCanvas.Style) {
        for annotation in root.elements("Annot") {
            let values = annotation.values
            guard !OFDValue.isFalse(values["Visible"]), let appearance = annotation.element("Appearance"),
                let boundary = OFDValue.box(appearance.values["Boundary"])
            else { continue }
            var inner = style
            inner.matrix = OFDMatrix.moved(boundary.x, boundary.y).then(style.matrix)
            (inner.isAnnotation, inner.isWatermark) = (true, values["Type"] == "Watermark")
            canvas.draw(appearance, inner)
        }
    }

    /// Seals of signatures are drawn by whoever shows the file; where they stand says the signature.
    private func stamp(_ page: String, onto canvas: inout OFDCanvas, _ style: OFDCanvas.Style) {
        for stamp in signatures.stamps where stamp.page == page {
            let corners = [(0.0, 0.0), (1.0, 1.0)].map {
                style.matrix.point(stamp.box.x + $0.0 * stamp.box.width, stamp.box.y + $0.1 * stamp.box.height)
            }
            // A box without a picture behind it shows nothing.
            guard let box = OFDCanvas.bounds(corners), let ink = stamp.ink else { continue }
            canvas.add(Mark(box: box, isPicture: true, red: ink.red, dark: ink.dark))
        }
    }

    private func layout(
        _ canvas: inout OFDCanvas, _ number: Int, tags: OFDTags, page: String, _ data: [(name: String, value: String)]
    ) -> PageLayout {
        let content = canvas.finish(number: number)
        let place = PlaceName.page("\(number)")
        if canvas.isOverLimit { out.problems.append(ReadProblem(.tooLarge, place: place)) }
        // Rows of dots say nothing about how well the words came through.
        let letters = content.glyphs.lazy.filter { $0.scalar.properties.isAlphabetic }.count
        if canvas.unreadable > 5, canvas.unreadable * 20 > letters {
            out.problems.append(ReadProblem(.textDamaged, place: place))
        }
        var layout = look(at: content, canvas) ?? PageLayout.of(content)
        layout.tags = tags.tags(on: page, canvas.words)
        layout.regions += layout.tags.map { ReadRegion(box: $0.box, method: .xml, confidence: 0.99) }
        layout.regions += canvas.doubtful.map { ReadRegion(box: $0, method: .text, confidence: 0.5) }
        // What the file says of itself is about its face.
        if number <= 3 { layout.tags += OFDTags.seen(data, on: layout) }
        return layout
    }

    /// The page with what its pictures say; nil where nothing is to be read in them, or nobody could.
    private func look(at content: PageContent, _ canvas: OFDCanvas) -> PageLayout? {
        let wanted = content.isScan ? content.pictures.map(\.box).filter(content.isLarge) : content.picturesToRecognise
        guard !wanted.isEmpty else { return nil }
        // A picture that is turned, cut into tiles or half covered does not show what its file holds.
        let pictures = wanted.compactMap { box -> (data: Data, box: Box)? in
            canvas.picture(filling: box).flatMap { try? package.data($0) }.map { ($0, box) }
        }
        guard pictures.count == wanted.count, let page = recognise(content, pictures) else {
            unread.append(content.number)
            return nil
        }
        recognised.append(content.number)
        return page
    }

    // MARK: Attachments

    private func attach(_ document: OFDDocument, to writer: AttachmentWriter) {
        guard let list = document.attachmentList else { return }
        guard let root = try? package.xml(list).root else {
            out.problems.append(ReadProblem(.damaged, place: list))
            return
        }
        for node in root.elements("Attachment") {
            let location = node.element("FileLoc")?.text ?? ""
            let name = Self.name(node.values, location)
            guard
                let part = package.part(location, in: OFDPackage.folder(of: list))
                    ?? package.part(location, in: document.folder), let data = try? package.data(part)
            else {
                out.problems.append(ReadProblem(.damaged, place: name))
                continue
            }
            guard writer.begin(name) else { return }
            _ = data.withUnsafeBytes { writer.write($0) }
            writer.end()
        }
    }

    /// The attachment's name, with the extension that its file has: the name alone often lacks it.
    private static func name(_ values: [String: String], _ location: String) -> String {
        let file = location.split { "/\\".contains($0) }.last.map(String.init) ?? "attachment"
        guard let name = values["Name"], !name.isEmpty else { return file }
        guard let dot = file.lastIndex(of: "."), !name.lowercased().hasSuffix(file[dot...].lowercased()) else {
            return name
        }
        return name + file[dot...]
    }
}
