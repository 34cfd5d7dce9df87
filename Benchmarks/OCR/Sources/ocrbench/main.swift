// SPDX-License-Identifier: GPL-3.0-or-later
// Reads pictures and prints a JSON object a line: what was recognised, and the CPU seconds it took.
import Dossier
import Foundation
import Recognition

func cpuSeconds() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
}

struct Output: Encodable {
    struct Line: Encodable {
        var text: String
        var confidences: [Double]
        var boxes: [Box]
    }
    var file: String
    var engine: String
    var cpu: Double
    var width, height: Double
    var turns: Int
    var skew: Double
    var lines: [Line]
    var rulings: [Box]
    var seals: [Box]
    var peakMB: Int
}

let recogniser = try Recogniser()
let encoder = JSONEncoder()
encoder.outputFormatting = [.sortedKeys]
for file in CommandLine.arguments.dropFirst() {
    let data = try Data(contentsOf: URL(fileURLWithPath: file))
    let start = cpuSeconds()
    let page = try recogniser.recognise(try PageImage.decode(data))
    let cpu = cpuSeconds() - start
    var lines: [Output.Line] = []
    var current = -1
    for glyph in page.glyphs {
        if glyph.line != current { lines.append(Output.Line(text: "", confidences: [], boxes: [])) }
        current = glyph.line
        lines[lines.count - 1].text.unicodeScalars.append(glyph.scalar)
        lines[lines.count - 1].confidences.append((glyph.confidence * 10_000).rounded(.down) / 10_000)
        lines[lines.count - 1].boxes.append(glyph.box)
    }
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let output = Output(
        file: file, engine: page.engine, cpu: cpu, width: page.width, height: page.height, turns: page.quarterTurns,
        skew: page.skewDegrees, lines: lines, rulings: page.rulings, seals: page.seals.map(\.box),
        peakMB: usage.ru_maxrss / 1024)
    print(String(decoding: try encoder.encode(output), as: UTF8.self))
}
