// SPDX-License-Identifier: GPL-3.0-or-later

/// Small PDFs written by hand, with a right cross-reference table.
struct PDFMaker {
    /// Objects 1, 2, 3 … without `obj` and `endobj`.
    var objects: [String]

    /// One page that shows the text (ASCII) in Helvetica.
    static func page(_ text: String) -> [UInt8] {
        let content = "BT /F1 18 Tf 72 720 Td (\(text)) Tj ET"
        return PDFMaker(objects: [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            """
            << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
            /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>
            """,
            "<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream",
        ]).bytes()
    }

    /// A document whose tree of pages is empty.
    static func withoutPages() -> [UInt8] {
        PDFMaker(objects: ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"]).bytes()
    }

    func bytes() -> [UInt8] {
        var text = "%PDF-1.4\n"
        var offsets: [Int] = []
        for (index, object) in objects.enumerated() {
            offsets.append(text.utf8.count)
            text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = text.utf8.count
        text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for offset in offsets {
            let digits = String(offset)
            text += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
        }
        text += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
        return Array(text.utf8)
    }
}
