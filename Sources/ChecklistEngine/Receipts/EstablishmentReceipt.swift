// SPDX-License-Identifier: GPL-3.0-or-later

/// 设立（备案）回执: issued for the bureau at the end of the steps of 管理办法 article 9(二), never by a check. Registry signs
/// and verifies it; here it is only data, so that reports can print it.
public struct EstablishmentReceipt: Sendable, Hashable, Codable {
    public struct Occupation: Sendable, Hashable, Codable {
        public var name: String
        /// `N-NN-NN-NN` of the 职业分类大典; nil where none was read.
        public var code: String?
        public var trade: String?
        /// The digits of the levels, highest number first: `5 4 3`.
        public var levels: String

        public init(name: String, code: String? = nil, trade: String? = nil, levels: String) {
            (self.name, self.code, self.trade, self.levels) = (name, code, trade, levels)
        }
    }

    /// 文号 as the bureau gave it, one line.
    public var number: String
    /// RFC 3339, UTC.
    public var issuedAt: String
    /// The bureau that decided.
    public var authority: String
    public var applicantName: String
    public var uscc: String?
    public var applicantClass: ApplicantClass
    /// 机构编码, 13 characters, assigned by the bureau. Never taken apart.
    public var institutionCode: String
    public var address: String
    public var occupations: [Occupation]
    /// ISO 8601 days, both included; three years (管理办法 article 23).
    public var validFrom: String
    public var validUntil: String
    /// ISO 8601 days of the 公示, both included; nil where the round asks for none.
    public var noticeFrom: String?
    public var noticeUntil: String?
    public var roundID: String
    public var packageDigest: String
    /// Ed25519 public key, base64 of 32 bytes.
    public var publicKey: String
    /// Ed25519 signature over the canonical form, base64 of 64 bytes.
    public var signature: String

    enum CodingKeys: String, CodingKey {
        case number
        case issuedAt = "issued-at"
        case authority
        case applicantName = "applicant-name"
        case uscc
        case applicantClass = "class"
        case institutionCode = "institution-code"
        case address, occupations
        case validFrom = "valid-from"
        case validUntil = "valid-until"
        case noticeFrom = "notice-from"
        case noticeUntil = "notice-until"
        case roundID = "round"
        case packageDigest = "package-digest"
        case publicKey = "public-key"
        case signature
    }

    public init(
        number: String, issuedAt: String, authority: String, applicantName: String, uscc: String?,
        applicantClass: ApplicantClass, institutionCode: String, address: String, occupations: [Occupation],
        validFrom: String, validUntil: String, noticeFrom: String?, noticeUntil: String?, roundID: String,
        packageDigest: String, publicKey: String, signature: String
    ) {
        self.number = number
        self.issuedAt = issuedAt
        self.authority = authority
        self.applicantName = applicantName
        self.uscc = uscc
        self.applicantClass = applicantClass
        self.institutionCode = institutionCode
        self.address = address
        self.occupations = occupations
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.noticeFrom = noticeFrom
        self.noticeUntil = noticeUntil
        self.roundID = roundID
        self.packageDigest = packageDigest
        self.publicKey = publicKey
        self.signature = signature
    }
}
