/// The tree under construction: nodes in the order of their creation, linked both ways.
///
/// Tree construction moves nodes (foster parenting, the adoption agency), so that numbers in document order can only be
/// given at the end.
struct NodeStore {
    struct Node {
        var parent: Int32 = -1
        var firstChild: Int32 = -1
        var lastChild: Int32 = -1
        var next: Int32 = -1
        var previous: Int32 = -1
        var name = Name.none
        /// The start tag's name in lower case, which differs from `name` in SVG (`clippath`, `clipPath`).
        var tag = Name.none
        var offset: Int32 = -1
        var startTagEnd: Int32 = -1
        // Of a text node its first and last segment, of a comment or doctype the start and end of its text.
        var textStart: Int32 = -1
        var textEnd: Int32 = -1
        var attributeStart: Int32 = 0
        var attributeCount: Int32 = 0
        /// Of a template: the node that holds its contents.
        var contents: Int32 = -1
        var kind: NodeKind
        var namespace = Namespace.html
        var flags: Flags = []
    }

    struct Flags: OptionSet {
        let rawValue: UInt8
        static let isOpen = Self(rawValue: 1)
        static let isInFormattingList = Self(rawValue: 2)
        static let isMathMLTextIntegrationPoint = Self(rawValue: 4)
        static let isHTMLIntegrationPoint = Self(rawValue: 8)
        static let isShadowHost = Self(rawValue: 16)
    }

    /// A piece of a text node.
    struct Segment {
        var range: TextRange
        var next: Int32 = -1
    }

    /// Where a node goes.
    struct Place {
        var parent: Int32
        /// The sibling it goes before, or -1 for the end.
        var before: Int32 = -1
    }

    var nodes: [Node] = [Node(kind: .document)]
    var attributes: [TokenAttribute] = []
    var segments: [Segment] = []

    init(expectedNodes: Int) {
        nodes.reserveCapacity(expectedNodes)
        segments.reserveCapacity(expectedNodes / 2)
        attributes.reserveCapacity(expectedNodes / 2)
    }

    var count: Int { nodes.count }

    subscript(node: Int32) -> Node {
        @inline(__always) get { nodes[Int(node)] }
        @inline(__always) _modify { yield &nodes[Int(node)] }
    }

    mutating func add(_ node: Node) -> Int32 {
        nodes.append(node)
        return Int32(truncatingIfNeeded: nodes.count - 1)
    }

    /// Links a node that has no parent into the tree.
    @inline(__always)
    mutating func insert(_ node: Int32, at place: Place) {
        let previous = place.before < 0 ? self[place.parent].lastChild : self[place.before].previous
        self[node].parent = place.parent
        self[node].previous = previous
        self[node].next = place.before
        if previous < 0 { self[place.parent].firstChild = node } else { self[previous].next = node }
        if place.before < 0 { self[place.parent].lastChild = node } else { self[place.before].previous = node }
    }

    /// Takes a node with its subtree out of the tree.
    mutating func detach(_ node: Int32) {
        let (parent, previous, next) = (self[node].parent, self[node].previous, self[node].next)
        guard parent >= 0 else { return }
        if previous < 0 { self[parent].firstChild = next } else { self[previous].next = next }
        if next < 0 { self[parent].lastChild = previous } else { self[next].previous = previous }
        self[node].parent = -1
        self[node].previous = -1
        self[node].next = -1
    }

    /// Moves all children of a node to the end of another one.
    mutating func moveChildren(of source: Int32, to target: Int32) {
        while self[source].firstChild >= 0 {
            let child = self[source].firstChild
            detach(child)
            insert(child, at: Place(parent: target))
        }
    }

    /// Appends to the text node before the place, or makes one there.
    @inline(__always)
    mutating func insertText(_ range: TextRange, offset: Int32, at place: Place) {
        let previous = place.before < 0 ? self[place.parent].lastChild : self[place.before].previous
        if previous >= 0, self[previous].kind == .text {
            extend(previous, by: range)
            return
        }
        let segment = Int32(truncatingIfNeeded: segments.count)
        segments.append(Segment(range: range))
        var text = Node(kind: .text)
        text.offset = offset
        text.textStart = segment
        text.textEnd = segment
        let node = add(text)
        insert(node, at: place)
    }

    private mutating func extend(_ text: Int32, by range: TextRange) {
        let last = Int(self[text].textEnd)
        if segments[last].range.upperBound == range.lowerBound {
            segments[last].range = segments[last].range.lowerBound..<range.upperBound
            return
        }
        let added = Int32(truncatingIfNeeded: segments.count)
        segments.append(Segment(range: range))
        segments[last].next = added
        self[text].textEnd = added
    }

    /// The value of an element's attribute.
    func value(of name: Name, on node: Int32) -> TextRange? {
        let start = Int(self[node].attributeStart)
        for index in start..<start + Int(self[node].attributeCount) where attributes[index].name == name {
            return attributes[index].value
        }
        return nil
    }

    /// Adds those attributes that the element does not have.
    mutating func addMissing(_ added: [TokenAttribute], to node: Int32, limit: Int) {
        let missing = added.filter { value(of: $0.name, on: node) == nil }
        let (start, count) = (Int(self[node].attributeStart), Int(self[node].attributeCount))
        guard !missing.isEmpty, count < limit else { return }
        if start + count != attributes.count {
            self[node].attributeStart = Int32(truncatingIfNeeded: attributes.count)
            attributes.append(contentsOf: Array(attributes[start..<start + count]))
        }
        attributes.append(contentsOf: missing.prefix(limit - count))
        self[node].attributeCount = Int32(truncatingIfNeeded: attributes.count) - self[node].attributeStart
    }
}
