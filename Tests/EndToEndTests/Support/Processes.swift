// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// Other processes, as `/proc` shows them (proc(5)).
enum Processes {
    /// Fields of `/proc/<id>/stat` behind the name; the first is the state.
    static func status(_ id: pid_t) -> [String] {
        guard let text = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8),
            let end = text.lastIndex(of: ")")
        else { return [] }
        return text[text.index(after: end)...].split(separator: " ").map(String.init)
    }

    static func children(of parent: pid_t) -> [pid_t] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { pid_t($0) }.filter { id in
            let fields = status(id)
            return fields.count > 1 && fields[1] == "\(parent)" && fields[0] != "Z"
        }
    }

    /// User time in ticks, a hundred a second.
    static func cpu(_ id: pid_t) -> Int {
        let fields = status(id)
        return fields.count > 11 ? Int(fields[11]) ?? 0 : 0
    }

    static func arguments(_ id: pid_t) -> [String] {
        let data = FileManager.default.contents(atPath: "/proc/\(id)/cmdline") ?? Data()
        return data.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }

    static func isGone(_ id: pid_t) -> Bool { status(id).first ?? "Z" == "Z" }

    enum Trouble: Error { case waitedInVain(for: String) }

    /// Looks again and again, for a minute and a half: far longer than anything takes.
    static func wait<Found>(for what: String, _ look: () throws -> Found?) throws -> Found {
        for _ in 0..<4_500 {
            if let found = try look() { return found }
            usleep(20_000)
        }
        throw Trouble.waitedInVain(for: what)
    }
}
