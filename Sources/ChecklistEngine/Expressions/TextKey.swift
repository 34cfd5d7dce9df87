// SPDX-License-Identifier: GPL-3.0-or-later

/// A text as the key of a memo: byte for byte, since hashing a `String` that is not ASCII normalises it first.
struct TextKey: Hashable {
    private let text: String

    init(_ text: String) { self.text = text }

    static func == (a: TextKey, b: TextKey) -> Bool { Folding.isSame(a.text, b.text) }

    func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
