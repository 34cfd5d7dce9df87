// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// Shared by all who have a registry's file open. Whoever puts another file in its place holds it alone: what others wrote to the
/// old one would be lost without a word.
final class RegistryLock: Sendable {
    static func path(_ registry: String) -> String { registry + ".lock" }

    private let descriptor: Int32

    /// Nil where somebody holds it, or where no lock can be made.
    init?(_ registry: String, alone: Bool) {
        descriptor = open(Self.path(registry), O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { return nil }
        guard flock(descriptor, (alone ? LOCK_EX : LOCK_SH) | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
    }

    deinit { close(descriptor) }
}
