// SPDX-License-Identifier: GPL-3.0-or-later

/// 材料校验回执: "these bytes were received and checked against this checklist". Registry signs and verifies it; here it
/// is only data, so that reports can print it.
public struct IntakeReceipt: Sendable, Hashable, Codable {
    /// The code a clerk can read over the telephone.
    public var code: String
    /// RFC 3339, UTC.
    public var issuedAt: String
    public var packageName: String
    public var packageDigest: String
    public var checklistDigest: String
    public var roundDigest: String?
    public var applicantName: String?
    public var uscc: String?
    public var asOf: String
    public var conclusion: Conclusion
    /// Ed25519 public key, base64 of 32 bytes.
    public var publicKey: String
    /// Ed25519 signature over the canonical form, base64 of 64 bytes.
    public var signature: String

    enum CodingKeys: String, CodingKey {
        case code
        case issuedAt = "issued-at"
        case packageName = "package-name"
        case packageDigest = "package-digest"
        case checklistDigest = "checklist-digest"
        case roundDigest = "round-digest"
        case applicantName = "applicant-name"
        case uscc
        case asOf = "as-of"
        case conclusion
        case publicKey = "public-key"
        case signature
    }

    public init(
        code: String, issuedAt: String, packageName: String, packageDigest: String, checklistDigest: String,
        roundDigest: String?, applicantName: String?, uscc: String?, asOf: String, conclusion: Conclusion,
        publicKey: String, signature: String
    ) {
        self.code = code
        self.issuedAt = issuedAt
        self.packageName = packageName
        self.packageDigest = packageDigest
        self.checklistDigest = checklistDigest
        self.roundDigest = roundDigest
        self.applicantName = applicantName
        self.uscc = uscc
        self.asOf = asOf
        self.conclusion = conclusion
        self.publicKey = publicKey
        self.signature = signature
    }
}
