// SPDX-License-Identifier: GPL-3.0-or-later
import CPDFText
import Dossier

extension PDFReader {
    /// Hands over the files inside the document: those of portfolios, and those pinned to pages.
    func attachments(to writer: AttachmentWriter) {
        let sink = pdftext_sink(
            context: Unmanaged.passUnretained(writer).toOpaque(),
            begin: { context, name, length in
                guard let context else { return 0 }
                var text = String.UnicodeScalarView()
                for code in UnsafeBufferPointer(start: name, count: min(length, 1_000)) {
                    text.append(Unicode.Scalar(code) ?? "\u{FFFD}")
                }
                return Unmanaged<AttachmentWriter>.fromOpaque(context).takeUnretainedValue().begin(String(text)) ? 1 : 0
            },
            write: { context, bytes, count in
                guard let context, let bytes else { return 0 }
                let piece = UnsafeRawBufferPointer(start: bytes, count: count)
                return Unmanaged<AttachmentWriter>.fromOpaque(context).takeUnretainedValue().write(piece) ? 1 : 0
            },
            end: { context in
                guard let context else { return }
                Unmanaged<AttachmentWriter>.fromOpaque(context).takeUnretainedValue().end()
            })
        pdftext_attachments(document, sink)
    }
}
