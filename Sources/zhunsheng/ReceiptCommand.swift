// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ChecklistEngine
import Dossier
import Foundation
import Parser
import Registry

extension ReceiptKind: ExpressibleByArgument {}

struct ReceiptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receipt", abstract: "回执：出具、核验、查看。 Receipts: issue, verify, show.",
        subcommands: [Issue.self, Verify.self, Show.self, Key.self])

    /// Where receipts are looked up, and whose key signed them.
    struct Options: ParsableArguments {
        @OptionGroup var place: RegistryOptions

        @Option(help: "输出语言。 Language of all output.")
        var lang: Language = .zh

        var archive: ReceiptArchive { ReceiptArchive(place.path) }
        var keyFolder: URL { Resources.home(place.home).appendingPathComponent("keys") }
    }

    struct Issue: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "核对并出具回执。 Check a package and issue a receipt.")

        @Argument(help: ArgumentHelp("文件夹、ZIP或文件。 A folder, a zip or files.", valueName: "package"))
        var inputs: [String]
        @OptionGroup var judging: JudgingOptions
        @OptionGroup var options: ChecklistOptions
        @OptionGroup var reading: ReadingOptions
        @OptionGroup var place: RegistryOptions
        @Option(help: ArgumentHelp("另存回执的文件。 Also write the receipt here.", valueName: "file"))
        var output: String?
        @Option(help: ArgumentHelp("另存为带二维码的PDF。 Also write it as PDF with a QR code.", valueName: "file"))
        var pdf: String?

        func run() throws {
            try reporting(options.lang) {
                let intake = try IntakeStep(options, reading)
                let pipeline = try Pipeline(options, judging, intake)
                let package = try intake.takeIn(inputs)
                let assessment = try pipeline.assess(package, pipeline.read(package))
                let receipt = try pipeline.receipt(assessment, place, issuedAt: Clock.now())
                if let output { try write(ReceiptJSON.encode(receipt), output) }
                if let pdf { try write(SignedReceipt.intake(receipt).pdf(options.lang), pdf) }
                Terminal.print(ReceiptText.render(receipt, language: options.lang))
            }
        }

        private func write(_ data: Data, _ path: String) throws {
            let file = URL(fileURLWithPath: path)
            let folder = try OutputFolder(file.deletingLastPathComponent().path, language: options.lang)
            try folder.write(data, file.lastPathComponent)
        }
    }

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "离线核验回执；给出材料时一并比对。 Verify a receipt offline, against a package if one is named.",
            discussion: """
                回执可以是：编码；receipt.json；二维码的内容（ZSHUI1:…）；含有二维码的PDF或图片。
                材料校验回执与设立（备案）回执均可核验，两者不能互相代替。
                A receipt is given by its code, its receipt.json, the text of its QR code, or a PDF or
                picture in which that stands. Both kinds are verified; neither stands for the other.
                退出状态：0 真实有效 · 1 不真实、被改动或与材料不符 · 74 读写错误
                Exit status: 0 genuine, 1 forged, mistyped, altered, or of another package.
                """)

        @Argument(help: ArgumentHelp("回执编码、二维码内容或回执文件。 The code, QR text, or file.", valueName: "receipt"))
        var receipt: String
        @Argument(help: ArgumentHelp("要比对的材料。 The package to compare with.", valueName: "package"))
        var inputs: [String] = []
        @OptionGroup var options: Options
        @Option(help: ArgumentHelp("信任的公钥文件，可多次给出。 A public key to trust; may be repeated.", valueName: "file"))
        var key: [String] = []
        @Option(help: "只接受这一种回执：intake（材料校验）、establishment（设立备案）。 The only kind that will do.")
        var kind: ReceiptKind?
        @Option(help: ArgumentHelp("要比对的核查清单。 Also compare the checklist.", valueName: "dir"))
        var checklist: String?

        func run() throws {
            try reporting(options.lang) {
                let verifier = try ReceiptVerifier(trusted: trusted(), archive: options.archive)
                var expected = ReceiptVerifier.Expectation()
                if !inputs.isEmpty { expected.packageDigest = try Intake.open(inputs).digest }
                if let checklist {
                    let folder = try Resources.checklist(checklist, options.lang)
                    expected.checklistDigest = try Checklist.load(directory: folder) { Digest.sha256($0) }.digest
                }
                (expected.day, expected.kind) = (Clock.today(), kind)
                let check: ReceiptCheck
                if let file = ReceiptFile(receipt, options.lang) {
                    check = try file.verify(verifier, against: expected)
                } else if receipt.hasPrefix(ReceiptPayload.prefix) {
                    check = verifier.verify(payload: receipt, against: expected)
                } else if Self.isPath(receipt) {
                    throw Failure(
                        .inputOutput,
                        options.lang == .zh
                            ? "找不到文件“\(receipt)”。请检查路径是否正确。" : "There is no file '\(receipt)'. Check the path.")
                } else {
                    check = try verifier.verify(code: receipt, against: expected)
                }
                if let known = check.receipt {
                    Terminal.print(ReceiptText.render(known, check: check, language: options.lang))
                } else if let known = check.establishment {
                    Terminal.print(EstablishmentReceiptText.render(known, check: check, language: options.lang))
                } else {
                    Terminal.print(check.verdict.message(options.lang))
                }
                if check.verdict != .valid { throw Status.gaps.exitCode }
            }
        }

        /// No code holds a slash or ends like a file.
        private static func isPath(_ text: String) -> Bool {
            let endings = ["pdf", "json", "txt", "png", "jpg", "jpeg", "tif", "tiff", "bmp", "gif", "ofd"]
            return text.contains("/") || endings.contains(URL(fileURLWithPath: text).pathExtension.lowercased())
        }

        /// The keys named, else our own; a private key is never read for verifying.
        private func trusted() throws -> [ReceiptPublicKey] {
            if !key.isEmpty { return try key.map { try PublicKeyFile.read($0, options.lang) } }
            let own = options.keyFolder.appendingPathComponent(Key.publicFile)
            guard let text = try? String(contentsOf: own, encoding: .utf8) else { return [] }
            return [try ReceiptPublicKey(text)]
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "查看已出具的回执。 Show receipts issued here.")

        @Argument(help: ArgumentHelp("回执编码；不给出则列出全部。 A code; none lists all.", valueName: "code"))
        var code: String?
        @OptionGroup var options: Options

        func run() throws {
            try reporting(options.lang) {
                guard let code else {
                    for code in try options.archive.codes() { Terminal.print(code.description) }
                    return
                }
                let check = try ReceiptVerifier(trusted: [], archive: options.archive).verify(code: code)
                guard let receipt = check.receipt else { throw Failure(.gaps, check.verdict.message(options.lang)) }
                Terminal.print(ReceiptText.render(receipt, language: options.lang))
            }
        }
    }

    struct Key: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "显示公钥。 Print the public key.")
        static let publicFile = "receipt-key.pub.pem"

        @OptionGroup var options: Options

        func run() throws {
            try reporting(options.lang) {
                let keys = try ReceiptKeys.load(directory: options.keyFolder.path)
                Terminal.print(keys.publicKey.pem)
                Terminal.print(keys.publicKey.base64)
            }
        }
    }
}
