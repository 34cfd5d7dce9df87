// SPDX-License-Identifier: GPL-3.0-or-later

/// Links from a summary to a report below its folder.
enum RelativeLink {
    /// For HTML (RFC 3986): everything but unreserved characters and `/` in percent form. A leading `./` keeps a name
    /// with a colon from being taken for a scheme.
    static func web(_ path: String) -> String {
        var result = "./"
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: "/"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default: result += hex(byte)
            }
        }
        return result
    }

    /// For a workbook: office programs write the letters of a name as they are, so only what means something else in a
    /// link is put in percent form. Nil where the link would be longer than a workbook takes.
    static func workbook(_ path: String) -> String? {
        var result = "external:"
        for scalar in path.unicodeScalars {
            switch scalar {
            case "%", "#", "?", ":", "\\", "\"", "<", ">", "|", "*":
                for byte in String(scalar).utf8 { result += hex(byte) }
            case _ where VisibleText.isHidden(scalar): for byte in String(scalar).utf8 { result += hex(byte) }
            default: result.unicodeScalars.append(scalar)
            }
        }
        // The limit is 2,079 characters after the library has written blanks and brackets as three each.
        return result.unicodeScalars.count <= 690 ? result : nil
    }

    private static func hex(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return "%" + (digits.count < 2 ? "0" + digits : digits)
    }
}
