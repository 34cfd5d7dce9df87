// SPDX-License-Identifier: GPL-3.0-or-later
//
// Opens documents with poppler and gives out what their pages hold.
//
// Residual risk: poppler's core headers are not a stable interface (the setup script installs the headers and the
// library of one Debian release together). The parser below is C++ reading untrusted bytes: it runs in workers only.
#include "pdftext.h"

#include <Error.h>
#include <Form.h>
#include <GlobalParams.h>
#include <PDFDoc.h>
#include <Page.h>

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "attachments.h"
#include "collector.h"

namespace {

struct ErrorLog {
    int count = 0;
    std::string first;
};

thread_local ErrorLog *currentLog = nullptr;

void collectError(ErrorCategory category, Goffset, const char *message) {
    if (!currentLog || category == errSyntaxWarning || category == errUnimplemented || category == errNotAllowed) return;
    if (currentLog->count++ == 0) currentLog->first = message ? message : "";
}

void ensureGlobalParams() {
    // Ours comes first and stays, so that poppler-glib's own initialiser neither replaces the callback nor tears it down.
    static GlobalParamsIniter initer(collectError);
    // The first state makes the colour profiles that all share, unguarded: made here, before there are threads in it.
    static const PDFRectangle unit(0, 0, 1, 1);
    static const GfxState profiles(72, 72, &unit, 0, false);
    (void)initer;
    (void)profiles;
}

bool meetAnnot(Annot *annot, void *collector) { return static_cast<Collector *>(collector)->meets(annot); }

bool shouldAbort(void *collector) { return static_cast<Collector *>(collector)->overLimit(); }

}  // namespace

struct pdftext_document {
    std::unique_ptr<PDFDoc> doc;
    ErrorLog openLog, pageLog;
    std::map<Ref, Ink> inks;
    std::set<Ref> lightened;
    std::unique_ptr<Collector> collector;
    pdftext_page page{};
};

// A font's CIDToGIDMap says which outline to draw and nothing about the text, but poppler unpacks it (128 KiB as a rule)
// for every font of every page. The document is only read here, so that the map can go.
static void dropGlyphMaps(XRef *xref, Page *page, std::set<Ref> &done) {
    Dict *resources = page->getResourceDict();
    if (!resources) return;
    const Object fonts = resources->lookup("Font");
    if (!fonts.isDict()) return;
    for (int i = 0; i < fonts.dictGetLength(); ++i) {
        const Object &name = fonts.dictGetValNF(i);
        if (name.isRef() && !done.insert(name.getRef()).second) continue;
        const Object font = fonts.dictGetVal(i);
        if (!font.isDict()) continue;
        const Object descendants = font.dictLookup("DescendantFonts");
        if (!descendants.isArray() || descendants.arrayGetLength() == 0) continue;
        const Object &place = descendants.arrayGetNF(0);
        if (!place.isRef()) continue;
        const Object descendant = place.fetch(xref);
        if (!descendant.isDict() || !descendant.dictLookupNF("CIDToGIDMap").isRef()) continue;
        Object lighter(descendant.getDict()->copy(xref));
        lighter.getDict()->remove("CIDToGIDMap");
        xref->setModifiedObject(&lighter, place.getRef());
    }
}

extern "C" {

pdftext_document *pdftext_open(const char *bytes, size_t length, int *status) {
    ensureGlobalParams();
    auto document = std::make_unique<pdftext_document>();
    currentLog = &document->openLog;
    auto *stream = new MemStream(bytes, 0, static_cast<Goffset>(length), Object(objNull));
    document->doc = std::make_unique<PDFDoc>(stream);
    currentLog = nullptr;
    if (!document->doc->isOk()) {
        *status = document->doc->getErrorCode() == errEncrypted ? PDFTEXT_ENCRYPTED : PDFTEXT_DAMAGED;
        return nullptr;
    }
    *status = PDFTEXT_OK;
    return document.release();
}

void pdftext_close(pdftext_document *document) { delete document; }

int pdftext_page_count(pdftext_document *document) { return document->doc->getNumPages(); }

int pdftext_has_xfa(pdftext_document *document) {
    return document->doc->getCatalog()->getFormType() == Catalog::XfaForm ? 1 : 0;
}

int pdftext_signature_count(pdftext_document *document) {
    return static_cast<int>(document->doc->getSignatureFields().size());
}

int pdftext_signature_ranges(pdftext_document *document, int index, int64_t *offsets, int limit) {
    const std::vector<FormFieldSignature *> fields = document->doc->getSignatureFields();
    if (index < 0 || static_cast<size_t>(index) >= fields.size()) return 0;
    if (fields[static_cast<size_t>(index)]->getSignatureType() == unsigned_signature_field) return -1;
    int count = 0;
    for (const Goffset offset : fields[static_cast<size_t>(index)]->getSignedRangeBounds()) {
        if (count < limit) offsets[count++] = offset;
    }
    return count;
}

void pdftext_attachments(pdftext_document *document, pdftext_sink sink) {
    document->pageLog = ErrorLog();
    currentLog = &document->pageLog;
    visitAttachments(*document->doc, sink);
    currentLog = nullptr;
}

int pdftext_restrictions(pdftext_document *document) {
    if (!document->doc->isEncrypted()) return 0;
    return (document->doc->okToPrint() ? 0 : PDFTEXT_NO_PRINTING) | (document->doc->okToChange() ? 0 : PDFTEXT_NO_CHANGING) |
           (document->doc->okToCopy() ? 0 : PDFTEXT_NO_COPYING);
}

int pdftext_open_errors(pdftext_document *document, const char **first) {
    *first = document->openLog.first.c_str();
    return document->openLog.count;
}

const pdftext_page *pdftext_read(pdftext_document *document, int number, int ink) {
    document->pageLog = ErrorLog();
    currentLog = &document->pageLog;
    document->collector = std::make_unique<Collector>(document->inks, ink != 0);
    Collector &c = *document->collector;
    document->page = pdftext_page{};
    Page *page = document->doc->getPage(number);
    if (page) {
        dropGlyphMaps(document->doc->getXRef(), page, document->lightened);
        c.fields.collect(*document->doc, *page);
        document->doc->displayPage(&c, number, 72, 72, 0, false, true, false, shouldAbort, &c, meetAnnot, &c);
        const bool turned = page->getRotate() % 180 != 0;
        document->page.width = turned ? page->getCropHeight() : page->getCropWidth();
        document->page.height = turned ? page->getCropWidth() : page->getCropHeight();
    } else {
        document->pageLog.count++;
        document->pageLog.first = "no such page";
    }
    currentLog = nullptr;
    document->page.glyphs = c.glyphs.data();
    document->page.glyph_count = c.glyphs.size();
    document->page.rulings = c.rulings.data();
    document->page.ruling_count = c.rulings.size();
    document->page.marks = c.marks.data();
    document->page.mark_count = c.marks.size();
    document->page.fields = c.fields.fields.data();
    document->page.field_count = c.fields.fields.size();
    document->page.error_count = document->pageLog.count;
    document->page.first_error = document->pageLog.first.c_str();
    document->page.small_boxes = c.smallBoxes;
    document->page.aborted = c.aborted || c.fields.aborted;
    return &document->page;
}

}  // extern "C"
