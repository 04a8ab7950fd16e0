/// Index of a node in its ``Document``, meaningless in any other.
///
/// Document order is numeric order.
public struct NodeID: Hashable, Comparable, Sendable {
    public let index: Int32

    @inlinable public init(_ index: Int32) { self.index = index }
    @inlinable init(_ index: Int) { self.index = Int32(truncatingIfNeeded: index) }

    /// The document node, which every document has.
    public static var document: NodeID { NodeID(Int32(0)) }

    @inlinable public static func < (lhs: Self, rhs: Self) -> Bool { lhs.index < rhs.index }
}

/// What kind of node a ``NodeID`` names.
public enum NodeKind: UInt8, Sendable {
    case document, doctype, element, text, comment
    /// The contents of a `template` element; its only child.
    case templateContent
    /// A declarative shadow root; the first child of its host.
    case shadowRoot
}

/// The namespace of an element.
public enum Namespace: UInt8, Sendable {
    case html, svg, mathML
}

/// One parsed page as parallel columns, one entry a node, in document order.
///
/// Nodes are numbered in document order, so that the subtree of node `i` is the range `i..<end[i]`, its first child is
/// `i + 1` and the next sibling of a child `c` is `end[c]`: two columns hold the whole tree. All text lies in one
/// buffer: the source itself, followed by what the parser had to write anew (decoded character references).
public struct Document: Sendable {
    var kind: [NodeKind] = []
    /// The element's name; `Name.none` for other nodes (a doctype's name is its text).
    var name: [Name] = []
    var namespace: [Namespace] = []
    /// -1 for the document node.
    var parent: [Int32] = []
    /// One past the last node of the subtree.
    var end: [Int32] = []
    /// Byte offset in the source of the start tag, text or comment; -1 where the parser implied the element.
    ///
    /// Where the parser makes several elements of one start tag (misnested `<b>`, `<a>`, …), all have its offset.
    var sourceOffset: [Int32] = []
    /// Byte offset in the source right after the start tag's `>`; -1 where the parser implied the element.
    var startTagEnd: [Int32] = []
    /// Text of a text node or comment, name of a doctype (whose identifiers are its attributes `public` and `system`).
    var text: [Range<Int32>] = []
    /// The attributes of node `i` are `firstAttribute[i]..<firstAttribute[i + 1]`; one entry more than nodes.
    var firstAttribute: [Int32] = []

    var attributeName: [Name] = []
    var attributeValue: [Range<Int32>] = []
    /// Byte offset in the source of the attribute's name.
    var attributeOffset: [Int32] = []

    /// The source (UTF-8), followed by decoded text.
    var bytes: [UInt8] = []
    /// How many of `bytes` are the source.
    var sourceLength = 0
    var names = NameTable()
    /// Whether the doctype asks for quirks mode, as HTML defines it.
    var quirks = QuirksMode.noQuirks
    /// What went wrong in the source, in the order of the source; capped.
    var parseErrors: [ParseError] = []
    /// Set where a limit of ``ParseLimits`` cut the page short; its rules then are untested.
    var exceededLimit: ParseLimits.Kind?

    /// Elements by name, in document order: those of name `n` are `byName[firstByName[n]..<firstByName[n + 1]]`.
    var byName: [NodeID] = []
    var firstByName: [Int32] = []
}

/// The document's mode, which changes a few parsing and style rules.
public enum QuirksMode: UInt8, Sendable {
    case noQuirks, limitedQuirks, quirks
}

/// A parse error as HTML names it (`duplicate-attribute`, `missing-end-tag`, …).
public struct ParseError: Sendable, Equatable {
    /// The error's code in the HTML standard, or our own where the standard gives none (tree construction).
    public let code: StaticStringCode
    /// Bytes from the start of the source.
    public let offset: Int32
}

/// A `StaticString` that can be compared.
public struct StaticStringCode: Sendable, Equatable, CustomStringConvertible, ExpressibleByStringLiteral {
    let text: StaticString

    public init(stringLiteral value: StaticString) { text = value }

    public var description: String { "\(text)" }

    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.description == rhs.description }
}

/// The bounds within which a page is parsed; what exceeds one is cut and ends as `parseLimit`.
public enum ParseLimits {
    public enum Kind: String, Sendable {
        case bytes, nodes, depth, attributes
    }

