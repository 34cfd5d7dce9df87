// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Parser

/// Tells which packages of an inbox have come to rest: nothing in them has changed for a while, or whoever put them there has
/// said that they are complete.
struct Arrivals {
    /// Seconds for which nothing may change.
    let settle: Double
    private var seen: [String: (stamp: String, since: Double)] = [:]
    private var taken: [String: String] = [:]

    init(settle: Double) { self.settle = settle }

    /// - Parameter now: seconds of a clock that only goes on.
    /// - Returns: the items that are to be looked at, each with the stamp that `take` wants.
    mutating func ready(_ items: [Inbox.Item], now: Double) -> [(item: Inbox.Item, stamp: String)] {
        let packages = Set(items.map(\.package))
        seen = seen.filter { packages.contains($0.key) }
        taken = taken.filter { packages.contains($0.key) }
        var out: [(item: Inbox.Item, stamp: String)] = []
        for item in items {
            let stamp = Self.stamp(item.path)
            if taken[item.package] == stamp { continue }
            let since = seen[item.package].flatMap { $0.stamp == stamp ? $0.since : nil } ?? now
            seen[item.package] = (stamp, since)
            if now - since >= settle || Self.isComplete(item.path) { out.append((item, stamp)) }
        }
        return out
    }

    /// The item was looked at as it was under this stamp.
    mutating func take(_ package: String, _ stamp: String) { taken[package] = stamp }

    /// Whether something has come that has not come to rest yet.
    var isExpecting: Bool { seen.contains { taken[$0.key] != $0.value.stamp } }

    /// `name.complete` beside it, or `.complete` inside it.
    static func isComplete(_ path: String) -> Bool {
        [path + ".complete", path + "/.complete"].contains { FileManager.default.fileExists(atPath: $0) }
    }

    /// Changes with the name, size or time of anything in it. The clocks of shares need not agree with ours: times are
    /// compared with nothing but themselves.
    static func stamp(_ path: String) -> String {
        var lines = [line(path, "")]
        let walk = FileManager.default.enumerator(atPath: path)
        while let name = walk?.nextObject() as? String { lines.append(line(path + "/" + name, name)) }
        return Digest.sha256(lines.sorted().joined(separator: "\n"))
    }

    private static func line(_ path: String, _ name: String) -> String {
        var status = stat()
        guard lstat(path, &status) == 0 else { return "\(name) gone" }
        return "\(name) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec) \(status.st_mode)"
    }
}

/// Wakes early where the system tells of changes; on network shares, where it does not, the time simply passes.
final class FolderBell {
    private let descriptor: Int32

    init(_ path: String) {
        descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        if descriptor >= 0 {
            let events = IN_CREATE | IN_CLOSE_WRITE | IN_MOVED_TO | IN_ATTRIB
            inotify_add_watch(descriptor, path, UInt32(events))
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// - Parameter seconds: returns after that, at the latest.
    func wait(_ seconds: Double) {
        guard descriptor >= 0 else {
            usleep(UInt32(seconds * 1e6))
            return
        }
        var poller = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&poller, 1, Int32(seconds * 1_000)) > 0 else { return }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while read(descriptor, &buffer, buffer.count) > 0 {}
    }
}
