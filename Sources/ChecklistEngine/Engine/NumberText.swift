// SPDX-License-Identifier: GPL-3.0-or-later
import LibXML

/// Numbers as people read them: at most four decimals, no `.0`, no locale.
enum NumberText {
    static func of(_ value: Double) -> String {
        if value.isInfinite { return value > 0 ? "长期" : "-长期" }
        guard abs(value) < 1e11 else { return XPathValue.text(of: value) }
        return XPathValue.text(of: (value * 10_000).rounded() / 10_000)
    }
}
