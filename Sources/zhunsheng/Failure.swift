// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ChecklistEngine
import Dossier
import Foundation
import Parser
import Registry
import ReportWriter

/// Exit statuses of DESIGN: the outcome of a check, or a fault of usage, configuration or the machine. Never a count.
enum Status: Int32, Codable {
    case nothingFound = 0
    case gaps = 1
    case review = 2
    case unreadable = 3
    case usage = 64
    case configuration = 65
    case internalFault = 70
    case inputOutput = 74
    /// Stopped early; can go on where it was.
    case stopped = 75

    var exitCode: ExitCode { ExitCode(rawValue) }
}

/// A fault that stops the run: one line on standard error and an exit status.
struct Failure: Error {
    var status: Status
    var message: String

    init(_ status: Status, _ message: String) {
        self.status = status
        self.message = message
    }

    /// Whatever the layers below throw, with the status that it means.
    init(_ error: any Error, _ language: Language) {
        switch error {
        case let failure as Failure: self = failure
        case let error as IntakeError: self.init(.inputOutput, error.message(language))
        case let error as Vocabulary.Failure: self.init(.configuration, error.message(language))
        case let error as ConfigurationError: self.init(.configuration, error.message(language))
        case let error as RoundOutputError: self.init(.inputOutput, error.message(language))
        case let error as EstablishmentRefusal: self.init(.gaps, error.message(language))
        case let error as RegistryError: self.init(error.isOfTheCaller ? .usage : .inputOutput, error.message(language))
        case let error as AssessmentReadError: self.init(.inputOutput, error.message(language))
        case let error as PDFError: self.init(.inputOutput, error.message(language))
        case let error as ReadProblem: self.init(.inputOutput, error.message(language))
        case let error as CocoaError: self.init(.inputOutput, Self.text(error, language))
        default: self.init(.internalFault, language == .zh ? "内部错误：\(error)" : "Internal error: \(error)")
        }
    }

    /// Foundation names the file, and says why in English only.
    private static func text(_ error: CocoaError, _ language: Language) -> String {
        let reason = SystemReason(error).text(language)
        guard let path = error.filePath ?? error.url?.path else { return reason }
        return language == .zh
            ? "无法读写“\(path)”：\(reason)。请检查路径、权限和磁盘空间。"
            : "Cannot read or write '\(path)': \(reason). Check the path, permissions and disk space."
    }
}

extension RegistryError {
    /// Something was named that is not there, or left out that is needed: to be called otherwise, not to be tried again.
    fileprivate var isOfTheCaller: Bool {
        switch self {
        case .noSubmission, .notRegistered, .noCondition, .superseded, .noReason, .noPerson: true
        default: false
        }
    }
}

/// Runs a command's body; a failure becomes one line on standard error and its exit status.
func reporting(_ language: Language, _ body: () throws -> Void) throws {
    do {
        try body()
    } catch let code as ExitCode {
        throw code
    } catch let error as ValidationError {
        throw error
    } catch {
        let failure = Failure(error, language)
        Terminal.error("zhunsheng: \(Masking.mask(failure.message))")
        throw failure.status.exitCode
    }
}
