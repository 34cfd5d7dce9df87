// SPDX-License-Identifier: GPL-3.0-or-later
import CLibXML2
import Foundation

/// Once a process: silence stderr, forbid every outside entity.
let libraryReady: Void = {
    xmlInitParser()
    cx_silence()
    cx_forbid_external_entities()
}()

/// A parsed or built XML document. Not Sendable: make, use and drop it inside one task.
public final class XMLDocument {
    let pointer: xmlDocPtr
    private let rootPointer: xmlNodePtr

    private init(_ pointer: xmlDocPtr, root: xmlNodePtr) {
        self.pointer = pointer
        self.rootPointer = root
    }

    deinit { xmlFreeDoc(pointer) }

    public var root: XMLNode { XMLNode(document: self, pointer: rootPointer) }

    /// Parses without network, without DTD, without entity expansion. Any encoding libxml2 knows.
    /// - Throws: `XMLError`
    public static func parse(_ data: Data, limits: XMLLimits = XMLLimits()) throws -> XMLDocument {
        _ = libraryReady
        if data.isEmpty { throw XMLError.empty }
        if data.count > min(limits.bytes, Int(Int32.max)) {
            throw XMLError.tooLarge(bytes: data.count, limit: limits.bytes)
        }
        guard let context = xmlNewParserCtxt(), let sax = context.pointee.sax else { throw XMLError.outOfMemory }
        defer { xmlFreeParserCtxt(context) }
        let report = ParseReport()
        context.pointee._private = Unmanaged.passUnretained(report).toOpaque()
        sax.pointee.serror = noteParseError
        sax.pointee.internalSubset = refuseDoctype
        sax.pointee.externalSubset = nil
        let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOCDATA.rawValue | XML_PARSE_BIG_LINES.rawValue
        let parsed = data.withUnsafeBytes { bytes in
            xmlCtxtReadMemory(
                context, bytes.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count), nil, nil, Int32(options))
        }
        return try withExtendedLifetime(report) {
            if let line = report.doctype {
                if let parsed { xmlFreeDoc(parsed) }
                throw XMLError.doctype(line: line)
            }
            guard let parsed else {
                throw report.first ?? XMLError.syntax(line: 1, column: 1, message: "no document")
            }
            guard let root = xmlDocGetRootElement(parsed) else {
                xmlFreeDoc(parsed)
                throw report.first ?? XMLError.empty
            }
            return XMLDocument(parsed, root: root)
        }
    }

    /// An empty document to build with `XMLNode.append`; `root` must be an XML name.
    public static func build(root name: String) throws -> XMLDocument {
        _ = libraryReady
        guard let made = xmlNewDoc("1.0") else { throw XMLError.outOfMemory }
        guard let root = xmlNewDocNode(made, nil, name, nil) else {
            xmlFreeDoc(made)
            throw XMLError.outOfMemory
        }
        xmlDocSetRootElement(made, root)
        return XMLDocument(made, root: root)
    }
}

/// What one parse came to, filled in from C.
private final class ParseReport {
    var doctype: Int?
    var first: XMLError?
}

private func report(of context: xmlParserCtxtPtr) -> ParseReport? {
    context.pointee._private.map { Unmanaged<ParseReport>.fromOpaque($0).takeUnretainedValue() }
}

/// Stops the parse before the first declaration of the DTD is read.
private let refuseDoctype: internalSubsetSAXFunc = { user, _, _, _ in
    guard let user else { return }
    let context = user.assumingMemoryBound(to: xmlParserCtxt.self)
    let line = context.pointee.input.map { Int($0.pointee.line) } ?? 1
    report(of: context)?.doctype = max(1, line)
    xmlStopParser(context)
}

private let noteParseError: xmlStructuredErrorFunc = { user, error in
    guard let user, let error, error.pointee.level != XML_ERR_WARNING else { return }
    guard let report = report(of: user.assumingMemoryBound(to: xmlParserCtxt.self)), report.first == nil else { return }
    report.first = .syntax(
        line: max(1, Int(error.pointee.line)), column: max(1, Int(error.pointee.int2)), message: text(of: error.pointee)
    )
}

/// libxml2's message without its final line feed.
func text(of error: xmlError) -> String {
    guard let message = error.message else { return "error \(error.code)" }
    return String(cString: message).trimmingCharacters(in: .whitespacesAndNewlines)
}
