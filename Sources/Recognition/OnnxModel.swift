// SPDX-License-Identifier: GPL-3.0-or-later
import COnnxRuntime
import Foundation

/// The ONNX Runtime library, loaded once a process and never unloaded.
struct OnnxRuntime: @unchecked Sendable {
    static let version = "1.32.0"

    fileprivate let handle: OpaquePointer

    private static let lock = NSLock()
    // Guarded by `lock`. A library once loaded stays, so a path is loaded once.
    nonisolated(unsafe) private static var loaded: [String: OnnxRuntime] = [:]

    static func load(_ path: String) throws -> OnnxRuntime {
        try lock.withLock {
            if let runtime = loaded[path] { return runtime }
            guard FileManager.default.fileExists(atPath: path) else {
                throw RecogniserError(reason: "ONNX Runtime: \(path) is not there")
            }
            let runtime = try reasoned { reason, capacity in
                onnx_load(path, version, reason, capacity).map(OnnxRuntime.init)
            }
            loaded[path] = runtime
            return runtime
        }
    }
}

/// Numbers in rows: the input or output of a network.
struct Tensor {
    var shape: [Int]
    var values: [Float]
}

/// One network, for one thread.
final class OnnxModel {
    private let session: OpaquePointer

    init(_ runtime: OnnxRuntime, path: String) throws {
        session = try reasoned { reason, capacity in onnx_open(runtime.handle, path, reason, capacity) }
    }

    deinit { onnx_close(session) }

    func metadata(_ key: String) -> String? {
        guard let text = onnx_metadata(session, key) else { return nil }
        defer { free(text) }
        return String(cString: text)
    }

    /// Runs the network; the output is valid within `body` only.
    func run<T>(_ input: Tensor, _ body: (_ shape: [Int], UnsafeBufferPointer<Float>) throws -> T) throws -> T {
        guard input.shape.reduce(1, *) == input.values.count, !input.values.isEmpty else {
            throw RecogniserError(reason: "a tensor of \(input.values.count) values is not \(input.shape)")
        }
        var output = onnx_tensor()
        try input.values.withUnsafeBufferPointer { values in
            _ = try reasoned { reason, capacity -> Bool? in
                let shape = input.shape.map(Int64.init)
                return onnx_run(session, values.baseAddress, shape, shape.count, &output, reason, capacity) == 0
                    ? true : nil
            }
        }
        defer { onnx_release(session, &output) }
        let shape = withUnsafeBytes(of: output.shape) {
            $0.bindMemory(to: Int64.self).prefix(output.rank).map(Int.init)
        }
        return try body(shape, UnsafeBufferPointer(start: output.data, count: output.count))
    }
}

/// Calls a function that gives nothing on failure and writes the reason.
private func reasoned<T>(_ call: (UnsafeMutablePointer<CChar>?, Int) -> T?) throws -> T {
    var buffer = [CChar](repeating: 0, count: 1024)
    guard let result = buffer.withUnsafeMutableBufferPointer({ call($0.baseAddress, $0.count) }) else {
        let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        throw RecogniserError(reason: "ONNX Runtime: " + String(decoding: bytes, as: UTF8.self))
    }
    return result
}
