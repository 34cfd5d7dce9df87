// SPDX-License-Identifier: GPL-3.0-or-later
//
// Residual risk: zxing-cpp reads untrusted pixels in our own process. No exception leaves this file.
#define ZX_USE_UTF8 1
#include "barcode.h"

#include <ReadBarcode.h>

#include <algorithm>
#include <cstring>

int barcode_read(const uint8_t *gray, int32_t width, int32_t height, barcode_result *results, int limit) {
    if (!gray || !results || limit <= 0 || width < 10 || height < 10 || width > 20000 || height > 20000) return 0;
    try {
        ZXing::DecodeHints hints;
        hints.setFormats(ZXing::BarcodeFormat::QRCode | ZXing::BarcodeFormat::DataMatrix);
        hints.setTryHarder(true);
        hints.setTryRotate(true);
        hints.setMaxNumberOfSymbols(static_cast<uint8_t>(std::min(limit, 16)));
        // Dense codes, bent or turned, come out by the one threshold for the whole picture where local ones find none.
        ZXing::Results codes;
        for (const auto binarizer : {ZXing::Binarizer::LocalAverage, ZXing::Binarizer::GlobalHistogram}) {
            hints.setBinarizer(binarizer);
            codes = ZXing::ReadBarcodes({gray, width, height, ZXing::ImageFormat::Lum}, hints);
            if (!codes.empty()) break;
        }
        int count = 0;
        for (const ZXing::Result &found : codes) {
            if (count >= limit) break;
            if (!found.isValid()) continue;
            const std::string text = found.text();
            if (text.empty() || text.size() >= BARCODE_TEXT_LIMIT) continue;
            barcode_result &out = results[count++];
            char *copy = &out.text[0][0];
            std::memcpy(copy, text.data(), text.size());
            copy[text.size()] = 0;
            out.length = static_cast<int32_t>(text.size());
            const auto &quad = found.position();
            for (int corner = 0; corner < 4; ++corner) {
                out.x[corner] = static_cast<float>(quad[corner].x);
                out.y[corner] = static_cast<float>(quad[corner].y);
            }
        }
        return count;
    } catch (...) {
        return 0;
    }
}
