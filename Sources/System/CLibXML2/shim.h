#pragma once
// Debian's libxml2 headers pull in ICU, whose types clash with Foundation's own copy.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlschemas.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

// A global function pointer is not concurrency-safe in Swift 6; a function is.
static inline void cx_free(void *pointer) {
    if (pointer) xmlFree(pointer);
}

static void cx_quiet(void *context, const char *message, ...) {
    (void)context;
    (void)message;
}

/// Errors reach us as values; nothing is printed to stderr, on this thread or on new ones.
static inline void cx_silence(void) {
    xmlSetGenericErrorFunc(NULL, cx_quiet);
    xmlThrDefSetGenericErrorFunc(NULL, cx_quiet);
}

static xmlParserInputPtr cx_no_entity(const char *url, const char *id, xmlParserCtxtPtr context) {
    (void)url;
    (void)id;
    (void)context;
    return NULL;
}

/// No file and no address is ever opened on behalf of a document.
static inline void cx_forbid_external_entities(void) {
    xmlSetExternalEntityLoader(cx_no_entity);
}
