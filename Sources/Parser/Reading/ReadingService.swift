// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// Whoever turns the files of a package into readings: this process, or workers of its own.
public protocol ReadingService: Sendable {
    /// - Parameters:
    ///   - files: what to read; the readings come in the same order.
    ///   - workspace: where attachments are written to, made when first needed; those of file `n` of `files` into
    ///     `attachmentFolder(n)`.
    ///   - progress: called with the number of a file, from 0, when its reading begins; from any thread.
    func read(
        _ files: [IntakeFile], workspace: LazyWorkspace, progress: @escaping @Sendable (Int) -> Void
    ) -> [FileReading]

    /// A picture of a part of a page, for evidence in reports; nil where the format has none.
    func crop(_ file: IntakeFile, _ request: CropRequest) -> PDFRenderer.Crop?
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
                return reader.read(
                    try file.data(), as: file.type, attachmentsIn: workspace.attachmentFolder(number))
            } catch {
                return FileReading(problem: error)
            }
        }
    }

    public func crop(_ file: IntakeFile, _ request: CropRequest) -> PDFRenderer.Crop? {
        guard file.type == .pdf else { return nil }
        return try? PDFRenderer(file.data()).crop(request)
    }
}

/// A private folder that is made when it is first needed.
public final class LazyWorkspace: @unchecked Sendable {
    private let lock = NSLock()
    private var made: Workspace?

    public init() {}

    /// Where the attachments of the file of this number go; nil where no folder can be made, which leaves them out.
    public func attachmentFolder(_ number: Int) -> String? { try? "\(get().folder)/\(number)" }

    func get() throws(IntakeError) -> Workspace {
        lock.lock()
        defer { lock.unlock() }
        if let made { return made }
        let workspace = try Workspace()
        made = workspace
        return workspace
    }
}
