// SPDX-License-Identifier: GPL-3.0-or-later
// Two-dimensional codes in a grey picture, by zxing-cpp.
#pragma once
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// More than any QR code holds: 7,089 digits, 4,296 letters and digits, 2,953 bytes.
enum { BARCODE_TEXT_LIMIT = 8192 };

typedef struct {
    char text[2][BARCODE_TEXT_LIMIT / 2];  // UTF-8, one text; Swift knows no longer array than this
    int32_t length;                 // bytes of it
    float x[4], y[4];               // corners, in pixels from the top left
} barcode_result;

/// Finds QR and Data Matrix codes.
/// - gray: `width * height` bytes, rows without padding, 0 is black.
/// - Returns how many results were written, `limit` at most; 0 also where the picture cannot be read.
int barcode_read(const uint8_t *gray, int32_t width, int32_t height, barcode_result *results, int limit);

#ifdef __cplusplus
}
#endif
