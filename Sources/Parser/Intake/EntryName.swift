// SPDX-License-Identifier: GPL-3.0-or-later

/// What a name inside an archive comes to, once decoded.
enum EntryName: Hashable {
    /// Components below the archive, safe to show and to join with `/`.
    case path([String])
    /// Leaves the archive or hides what it is; never unpacked.
    case unsafe

    /// Backslashes count as separators, but only here: before decoding, 0x5C may be half a Chinese character.
    init(_ decoded: String, pathBytes: Int) {
        // By scalars: a separator with a combining mark behind it is one character for Swift, and still a separator for others.
        let scalars = String.UnicodeScalarView(decoded.unicodeScalars.map { $0 == "\\" ? "/" : $0 })
        let startsWithDrive =
            scalars.dropFirst().first == ":" && scalars.first.map { $0.properties.isAlphabetic } == true
        guard scalars.first != "/", !startsWithDrive, decoded.utf8.count <= pathBytes,
            !scalars.contains(where: Self.isTreacherous)
        else {
            self = .unsafe
            return
        }
        let parts = scalars.split(separator: "/").map { String($0) }.filter { $0 != "." }
        self = parts.isEmpty || parts.contains("..") || parts.contains { $0.utf8.count > 255 } ? .unsafe : .path(parts)
    }

    /// Control characters, and the marks that turn the order of what is shown (`fdp.exe` seen as `exe.pdf`).
    static func isTreacherous(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control || (0x202A...0x202E).contains(scalar.value)
            || (0x2066...0x2069).contains(scalar.value) || scalar.value == 0x2028 || scalar.value == 0x2029
    }

    /// A name fit for one line of a report and of the manifest.
    static func shown(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { out.append(isTreacherous(scalar) ? "\u{FFFD}" : scalar) }
        return String(out)
    }
}
