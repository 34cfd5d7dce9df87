// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// Shared by all who have a registry's file open. Whoever puts another file in its place holds it alone: what others wrote to the
/// old one would be lost without a word.
final class RegistryLock: Sendable {
    static func path(_ registry: String) -> String { registry + ".lock" }

    private let descriptor: Int32

    private init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// - Returns: nil where no lock can be made, as in a folder that is only read.
    /// - Throws: `RegistryError.busy` where somebody holds it
    static func take(_ registry: String, alone: Bool) throws(RegistryError) -> RegistryLock? {
        let descriptor = open(path(registry), O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { return nil }
        if flock(descriptor, (alone ? LOCK_EX : LOCK_SH) | LOCK_NB) == 0 { return RegistryLock(descriptor) }
        let isHeld = errno == EWOULDBLOCK
        close(descriptor)
        if isHeld { throw .busy(registry) }
        return nil
    }

    deinit {
        // A process that another thread is starting this moment has the descriptor, too, and would go on holding the lock.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
