// SPDX-License-Identifier: GPL-3.0-or-later
import CLibXML2

/// A function that expressions may call. A thrown error ends the evaluation and reaches its caller.
public typealias XPathFunction = ([XPathValue]) throws -> XPathValue

/// Thrown by an `XPathFunction` that was called with the wrong arguments.
public struct XPathArgumentError: Error {
    public let message: String

    public init(_ message: String) { self.message = message }
}

/// Evaluates expressions over one document that no longer changes. Not Sendable.
public final class XPathEvaluator {
    public let document: XMLDocument
    private let context: xmlXPathContextPtr
    private let functions: [String: XPathFunction]
    private let report = XPathReport()
    private var lastCalled: (bytes: [xmlChar], name: String, function: XPathFunction)?

    /// - Parameter opLimit: steps after which one evaluation is given up.
    public init(_ document: XMLDocument, functions: [String: XPathFunction] = [:], opLimit: UInt = 50_000_000) throws {
        guard let context = xmlXPathNewContext(document.pointer) else { throw XMLError.outOfMemory }
        self.document = document
        self.context = context
        self.functions = functions
        // Numbers the elements, so that sorting a node-set needs no walk over siblings.
        xmlXPathOrderDocElems(document.pointer)
        // Small results are used again instead of being allocated anew.
        xmlXPathContextSetCache(context, 1, -1, 0)
        context.pointee.opLimit = opLimit
        context.pointee.error = noteXPathError
        context.pointee.userData = Unmanaged.passUnretained(report).toOpaque()
        context.pointee.extra = Unmanaged.passUnretained(self).toOpaque()
        for name in functions.keys { xmlXPathRegisterFunc(context, name, callRegistered) }
    }

    deinit { xmlXPathFreeContext(context) }

    /// - Throws: `XMLError.evaluation`
    public func evaluate(
        _ expression: XPathExpression, at node: XMLNode? = nil, variables: [String: XPathValue] = [:]
    ) throws -> XPathValue {
        report.message = nil
        context.pointee.node = (node ?? document.root).pointer
        context.pointee.opCount = 0
        for (name, value) in variables { set(name, value) }
        defer { for name in variables.keys { xmlXPathRegisterVariable(context, name, nil) } }
        guard let result = xmlXPathCompiledEval(expression.pointer, context) else {
            throw XMLError.evaluation(expression.text, message: report.message ?? "no result")
        }
        defer { xmlXPathFreeObject(result) }
        if let message = report.message { throw XMLError.evaluation(expression.text, message: message) }
        return value(of: result)
    }

    /// As `evaluate(…).boolean`; of a path it looks for the first node only.
    /// - Throws: `XMLError.evaluation`
    public func isTrue(_ expression: XPathExpression) throws -> Bool {
        report.message = nil
        context.pointee.node = document.root.pointer
        context.pointee.opCount = 0
        let result = xmlXPathCompiledEvalToBoolean(expression.pointer, context)
        if let message = report.message { throw XMLError.evaluation(expression.text, message: message) }
        if result < 0 { throw XMLError.evaluation(expression.text, message: "no result") }
        return result == 1
    }

    /// Gives a variable its value for all evaluations to come.
    /// - Parameter isDistinct: no node stands in the value twice, as in whatever an evaluation gave.
    public func set(_ name: String, _ value: XPathValue, isDistinct: Bool = false) {
        xmlXPathRegisterVariable(context, name, object(of: value, isDistinct: isDistinct))
    }

    public func unset(_ name: String) { xmlXPathRegisterVariable(context, name, nil) }

    fileprivate func call(_ parser: xmlXPathParserContextPtr, arguments count: Int32) {
        var arguments: [XPathValue] = []
        arguments.reserveCapacity(Int(count))
        for _ in 0..<count {
            guard let object = valuePop(parser) else { return fail(parser, "stack") }
            arguments.append(value(of: object))
            xmlXPathFreeObject(object)
        }
        arguments.reverse()
        guard let pointer = context.pointee.function, let (name, function) = function(at: pointer) else {
            return fail(parser, "unknown function")
        }
        do {
            valuePush(parser, object(of: try function(arguments)))
        } catch let error as XPathArgumentError {
            fail(parser, "\(name)(): \(error.message)")
        } catch {
            fail(parser, "\(name)(): \(error)")
        }
    }

    /// One expression calls the same function for every node: its name is looked up once.
    private func function(at pointer: UnsafePointer<xmlChar>) -> (String, XPathFunction)? {
        if let lastCalled, xmlStrEqual(pointer, lastCalled.bytes) != 0 { return (lastCalled.name, lastCalled.function) }
        let name = String(cString: pointer)
        guard let function = functions[name] else { return nil }
        lastCalled = (Array(name.utf8) + [0], name, function)
        return (name, function)
    }

    private func fail(_ parser: xmlXPathParserContextPtr, _ message: String) {
        if report.message == nil { report.message = message }
        xmlXPathErr(parser, Int32(XPATH_EXPR_ERROR.rawValue))
    }

    private func value(of object: xmlXPathObjectPtr) -> XPathValue {
        switch object.pointee.type {
        case XPATH_NUMBER: return .number(object.pointee.floatval)
        case XPATH_BOOLEAN: return .boolean(object.pointee.boolval != 0)
        case XPATH_STRING: return .string(object.pointee.stringval.map { String(cString: $0) } ?? "")
        case XPATH_NODESET:
            guard let set = object.pointee.nodesetval else { return .nodes([]) }
            let count = Int(set.pointee.nodeNr)
            if count > 1 { xmlXPathNodeSetSort(set) }
            guard count > 0, let table = set.pointee.nodeTab else { return .nodes([]) }
            var nodes: [XMLNode] = []
            nodes.reserveCapacity(count)
            for index in 0..<count {
                guard let node = table[index], Self.isUsable(node) else { continue }
                nodes.append(XMLNode(document: document, pointer: node))
            }
            return .nodes(nodes)
        default: return .string("")
        }
    }

    /// Namespace nodes are another C type behind the same pointer.
    private static func isUsable(_ node: xmlNodePtr) -> Bool {
        let type = node.pointee.type
        return type == XML_ELEMENT_NODE || type == XML_ATTRIBUTE_NODE || type == XML_TEXT_NODE
    }

    private func object(of value: XPathValue, isDistinct: Bool = false) -> xmlXPathObjectPtr? {
        switch value {
        case .number(let number): return xmlXPathNewFloat(number)
        case .string(let string): return xmlXPathNewString(string)
        case .boolean(let boolean): return xmlXPathNewBoolean(boolean ? 1 : 0)
        case .nodes(let nodes):
            if nodes.count == 1 { return xmlXPathNewNodeSet(nodes[0].pointer) }
            let made = xmlXPathNewNodeSet(nil)
            if let set = made?.pointee.nodesetval {
                // libxml2's own test for double nodes is linear, and its "AddUnique" makes none.
                if isDistinct {
                    for node in nodes { xmlXPathNodeSetAddUnique(set, node.pointer) }
                } else {
                    var seen = Set<XMLNode>()
                    for node in nodes where seen.insert(node).inserted { xmlXPathNodeSetAddUnique(set, node.pointer) }
                }
            }
            return made
        }
    }
}

private let callRegistered: xmlXPathFunction = { parser, count in
    guard let parser, let extra = parser.pointee.context?.pointee.extra else { return }
    Unmanaged<XPathEvaluator>.fromOpaque(extra).takeUnretainedValue().call(parser, arguments: count)
}
