// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import Recognition

@Test func places() {
    #expect(
        SlantedRect(around: [Point(x: 0, y: 0), Point(x: 4, y: 0), Point(x: 4, y: 2), Point(x: 0, y: 2)])?.width == 4)
}
