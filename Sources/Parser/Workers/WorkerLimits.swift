// SPDX-License-Identifier: GPL-3.0-or-later

/// What one worker may use. A file that needs more is reported as such and costs nothing but itself.
public struct WorkerLimits: Sendable, Hashable, Codable {
    /// Address space, bytes. Recognition maps about a gigabyte; the rest is for the document.
    public var memory = 3 << 30
    /// Bytes of one file that is written: an unpacked entry, an attachment.
    public var fileBytes = 256_000_000
    /// Processor time for one step: opening a document, one page. Seconds.
    public var stepCPU = 60
    /// Time without any sign of life, for steps that use no processor. Seconds.
    public var stall = 180
    /// Time for one document. Seconds.
    public var document = 7_200
    /// A worker is replaced after this many documents, whatever state libraries keep between them.
    public var documents = 200
    /// A worker that keeps more memory than this after a document is replaced, bytes.
    public var resident = 1 << 30
    /// Bytes of one answer.
    public var answerBytes = 256 << 20

    public init() {}
}
