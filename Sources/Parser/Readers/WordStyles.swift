// SPDX-License-Identifier: GPL-3.0-or-later
import LibXML

/// What a run of text looks like, as far as it decides what a person sees.
struct RunLook {
    var hidden: Bool?
    var struck: Bool?
    /// Six hexadecimal digits, or `auto`.
    var colour: String?
    /// Six hexadecimal digits or a name, where something is painted behind the text.
    var ground: String?
    /// Points.
    var size: Double?
    var font: String?

    init() {}

    init(_ properties: XMLNode?) {
        guard let properties else { return }
        for child in properties.children {
            switch child.name {
            case "vanish", "specVanish": if let on = properties.toggle(child.name) { hidden = on || hidden == true }
            case "strike", "dstrike": if let on = properties.toggle(child.name) { struck = on || struck == true }
            case "color": colour = child.attribute("val")
            case "highlight": if let name = child.attribute("val"), name != "none" { ground = name }
            case "shd": ground = Self.fill(child) ?? ground
            case "sz": size = child.measure("val").map { min($0 / 2, 2_000) }
            case "rFonts": font = child.attribute("ascii") ?? child.attribute("hAnsi")
            default: break
            }
        }
    }

    /// These looks, where they are given, over the others.
    func over(_ base: RunLook) -> RunLook {
        var out = base
        out.hidden = hidden ?? base.hidden
        out.struck = struck ?? base.struck
        out.colour = colour ?? base.colour
        out.ground = ground ?? base.ground
        out.size = size ?? base.size
        out.font = font ?? base.font
        return out
    }

    /// The colour of a `shd` element; nil where it paints nothing.
    static func fill(_ shading: XMLNode?) -> String? {
        guard let fill = shading?.attribute("fill"), fill.lowercased() != "auto" else { return nil }
        return fill
    }

    /// White or nearly so.
    static func isPale(_ colour: String?) -> Bool {
        guard let colour, colour.count == 6, let value = UInt32(colour, radix: 16) else { return colour == "white" }
        return [value >> 16, value >> 8 & 255, value & 255].allSatisfy { $0 >= 0xF4 }
    }
}

/// The styles of a document (ECMA-376 part 1, 17.7), each with what it is based on folded in.
struct WordStyles {
    struct Paragraph {
        var run = RunLook()
        var numbering: (list: String, level: Int)?
        var isCentred: Bool?
        var breaksPage: Bool?
    }

    private var styles: [String: Paragraph] = [:]
    private(set) var standard = Paragraph()

    init(_ document: XMLDocument?) {
        guard let root = document?.root else { return }
        var nodes: [String: XMLNode] = [:]
        var standardStyle: String?
        for node in root.children("style") {
            guard let id = node.attribute("styleId"), nodes[id] == nil else { continue }
            nodes[id] = node
            if node.attribute("type") == "paragraph", ["1", "true", "on"].contains(node.attribute("default") ?? "0") {
                standardStyle = id
            }
        }
        let defaults = root.child("docDefaults")?.child("rPrDefault")?.child("rPr")
        standard.run = RunLook(defaults)
        for id in nodes.keys { styles[id] = Self.folded(id, nodes) }
        if let standardStyle, let style = styles[standardStyle] {
            standard = Paragraph(
                run: style.run.over(standard.run), numbering: style.numbering, isCentred: style.isCentred,
                breaksPage: style.breaksPage)
        }
    }

    private static func folded(_ id: String, _ nodes: [String: XMLNode]) -> Paragraph {
        var out = Paragraph()
        var next: String? = id
        // A ring of styles would go on for ever.
        for _ in 0..<20 {
            guard let name = next, let node = nodes[name] else { break }
            out.run = out.run.over(RunLook(node.child("rPr")))
            let properties = node.child("pPr")
            if out.isCentred == nil { out.isCentred = properties?.value(of: "jc").map { $0 == "center" } }
            if out.breaksPage == nil { out.breaksPage = properties?.toggle("pageBreakBefore") }
            if out.numbering == nil, let number = properties?.child("numPr"), let list = number.value(of: "numId") {
                out.numbering = (list, number.value(of: "ilvl").flatMap(Int.init) ?? 0)
            }
            next = node.value(of: "basedOn")
        }
        return out
    }

    func paragraph(_ properties: XMLNode?) -> Paragraph {
        guard let id = properties?.value(of: "pStyle"), let style = styles[id] else { return standard }
        return Paragraph(
            run: style.run.over(standard.run), numbering: style.numbering, isCentred: style.isCentred,
            breaksPage: style.breaksPage)
    }

    /// A run's look: its own properties over its character style over its paragraph's.
    func run(_ properties: XMLNode?, in paragraph: RunLook) -> RunLook {
        let own = RunLook(properties)
        guard let id = properties?.value(of: "rStyle"), let style = styles[id] else { return own.over(paragraph) }
        return own.over(style.run.over(paragraph))
    }
}
