// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation

/// The pictures of one report: which evidence is shown, in which order, and where a picture is only referred to.
///
/// It is made from the assessment before masking, because pages are asked for by their real names.
struct EvidenceCrops {
    /// Where a piece of evidence stands: finding and place in its list.
    struct Slot: Hashable {
        var finding: Int
        var evidence: Int
    }

    struct Picture {
        /// Counted from 1 in the order of the report.
        var number: Int
        var crop: PageCrop
        /// The one place where it is shown; elsewhere a link leads there.
        var home: Slot
    }

    /// A report of more would be too heavy for a mail and a printer.
    static let mostPictures = 120
    static let mostBytes = 24_000_000

    private var slots: [Slot: Int] = [:]
    private(set) var pictures: [Picture] = []

    private struct Place: Hashable {
        var document: String
        var page: Int
        var box: Box
    }

    /// What a finding may show: at most `pictures` new ones, of the first `cited` pieces of its evidence.
    struct Share {
        var finding: Int
        var pictures: Int
        var cited: Int
    }

    init(_ assessment: Assessment, images: (any PageImages)?, masked: Bool, order: [Share]) {
        guard let images else { return }
        var known: [Place: Int?] = [:]
        var bytes = 0
        for share in order {
            var shown = 0
            for (index, evidence) in assessment.findings[share.finding].evidence.prefix(share.cited).enumerated() {
                guard let page = evidence.page, let box = evidence.box else { continue }
                let slot = Slot(finding: share.finding, evidence: index)
                let place = Place(document: evidence.document, page: page, box: box)
                if let number = known[place] {
                    if let number { slots[slot] = number }
                    continue
                }
                guard shown < share.pictures, pictures.count < Self.mostPictures else { continue }
                guard let crop = images.crop(document: evidence.document, page: page, box: box, masked: masked),
                    crop.width > 0, crop.height > 0, bytes + crop.png.count <= Self.mostBytes
                else {
                    known[place] = .some(nil)
                    continue
                }
                bytes += crop.png.count
                shown += 1
                let number = pictures.count + 1
                pictures.append(Picture(number: number, crop: crop, home: slot))
                known[place] = number
                slots[slot] = number
            }
        }
    }

    func picture(_ slot: Slot) -> Picture? { slots[slot].map { pictures[$0 - 1] } }
}

extension PageCrop {
    /// The mark's place as CSS: per cent of the picture, so that it stays right at every size; a mark without extent
    /// becomes a dot that can be seen.
    var markStyle: String {
        func percent(_ value: Double, of size: Int) -> Double {
            value.isFinite ? min(100, max(0, value / Double(size) * 100)) : 0
        }
        let left = percent(mark.x0, of: width)
        let top = percent(mark.y0, of: height)
        let across = max(0.5, percent(mark.x1, of: width) - left)
        let down = max(0.5, percent(mark.y1, of: height) - top)
        func text(_ value: Double) -> String {
            let parts = Int((value * 100).rounded())
            return "\(parts / 100).\(String(parts % 100 + 100).dropFirst())"
        }
        return "left:\(text(left))%;top:\(text(top))%;width:\(text(across))%;height:\(text(down))%"
    }
}
