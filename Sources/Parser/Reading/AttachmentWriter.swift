// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// Writes the files inside a file under numbers into a folder, within limits. No name from the container reaches the file
/// system.
public final class AttachmentWriter {
    public static let countLimit = 100
    public static let fileLimit = 64 << 20
    public static let totalLimit = 200 << 20

    public private(set) var attachments: [Attachment] = []
    public private(set) var problems: [ReadProblem] = []
    private let folder: String
    private var open: (name: String, descriptor: Int32, bytes: Int, fault: ReadProblem?)?
    private var met = 0
    private var total = 0

    /// - Parameter folder: made, for nobody else to read, when the first file comes.
    public init(folder: String) { self.folder = folder }

    /// - Returns: false where no further file is taken.
    public func begin(_ name: String) -> Bool {
        guard met < Self.countLimit else {
            note(ReadProblem(.tooMany, detail: "> \(Self.countLimit)"))
            return false
        }
        met += 1
        if met == 1 { mkdir(folder, 0o700) }
        let path = "\(folder)/\(met)"
        let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        let shown = Self.lastName(name)
        open = (shown, descriptor, 0, descriptor < 0 ? ReadProblem(.notReadable, place: shown) : nil)
        return true
    }

    /// - Returns: false where no more of this file is taken.
    public func write(_ piece: UnsafeRawBufferPointer) -> Bool {
        guard var file = open, file.fault == nil else { return false }
        file.bytes += piece.count
        if file.bytes > Self.fileLimit {
            file.fault = ReadProblem(.tooLarge, place: file.name, detail: "> \(Self.fileLimit)")
        } else if total + file.bytes > Self.totalLimit {
            file.fault = ReadProblem(.tooLarge, place: file.name, detail: "Σ > \(Self.totalLimit)")
        }
        var rest = piece
        while file.fault == nil, !rest.isEmpty {
            let done = Glibc.write(file.descriptor, rest.baseAddress, rest.count)
            if done < 0, errno == EINTR { continue }
            if done <= 0 {
                file.fault = ReadProblem(.notReadable, place: file.name)
            } else {
                rest = UnsafeRawBufferPointer(rebasing: rest[done...])
            }
        }
        open = file
        return file.fault == nil
    }

    public func end() {
        guard let file = open else { return }
        open = nil
        if file.descriptor >= 0 { close(file.descriptor) }
        if let fault = file.fault {
            note(fault)
            unlink("\(folder)/\(met)")
            return
        }
        total += file.bytes
        attachments.append(Attachment(name: file.name, number: met, bytes: file.bytes))
    }

    private func note(_ problem: ReadProblem) { if problems.count < 20 { problems.append(problem) } }

    /// Names come with the folders of whoever attached the file; only the last part says anything.
    private static func lastName(_ name: String) -> String {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        return EntryName.shown(String(last.prefix(120)).precomposedStringWithCanonicalMapping)
    }
}
