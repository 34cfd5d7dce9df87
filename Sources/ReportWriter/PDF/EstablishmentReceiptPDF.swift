// SPDX-License-Identifier: GPL-3.0-or-later
import CPangoCairo
import ChecklistEngine
import Dossier
import Foundation

/// 设立（备案）回执 on paper: a framed, centred certificate with the institution code, the table of occupations and levels, and a
/// place for the seal. The table may go over several pages.
public struct EstablishmentReceiptPDF: Sendable {
    private let receipt: EstablishmentReceipt
    private let payload: String
    private let fingerprint: String
    private let issuedOn: String
    private let language: Language

    /// - Parameters:
    ///   - payload: what the QR code says.
    ///   - fingerprint: of the key that signed it.
    ///   - issuedOn: ISO 8601 day of issue in China.
    public init(
        _ receipt: EstablishmentReceipt, payload: String, fingerprint: String, issuedOn: String,
        language: Language = .zh
    ) {
        self.receipt = receipt
        self.payload = payload
        self.fingerprint = fingerprint
        self.issuedOn = issuedOn
        self.language = language
    }

    private static let shape = PDFPageShape(
        top: 26 * PDFPageShape.millimetre, left: 28 * PDFPageShape.millimetre, right: 28 * PDFPageShape.millimetre,
        bottom: 25 * PDFPageShape.millimetre)

    /// A4. The same receipt gives the same bytes.
    public func pdf() throws(PDFError) -> Data {
        let words = ReceiptPhrases(language)
        let metadata = PDFMetadata(
            title: "\(words.establishmentTitle) \(receipt.number)", author: receipt.authority,
            subject: receipt.applicantName, date: receipt.issuedAt)
        let pages = try PDFPages(metadata, shape: Self.shape) { pages in try decorate(pages) }
        try head(pages, words)
        let body = PDFTextStyle(size: 11, pitch: 16.5)
        let head = PDFTextStyle(face: .heading, size: 11, pitch: 16.5)
        let width = pages.shape.textWidth
        let fields = PDFTable(
            columns: [.init(title: "", width: width * 0.26), .init(title: "", width: width * 0.74)], head: head,
            body: body)
        try fields.draw(rows(words), on: pages)
        pages.y += 12
        try pages.require(80)
        try pages.paragraph(words.occupations, PDFTextStyle(face: .heading, size: 12, pitch: 22))
        let shares = [0.1, 0.2, 0.26, 0.22, 0.22]
        let occupations = PDFTable(
            columns: zip(words.occupationColumns, shares).map {
                .init(title: $0, width: width * $1, alignment: .centre)
            },
            head: head, body: body)
        let foot = try Foot(self, pages, words)
        try occupations.draw(occupationRows(words), tail: foot.height, on: pages)
        try foot.draw(pages)
        return try pages.finish()
    }

    private func decorate(_ pages: PDFPages) throws(PDFError) {
        let (outer, inner) = (14 * PDFPageShape.millimetre, 16 * PDFPageShape.millimetre)
        for (edge, line) in [(outer, 2.2), (inner, 0.6)] {
            pages.frame(
                x: edge, y: edge, width: PDFPageShape.width - 2 * edge, height: PDFPageShape.height - 2 * edge,
                line: line)
        }
        guard pages.number > 1 else { return }
        let style = PDFTextStyle(size: 10, pitch: 14, alignment: .centre)
        let text = try pages.text("\(receipt.institutionCode) · — \(pages.number) —", style)
        text.draw(0..<1, x: pages.left, y: pages.bottom + 10, pages.cairo)
    }

    private func head(_ pages: PDFPages, _ words: ReceiptPhrases) throws(PDFError) {
        try pages.paragraph(
            words.establishmentTitle,
            PDFTextStyle(face: .body, size: 28, pitch: 46, alignment: .centre, bold: true, spacing: 2))
        try pages.paragraph(receipt.number, PDFTextStyle(size: 13, pitch: 24, alignment: .centre))
        pages.y += 8
        try pages.paragraph(
            "\(words.institutionCode)  \(receipt.institutionCode)",
            PDFTextStyle(face: .heading, size: 20, pitch: 32, alignment: .centre, spacing: 1))
        pages.y += 10
    }

