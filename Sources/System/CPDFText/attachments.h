// SPDX-License-Identifier: GPL-3.0-or-later
//
// Files inside a PDF: those of its name tree (portfolios among them) and those pinned to pages.
#pragma once

#include <Annot.h>
#include <Catalog.h>
#include <FileSpec.h>
#include <PDFDoc.h>
#include <Page.h>
#include <Stream.h>
#include <UTF.h>

#include <memory>
#include <vector>

#include "pdftext.h"

inline void visitAttachment(FileSpec *spec, const pdftext_sink &sink, bool &more) {
    if (!spec || !spec->isOk()) return;
    EmbFile *file = spec->getEmbeddedFile();
    Stream *stream = file && file->isOk() ? file->stream() : nullptr;
    if (!stream) return;
    Unicode *codes = nullptr;
    const GooString *name = spec->getFileName();
    const int length = name ? TextStringToUCS4(name->toStr(), &codes) : 0;
    const bool wanted = sink.begin(sink.context, codes, static_cast<size_t>(std::max(0, length))) != 0;
    gfree(codes);
    if (!wanted) {
        more = false;
        return;
    }
    std::vector<unsigned char> buffer;
    buffer.reserve(1 << 16);
    stream->reset();
    bool going = true;
    for (int byte = stream->getChar(); byte != EOF; byte = stream->getChar()) {
        buffer.push_back(static_cast<unsigned char>(byte));
        if (buffer.size() < (1 << 16)) continue;
        going = sink.write(sink.context, buffer.data(), buffer.size()) != 0;
        buffer.clear();
        if (!going) break;
    }
    if (going && !buffer.empty()) sink.write(sink.context, buffer.data(), buffer.size());
    stream->close();
    sink.end(sink.context);
}

inline void visitAttachments(PDFDoc &doc, const pdftext_sink &sink) {
    bool more = true;
    Catalog *catalog = doc.getCatalog();
    const int count = catalog->numEmbeddedFiles();
    for (int i = 0; i < count && more; ++i) visitAttachment(catalog->embeddedFile(i).get(), sink, more);
    const int pages = doc.getNumPages();
    for (int number = 1; number <= pages && more; ++number) {
        Page *page = doc.getPage(number);
        Annots *annots = page ? page->getAnnots() : nullptr;
        if (!annots) continue;
        for (Annot *annot : annots->getAnnots()) {
            if (!more) break;
            if (annot->getType() != Annot::typeFileAttachment) continue;
            Object *object = static_cast<AnnotFileAttachment *>(annot)->getFile();
            if (!object) continue;
            FileSpec spec(object);
            visitAttachment(&spec, sink, more);
        }
    }
}
