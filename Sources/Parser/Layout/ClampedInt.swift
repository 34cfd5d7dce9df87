// SPDX-License-Identifier: GPL-3.0-or-later

extension Double {
    /// As an integer, whatever a file or a worker says: 0 for what is no number, bounded for what is vast.
    var clamped: Int { isNaN ? 0 : Int(max(-1e15, min(1e15, self))) }
}
