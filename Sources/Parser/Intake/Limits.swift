// SPDX-License-Identifier: GPL-3.0-or-later

/// How much of a package is taken in at most: a hostile or mistaken package costs bounded time, memory and disk.
public struct Limits: Sendable, Hashable, Codable {
    /// Files and folders together, on disk and in archives.
    public var files: Int
    /// Bytes of one file, unpacked.
    public var fileBytes: Int
    /// Bytes of all files, unpacked.
    public var totalBytes: Int
    /// Folders above a file, counted anew inside every archive.
    public var folderDepth: Int
    /// Archives around a file; a package that is itself an archive counts as one.
    public var archiveDepth: Int
    /// Unpacked bytes over packed bytes of one entry.
    public var inflateRatio: Int
    /// Unpacked bytes of one entry below which the ratio is not looked at: a blank scan packs very well.
    public var inflateRatioFrom: Int
    /// UTF-8 bytes of a path inside the package.
    public var pathBytes: Int

    public init(
        files: Int = 2_000, fileBytes: Int = 200_000_000, totalBytes: Int = 2_000_000_000, folderDepth: Int = 8,
        archiveDepth: Int = 2, inflateRatio: Int = 200, inflateRatioFrom: Int = 8_000_000, pathBytes: Int = 1_024
    ) {
        self.files = files
        self.fileBytes = fileBytes
        self.totalBytes = totalBytes
        self.folderDepth = folderDepth
        self.archiveDepth = archiveDepth
        self.inflateRatio = inflateRatio
        self.inflateRatioFrom = inflateRatioFrom
        self.pathBytes = pathBytes
    }

    public static let standard = Limits()
}
