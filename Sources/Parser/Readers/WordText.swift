// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import LibXML

/// What a paragraph shows.
struct WordContent {
    /// Tabs and line feeds stand where they are shown; a form feed is a page break.
    var text = ""
    /// Struck out, changed without being accepted, or a glyph that nobody can tell.
    var isDoubtful = false
    var isRevised = false
    var hidesText = false
    /// The largest size of its visible text, points.
    var size: Double?
    var pictures: [(relation: String, width: Double, height: Double)] = []
    /// The contents of text boxes anchored here.
    var boxes: [XMLNode] = []
    /// Diagrams and charts: shown, but not read.
    var hasDiagram = false
    /// Programs of embedded files (`PowerPoint.Show.12`, `Package`) and of form controls whose state lies outside the text.
    var objects: [String] = []

    var isEmpty: Bool { text.isEmpty && pictures.isEmpty && boxes.isEmpty && !hasDiagram && objects.isEmpty }
}

/// Reads the runs of paragraphs (ECMA-376 part 1, 17.3 and 17.16): what a person sees on paper, and nothing else.
struct WordText {
    /// What lies behind the text: a white word on it is seen, is not, or may be.
    enum Ground { case white, dark, unsure }

    let styles: WordStyles
    var ground = Ground.white
    /// The state of the check box control around the text.
    var control: Bool?
    /// Fields may begin in one paragraph and end in another.
    private var fields: [Field] = []
    private var out = WordContent()
    private var look = RunLook()

    private struct Field {
        var showsResult = false
        /// The field was shown as what it is: its result repeats it.
        var isDone = false
        var instruction = ""
    }

    private static let ticked: Set<Character> = ["☑", "☒", "√", "✓", "✔", "■", "▣", "●", "◉", "×", "✗", "✘"]
    private static let empty: Set<Character> = ["□", "☐", "○", "◯", "▢"]

    init(styles: WordStyles) { self.styles = styles }

    mutating func content(of paragraph: XMLNode, look: RunLook) -> WordContent {
        out = WordContent()
        self.look = look
        collect(paragraph)
        return out
    }

    private mutating func collect(_ node: XMLNode) {
        for child in node.children {
            switch child.name {
            case "r": run(child)
            case "ins", "moveTo": revised(child, isRead: true)
            case "del", "moveFrom": revised(child, isRead: false)
            case "sdt": control(child)
            case "AlternateContent": alternate(child)
            case "txbxContent": out.boxes.append(child)
            case "pic": picture(child, of: node)
            case "imagedata": vector(child, in: node)
            case "graphicData":
                let kind = child.attribute("uri") ?? ""
                if kind.hasSuffix("/chart") || kind.hasSuffix("/diagram") || kind.contains("chartex") {
                    out.hasDiagram = true
                }
                collect(child)
            case "inline", "anchor":
                if ["1", "true"].contains(child.child("docPr")?.attribute("hidden") ?? "0") { continue }
                collect(child)
            case "OLEObject": out.objects.append(child.attribute("ProgID") ?? "OLE")
            case "control": out.objects.append("ActiveX")
            case "pPr", "rPr", "sdtPr", "ffData", "rt", "tblPr", "sectPr": continue
            default: collect(child)
            }
        }
    }

    // MARK: Runs

    private mutating func run(_ node: XMLNode) {
        let properties = node.child("rPr")
        let look = styles.run(properties, in: look)
        let isSeen = isSeen(look)
        for child in node.children {
            switch child.name {
            case "fldChar": field(child)
            case "instrText":
                if let last = fields.indices.last, fields[last].instruction.count < 1_000 {
                    fields[last].instruction += child.text
                }
            case "t": add(child.text, look, isSeen: isSeen)
            case "tab", "ptab": if isSeen { add("\t", look, isSeen: true) }
            case "br", "cr":
                let isPage = child.attribute("type") == "page"
                if isSeen, isShown { out.text += isPage ? "\u{C}" : "\n" }
            case "noBreakHyphen": add("-", look, isSeen: isSeen)
            case "sym":
                let code = child.attribute("char").flatMap { UInt32($0, radix: 16) }
                if isSeen, let code { symbol(code, font: child.attribute("font"), look) }
            case "rPr", "delText", "delInstrText", "softHyphen", "lastRenderedPageBreak", "pgNum": continue
            case "AlternateContent": if isSeen { alternate(child) }
            default: if isSeen, isShown { collectInside(child) }
            }
        }
    }

