// SPDX-License-Identifier: GPL-3.0-or-later
import CPDFText
import CPopplerGlib
import Dossier
import Foundation

/// Electronic signatures: whether the content is what was signed. Who signed is not verified; no network is used.
extension PDFReader {
    /// More signatures than this are not looked at.
    private static let signatureLimit = 50

    /// Poppler sets NSS up at the first validation, unguarded: a second thread would find it half made.
    private static let validating = NSLock()

    /// A note a signature; none for a document without any.
    func signatures() -> [FileNote] {
        let count = min(Int(pdftext_signature_count(document)), Self.signatureLimit)
        guard count > 0 else { return [] }
        return Self.validating.withLock { validated(count) }
    }

    private func validated(_ count: Int) -> [FileNote] {
        let held = g_bytes_new(bytes.bytes, gsize(bytes.length))
        defer { g_bytes_unref(held) }
        var error: UnsafeMutablePointer<GError>?
        let opened = poppler_document_new_from_bytes(held, nil, &error)
        if let error { g_error_free(error) }
        guard let opened else { return [FileNote(.digestUnchecked)] }
        defer { g_object_unref(UnsafeMutableRawPointer(opened)) }
        let fields = poppler_document_get_signature_fields(opened)
        defer { g_list_free_full(fields) { field in field.map { g_object_unref($0) } } }
        var verdicts: [Verdict] = []
        var item = fields
        while let node = item, verdicts.count < count {
            if let field = node.pointee.data, let verdict = verdict(OpaquePointer(field), index: verdicts.count) {
                verdicts.append(verdict)
            } else {
                verdicts.append(Verdict(code: nil))
            }
            item = node.pointee.next
        }
        // Each further signature adds to the file: the last one has to cover it all.
        let covered = verdicts.contains { $0.code == .digestMatches && $0.coversFile }
        return verdicts.compactMap { verdict in
            guard let code = verdict.code else { return nil }
            var remarks: [FileNote.Remark] = []
            if let signer = verdict.signer { remarks.append(.signer(signer)) }
            if let day = verdict.time { remarks.append(.signedOn(day)) }
            let isPartial = code == .digestMatches && !covered
            if isPartial { remarks.append(.addedTo) }
            return FileNote(isPartial ? .digestUnchecked : code, remarks: remarks)
        }
    }

    private struct Verdict {
        var code: FileNote.Code?
        var signer: String?
        var time: String?
        var coversFile = false
    }

    private func verdict(_ field: OpaquePointer, index: Int) -> Verdict? {
        guard pdftext_signature_ranges(document, Int32(index), nil, 0) >= 0 else { return nil }
        var error: UnsafeMutablePointer<GError>?
        // No flag: neither certificate chains nor revocation are looked at, which would need trust stores and a network.
        let info = poppler_form_field_signature_validate_sync(field, PopplerSignatureValidationFlags(0), nil, &error)
        if let error { g_error_free(error) }
        guard let info else { return nil }
        defer { poppler_signature_info_free(info) }
        var out = Verdict(code: .digestUnchecked)
        switch poppler_signature_info_get_signature_status(info) {
        case POPPLER_SIGNATURE_VALID: out.code = .digestMatches
        case POPPLER_SIGNATURE_INVALID, POPPLER_SIGNATURE_DIGEST_MISMATCH: out.code = .digestDiffers
        case POPPLER_SIGNATURE_NOT_FOUND: return nil
        default: break
        }
        out.signer = poppler_signature_info_get_signer_name(info).map { name in
            EntryName.shown(String(String(cString: name).prefix(80)))
        }
        if let time = poppler_signature_info_get_local_signing_time(info) {
            // The day in China, wherever the program runs.
            let seconds = Int64(g_date_time_to_unix(time))
            if (1...253_402_300_799).contains(seconds) { out.time = Self.day(seconds + 28_800) }
        }
        out.coversFile = coversFile(index)
        return out
    }

    /// The signature covers everything but itself: its own digits, in angle brackets, fill the only gap.
    private func coversFile(_ index: Int) -> Bool {
        var offsets = [Int64](repeating: 0, count: 8)
        let count = Int(pdftext_signature_ranges(document, Int32(index), &offsets, 8))
        guard count == 4, offsets[0] == 0, offsets[1] > 0, offsets[2] > offsets[1] + 1,
            offsets[3] <= Int64(bytes.length), offsets[2] <= offsets[3]
        else { return false }
        let content = bytes as Data
        let gap = content[(content.startIndex + Int(offsets[1]))..<(content.startIndex + Int(offsets[2]))]
        let digits = gap.dropFirst().dropLast()
        guard gap.first == UInt8(ascii: "<"), gap.last == UInt8(ascii: ">"),
            digits.allSatisfy({
                (0x30...0x39).contains($0) || (0x41...0x46).contains($0) || (0x61...0x66).contains($0)
                    || [0x20, 0x0A, 0x0D].contains($0)
            })
        else { return false }
        // Line ends behind the last byte say nothing.
        return content.dropFirst(Int(offsets[3])).allSatisfy { [0x20, 0x0A, 0x0D, 0].contains($0) }
    }

    /// The day of so many seconds after 1970, as `2026-03-31` (days from civil, in reverse).
    static func day(_ seconds: Int64) -> String {
        let shifted = Int((seconds / 86_400)) + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * month + 2) / 5 + 1
        let number = month < 10 ? month + 3 : month - 9
        let year = yearOfEra + era * 400 + (number <= 2 ? 1 : 0)
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return "\(year)-\(two(number))-\(two(day))"
    }
}
