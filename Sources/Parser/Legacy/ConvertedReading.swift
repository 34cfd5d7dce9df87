// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

extension LegacyOffice {
    /// Reads files by a service, old office files as what they are converted to. The conversion comes first and here, because
    /// the service may read where no program may be started.
    /// - Returns: a reading for every file, in order; what was converted has a note of it.
    public func readings(
        of files: [IntakeFile], by service: any ReadingService, workspace: LazyWorkspace,
        progress: @escaping @Sendable (Int) -> Void
    ) -> [FileReading] {
        var out = Array(repeating: FileReading(), count: files.count)
        var given: [(number: Int, file: IntakeFile, note: FileNote?)] = []
        for (number, file) in files.enumerated() {
            do throws(ReadProblem) {
                guard let kind = try Self.kind(of: file) else {
                    given.append((number, file, nil))
                    continue
                }
                progress(number)
                let converted = try converted(file, kind)
                given.append((number, converted.file, converted.note))
            } catch {
                out[number] = FileReading(problem: error)
            }
        }
        let numbers = given.map(\.number)
        let readings = service.read(given.map(\.file), workspace: workspace) { progress(numbers[$0]) }
        for (entry, reading) in zip(given, readings) {
            out[entry.number] = reading
            if let note = entry.note { out[entry.number].notes.append(note) }
        }
        return out
    }
}
