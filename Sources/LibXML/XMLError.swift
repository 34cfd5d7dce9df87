// SPDX-License-Identifier: GPL-3.0-or-later
import Dossier

/// Why an XML document, a schema or an XPath expression could not be used.
public enum XMLError: Error, Hashable, Sendable {
    case empty
    /// Sizes in bytes.
    case tooLarge(bytes: Int, limit: Int)
    /// A document type declaration: refused by policy before anything in it is read, since it can name files and expand.
    case doctype(line: Int)
    /// Not well formed; the parser's own words.
    case syntax(line: Int, column: Int, message: String)
    /// The root element is another one, or stands in another namespace.
    case root(line: Int, name: String, namespace: String?)
    /// An element that the dossier does not have.
    case element(line: Int, name: String)
    /// The schema itself is broken.
    case schema(line: Int, message: String)
    /// The expression does not compile; `offset` counts characters from 0.
    case expression(String, offset: Int, message: String)
    /// The expression compiled, but failed on this document.
    case evaluation(String, message: String)
    case outOfMemory

    /// Stable, for logs and machines.
    public var code: String {
        switch self {
        case .empty: "xml-empty"
        case .tooLarge: "xml-too-large"
        case .doctype: "xml-doctype"
        case .syntax: "xml-syntax"
        case .root: "xml-root"
        case .element: "xml-element"
        case .schema: "xml-schema"
        case .expression: "xpath-syntax"
        case .evaluation: "xpath-evaluation"
        case .outOfMemory: "xml-memory"
        }
    }

    /// The line of the fault, from 1; nil where it has none.
    public var line: Int? {
        switch self {
        case .doctype(let line), .syntax(let line, _, _), .root(let line, _, _), .element(let line, _),
            .schema(let line, _):
            line
        default: nil
        }
    }

    public func message(_ language: Language) -> String { language == .zh ? chinese : english }

    private var chinese: String {
        switch self {
        case .empty: "XML为空"
        case .tooLarge(let bytes, let limit): "XML为\(bytes)字节，超过上限\(limit)字节"
        case .doctype(let line): "第\(line)行：含有DOCTYPE声明，按规定拒绝"
        case .syntax(let line, let column, let message): "第\(line)行第\(column)列：XML格式错误：\(message)"
        case .root(let line, let name, let namespace):
            "第\(line)行：根元素为\(name)\(namespace.map { "（命名空间\($0)）" } ?? "")，应为无命名空间的dossier"
        case .element(let line, let name): "第\(line)行：申报档案中没有元素\(name)"
        case .schema(let line, let message): "第\(line)行：模式文件错误：\(message)"
        case .expression(let text, let offset, let message): "表达式“\(text)”第\(offset + 1)个字符处：\(message)"
        case .evaluation(let text, let message): "表达式“\(text)”求值失败：\(message)"
        case .outOfMemory: "内存不足"
        }
    }

    private var english: String {
        switch self {
        case .empty: "The XML is empty"
        case .tooLarge(let bytes, let limit): "The XML has \(bytes) bytes, over the limit of \(limit)"
        case .doctype(let line): "Line \(line): a DOCTYPE is refused by policy"
        case .syntax(let line, let column, let message): "Line \(line), column \(column): not well formed: \(message)"
        case .root(let line, let name, let namespace):
            "Line \(line): the root element is \(name)\(namespace.map { " in namespace \($0)" } ?? ""), "
                + "not dossier without a namespace"
        case .element(let line, let name): "Line \(line): a dossier has no element \(name)"
        case .schema(let line, let message): "Line \(line): broken schema: \(message)"
        case .expression(let text, let offset, let message): "Expression '\(text)', character \(offset + 1): \(message)"
        case .evaluation(let text, let message): "Expression '\(text)' failed: \(message)"
        case .outOfMemory: "Out of memory"
        }
    }
}

/// One thing that a schema finds wrong with a document.
public struct XMLIssue: Hashable, Sendable {
    /// From 1; 0 where the validator names none.
    public var line: Int
    public var message: String

    public init(line: Int, message: String) { (self.line, self.message) = (line, message) }
}

/// Bounds on what is parsed. Depth (256), name and text lengths are libxml2's own defaults.
public struct XMLLimits: Hashable, Sendable {
    /// Bytes of the document.
    public var bytes: Int

    public init(bytes: Int = 64 << 20) { self.bytes = bytes }
}
