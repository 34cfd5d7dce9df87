// SPDX-License-Identifier: GPL-3.0-or-later
import CLibXML2

/// A compiled XPath 1.0 expression; serves any number of documents. Not Sendable.
public final class XPathExpression {
    public let text: String
    let pointer: xmlXPathCompExprPtr

    /// - Throws: `XMLError.expression` with the place of the fault
    public static func compile(_ text: String) throws -> XPathExpression {
        _ = libraryReady
        guard let context = xmlXPathNewContext(nil) else { throw XMLError.outOfMemory }
        defer { xmlXPathFreeContext(context) }
        let report = XPathReport()
        context.pointee.error = noteXPathError
        context.pointee.userData = Unmanaged.passUnretained(report).toOpaque()
        // XPath would read U+0000 as the end and ignore the rest.
        let compiled = text.utf8.contains(0) ? nil : withExtendedLifetime(report) { xmlXPathCtxtCompile(context, text) }
        guard let compiled else {
            let bytes = max(0, min(report.offset, text.utf8.count))
            let offset = String(decoding: text.utf8.prefix(bytes), as: UTF8.self).count
            throw XMLError.expression(text, offset: offset, message: report.message ?? "invalid expression")
        }
        return XPathExpression(text, compiled)
    }

    private init(_ text: String, _ pointer: xmlXPathCompExprPtr) {
        self.text = text
        self.pointer = pointer
    }

    deinit { xmlXPathFreeCompExpr(pointer) }
}

/// The first thing that went wrong in compiling or evaluating, filled in from C.
final class XPathReport {
    var message: String?
    /// Bytes from the expression's start.
    var offset = 0
}

let noteXPathError: xmlStructuredErrorFunc = { user, error in
    guard let user, let error else { return }
    let report = Unmanaged<XPathReport>.fromOpaque(user).takeUnretainedValue()
    guard report.message == nil else { return }
    report.message = xpathMessages[Int(error.pointee.code)] ?? text(of: error.pointee)
    report.offset = Int(error.pointee.int1)
}

/// libxml2 raises XPath errors with a code and often no words.
private let xpathMessages: [Int: String] = [
    Int(XML_XPATH_NUMBER_ERROR.rawValue): "malformed number",
    Int(XML_XPATH_UNFINISHED_LITERAL_ERROR.rawValue): "unfinished literal",
    Int(XML_XPATH_START_LITERAL_ERROR.rawValue): "a literal was expected",
    Int(XML_XPATH_VARIABLE_REF_ERROR.rawValue): "a variable's name was expected",
    Int(XML_XPATH_UNDEF_VARIABLE_ERROR.rawValue): "unknown variable",
    Int(XML_XPATH_INVALID_PREDICATE_ERROR.rawValue): "broken predicate",
    Int(XML_XPATH_EXPR_ERROR.rawValue): "invalid expression",
    Int(XML_XPATH_UNCLOSED_ERROR.rawValue): "a bracket is not closed",
    Int(XML_XPATH_UNKNOWN_FUNC_ERROR.rawValue): "unknown function",
    Int(XML_XPATH_INVALID_OPERAND.rawValue): "invalid operand",
    Int(XML_XPATH_INVALID_TYPE.rawValue): "wrong type of argument",
    Int(XML_XPATH_INVALID_ARITY.rawValue): "wrong number of arguments",
    1225: "too many steps",
]
