// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// The frame header of a JPEG (ITU-T T.81, B.2.2), and a PDF page that shows the picture.
struct JPEGFrame {
    var width, height, components: Int
    /// Width and height of the page, points.
    static let side = 128

    init?(_ data: Data) {
        let bytes = [UInt8](data.prefix(1 << 20))
        guard bytes.starts(with: [0xFF, 0xD8]) else { return nil }
        var at = 2
        while at + 9 < bytes.count {
            guard bytes[at] == 0xFF else { return nil }
            let marker = bytes[at + 1]
            // Fill bytes and markers without a length.
            if marker == 0xFF {
                at += 1
                continue
            }
            if marker == 0x01 || (0xD0...0xD8).contains(marker) {
                at += 2
                continue
            }
            let length = Int(bytes[at + 2]) << 8 | Int(bytes[at + 3])
            if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) {
                height = Int(bytes[at + 5]) << 8 | Int(bytes[at + 6])
                width = Int(bytes[at + 7]) << 8 | Int(bytes[at + 8])
                components = Int(bytes[at + 9])
                guard width > 0, height > 0, [1, 3, 4].contains(components) else { return nil }
                return
            }
            guard length >= 2, marker != 0xDA, marker != 0xD9 else { return nil }
            at += 2 + length
        }
        return nil
    }

    /// ISO 32000-1, 8.9.5: an image XObject with the DCTDecode filter, drawn over the whole page.
    func page(_ jpeg: Data) -> Data {
        let space = components == 1 ? "/DeviceGray" : components == 3 ? "/DeviceRGB" : "/DeviceCMYK"
        // Adobe's CMYK is stored inverted.
        let decode = components == 4 ? "/Decode [1 0 1 0 1 0 1 0] " : ""
        let content = "\(Self.side) 0 0 \(Self.side) 0 0 cm /I Do"
        var out = Data("%PDF-1.4\n".utf8)
        var places: [Int] = []
        func object(_ body: String, stream: Data? = nil) {
            places.append(out.count)
            out.append(Data("\(places.count) 0 obj\n\(body)\n".utf8))
            if let stream {
                out.append(Data("stream\n".utf8))
                out.append(stream)
                out.append(Data("\nendstream\n".utf8))
            }
            out.append(Data("endobj\n".utf8))
        }
        object("<< /Type /Catalog /Pages 2 0 R >>")
        object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
        object(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 \(Self.side) \(Self.side)] /Contents 4 0 R "
                + "/Resources << /XObject << /I 5 0 R >> >> >>")
        object("<< /Length \(content.utf8.count) >>", stream: Data(content.utf8))
        object(
            "<< /Type /XObject /Subtype /Image /Width \(width) /Height \(height) /ColorSpace \(space) "
                + "/BitsPerComponent 8 \(decode)/Filter /DCTDecode /Length \(jpeg.count) >>", stream: jpeg)
        let start = out.count
        var table = "xref\n0 \(places.count + 1)\n0000000000 65535 f \n"
        for place in places {
            let digits = "\(place)"
            table += String(repeating: "0", count: max(0, 10 - digits.count)) + digits + " 00000 n \n"
        }
        table += "trailer << /Size \(places.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
        out.append(Data(table.utf8))
        return out
    }
}
