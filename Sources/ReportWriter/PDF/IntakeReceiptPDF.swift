// SPDX-License-Identifier: GPL-3.0-or-later
import CPangoCairo
import ChecklistEngine
import Dossier
import Foundation

/// 材料校验回执 on paper: a slip, set to the left under a grey band, with its code in large type. Nothing about it resembles a
/// 设立（备案）回执.
public struct IntakeReceiptPDF: Sendable {
    private let receipt: IntakeReceipt
    private let payload: String
    private let disclaimer: String
    private let fingerprint: String
    private let issuedAt: String
    private let language: Language

    /// - Parameters:
    ///   - payload: what the QR code says.
    ///   - disclaimer: what the receipt is not.
    ///   - fingerprint: of the key that signed it.
    ///   - issuedAt: the time of issue as it is to be read.
    public init(
        _ receipt: IntakeReceipt, payload: String, disclaimer: String, fingerprint: String, issuedAt: String,
        language: Language = .zh
    ) {
        self.receipt = receipt
        self.payload = payload
        self.disclaimer = disclaimer
        self.fingerprint = fingerprint
        self.issuedAt = issuedAt
        self.language = language
    }

    private static let shape: PDFPageShape = {
        let edge = 25 * PDFPageShape.millimetre
        return PDFPageShape(top: edge, left: edge, right: edge, bottom: edge)
    }()

    /// One A4 page. The same receipt gives the same bytes.
    public func pdf() throws(PDFError) -> Data {
        let words = ReceiptPhrases(language)
        let metadata = PDFMetadata(
            title: "\(words.intakeTitle) \(receipt.code)", subject: receipt.applicantName, date: receipt.issuedAt)
        let pages = try PDFPages(metadata, shape: Self.shape) { _ in }
        try head(pages, words)
        let body = PDFTextStyle(size: 10.5, pitch: 16)
        let width = pages.shape.textWidth
        let table = PDFTable(
            columns: [.init(title: "", width: width * 0.28), .init(title: "", width: width * 0.72)], head: body,
            body: body)
        try table.draw(rows(words), on: pages)
        pages.y += 12
        try pages.paragraph(disclaimer, PDFTextStyle(face: .heading, size: 11, pitch: 18))
        pages.y += 6
        try pages.paragraph(words.howToVerify, PDFTextStyle(size: 9, pitch: 14, grey: 0.25))
        return try pages.finish()
    }

    /// The band with the title, then code and conclusion beside the QR code.
    private func head(_ pages: PDFPages, _ words: ReceiptPhrases) throws(PDFError) {
        let width = pages.shape.textWidth
        let title = try pages.text(words.intakeTitle, PDFTextStyle(face: .heading, size: 22, pitch: 34))
        let subtitle = try pages.text(words.intakeSubtitle, PDFTextStyle(face: .heading, size: 10, pitch: 16))
        let height = title.height + subtitle.height + 16
        pages.band(x: pages.left, y: pages.y, width: width, height: height, grey: 0.88)
        title.draw(0..<title.lineCount, x: pages.left + 10, y: pages.y + 6, pages.cairo)
        subtitle.draw(0..<subtitle.lineCount, x: pages.left + 10, y: pages.y + 6 + title.height, pages.cairo)
        pages.y += height + 10
        let symbol = QRSymbol(payload)
        let side = symbol?.size(least: 45 * PDFPageShape.millimetre) ?? 45 * PDFPageShape.millimetre
        let column = width - side - 10
        let label = PDFTextStyle(size: 10.5, pitch: 16, grey: 0.25)
        let lines = [
            try pages.text(words.code, label, width: column),
            try pages.text(receipt.code, PDFTextStyle(face: .heading, size: 17, pitch: 28), width: column),
            try pages.text(words.issuedAt, label, width: column),
            try pages.text(issuedAt, PDFTextStyle(size: 12, pitch: 22), width: column),
            try pages.text(words.conclusion, label, width: column),
            try pages.text(
                receipt.conclusion.title(language), PDFTextStyle(face: .heading, size: 13, pitch: 22), width: column),
        ]
        var y = pages.y + 6
        for line in lines {
            line.draw(0..<line.lineCount, x: pages.left, y: y, pages.cairo)
            y += line.height
        }
        if let symbol {
            symbol.draw(x: pages.left + width - side, y: pages.y, size: side, pages.cairo)
        } else {
            let note = try pages.text(words.noSymbol, label, width: side)
            note.draw(0..<note.lineCount, x: pages.left + width - side, y: pages.y, pages.cairo)
        }
        pages.y = max(y, pages.y + side) + 10
    }

    private func rows(_ words: ReceiptPhrases) -> [[[String]]] {
        let fields: [(String, String?)] = [
            (words.applicant, receipt.applicantName), (words.uscc, receipt.uscc), (words.package, receipt.packageName),
            (words.asOf, words.day(receipt.asOf)), (words.packageDigest, receipt.packageDigest),
            (words.checklistDigest, receipt.checklistDigest), (words.roundDigest, receipt.roundDigest),
            (words.fingerprint, fingerprint),
        ]
        return fields.compactMap { label, value in value.map { [[label], [Masking.mask($0)]] } }
    }
}
