// SPDX-License-Identifier: GPL-3.0-or-later
import CArchive
import CLibXML2
import CPopplerGlib
import Foundation
import Recognition

/// What decides how bytes are read. Readings made under another version count no more.
public enum ReaderVersion {
    /// - Parameter dossierSchema: the bytes of `dossier.xsd`.
    public static func text(dossierSchema: Data) -> String {
        let poppler = poppler_get_version().map { String(cString: $0) } ?? "?"
        return [
            "readers \(FileReader.version)", "poppler \(poppler)", "libxml2 \(LIBXML_DOTTED_VERSION)",
            String(cString: archive_version_string()), "recogniser \(Recogniser.installed)",
            "schema \(Digest.sha256(dossierSchema))",
            // A program built anew may read otherwise though nobody thought of raising the number above, and fonts that
            // are not embedded are read by these maps.
            "program \(stamp("/proc/self/exe"))", "maps \(stamp("/usr/share/poppler/cMap"))",
        ].joined(separator: "\n")
    }

    private static func stamp(_ path: String) -> String {
        var status = stat()
        guard stat(path, &status) == 0 else { return "none" }
        return "\(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    }
}
