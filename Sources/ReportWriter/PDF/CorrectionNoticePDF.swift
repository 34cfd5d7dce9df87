// SPDX-License-Identifier: GPL-3.0-or-later
import CPangoCairo
import Foundation

/// Sets a correction notice: the letter by GB/T 9704-2012, and the list as its attachment.
struct CorrectionNoticePDF {
    let notice: CorrectionNotice

    private var words: CorrectionPhrases { CorrectionPhrases(notice.language) }
    private var isChinese: Bool { notice.language == .zh }

    /// 2号 and 3号. The text area holds 22 lines of 28 characters (5.2.3); 16 pt, as office programs round it, would hold 27.
    private static let body = 15.75
    private static let pitch = 28.9
    private var title: PDFTextStyle {
        PDFTextStyle(face: .body, size: 22, pitch: 36, alignment: .centre, bold: true)
    }
    private var paragraph: PDFTextStyle {
        let size = isChinese ? Self.body : 12.5
        // Chinese lines are filled; English ones would get holes.
        return PDFTextStyle(
            size: size, pitch: isChinese ? Self.pitch : 21, alignment: isChinese ? .justified : .left,
            indent: isChinese ? 2 * size : 0)
    }
    private var plain: PDFTextStyle {
        var style = paragraph
        style.indent = 0
        return style
    }

    func render() throws(PDFError) -> Data {
        let particulars = notice.particulars
        let metadata = PDFMetadata(
            title: words.title, author: particulars.authority, subject: notice.applicant,
            date: particulars.date ?? notice.asOf)
        let pages = try PDFPages(metadata, shape: .official) { pages in try pages.pageNumber() }
        try letter(pages)
        try pages.newPage()
        try list(pages)
        return try pages.finish()
    }

    // MARK: The letter

    private func letter(_ pages: PDFPages) throws(PDFError) {
        try pages.paragraph(words.title, title)
        var centred = plain
        centred.alignment = .centre
        try pages.paragraph(words.number(notice.particulars.number), centred)
        pages.y += Self.pitch
        try pages.paragraph(words.addressee(notice.applicant), plain)
        try paragraph(words.opening(notice), pages)
        try paragraph(words.request(notice.particulars.deadline), pages)
        try paragraph(words.standing(notice.openMatters), pages)
        // Who signs does not stand on a page without text.
        var line = paragraph
        line.alignment = .left
        let contact = try pages.text(words.contact(notice.particulars), line)
        try pages.require(contact.height + 2 * line.pitch + signatureHeight)
        try pages.paragraph(words.contact(notice.particulars), line)
        pages.y += paragraph.pitch
        try pages.paragraph(words.attachment, paragraph)
        try signature(pages)
    }

    private func paragraph(_ text: String, _ pages: PDFPages) throws(PDFError) {
        try pages.paragraph(text, paragraph)
        // Without an indent, space tells paragraphs apart.
        if !isChinese { pages.y += 7 }
    }

    private var signatureHeight: Double { 4 * plain.pitch }

    /// 7.3.5: the date four characters from the right, the authority centred above it.
    private func signature(_ pages: PDFPages) throws(PDFError) {
        let style = plain
        try pages.require(signatureHeight)
        pages.y += 2 * style.pitch
        let width = pages.shape.textWidth
        let date = try pages.text(words.date(notice.particulars.date), style)
        let authority = try pages.text(notice.particulars.authority ?? words.sealHere, style, width: width)
        let right = pages.left + width - 4 * style.size
        let middle = right - date.inkWidth / 2
        // A long name moves left until it, too, ends two characters before the edge.
        let furthest = pages.left + width - 2 * style.size - authority.inkWidth
        let x = max(pages.left, min(middle - authority.inkWidth / 2, furthest))
        authority.draw(0..<authority.lineCount, x: x, y: pages.y, pages.cairo)
        pages.y += authority.height
        date.draw(0..<date.lineCount, x: right - date.inkWidth, y: pages.y, pages.cairo)
        pages.y += date.height
    }

    // MARK: The list

    private func list(_ pages: PDFPages) throws(PDFError) {
        // 7.3.7: 附件 in 3号黑体 at the top left, the title on the third line.
        let label = PDFTextStyle(face: .heading, size: Self.body, pitch: Self.pitch)
        try pages.paragraph(words.attachmentLabel, label)
        var heading = title
        heading.size = 18
        try pages.paragraph(words.list, heading)
        pages.y += 8
        // 小五 to 五号: five columns on 156 mm.
        let body = PDFTextStyle(size: isChinese ? 10.5 : 9.5, pitch: isChinese ? 15.5 : 13.5)
        let head = PDFTextStyle(face: .heading, size: body.size, pitch: body.pitch)
        var table = PDFTable(columns: columns(pages.shape.textWidth), head: head, body: body)
        table.continuation = words.continued
        let note = PDFTextStyle(size: 9, pitch: 14)
        let tail = 2 * note.pitch + 8 + 3 * body.pitch
        try table.draw(notice.items.map(row), least: 3, tail: tail, on: pages)
        pages.y += 4
        try pages.paragraph(words.listNote(notice.checklist), note)
        pages.y += body.pitch
        try pages.paragraph(words.signature, body)
    }

    private func columns(_ width: Double) -> [PDFTable.Column] {
        let shares = [0.08, 0.22, 0.32, 0.22, 0.16]
        return zip(words.columns, shares).enumerated().map { index, column in
            .init(title: column.0, width: width * column.1, alignment: index == 0 ? .centre : .left)
        }
    }

    private func row(_ item: CorrectionNotice.Item) -> [[String]] {
        let rests = item.places.isEmpty ? [] : [words.rests + item.places.joined(separator: words.semicolon)]
        return [[String(item.number)], item.requirements, [item.found] + rests, [item.remedy], [""]]
    }
}
