// SPDX-License-Identifier: GPL-3.0-or-later

/// The dossier's XML form (`dossier.xsd`): a tree of named facts, each with the ids of its evidence, and the evidence
/// in `sources` at the end. An applicant's system submits the same form without ids and sources.
public enum DossierXML {
    public static func text(of dossier: Dossier) -> String {
        var ids: [Evidence: String] = [:]
        var sources: [Evidence] = []
        func id(_ evidence: Evidence) -> String {
            if let known = ids[evidence] { return known }
            let new = "e\(sources.count + 1)"
            ids[evidence] = new
            sources.append(evidence)
            return new
        }
        var out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<dossier>\n"
        for entity in dossier.entities {
            out += "  <\(entity.name)>\n"
            for leaf in entity.leaves {
                out += "    <\(leaf.name)"
                if !leaf.evidence.isEmpty {
                    out += " evidence=\"\(leaf.evidence.map(id).joined(separator: " "))\""
                    out += " confidence=\"\(number(leaf.confidence))\""
                }
                if leaf.raw != leaf.value { out += " raw=\"\(attribute(leaf.raw))\"" }
                out += ">\(escape(leaf.value))</\(leaf.name)>\n"
            }
            out += "  </\(entity.name)>\n"
        }
        if !sources.isEmpty {
            out += "  <sources>\n"
            for (index, source) in sources.enumerated() {
                out += "    <evidence id=\"e\(index + 1)\" document=\"\(attribute(source.document))\""
                if let page = source.page { out += " page=\"\(page)\"" }
                if let box = source.box {
                    out += " box=\"\([box.x0, box.y0, box.x1, box.y1].map(number).joined(separator: " "))\""
                }
                if let place = source.place { out += " place=\"\(attribute(place))\"" }
                out += " method=\"\(source.method.rawValue)\" confidence=\"\(number(source.confidence))\""
                out += ">\(escape(source.quote))</evidence>\n"
            }
            out += "  </sources>\n"
        }
        return out + "</dossier>\n"
    }

    /// Two decimals at most, no locale.
    static func number(_ value: Double) -> String {
        // A hostile page may place its text beyond every page, or nowhere.
        guard value.isFinite, abs(value) < 1e12 else { return "0" }
        let hundredths = Int((value * 100).rounded())
        let (whole, rest) = (hundredths / 100, abs(hundredths % 100))
        let sign = hundredths < 0 && whole == 0 ? "-" : ""
        if rest == 0 { return "\(sign)\(whole)" }
        return rest % 10 == 0 ? "\(sign)\(whole).\(rest / 10)" : "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }

    private static func escape(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\t", "\n": out.unicodeScalars.append(scalar)
            // A reader takes a bare one for the end of a line.
            case "\r": out += "&#13;"
            default: if scalar.value >= 0x20, scalar.value & 0xFFFE != 0xFFFE { out.unicodeScalars.append(scalar) }
            }
        }
        return out
    }

    private static func attribute(_ text: String) -> String {
        escape(text).replacing("\"", with: "&quot;").replacing("\n", with: "&#10;").replacing("\t", with: "&#9;")
    }
}
