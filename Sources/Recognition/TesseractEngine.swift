// SPDX-License-Identifier: GPL-3.0-or-later
import COnnxRuntime
import CTesseract
import struct Dossier.Box
import Foundation

/// tesseract with Debian's model for simplified Chinese: what is left where PP-OCRv4 is not set up.
final class TesseractEngine {
    let name = "tesseract \(String(cString: TessVersion())) chi_sim"

    private let api: OpaquePointer

    init() throws {
        Leptonica.quiet
        guard let api = TessBaseAPICreate() else { throw RecogniserError(reason: "tesseract") }
        self.api = api
        guard TessBaseAPIInit2(api, nil, "chi_sim", OEM_LSTM_ONLY) == 0 else {
            TessBaseAPIDelete(api)
            throw RecogniserError(reason: "tesseract: chi_sim (tesseract-ocr-chi-sim)")
        }
        TessBaseAPISetVariable(api, "debug_file", "/dev/null")
        TessBaseAPISetPageSegMode(api, PSM_AUTO)
    }

    deinit {
        TessBaseAPIEnd(api)
        TessBaseAPIDelete(api)
    }

    func recognise(_ image: PageImage) throws -> RecognisedPage {
        throw RecogniserError(reason: "not yet")
    }
}