    private func rows(_ words: ReceiptPhrases) -> [[[String]]] {
        var notice: String?
        if let from = receipt.noticeFrom, let until = receipt.noticeUntil { notice = words.span(from, until) }
        let fields: [(String, String?)] = [
            (words.institution, receipt.applicantName), (words.uscc, receipt.uscc),
            (words.applicantClass, receipt.applicantClass.title(language)), (words.address, receipt.address),
            (words.validity, words.span(receipt.validFrom, receipt.validUntil)), (words.notice, notice),
            (words.round, receipt.roundID),
        ]
        return fields.compactMap { label, value in value.map { [[label], [$0]] } }
    }

    private func occupationRows(_ words: ReceiptPhrases) -> [[[String]]] {
        receipt.occupations.enumerated().map { number, occupation in
            [
                ["\(number + 1)"], [occupation.code ?? "—"], [occupation.name], [occupation.trade ?? "—"],
                [words.levels(occupation.levels)],
            ]
        }
    }

    /// The QR code on the left, the authority, its seal and the date on the right; digests and how to verify below.
    private struct Foot {
        let symbol: QRSymbol?
        let side: Double
        let authority: PDFText
        let date: PDFText
        let seal: PDFText
        let noSymbol: PDFText
        let small: [PDFText]

        /// 40 mm: a round seal of an office is 42 mm wide and stands over authority and date.
        private static let sealSide = 40 * PDFPageShape.millimetre

        init(_ document: EstablishmentReceiptPDF, _ pages: PDFPages, _ words: ReceiptPhrases) throws(PDFError) {
            symbol = QRSymbol(document.payload)
            let least = 45 * PDFPageShape.millimetre
            side = symbol?.size(least: least) ?? least
            let width = pages.shape.textWidth
            let style = PDFTextStyle(size: 13, pitch: 22, alignment: .centre)
            authority = try pages.text(document.receipt.authority, style, width: width - side - 10)
            date = try pages.text(words.day(document.issuedOn), style, width: width - side - 10)
            let quiet = PDFTextStyle(size: 10, pitch: 15, alignment: .centre, grey: 0.55)
            seal = try pages.text(words.seal, quiet, width: Self.sealSide)
            noSymbol = try pages.text(words.noSymbol, PDFTextStyle(size: 10, pitch: 15), width: side)
            let note = PDFTextStyle(size: 8.5, pitch: 13, grey: 0.25)
            small = [
                try pages.text("\(words.packageDigest) \(document.receipt.packageDigest)", note),
                try pages.text("\(words.fingerprint) \(document.fingerprint)", note),
                try pages.text(words.howToVerify, note),
            ]
        }

        private var right: Double { authority.height + date.height + Self.sealSide + 12 }
        var height: Double { 14 + max(side, right) + 8 + small.reduce(0) { $0 + $1.height } }

        func draw(_ pages: PDFPages) throws(PDFError) {
            try pages.require(height)
            pages.y += 14
            if let symbol {
                symbol.draw(x: pages.left, y: pages.y, size: side, pages.cairo)
            } else {
                noSymbol.draw(0..<noSymbol.lineCount, x: pages.left, y: pages.y, pages.cairo)
            }
            let x = pages.left + side + 10
            var y = pages.y + 4
            authority.draw(0..<authority.lineCount, x: x, y: y, pages.cairo)
            y += authority.height
            date.draw(0..<date.lineCount, x: x, y: y, pages.cairo)
            y += date.height + 6
            let radius = Self.sealSide / 2
            let centre = x + authority.width / 2
            cairo_set_source_rgb(pages.cairo, 0.6, 0.6, 0.6)
            cairo_set_line_width(pages.cairo, 0.6)
            cairo_set_dash(pages.cairo, [3, 3], 2, 0)
            // Without this the arc would begin with a line from the last text.
            cairo_new_path(pages.cairo)
            cairo_arc(pages.cairo, centre, y + radius, radius - 1, 0, 2 * Double.pi)
            cairo_stroke(pages.cairo)
            cairo_set_dash(pages.cairo, nil, 0, 0)
            seal.draw(0..<seal.lineCount, x: centre - radius, y: y + radius - seal.height / 2, pages.cairo)
            pages.y += max(side, right) + 8
            for text in small {
                text.draw(0..<text.lineCount, x: pages.left, y: pages.y, pages.cairo)
                pages.y += text.height
            }
        }
    }
}
