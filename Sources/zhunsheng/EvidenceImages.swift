// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Parser
import ReportWriter

/// Draws evidence for reports.
final class EvidenceImages: PageImages {
    private let files: [String: IntakeFile]
    private let readings: [String: FileReading]
    private let service: any ReadingService

    init(_ package: SubmittedPackage, _ read: ReadPackage, service: any ReadingService) {
        files = Dictionary(
            (package.files + read.attached).map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        readings = read.readings
        self.service = service
    }

    func crop(document: String, page: Int, box: Box, masked: Bool) -> PageCrop? {
        guard let file = files[document] else { return nil }
        let layout = readings[document]?.parts.lazy.flatMap(\.pages).first { $0.number == page }
        let secrets = masked ? layout.map(SecretPlaces.onOriginal) ?? [] : []
        guard let crop = service.crop(file, CropRequest(page: page, box: box, secrets: secrets)) else { return nil }
        return PageCrop(png: crop.png, width: crop.width, height: crop.height, mark: crop.mark)
    }
}
