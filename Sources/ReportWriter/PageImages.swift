// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// Where a report gets pictures of evidence from. The command line connects it to the parser's renderer, so that
/// reports know nothing of PDF.
public protocol PageImages {
    /// A crop of the page around `box` (PDF points); nil where the document has no pages to show.
    /// With `masked`, ID numbers and telephone numbers in the crop are blacked out.
    func crop(document: String, page: Int, box: Box, masked: Bool) -> PageCrop?
}