    /// Bytes of one page after decoding to UTF-8.
    public static let maximumBytes = 64 << 20
    /// Nodes of one page.
    public static let maximumNodes = 1_000_000
    /// Depth of the tree; further elements become siblings at this depth, as browsers do (Blink: 512).
    public static let maximumDepth = 512
    /// Attributes of one element.
    public static let maximumAttributes = 1_000
    /// Attributes of all elements of a page, counted again for each element the parser makes of one start tag.
    static let maximumPageAttributes = 8_000_000
    /// Parse errors that are kept.
    static let maximumParseErrors = 1_000
    /// Active formatting elements after the last marker; the earliest goes first.
    static let maximumActiveFormatting = 512
    /// How far below the top of the stack of open elements the adoption agency looks.
    static let maximumAdoptionDistance = 512
}

// MARK: - Reading

extension Document {
    /// The number of nodes, the document node included.
    public var nodeCount: Int { kind.count }

    public var elementCount: Int { byName.count }

    /// The elements with this name (in any namespace) in document order; no walk, the list is built while parsing.
    public func elements(_ wanted: Name) -> ArraySlice<NodeID> {
        let number = Int(wanted.rawValue)
        guard number >= 0, number + 1 < firstByName.count else { return [] }
        return byName[Int(firstByName[number])..<Int(firstByName[number + 1])]
    }

    public func kind(of node: NodeID) -> NodeKind { kind[Int(node.index)] }
    public func isElement(_ node: NodeID) -> Bool { kind[Int(node.index)] == .element }
    public func name(of node: NodeID) -> Name { name[Int(node.index)] }
    public func namespace(of node: NodeID) -> Namespace { namespace[Int(node.index)] }

    /// Whether the node is an HTML element of this name.
    public func isHTML(_ node: NodeID, _ wanted: Name) -> Bool {
        name[Int(node.index)] == wanted && namespace[Int(node.index)] == .html
    }

    /// The parent node, or nil for the document node.
    public func parent(of node: NodeID) -> NodeID? {
        let index = parent[Int(node.index)]
        return index < 0 ? nil : NodeID(index)
    }

    /// The ancestors from the parent up to the document node.
    public func ancestors(of node: NodeID) -> AncestorSequence {
        AncestorSequence(parent: parent, upcoming: parent[Int(node.index)])
    }

    public func children(of node: NodeID) -> ChildSequence {
        ChildSequence(end: end, upcoming: node.index + 1, last: end[Int(node.index)])
    }

    /// The node and all its descendants, as a range of indices.
    public func subtree(of node: NodeID) -> Range<Int32> { node.index..<end[Int(node.index)] }

    /// Whether `ancestor` contains `node` or is it.
    public func contains(_ ancestor: NodeID, _ node: NodeID) -> Bool { subtree(of: ancestor).contains(node.index) }

    /// The next sibling, or nil.
    public func nextSibling(of node: NodeID) -> NodeID? {
        let next = end[Int(node.index)]
        guard let parent = parent(of: node), next < end[Int(parent.index)] else { return nil }
        return NodeID(next)
    }

    /// The value's UTF-8 bytes, or nil where the attribute is missing.
    public func attribute(_ wanted: Name, of node: NodeID) -> Bytes? {
        let index = Int(node.index)
        for i in Int(firstAttribute[index])..<Int(firstAttribute[index + 1]) where attributeName[i] == wanted {
            return bytes[attributeValue[i]]
        }
        return nil
    }

    public func hasAttribute(_ wanted: Name, _ node: NodeID) -> Bool {
        let index = Int(node.index)
        for i in Int(firstAttribute[index])..<Int(firstAttribute[index + 1]) where attributeName[i] == wanted {
            return true
        }
        return false
    }

    /// The indices of the node's attributes in the attribute columns.
    public func attributes(of node: NodeID) -> Range<Int> {
        Int(firstAttribute[Int(node.index)])..<Int(firstAttribute[Int(node.index) + 1])
    }

    /// The text of a text node or comment.
    public func text(of node: NodeID) -> Bytes { bytes[text[Int(node.index)]] }
}

/// The ancestors of a node, innermost first; O(1) a step.
public struct AncestorSequence: Sequence, IteratorProtocol {
    let parent: [Int32]
    var upcoming: Int32

    public mutating func next() -> NodeID? {
        guard upcoming >= 0 else { return nil }
        defer { upcoming = parent[Int(upcoming)] }
        return NodeID(upcoming)
    }
}

/// The children of a node; O(1) a step.
public struct ChildSequence: Sequence, IteratorProtocol {
    let end: [Int32]
    var upcoming: Int32
    let last: Int32

    public mutating func next() -> NodeID? {
        guard upcoming < last else { return nil }
        defer { upcoming = end[Int(upcoming)] }
        return NodeID(upcoming)
    }
}

extension Array where Element == UInt8 {
    subscript(range: Range<Int32>) -> Bytes { self[Int(range.lowerBound)..<Int(range.upperBound)] }
}
