// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// Work on independent values over all processors, results in order.
enum Parallel {
    static func map<Value: Sendable, Result: Sendable>(
        _ values: [Value], _ body: @Sendable (Value) -> Result
    ) -> [Result] {
        guard values.count > 1 else { return values.map(body) }
        let results = Slots<Result?>(values.count, filledWith: nil)
        DispatchQueue.concurrentPerform(iterations: values.count) { results.set($0, body(values[$0])) }
        return results.all().compactMap { $0 }
    }
}

/// Places for results that several threads fill, each once.
final class Slots<Value: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var values: [Value]

    init(_ count: Int, filledWith value: Value) { values = Array(repeating: value, count: count) }

    func set(_ number: Int, _ value: Value) {
        lock.lock()
        defer { lock.unlock() }
        values[number] = value
    }

    func all() -> [Value] {
        lock.lock()
        defer { lock.unlock() }
        return values
    }
}
