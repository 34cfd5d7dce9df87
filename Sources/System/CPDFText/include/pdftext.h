// SPDX-License-Identifier: GPL-3.0-or-later
// What one pass over a PDF page yields: glyphs, rulings and pictures with their places.
// Coordinates are PDF points, origin at the top left of the page as shown, y downward.
#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
    uint32_t code;             // Unicode scalar value
    float x0, y0, x1, y1;      // box of the glyph: advance wide, ascent to descent high
    float baseline;            // y of the baseline
    float size;                // font size in points
    uint8_t rotation;          // quarter turns of the writing direction, clockwise: 0 left to right
    uint8_t invisible;         // drawn with text render mode 3: the text layer that OCR leaves behind a scan; or unseen
    uint16_t field;            // number of the form field that it is drawn for, from 1; 0 for all other text
} pdftext_glyph;

typedef struct {
    float x0, y0, x1, y1;      // a thin rectangle: horizontal when wider than high
} pdftext_ruling;

// A slash is a long slanting line; its box goes from one end to the other, whichever is higher.
typedef enum { PDFTEXT_PICTURE = 0, PDFTEXT_DRAWING = 1, PDFTEXT_SLASH = 2 } pdftext_mark_kind;

typedef struct {
    float x0, y0, x1, y1;
    int32_t pixel_width, pixel_height;  // 0 for a drawing
    float red, dark;           // share of the sampled pixels that are red ink / dark ink; both 0 if not sampled
    uint8_t sampled;
    uint8_t kind;              // pdftext_mark_kind
} pdftext_mark;

typedef enum { PDFTEXT_FIELD_TEXT = 0, PDFTEXT_FIELD_TICK = 1, PDFTEXT_FIELD_BUTTON = 2, PDFTEXT_FIELD_LIST = 3 } pdftext_field_kind;

typedef struct {
    float x0, y0, x1, y1;      // of the widget, on the page as shown
    const uint32_t *text;      // Unicode scalar values; lines end with CR, LF or both; none for ticks
    size_t length;
    uint8_t kind;              // pdftext_field_kind
    uint8_t ticked;            // by its value
    uint8_t shown_ticked;      // by the appearance that is drawn
    uint8_t hidden;            // not shown on screens
    uint8_t has_appearance;    // the file says how it is drawn
} pdftext_field;

typedef struct {
    double width, height;      // of the page as shown, points
    const pdftext_glyph *glyphs;
    size_t glyph_count;
    const pdftext_ruling *rulings;
    size_t ruling_count;
    const pdftext_mark *marks;
    size_t mark_count;
    const pdftext_field *fields;
    size_t field_count;
    int32_t error_count;       // syntax and other errors met while reading the page
    const char *first_error;   // empty when there was none
    int32_t small_boxes;       // filled boxes of 0.4 to 12 points: what codes are drawn of
    uint8_t aborted;           // the page ran into a limit: what was read is not all
} pdftext_page;

typedef struct pdftext_document pdftext_document;

enum { PDFTEXT_OK = 0, PDFTEXT_ENCRYPTED = 1, PDFTEXT_DAMAGED = 2 };

/// Opens a document from bytes that stay valid until it is closed. NULL on failure, with the reason in `status`.
pdftext_document *pdftext_open(const char *bytes, size_t length, int *status);
void pdftext_close(pdftext_document *document);
int pdftext_page_count(pdftext_document *document);
/// 1 where the document has an XFA form, whose pages may only say that another program is needed.
int pdftext_has_xfa(pdftext_document *document);
/// Signature fields, signed or not.
int pdftext_signature_count(pdftext_document *document);
/// Offsets in the file, begin and end by turns, that a signature says it covers; returns how many were written, -1 for a field
/// that nobody signed.
int pdftext_signature_ranges(pdftext_document *document, int index, int64_t *offsets, int limit);
enum { PDFTEXT_NO_PRINTING = 1, PDFTEXT_NO_CHANGING = 2, PDFTEXT_NO_COPYING = 4 };
/// What the owner forbids, as bits of the above.
int pdftext_restrictions(pdftext_document *document);
/// Who takes the files inside a document; each call may stop by returning 0: `begin` all files, `write` this one.
typedef struct {
    void *context;
    int (*begin)(void *context, const uint32_t *name, size_t length);
    int (*write)(void *context, const unsigned char *bytes, size_t count);
    void (*end)(void *context);
} pdftext_sink;
/// Hands over every file inside the document, one after the other.
void pdftext_attachments(pdftext_document *document, pdftext_sink sink);
/// Errors met while opening (a rebuilt cross-reference table among them).
int pdftext_open_errors(pdftext_document *document, const char **first);
/// Reads a page, counted from 1. The result is valid until the next call on the same document.
/// With `ink`, small pictures are decoded and their colours sampled, which costs more than all the rest.
const pdftext_page *pdftext_read(pdftext_document *document, int page, int ink);

#ifdef __cplusplus
}
#endif
