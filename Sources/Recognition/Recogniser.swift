// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier
import Foundation

/// Reads pictures of pages. One for each thread, and long-lived: it loads its networks once.
public final class Recogniser {
    private enum Engine {
        case paddle(PaddleEngine)
        case tesseract(TesseractEngine)
    }

    private let engine: Engine

    /// Takes PP-OCRv4 where it is set up, else tesseract.
    ///
    /// - Throws: `RecogniserError` when neither works.
    public convenience init() throws { try self.init(store: .standard()) }

    init(store: ModelStore) throws {
        if store.isComplete, let paddle = try? PaddleEngine(store) {
            engine = .paddle(paddle)
        } else {
            engine = .tesseract(try TesseractEngine())
        }
    }

    /// Raised whenever the same picture may be read differently.
    static let algorithm = 2

    /// What `init` would take, told without loading it: for the keys of caches.
    public static var installed: String {
        let store = ModelStore.standard()
        return store.isComplete ? "\(PaddleEngine.name)/\(ModelStore.digest)/\(algorithm)" : "tesseract/\(algorithm)"
    }

    /// As in `RecognisedPage.engine`.
    public var name: String {
        switch engine {
        case .paddle: PaddleEngine.name
        case .tesseract: TesseractEngine.name
        }
    }

    /// - Throws: `RecogniserError` when a network fails: nothing was read.
    public func recognise(_ image: PageImage) throws -> RecognisedPage {
        switch engine {
        case .paddle(let paddle): try paddle.recognise(image)
        case .tesseract(let tesseract): try tesseract.recognise(image)
        }
    }
}