    /// A drawing, an object, a phonetic guide: something inside a run that is no run itself.
    private mutating func collectInside(_ node: XMLNode) {
        switch node.name {
        case "ruby": if let base = node.child("rubyBase") { collect(base) }
        case "txbxContent": out.boxes.append(node)
        default: collect(node)
        }
    }

    /// Between a field's code and its result.
    private var isShown: Bool { fields.allSatisfy { $0.showsResult && !$0.isDone } }

    private mutating func isSeen(_ look: RunLook) -> Bool {
        if look.hidden == true { return false }
        if let size = look.size, size < 1.5 { return false }
        if let colour = look.colour, colour.lowercased() != "auto" {
            if let ground = look.ground {
                return !(RunLook.isPale(colour) && RunLook.isPale(ground)) && colour != ground
            }
            if RunLook.isPale(colour), ground == .white { return false }
        }
        return true
    }

    private mutating func add(_ text: String, _ look: RunLook, isSeen: Bool) {
        guard isShown else {
            // An argument of a field that draws: EQ \o\ac(□,√).
            if let last = fields.indices.last, !fields[last].showsResult { fields[last].instruction += text }
            return
        }
        guard isSeen else {
            if text.contains(where: { !$0.isWhitespace }) { out.hidesText = true }
            return
        }
        // What is struck out no longer holds; what stands beside it is in doubt.
        if look.struck == true {
            if text.contains(where: { !$0.isWhitespace }) { (out.isDoubtful, out.isRevised) = (true, true) }
            return
        }
        if RunLook.isPale(look.colour), look.ground == nil, ground == .unsure { out.isDoubtful = true }
        if text.contains(where: { !$0.isWhitespace }) { out.size = max(out.size ?? 0, look.size ?? 0) }
        let isSymbolFont = SymbolFonts.isSymbol(look.font)
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0xE000...0xF8FF: symbol(scalar.value, font: look.font, look)
            case 0x20...0xFF where isSymbolFont: symbol(scalar.value, font: look.font, look)
            // Soft hyphens, joiners and marks have no width; turns of direction let the eye see another order.
            case 0xAD, 0x200B...0x200F, 0x2060, 0xFEFF: continue
            case 0x202A...0x202E, 0x2066...0x2069: out.isDoubtful = true
            default: append(String(Character(GlyphRepair.scalar(scalar.value) ?? scalar)))
            }
        }
    }

    private mutating func symbol(_ code: UInt32, font: String?, _ look: RunLook) {
        guard isShown else { return }
        if look.struck == true { return (out.isDoubtful, out.isRevised) = (true, true) }
        switch SymbolFonts.sight(code, font: font ?? look.font) {
        case .text(let text): append(text)
        case .ornament: break
        case .unknown: out.isDoubtful = true
        }
    }

    /// In a check box control the glyph must say what the control says.
    private mutating func append(_ text: String) {
        guard let control, let glyph = text.first, text.count == 1 else { return out.text += text }
        let shows = Self.ticked.contains(glyph) ? true : Self.empty.contains(glyph) ? false : nil
        if let shows, shows != control { out.isDoubtful = true }
        out.text += shows ?? !glyph.isWhitespace ? (shows ?? control ? "☑" : "□") : shows == false ? "□" : text
    }

    // MARK: Changes, controls, alternatives

    private mutating func revised(_ node: XMLNode, isRead: Bool) {
        let before = out.text
        if isRead { collect(node) }
        let isText =
            isRead ? out.text != before : !node.descendants("delText").isEmpty || !node.descendants("t").isEmpty
        if isText { (out.isDoubtful, out.isRevised) = (true, true) }
    }

    /// The state of a check box (w14:checkbox); nil for any other control.
    static func checkBox(_ control: XMLNode) -> Bool? {
        guard let box = control.child("sdtPr")?.child("checkbox") else { return nil }
        return ["1", "true", "on"].contains(box.value(of: "checked") ?? "0")
    }

    /// Nobody has chosen or written anything yet: the words are only a prompt.
    static func isPrompt(_ control: XMLNode) -> Bool { control.child("sdtPr")?.toggle("showingPlcHdr") ?? false }

    private mutating func control(_ node: XMLNode) {
        guard !Self.isPrompt(node), let content = node.child("sdtContent") else { return }
        let around = control
        control = Self.checkBox(node) ?? around
        collect(content)
        control = around
    }

    /// Two renderings of one thing: the first that shows something.
    private mutating func alternate(_ node: XMLNode) {
        guard isShown else { return }
        let before = out
        out = WordContent()
        for choice in node.children where out.isEmpty {
            out = WordContent()
            collect(choice)
        }
        let chosen = out
        out = before
        out.text += chosen.text
        out.pictures += chosen.pictures
        out.boxes += chosen.boxes
        out.hasDiagram = before.hasDiagram || chosen.hasDiagram
        out.objects += chosen.objects
        out.isDoubtful = before.isDoubtful || chosen.isDoubtful
        out.isRevised = before.isRevised || chosen.isRevised
    }

    // MARK: Fields

    private mutating func field(_ node: XMLNode) {
        switch node.attribute("fldCharType") {
        case "begin":
            guard fields.count < 50 else { return }
            let shown = isShown ? node.child("ffData").flatMap(Self.formField) : nil
            if let shown { out.text += shown }
            fields.append(Field(isDone: shown != nil))
        case "separate": if let last = fields.indices.last { fields[last].showsResult = true }
        case "end":
            guard let field = fields.popLast(), isShown, !field.showsResult, !field.isDone else { return }
            let instruction = field.instruction.drop(while: \.isWhitespace)
            if instruction.uppercased().hasPrefix("EQ") { equation(String(instruction)) }
        default: break
        }
    }

    /// What a box or a list of an old form shows (17.16.17): boxes to tick as ☑ and □.
    private static func formField(_ data: XMLNode) -> String? {
        if let box = data.child("checkBox") {
            return box.toggle("checked") ?? box.toggle("default") ?? false ? "☑" : "□"
        }
        guard let list = data.child("ddList") else { return nil }
        let chosen = (list.value(of: "result") ?? list.value(of: "default")).flatMap(Int.init) ?? 0
        let entries = list.children("listEntry")
        return entries.indices.contains(chosen) ? entries[chosen].attribute("val") ?? "" : ""
    }

    /// A character in a frame (带圈字符) is drawn by a field: `EQ \o\ac(□,√)` is a ticked box.
    private mutating func equation(_ instruction: String) {
        guard let found = instruction.firstMatch(of: /\\o\s*\\ac\s*[(（](.?)\s*[,，;]\s*([^)）]*)[)）]/.ignoresCase())
        else { return out.isDoubtful = true }
        let inner = found.2.trimmingCharacters(in: .whitespaces)
        if found.1.first.map(Self.empty.contains) == true, inner.count == 1, inner.allSatisfy(Self.ticked.contains) {
            out.text += "☑"
        } else if inner.isEmpty {
            out.text += String(found.1)
        } else {
            out.text += inner
        }
    }

    // MARK: Pictures

    /// English Metric Units a point (20.1.2.1).
    private static let emu = 12_700.0

    private mutating func picture(_ node: XMLNode, of parent: XMLNode) {
        guard let blip = node.descendants("blip").first else { return }
        let extent = node.child("spPr")?.child("xfrm")?.child("ext") ?? parent.parent?.parent?.child("extent")
        func points(_ name: String) -> Double { (extent?.measure(name) ?? 0) / Self.emu }
        let relation = blip.attribute("embed") ?? blip.attribute("link") ?? ""
        out.pictures.append((relation, points("cx"), points("cy")))
    }

    /// VML: `style="width:90pt;height:90pt"`.
    private mutating func vector(_ node: XMLNode, in shape: XMLNode) {
        guard let relation = node.attribute("id") ?? node.attribute("relid") else { return }
        var size: [String: Double] = [:]
        for part in (shape.attribute("style") ?? "").split(separator: ";") {
            let pair = part.split(separator: ":").map { $0.trimmingCharacters(in: .whitespaces) }
            guard pair.count == 2, ["width", "height"].contains(pair[0]) else { continue }
            let units = ["pt": 1.0, "in": 72, "cm": 28.35, "mm": 2.835, "px": 0.75]
            let unit = units.first { pair[1].hasSuffix($0.key) }
            guard let number = Double(pair[1].prefix { $0.isNumber || $0 == "." }) else { continue }
            size[pair[0]] = min(number * (unit?.value ?? 1), 1e5)
        }
        out.pictures.append((relation, size["width"] ?? 0, size["height"] ?? 0))
    }
}
