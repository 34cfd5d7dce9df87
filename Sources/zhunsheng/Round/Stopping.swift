// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// How a batch ends when a person or the system ends it early: at once, with status 75, as everything that was registered
/// stays and nothing else counts. The processes that check packages end with this one.
enum Stopping {
    /// - Parameter goOn: what to do to go on, in Chinese and English.
    static func watch(_ language: Language, goOn: (zh: String, en: String)) {
        for number in [SIGINT, SIGTERM, SIGHUP] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                Terminal.clearProgress()
                Terminal.error(
                    language == .zh
                        ? "zhunsheng: 已停止。已登记的结果不会丢失；\(goOn.zh)。"
                        : "zhunsheng: Stopped. What was registered is kept; \(goOn.en).")
                _exit(Status.stopped.rawValue)
            }
            source.resume()
            sources.append(source)
        }
    }

    // Filled once, before anything else runs.
    nonisolated(unsafe) private static var sources: [any DispatchSourceSignal] = []
}
