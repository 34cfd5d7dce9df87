// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// Where `Tools/setup-ocr.sh` put the runtime and the networks.
struct ModelStore: Sendable {
    /// A folder with the four files.
    let folder: String

    static let library = "libonnxruntime.so"
    static let detection = "ch_PP-OCRv4_det_infer.onnx"
    static let direction = "ch_ppocr_mobile_v2.0_cls_infer.onnx"
    static let reading = "ch_PP-OCRv4_rec_infer.onnx"
    /// The first digits of the SHA-256 of detection, direction and reading, as the setup script pins them.
    static let digest = "d2a7720d-e47acedf-48fc40f2"

    /// `ZHUNSHENG_OCR`, else `zhunsheng/ocr` in the user's data folder (XDG Base Directory Specification 0.8).
    static func standard(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> ModelStore {
        if let folder = environment["ZHUNSHENG_OCR"], !folder.isEmpty { return ModelStore(folder: folder) }
        let data = environment["XDG_DATA_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let home = environment["HOME"] ?? NSHomeDirectory()
        return ModelStore(folder: (data ?? home + "/.local/share") + "/zhunsheng/ocr")
    }

    func path(_ name: String) -> String { folder + "/" + name }

    var isComplete: Bool {
        [Self.library, Self.detection, Self.direction, Self.reading].allSatisfy {
            FileManager.default.isReadableFile(atPath: path($0))
        }
    }
}
