// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier

extension CrossFinding {
    /// With numbers of persons masked, whoever made the finding: its quotes come straight from the documents. What is
    /// masked already stays as it is.
    var masked: CrossFinding {
        var copy = self
        copy.shown = Masking.mask(shown)
        for index in copy.claimants.indices {
            copy.claimants[index].package = Masking.mask(claimants[index].package)
            copy.claimants[index].evidence.document = Masking.mask(claimants[index].evidence.document)
            copy.claimants[index].evidence.quote = Masking.mask(claimants[index].evidence.quote)
        }
        return copy
    }
}
