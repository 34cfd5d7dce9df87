// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// PDFs that are well formed and do harm: what workers are for.
enum BadPDF {
    private static let font = "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"

    private static func text(_ words: String) -> String {
        let content = "BT /F1 18 Tf 72 720 Td (\(words)) Tj ET"
        return "<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream"
    }

    /// Two pages: text, then a drawing that draws another one twice, which draws another one twice … 2⁴⁰ times.
    static func endless() -> [UInt8] {
        var objects = [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R 5 0 R] /Count 2 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources \(font) >>",
            text("What stands before the trap"),
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R /Resources << /XObject << /X 7 0 R >> >> >>",
            "<< /Length 5 >>\nstream\n/X Do\nendstream",
        ]
        let depth = 40
        for level in 0..<depth {
            let next = level + 1 < depth ? "/Resources << /XObject << /X \(8 + level) 0 R >> >>" : ""
            let content = level + 1 < depth ? "/X Do /X Do" : "0 0 m 1 1 l S"
            objects.append(
                "<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] \(next) /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream"
            )
        }
        return PDFMaker(objects: objects).bytes()
    }

    /// Two pages: text, then a content stream whose decoder wants rows of 200 MB (PNG predictor, ISO 32000-1 7.4.4.4).
    static func greedy() -> [UInt8] {
        let packed = "78 9C 4B 54 28 00 00>"
        let content = """
            << /Length \(packed.utf8.count) /Filter [/ASCIIHexDecode /FlateDecode] \
            /DecodeParms [null << /Predictor 15 /Columns 200000000 /Colors 1 /BitsPerComponent 8 >>] >>
            stream
            \(packed)
            endstream
            """
        return PDFMaker(objects: [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R 5 0 R] /Count 2 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources \(font) >>",
            text("What stands before the trap"),
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R /Resources \(font) >>", content,
        ]).bytes()
    }
}
