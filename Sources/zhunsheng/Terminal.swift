// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import ReportWriter

/// Standard output and error, and what they are connected to.
enum Terminal {
    static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) != 0 }
    static var errorIsTerminal: Bool { isatty(STDERR_FILENO) != 0 }

    /// Colour only on a terminal, and not where the user asks for none (NO_COLOR).
    static var color: Bool {
        outputIsTerminal && ProcessInfo.processInfo.environment["NO_COLOR", default: ""].isEmpty
    }

    /// Columns of the terminal; 80 where there is none.
    static var width: Int {
        var size = winsize()
        if outputIsTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
            return Int(size.ws_col)
        }
        return 80
    }

    static func print(_ text: String) {
        FileHandle.standardOutput.write(Data((text.hasSuffix("\n") ? text : text + "\n").utf8))
    }

    static func error(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

    /// One line that is drawn over itself, only on a terminal.
    static func progress(_ text: String) {
        guard errorIsTerminal else { return }
        var line = ""
        for character in text where DisplayWidth.of(line) + DisplayWidth.of(character) < width - 1 {
            line.append(character)
        }
        FileHandle.standardError.write(Data("\r\u{1B}[K\(line)".utf8))
    }

    static func clearProgress() {
        guard errorIsTerminal else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    }
}
