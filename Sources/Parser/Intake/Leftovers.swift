// SPDX-License-Identifier: GPL-3.0-or-later

/// Files that systems and office programs leave behind, and the mark `.complete` by which a package is said to be complete. They
/// prove nothing and are set aside.
enum Leftovers {
    static func contains(path: String) -> Bool {
        let parts = path.split(separator: "/")
        guard let name = parts.last?.lowercased() else { return false }
        if parts.contains("__MACOSX") { return true }
        return ["thumbs.db", "ehthumbs.db", "desktop.ini", ".ds_store", ".complete"].contains(name)
            || name.hasPrefix("~$")
            || name.hasPrefix("._") || (name.hasPrefix(".~lock.") && name.hasSuffix("#"))
    }
}
