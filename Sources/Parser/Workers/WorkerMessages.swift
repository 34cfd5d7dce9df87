// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// The first frame to a worker.
struct WorkerSetup: Codable {
    /// The bytes of `dossier.xsd`.
    var dossierSchema: Data
    var limits: WorkerLimits
}

/// What a worker is asked. The file comes as an open descriptor, so that no path matters; for `unpack` a second one is
/// what is written to.
enum WorkerRequest: Codable {
    case read(FileType, bytes: Int, sha256: String)
    case crop(FileType, bytes: Int, sha256: String, CropRequest)
    case unpack(ZipEntry, EntryAllowance)
}

/// What an answer frame holds: how much memory the worker keeps, and what was asked for.
struct WorkerAnswer<Content: Codable> {
    /// Resident memory, bytes.
    var resident: Int
    var content: Content

    init(resident: Int, content: Content) { (self.resident, self.content) = (resident, content) }

    init(_ data: Data) throws {
        guard data.count > 8 else { throw FrameChannel.Fault.malformed }
        resident = Int(truncatingIfNeeded: data.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
        content = try WireCoder.decode(Content.self, from: data.dropFirst(8))
    }

    func encoded() throws -> Data {
        withUnsafeBytes(of: UInt64(resident).bigEndian) { Data($0) } + (try WireCoder.encode(content))
    }
}

/// How values are written between processes and into the cache.
enum WireCoder {
    static func encode(_ value: some Encodable) throws -> Data { try JSONEncoder().encode(value) }

    static func decode<Value: Decodable>(_ type: Value.Type, from data: Data) throws -> Value {
        try JSONDecoder().decode(type, from: data)
    }
}

/// How the unpacking of an archive's entry ended.
struct EntryOutcome: Codable, Hashable {
    /// Bytes unpacked, also where it was given up.
    var size: Int
    var problem: ReadProblem?
    /// The system's reason why the target could not be written.
    var unwritable: SystemReason?
}

/// How much an entry of an archive may unpack to.
struct EntryAllowance: Codable, Hashable {
    var limits: Limits
    /// Bytes of the package so far.
    var used: Int
    /// Bytes of the entry as it lies in the archive.
    var packed: Int

    /// The limit that `size` bytes break, if any.
    func excess(_ size: Int) -> ReadProblem? {
        if let problem = limits.excess(size, used: used) { return problem }
        if size > limits.inflateRatioFrom, size / max(1, packed) >= limits.inflateRatio {
            return ReadProblem(.inflateRatio, detail: "≥ \(limits.inflateRatio)")
        }
        return nil
    }
}

extension Limits {
    /// The limit that one more file of `size` bytes breaks, when `used` bytes were taken in before.
    func excess(_ size: Int, used: Int) -> ReadProblem? {
        if size > fileBytes { return ReadProblem(.tooLarge, detail: "\(size) > \(fileBytes)") }
        if size > totalBytes - used { return ReadProblem(.tooLarge, detail: "Σ \(used + size) > \(totalBytes)") }
        return nil
    }
}
