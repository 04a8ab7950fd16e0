/// The tree that is rendered: shadow roots stand in for the children of their hosts, slots for what is assigned to them.
///
/// Source: DOM §4.2.2.3 "find slottables", CSS Scoping 1 §3.2 "flattening". Without a shadow root the flat tree is the
/// document's own and costs nothing. Parents precede children in both, since a shadow root is the first child of its host.
struct FlatTree: Sendable {
    /// Nodes that are no part of the flat tree: what no slot takes, and a slot's own content where it takes something.
    static let unassigned: Int32 = -2

    /// Empty where the document has no shadow root.
    private var parents: [Int32] = []
    private var firstChild: [Int32] = []
    private var sibling: [Int32] = []

    var hasShadowRoots: Bool { !parents.isEmpty }

    init(of document: Document) {
        guard document.kind.contains(.shadowRoot) else { return }
        parents = document.parent
        assignSlots(in: document)
        linkChildren()
    }

    func parent(of node: Int32, in document: Document) -> Int32 {
        hasShadowRoots ? parents[Int(node)] : document.parent[Int(node)]
    }

    func firstChild(of node: Int32, in document: Document) -> Int32 {
        if hasShadowRoots { return firstChild[Int(node)] }
        return node + 1 < document.end[Int(node)] ? node + 1 : -1
    }

    func nextSibling(of node: Int32, in document: Document) -> Int32 {
        if hasShadowRoots { return sibling[Int(node)] }
        let next = document.end[Int(node)]
        let parent = document.parent[Int(node)]
        return parent >= 0 && next < document.end[Int(parent)] ? next : -1
    }
}

// MARK: - Assigning

extension FlatTree {
    private mutating func assignSlots(in document: Document) {
        for host in 0..<Int32(document.nodeCount)
        where host + 1 < document.end[Int(host)] && document.kind[Int(host) + 1] == .shadowRoot {
            let root = host + 1
            parents[Int(root)] = host
            let slots = Self.slots(in: root, of: document)
            var filled: Set<Int32> = []
            var child = document.end[Int(root)]
            while child < document.end[Int(host)] {
                let slot = slots[Self.slotName(of: child, in: document)]
                parents[Int(child)] = slot ?? Self.unassigned
                if let slot { filled.insert(slot) }
                child = document.end[Int(child)]
            }
            for slot in filled { dropFallback(of: slot, in: document) }
        }
    }

    /// The slots of one shadow tree by name, the first of each; shadow trees nested in it have their own.
    private static func slots(in root: Int32, of document: Document) -> [[UInt8]: Int32] {
        var slots: [[UInt8]: Int32] = [:]
        var node = root + 1
        while node < document.end[Int(root)] {
            if document.kind[Int(node)] == .shadowRoot {
                node = document.end[Int(node)]
                continue
            }
            if document.isHTML(NodeID(node), .slot) {
                let name = document.attribute(.name, of: NodeID(node)).map(Array.init) ?? []
                if slots[name] == nil { slots[name] = node }
            }
            node += 1
        }
        return slots
    }

    private static func slotName(of child: Int32, in document: Document) -> [UInt8] {
        guard document.kind[Int(child)] == .element else { return [] }
        return document.attribute(.slot, of: NodeID(child)).map(Array.init) ?? []
    }

    private mutating func dropFallback(of slot: Int32, in document: Document) {
        var child = slot + 1
        while child < document.end[Int(slot)] {
            // A slot may itself have been assigned to another; only its own children are fallback content.
            if parents[Int(child)] == slot { parents[Int(child)] = Self.unassigned }
            child = document.end[Int(child)]
        }
    }

    private mutating func linkChildren() {
        firstChild = [Int32](repeating: -1, count: parents.count)
        sibling = [Int32](repeating: -1, count: parents.count)
        for node in stride(from: parents.count - 1, to: 0, by: -1) {
            let parent = parents[node]
            guard parent >= 0 else { continue }
            sibling[node] = firstChild[Int(parent)]
            firstChild[Int(parent)] = Int32(node)
        }
    }
}
