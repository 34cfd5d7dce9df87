// SPDX-License-Identifier: GPL-3.0-or-later
import CLibXML2
import Foundation

/// A compiled W3C XML Schema. Imports and includes are not followed. Not Sendable.
public final class XSDSchema {
    private let pointer: xmlSchemaPtr
    /// The compiled schema points into it.
    private let source: XMLDocument

    /// - Throws: `XMLError.schema` with the first fault, or what `XMLDocument.parse` throws.
    public init(_ data: Data) throws {
        source = try XMLDocument.parse(data)
        guard let parser = xmlSchemaNewDocParserCtxt(source.pointer) else { throw XMLError.outOfMemory }
        defer { xmlSchemaFreeParserCtxt(parser) }
        let issues = IssueList(limit: 1)
        xmlSchemaSetParserStructuredErrors(parser, collectIssue, Unmanaged.passUnretained(issues).toOpaque())
        let compiled = withExtendedLifetime(issues) { xmlSchemaParse(parser) }
        if let first = issues.list.first {
            if let compiled { xmlSchemaFree(compiled) }
            throw XMLError.schema(line: first.line, message: first.message)
        }
        guard let compiled else { throw XMLError.schema(line: 1, message: "no schema") }
        pointer = compiled
    }

    deinit { xmlSchemaFree(pointer) }

    /// What is wrong with the document, in document order, at most `limit` things; empty when it is valid.
    public func validate(_ document: XMLDocument, limit: Int = 100) throws -> [XMLIssue] {
        guard let context = xmlSchemaNewValidCtxt(pointer) else { throw XMLError.outOfMemory }
        defer { xmlSchemaFreeValidCtxt(context) }
        let issues = IssueList(limit: max(1, limit))
        xmlSchemaSetValidStructuredErrors(context, collectIssue, Unmanaged.passUnretained(issues).toOpaque())
        let result = withExtendedLifetime(issues) { xmlSchemaValidateDoc(context, document.pointer) }
        // A validator that fails without words must not pass for a valid document.
        if result != 0, issues.list.isEmpty { return [XMLIssue(line: 0, message: "validation failed (\(result))")] }
        return issues.list
    }
}

private final class IssueList {
    var list: [XMLIssue] = []
    let limit: Int

    init(limit: Int) { self.limit = limit }
}

private let collectIssue: xmlStructuredErrorFunc = { user, error in
    guard let user, let error, error.pointee.level != XML_ERR_WARNING else { return }
    let issues = Unmanaged<IssueList>.fromOpaque(user).takeUnretainedValue()
    guard issues.list.count < issues.limit else { return }
    // The error's own line is cut at 65535; the node knows better.
    let node = error.pointee.node.map { Int(xmlGetLineNo($0.assumingMemoryBound(to: xmlNode.self))) } ?? 0
    issues.list.append(XMLIssue(line: max(node, Int(error.pointee.line), 0), message: text(of: error.pointee)))
}
