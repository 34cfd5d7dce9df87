// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation
import ReportWriter

/// How far a batch is, with rate and time left: one line on a terminal, drawn over itself.
struct ProgressBar {
    let total: Int
    let language: Language
    private(set) var done = 0
    private let start = DispatchTime.now().uptimeNanoseconds
    private var drawn: UInt64 = 0

    init(total: Int, language: Language) { (self.total, self.language) = (total, language) }

    /// One more is done.
    mutating func step(_ name: String) {
        done += 1
        let now = DispatchTime.now().uptimeNanoseconds
        // Ten times a second is as much as an eye follows.
        guard done == total || now - drawn > 100_000_000 else { return }
        drawn = now
        Terminal.progress(Self.line(done: done, total: total, seconds: Double(now - start) / 1e9, name: name, language))
    }

    static func line(done: Int, total: Int, seconds: Double, name: String, _ language: Language) -> String {
        let cells = 20
        let filled = total > 0 ? done * cells / total : cells
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: cells - filled)
        let perMinute = seconds > 0 ? Double(done) / seconds * 60 : 0
        let left = done > 0 ? seconds / Double(done) * Double(total - done) : 0
        let rate = perMinute >= 10 ? "\(Int(perMinute))" : "\((perMinute * 10).rounded() / 10)"
        let words =
            language == .zh
            ? "\(done)/\(total)  \(rate)件/分钟  剩余\(duration(left))"
            : "\(done)/\(total)  \(rate)/min  \(duration(left)) left"
        return "\(bar) \(words)  \(name)"
    }

    /// `0:07`, `12:30`, `3:05:00`.
    static func duration(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded(.up))
        let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
        let (hours, minutes, rest) = (whole / 3_600, whole / 60 % 60, whole % 60)
        return hours > 0 ? "\(hours):\(two(minutes)):\(two(rest))" : "\(minutes):\(two(rest))"
    }
}
