// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Foundation

/// Signs 设立（备案）回执 for the bureau: at the end of 评估, 公示, 无异议 and 统一编码 (管理办法 article 9(二)), never by a check.
public enum EstablishmentReceiptIssuer {
    /// The same content and key give the same receipt.
    /// - Parameter draft: complete but for key and signature, which are filled in.
    /// - Throws: `.badTime`, `.badDigest`, or `.badField` with the name of what cannot stand in such a receipt.
    public static func issue(
        _ draft: EstablishmentReceipt, keys: ReceiptKeys
    ) throws(RegistryError) -> EstablishmentReceipt {
        guard CivilTime(utc: draft.issuedAt) != nil else { throw .badTime(draft.issuedAt) }
        guard ReceiptIssuer.isDigest(draft.packageDigest) else { throw .badDigest("package-digest") }
        if let field = unfit(draft) { throw .badField(field) }
        var receipt = draft
        receipt.publicKey = keys.publicKey.base64
        guard let signature = keys.sign(EstablishmentCanonicalForm.bytes(of: receipt)) else { throw .noRandomness }
        receipt.signature = Data(signature).base64EncodedString()
        return receipt
    }

    /// The last day of three years that begin on `day` (管理办法 article 23): `2026-05-12` gives `2029-05-11`. nil where it is no
    /// ISO 8601 day.
    public static func lastDay(ofThreeYearsFrom day: String) -> String? {
        guard let (year, month, date) = parts(day) else { return nil }
        func text(_ year: Int, _ month: Int, _ day: Int) -> String {
            let padded = [month, day].map { $0 < 10 ? "0\($0)" : "\($0)" }
            return "\(year)-\(padded[0])-\(padded[1])"
        }
        if date > 1 { return text(year + 3, month, date - 1) }
        if month == 1 { return text(year + 2, 12, 31) }
        let last = (28...31).last { CivilTime.isDay(year: year + 3, month: month - 1, day: $0) }
        return last.map { text(year + 3, month - 1, $0) }
    }

    /// The first field that cannot stand in a receipt.
    static func unfit(_ receipt: EstablishmentReceipt) -> String? {
        let texts = [
            ("number", receipt.number), ("authority", receipt.authority), ("applicant-name", receipt.applicantName),
            ("address", receipt.address), ("round", receipt.roundID),
        ]
        if let empty = texts.first(where: { $0.1.isEmpty }) { return empty.0 }
        if !isInstitutionCode(receipt.institutionCode, of: receipt.applicantClass) { return "institution-code" }
        if receipt.occupations.isEmpty || !receipt.occupations.allSatisfy(isFit) { return "occupations" }
        if parts(receipt.validFrom) == nil { return "valid-from" }
        if receipt.validUntil != lastDay(ofThreeYearsFrom: receipt.validFrom) { return "valid-until" }
        switch (receipt.noticeFrom, receipt.noticeUntil) {
        case (nil, nil): return nil
        case (let from?, let until?):
            if parts(from) == nil { return "notice-from" }
            return parts(until) == nil || until < from ? "notice-until" : nil
        case (nil, _): return "notice-from"
        case (_, nil): return "notice-until"
        }
    }

    /// Parts are absent or say something, so that each receipt has one form.
    private static func isFit(_ occupation: EstablishmentReceipt.Occupation) -> Bool {
        !occupation.name.isEmpty && occupation.code?.isEmpty != true && occupation.trade?.isEmpty != true
            && occupation.levels.allSatisfy { "12345 ".contains($0) }
    }

    /// 13 characters. Those of 用人单位 and 社会培训评价组织 are a letter and twelve digits (they begin the certificate numbers of the
    /// national rule); how those of the other classes are made is nowhere said, so any capitals and digits will do. What they
    /// mean is the bureau's.
    static func isInstitutionCode(_ text: String, of applicantClass: ApplicantClass?) -> Bool {
        let characters = Array(text.utf8)
        let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
        let isCapital = { (byte: UInt8) in (0x41...0x5A).contains(byte) }
        guard characters.count == 13 else { return false }
        switch applicantClass {
        case .appraisalBody, .specialSkillBody: return characters.allSatisfy { isDigit($0) || isCapital($0) }
        case .employer, .trainingOrganization, nil:
            return isCapital(characters[0]) && characters.dropFirst().allSatisfy(isDigit)
        }
    }

    private static func parts(_ day: String) -> (Int, Int, Int)? {
        let digits = Array(day.utf8)
        guard digits.count == 10, CivilTime(utc: day + "T00:00:00Z") != nil, let year = Int(day.prefix(4)),
            let month = Int(day.dropFirst(5).prefix(2)), let date = Int(day.suffix(2))
        else { return nil }
        return (year, month, date)
    }
}
