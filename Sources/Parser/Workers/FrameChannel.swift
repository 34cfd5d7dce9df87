// SPDX-License-Identifier: GPL-3.0-or-later
import CConfine
import Foundation

/// Frames over a Unix stream socket: four bytes of length (big-endian, of what follows), one byte that says what it is,
/// and the content. Open files travel beside the first byte.
package struct FrameChannel {
    package enum Kind: UInt8 { case setup = 1, ready, request, progress, answer }

    package struct Frame {
        package var kind: Kind
        package var content: Data
        var files: [OpenFile] = []
    }

    package enum Fault: Error, Hashable {
        /// The other side is gone.
        case closed
        /// Nothing came in time.
        case late
        /// A frame longer than allowed, or not a frame.
        case malformed
    }

    let descriptor: Int32
    /// Longest frame that is taken in.
    var limit: Int

    package init(descriptor: Int32, limit: Int) { (self.descriptor, self.limit) = (descriptor, limit) }

    package func send(_ kind: Kind, _ content: Data) throws(Fault) { try send(kind, content, files: []) }

    func send(_ kind: Kind, _ content: Data, files: [Int32]) throws(Fault) {
        guard let length = UInt32(exactly: content.count + 1) else { throw .malformed }
        let head = withUnsafeBytes(of: length.bigEndian) { Array($0) } + [kind.rawValue]
        try write(Data(head), files)
        try write(content, [])
    }

    private func write(_ data: Data, _ files: [Int32]) throws(Fault) {
        var done = 0
        while done < data.count {
            let sent = data.withUnsafeBytes { bytes in
                confine_send(
                    descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done, files,
                    done == 0 ? Int32(files.count) : 0)
            }
            if sent < 0, errno == EINTR { continue }
            if sent < 0, errno == EAGAIN { throw .late }
            guard sent > 0 else { throw .closed }
            done += sent
        }
    }

    /// - Parameter patience: seconds to wait for each piece; nil waits for ever.
    package func receive(patience: Int? = nil) throws(Fault) -> Frame {
        var files: [OpenFile] = []
        let head = try read(5, patience, &files)
        let length = head.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        guard length >= 1, length <= limit, let kind = head.last.flatMap(Kind.init(rawValue:)) else { throw .malformed }
        return Frame(kind: kind, content: try read(length - 1, patience, &files), files: files)
    }

    private func read(_ count: Int, _ patience: Int?, _ files: inout [OpenFile]) throws(Fault) -> Data {
        // Grows with what really comes, not with what is announced.
        var data = Data()
        var buffer = [UInt8](repeating: 0, count: min(count, 1 << 18))
        while data.count < count {
            try wait(patience)
            var received = [Int32](repeating: -1, count: 4)
            var number: Int32 = 0
            let got = confine_receive(descriptor, &buffer, min(buffer.count, count - data.count), &received, 4, &number)
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { throw .closed }
            for one in received.prefix(Int(number)) {
                if let file = try? OpenFile(adopting: one) { files.append(file) }
            }
            data.append(contentsOf: buffer.prefix(got))
        }
        return data
    }

    private func wait(_ patience: Int?) throws(Fault) {
        guard let patience else { return }
        let end = DispatchTime.now().uptimeNanoseconds + UInt64(max(0, patience)) * 1_000_000_000
        while true {
            let now = DispatchTime.now().uptimeNanoseconds
            guard now < end else { throw .late }
            var poller = pollfd(descriptor: descriptor)
            let ready = poll(&poller, 1, Int32(clamping: (end - now) / 1_000_000 + 1))
            if ready > 0 { return }
            if ready < 0, errno != EINTR { throw .closed }
        }
    }
}

extension pollfd {
    fileprivate init(descriptor: Int32) { self.init(fd: descriptor, events: Int16(POLLIN), revents: 0) }
}
