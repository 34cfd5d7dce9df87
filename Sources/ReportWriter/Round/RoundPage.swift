// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation

/// `summary.html`: a round on one page that needs nothing else, no network and no script to be read.
///
/// Rows go to disk as they come. Figures and the packages set aside stand at the head although they are known only at the
/// end, so each part has a file of its own until `close` joins them.
///
/// Residual risk: names of persons are not masked; numbers are masked by who makes the summaries.
final class RoundPage {
    private let file, setAside, packages, cross: DraftFile
    private let frame: RoundPageFrame
    private(set) var figures = RoundFigures()

    init(path: String, round: RoundHeading, language: Language = .zh) throws(RoundOutputError) {
        file = try DraftFile(path)
        setAside = try DraftFile(path + ".set-aside")
        packages = try DraftFile(path + ".packages")
        cross = try DraftFile(path + ".cross")
        frame = RoundPageFrame(heading: round, words: RoundPhrases(language))
    }

    func add(_ package: PackageSummary) throws(RoundOutputError) {
        figures.count(package)
        if package.isSetAside {
            try setAside.write(frame.setAsideRow(package, number: figures.setAside))
        } else {
            try packages.write(frame.packageRow(package, number: figures.packages - figures.setAside))
        }
    }

    func add(_ finding: CrossFinding) throws(RoundOutputError) {
        figures.countCrossFinding()
        try cross.write(frame.crossItem(finding.masked, number: figures.crossFindings))
    }

    /// The file takes its place.
    func close() throws(RoundOutputError) {
        let parts = [setAside, packages, cross]
        for (index, piece) in frame.pieces(figures).enumerated() {
            if index > 0 { try file.append(parts[index - 1]) }
            try file.write(piece)
        }
        try file.publish()
    }
}
