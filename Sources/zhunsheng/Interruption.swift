// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Parser

/// What is tidied up when a person or the system ends a run early. Workers end by themselves with this process.
enum Interruption {
    /// Removes temporary folders on SIGINT, SIGTERM and SIGHUP, and then ends as the signal would have ended the run, so that
    /// the shell sees 130, 143, 129.
    static func watch() { sources.forEach { $0.resume() } }

    // Made once and never changed.
    nonisolated(unsafe) private static let sources: [any DispatchSourceSignal] = [SIGINT, SIGTERM, SIGHUP].map {
        number in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler {
            Workspace.removeAll()
            signal(number, SIG_DFL)
            kill(getpid(), number)
        }
        return source
    }
}
