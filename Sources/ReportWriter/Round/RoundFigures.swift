// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine

/// What a summary counts while packages go by.
public struct RoundFigures: Sendable, Hashable {
    public private(set) var packages = 0
    /// Packages that could not be checked.
    public private(set) var setAside = 0
    /// Packages that were checked, by what was concluded.
    public private(set) var conclusions: [Conclusion: Int] = [:]
    /// Packages of which some file could not be read, and such files of all packages.
    public private(set) var unreadablePackages = 0
    public private(set) var unreadableFiles = 0
    /// Packages beside which there is another one of their applicant, or one of the same content.
    public private(set) var sameApplicant = 0
    public private(set) var sameContent = 0
    public private(set) var crossFindings = 0

    public init() {}

    public mutating func count(_ package: PackageSummary) {
        packages += 1
        unreadableFiles += package.unreadableFiles
        if package.unreadableFiles > 0 { unreadablePackages += 1 }
        if package.sameApplicant.count > 0 { sameApplicant += 1 }
        if package.sameContent.count > 0 { sameContent += 1 }
        if package.isSetAside {
            setAside += 1
        } else if let conclusion = package.conclusion {
            conclusions[conclusion, default: 0] += 1
        }
    }

    public mutating func countCrossFinding() { crossFindings += 1 }
}
