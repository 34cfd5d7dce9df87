// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Parser
import ReportWriter

/// Draws evidence for reports. Holds one document open at a time; reports ask for one document's evidence in a row
/// more often than not.
final class EvidenceImages: PageImages {
    private let files: [String: IntakeFile]
    private var open: (path: String, renderer: PDFRenderer?)?

    init(_ package: SubmittedPackage) {
        files = Dictionary(package.files.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func crop(document: String, page: Int, box: Box, masked: Bool) -> PageCrop? {
        if open?.path != document {
            // A document that does not open has no pictures; that it could not be read stands in the report already.
            let file = files[document].flatMap { $0.type == .pdf ? $0 : nil }
            open = (document, file.flatMap { try? PDFRenderer($0.data()) })
        }
        guard let crop = open?.renderer?.crop(page: page, box: box, masked: masked) else { return nil }
        return PageCrop(png: crop.png, width: crop.width, height: crop.height, mark: crop.mark)
    }
}
