// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// Remembers what files were read as, by their digest, type and the readers' version. The second check of an unchanged
/// package reads nothing again.
public final class ReadingCache: ReadingService {
    private let base: any ReadingService
    private let store: CacheStore
    private let version: String

    /// - Parameters:
    ///   - base: reads what is not there.
    ///   - version: see `ReaderVersion`.
    public init(_ base: any ReadingService, store: CacheStore, version: String) {
        (self.base, self.store, self.version) = (base, store, version)
    }

    public func read(
        _ files: [IntakeFile], workspace: LazyWorkspace, progress: @escaping @Sendable (Int) -> Void
    ) -> [FileReading] {
        var out = Parallel.map(files) { self.known($0) }
        let missing = files.indices.filter { out[$0] == nil }
        guard !missing.isEmpty else { return out.compactMap { $0 } }
        let fresh = base.read(missing.map { files[$0] }, workspace: workspace) { progress(missing[$0]) }
        for (number, reading) in zip(missing, fresh) {
            out[number] = reading
            if Self.mayBeKept(reading), let data = try? WireCoder.encode(reading) {
                store.save(data, as: key(files[number]))
            }
        }
        store.trim()
        return out.map { $0 ?? FileReading(problem: ReadProblem(.notReadable)) }
    }

    public func crop(_ file: IntakeFile, _ request: CropRequest) -> PageCrop? {
        // The order of keys must not change from run to run.
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        guard let place = try? encoder.encode(request) else { return base.crop(file, request) }
        let key = key(file, "crop \(Digest.sha256(place))")
        if let data = store.load(key), let crop = try? WireCoder.decode(PageCrop.self, from: data) {
            return crop
        }
        guard let crop = base.crop(file, request) else { return nil }
        if let data = try? WireCoder.encode(crop) { store.save(data, as: key) }
        return crop
    }

    private func known(_ file: IntakeFile) -> FileReading? {
        store.load(key(file)).flatMap { try? WireCoder.decode(FileReading.self, from: $0) }
    }

    private func key(_ file: IntakeFile, _ what: String = "reading") -> String {
        Digest.sha256([what, file.sha256, file.type.rawValue, version].joined(separator: "\n"))
    }

    /// Attachments lie beside the reading.
    private static func mayBeKept(_ reading: FileReading) -> Bool {
        reading.attachments.isEmpty && !reading.problems.contains(where: \.isOfTheMoment)
    }
}
