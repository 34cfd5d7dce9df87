// SPDX-License-Identifier: GPL-3.0-or-later
import CLibXML2

/// An element or attribute of a document, which it keeps alive. Equal when it is the same node.
public struct XMLNode: Hashable {
    public let document: XMLDocument
    let pointer: xmlNodePtr

    public struct Attribute: Hashable, Sendable {
        /// Without prefix.
        public var name: String
        public var namespace: String?
        public var value: String
    }

    public static func == (a: XMLNode, b: XMLNode) -> Bool { a.pointer == b.pointer }

    public func hash(into hasher: inout Hasher) { hasher.combine(pointer) }

    /// Without prefix.
    public var name: String { pointer.pointee.name.map { String(cString: $0) } ?? "" }

    /// The namespace's address; nil for none.
    public var namespace: String? { pointer.pointee.ns.flatMap { $0.pointee.href }.map { String(cString: $0) } }

    public var isAttribute: Bool { pointer.pointee.type == XML_ATTRIBUTE_NODE }

    /// The text of the node and of everything inside it, in order, unchanged.
    public var text: String {
        // Mostly an element holds one text and nothing else, which needs no copy on the way.
        if pointer.pointee.type == XML_ELEMENT_NODE, let only = pointer.pointee.children, only.pointee.next == nil,
            only.pointee.type == XML_TEXT_NODE
        {
            return only.pointee.content.map { String(cString: $0) } ?? ""
        }
        guard let content = xmlNodeGetContent(pointer) else { return "" }
        defer { cx_free(content) }
        return String(cString: content)
    }

    /// A number of the owner's choosing, kept with the node; 0 unless it was set.
    public var mark: Int {
        get { Int(bitPattern: pointer.pointee._private) }
        nonmutating set { pointer.pointee._private = UnsafeMutableRawPointer(bitPattern: newValue) }
    }

    /// From 1; 0 in a built document.
    public var line: Int { max(0, Int(xmlGetLineNo(pointer))) }

    public var parent: XMLNode? {
        pointer.pointee.parent.flatMap { isElement($0) ? XMLNode(document: document, pointer: $0) : nil }
    }

    /// The child elements, in order.
    public var children: [XMLNode] {
        guard pointer.pointee.type == XML_ELEMENT_NODE else { return [] }
        var list: [XMLNode] = []
        var next = pointer.pointee.children
        while let child = next {
            if isElement(child) { list.append(XMLNode(document: document, pointer: child)) }
            next = child.pointee.next
        }
        return list
    }

    /// The child elements of that name, in any namespace.
    public func children(_ name: String) -> [XMLNode] { Self.children(name, of: [self]) }

    /// The child elements of that name of each of the nodes, in any namespace, node by node.
    public static func children(_ name: String, of nodes: [XMLNode]) -> [XMLNode] {
        name.withCString { name in
            let name = UnsafeRawPointer(name).assumingMemoryBound(to: xmlChar.self)
            var list: [XMLNode] = []
            for node in nodes where node.pointer.pointee.type == XML_ELEMENT_NODE {
                var next = node.pointer.pointee.children
                while let child = next {
                    if child.pointee.type == XML_ELEMENT_NODE, xmlStrEqual(child.pointee.name, name) != 0 {
                        list.append(XMLNode(document: node.document, pointer: child))
                    }
                    next = child.pointee.next
                }
            }
            return list
        }
    }

    /// The first child element of that name, in any namespace.
    public func child(_ name: String) -> XMLNode? { children.first { $0.name == name } }

    /// Every element below this one with that name, in any namespace, in document order.
    public func descendants(_ name: String) -> [XMLNode] {
        var found: [XMLNode] = []
        var next = following(pointer)
        while let node = next {
            if isElement(node) {
                let candidate = XMLNode(document: document, pointer: node)
                if candidate.name == name { found.append(candidate) }
            }
            next = following(node)
        }
        return found
    }

    public var attributes: [Attribute] {
        guard pointer.pointee.type == XML_ELEMENT_NODE else { return [] }
        var list: [Attribute] = []
        var next = pointer.pointee.properties
        while let attribute = next {
            list.append(
                Attribute(
                    name: attribute.pointee.name.map { String(cString: $0) } ?? "",
                    namespace: attribute.pointee.ns.flatMap { $0.pointee.href }.map { String(cString: $0) },
                    value: value(of: attribute)))
            next = attribute.pointee.next
        }
        return list
    }

    /// The value of the first attribute of that name; in any namespace unless one is given.
    public func attribute(_ name: String, namespace: String? = nil) -> String? {
        attributes.first { $0.name == name && (namespace == nil || $0.namespace == namespace) }?.value
    }

    /// Adds a child element at the end; `name` must be an XML name, `text` may be anything.
    @discardableResult
    public func append(_ name: String, text: String? = nil) throws -> XMLNode {
        guard let child = xmlNewTextChild(pointer, nil, name, text) else { throw XMLError.outOfMemory }
        return XMLNode(document: document, pointer: child)
    }

    private func isElement(_ node: xmlNodePtr) -> Bool { node.pointee.type == XML_ELEMENT_NODE }

    private func value(of attribute: xmlAttrPtr) -> String {
        guard let content = xmlNodeListGetString(document.pointer, attribute.pointee.children, 1) else { return "" }
        defer { cx_free(content) }
        return String(cString: content)
    }

    /// The next node in document order that still lies below this one.
    private func following(_ node: xmlNodePtr) -> xmlNodePtr? {
        if isElement(node), let child = node.pointee.children { return child }
        var current = node
        while current != pointer {
            if let sibling = current.pointee.next { return sibling }
            guard let parent = current.pointee.parent else { return nil }
            current = parent
        }
        return nil
    }
}
