// SPDX-License-Identifier: GPL-3.0-or-later
import ChecklistEngine
import Dossier
import Foundation
import Parser
import Registry
import ReportWriter

/// A receipt that someone hands over: as JSON, as the text of a QR code, or as a file in which the QR code stands.
struct ReceiptFile {
    let path: String
    let language: Language

    /// nil where there is no such file.
    init?(_ path: String, _ language: Language) {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        (self.path, self.language) = (path, language)
    }

    func verify(_ verifier: ReceiptVerifier, against expected: ReceiptVerifier.Expectation) throws -> ReceiptCheck {
        switch try content() {
        case .json(let data): verifier.verify(anyJSON: data, against: expected)
        case .codes(let texts): verifier.verify(codes: texts, against: expected)
        }
    }

    private enum Content {
        case json(Data)
        case codes([String])
    }

    private func content() throws -> Content {
        let url = URL(fileURLWithPath: path)
        guard let start = Self.start(of: url) else {
            throw Failure(
                .inputOutput,
                language == .zh
                    ? "无法读取“\(path)”。请检查路径和权限。" : "Cannot read '\(path)'. Check the path and its permissions.")
        }
        let text = String(decoding: start, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        if url.pathExtension.lowercased() == "json" || text.hasPrefix("{") {
            return .json(start)
        }
        return text.hasPrefix(ReceiptPayload.prefix) ? .codes([text]) : .codes(try codes())
    }

    /// More than any receipt has; nil where it is no regular file that can be read.
    private static func start(of url: URL) -> Data? {
        let kind = try? FileManager.default.attributesOfItem(atPath: url.resolvingSymlinksInPath().path)[.type]
        guard kind as? FileAttributeType == .typeRegular, let handle = try? FileHandle(forReadingFrom: url) else {
            return nil
        }
        defer { try? handle.close() }
        return (try? handle.read(upToCount: 300_000)) ?? Data()
    }

    /// What the QR codes in it say. A picture of a stranger is read where it can do no harm.
    private func codes() throws -> [String] {
        Interruption.watch()
        let workers = WorkerPool(dossierSchema: Data(), jobs: 1)
        let package = try Intake.open([path], workers: workers)
        let readings = workers.read(package.files, workspace: LazyWorkspace()) { _ in }
        let codes = readings.flatMap(\.parts).flatMap(\.pages).flatMap(\.codes).map(\.text)
        // A page without words is what a photograph of a QR code is.
        let problem = readings.flatMap(\.problems).first { $0.code != .noTextFound }
        if codes.isEmpty, let problem { throw problem }
        return codes
    }
}

extension SignedReceipt {
    /// The receipt on paper, with its QR code.
    func pdf(_ language: Language) throws -> Data {
        let payload = ReceiptPayload.encode(self)
        switch self {
        case .intake(let receipt):
            return try IntakeReceiptPDF(
                receipt, payload: payload, disclaimer: ReceiptText.disclaimer(language),
                fingerprint: ReceiptPublicKey(receipt.publicKey).fingerprint,
                issuedAt: ReceiptText.time(receipt.issuedAt, language), language: language
            ).pdf()
        case .establishment(let receipt):
            return try EstablishmentReceiptPDF(
                receipt, payload: payload, fingerprint: ReceiptPublicKey(receipt.publicKey).fingerprint,
                issuedOn: String(ReceiptText.time(receipt.issuedAt, language).prefix(10)), language: language
            ).pdf()
        }
    }
}
