// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// Whoever turns the files of a package into readings: this process, or workers of its own.
public protocol ReadingService: Sendable {
    /// - Parameters:
    ///   - files: what to read; the readings come in the same order.
    ///   - workspace: where attachments lie afterwards, each under its number; made when first needed.
    ///   - progress: called with the number of a file, from 0, when its reading begins; from any thread.
    func read(
        _ files: [IntakeFile], workspace: LazyWorkspace, progress: @escaping @Sendable (Int) -> Void
    ) -> [FileReading]

    /// A picture of a part of a page, for evidence in reports; nil where the format has none.
    func crop(_ file: IntakeFile, _ request: CropRequest) -> PageCrop?
}

/// What to draw.
public struct CropRequest: Sendable, Hashable, Codable {
    /// Counted from 1.
    public var page: Int
    /// In points, on the page as handed in.
    public var box: Box
    /// Places to black out, on the same page.
    public var secrets: [Box]
    /// Pixels a point.
    public var scale = 1.5

    public init(page: Int, box: Box, secrets: [Box]) {
        (self.page, self.box, self.secrets) = (page, box, secrets)
    }
}

/// Reads in this process, one file after the other. What reads untrusted packages uses workers instead.
public struct InProcessReading: ReadingService {
    private let dossierSchema: Data

    /// - Parameter dossierSchema: the bytes of `dossier.xsd`.
    public init(dossierSchema: Data) { self.dossierSchema = dossierSchema }

    public func read(
        _ files: [IntakeFile], workspace: LazyWorkspace, progress: @escaping @Sendable (Int) -> Void
    ) -> [FileReading] {
        let reader = FileReader(dossierSchema: dossierSchema)
        return files.enumerated().map { number, file in
            progress(number)
            do throws(ReadProblem) {
                let folder = (try? workspace.get()).map { $0.folder + "/reading" }
                var reading = reader.read(try file.data(), as: file.type, attachmentsIn: folder)
                try AttachmentMover.move(&reading, from: folder, to: workspace)
                return reading
            } catch {
                return FileReading(problem: error)
            }
        }
    }

    public func crop(_ file: IntakeFile, _ request: CropRequest) -> PageCrop? {
        (try? file.data()).flatMap { FileReader.crop($0, as: file.type, request) }
    }
}
