// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import LibXML

/// A colour (§8.3.2) as far as telling red, white and the rest apart needs it; 0–1 each.
struct OFDColour: Hashable {
    var red, green, blue: Double
    /// 0–1.
    var alpha = 1.0

    static let black = OFDColour(red: 0, green: 0, blue: 0)

    /// nil where there is no plain value: patterns, shadings, palettes. Such ink is taken as visible.
    init?(_ node: XMLNode) {
        let values = node.values
        let parts = (values["Value"] ?? "").split(whereSeparator: \.isWhitespace).compactMap { word -> Double? in
            word.hasPrefix("#") ? Int(word.dropFirst(), radix: 16).map(Double.init) : OFDValue.number(word)
        }.map { min(max($0 / 255, 0), 1) }
        switch parts.count {
        case 1: (red, green, blue) = (parts[0], parts[0], parts[0])
        case 3: (red, green, blue) = (parts[0], parts[1], parts[2])
        case 4:
            let light = 1 - parts[3]
            (red, green, blue) = ((1 - parts[0]) * light, (1 - parts[1]) * light, (1 - parts[2]) * light)
        default: return nil
        }
        alpha = OFDValue.number(values["Alpha"] ?? "255").map { min(max($0 / 255, 0), 1) } ?? 1
    }

    init(red: Double, green: Double, blue: Double) { (self.red, self.green, self.blue) = (red, green, blue) }

    var isRed: Bool { red > 0.45 && red - green > 0.2 && red - blue > 0.2 }
    var isNearWhite: Bool { red > 0.97 && green > 0.97 && blue > 0.97 }
}

/// What objects of pages refer to by number: pictures, vector drawings, drawing parameters (§7.9).
struct OFDResources {
    /// Part names of pictures.
    var pictures: [String: String] = [:]
    /// Their `Content`.
    var composites: [String: XMLNode] = [:]
    private var parameters: [String: Parameter] = [:]

    /// An inner nil is a pattern, an outer one nothing.
    private struct Parameter {
        var fill, stroke: OFDColour??
        var relative: String?

        init(_ node: XMLNode) {
            if let colour = node.element("FillColor") { fill = .some(OFDColour(colour)) }
            if let colour = node.element("StrokeColor") { stroke = .some(OFDColour(colour)) }
            relative = node.values["Relative"]
        }
    }

    /// Adds a resource file; later files win.
    mutating func add(_ part: String, of package: OFDPackage) throws(ReadProblem) {
        let root = try package.xml(part).root
        let folder = OFDPackage.folder(of: part)
        let base = root.values["BaseLoc"].flatMap { location in
            OFDPackage.joined(location.hasPrefix("/") ? "" : folder, location.replacing("\\", with: "/"))
        }
        for list in root.children {
            for node in list.children {
                guard let id = node.values["ID"] else { continue }
                switch node.local {
                case "MultiMedia":
                    guard let location = node.element("MediaFile")?.text else { continue }
                    pictures[id] = package.part(location, in: base ?? folder) ?? package.part(location, in: folder)
                case "CompositeGraphicUnit": composites[id] = node.element("Content")
                case "DrawParam": parameters[id] = Parameter(node)
                default: break
                }
            }
        }
    }

    /// Colours that a drawing parameter sets, itself or through the one it builds on.
    func colours(of id: String?) -> (fill: OFDColour??, stroke: OFDColour??) {
        var fill: OFDColour??
        var stroke: OFDColour??
        var next = id
        var steps = 0
        while let id = next, let parameter = parameters[id], steps < 8 {
            fill = fill ?? parameter.fill
            stroke = stroke ?? parameter.stroke
            next = parameter.relative
            steps += 1
        }
        return (fill, stroke)
    }
}
