/// The elements of a page by id; built once, one entry an id and tree.
///
/// Ids are looked up within one tree (DOM "descendants of the root"): the document or a shadow tree. What a `template`
/// holds is no part of the page.
struct IDIndex: Sendable {
    /// Open addressing; the first element with the id, in tree order, or -1.
    private var slots: [Int32]
    /// For each node its shadow root, 0 in the document and -1 in a template; empty where all are in the document.
    private let scopes: [Int32]
    /// Elements whose id an earlier element of the same tree has, in document order.
    private(set) var duplicates: [NodeID] = []

    init(of document: Document) {
        var count = 0
        for name in document.attributeName where name == .id { count += 1 }
        var size = 8
        while size < count * 2 { size *= 2 }
        slots = [Int32](repeating: -1, count: size)
        scopes = Self.scopes(of: document)
        guard count > 0 else { return }
        for node in 0..<Int32(document.nodeCount) where document.kind[Int(node)] == .element {
            guard scope(of: node) >= 0, let id = document.attribute(.id, of: NodeID(node)), !id.isEmpty else {
                continue
            }
            insert(node, id, in: document)
        }
    }

    /// The first element with this id (case-sensitive) in the tree that `node` is in, or nil.
    func element(_ id: Bytes, from node: NodeID, in document: Document) -> NodeID? {
        let scope = scope(of: node.index)
        guard !id.isEmpty, scope >= 0 else { return nil }
        var slot = hash(id, scope)
        while slots[slot] >= 0 {
            if isSame(slots[slot], id, scope, in: document) { return NodeID(slots[slot]) }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Whether the node is in a `template`, and so no part of the page.
    func isInTemplate(_ node: Int32) -> Bool { scope(of: node) < 0 }

    private func scope(of node: Int32) -> Int32 { scopes.isEmpty ? 0 : scopes[Int(node)] }

    private mutating func insert(_ node: Int32, _ id: Bytes, in document: Document) {
        let scope = scope(of: node)
        var slot = hash(id, scope)
        while slots[slot] >= 0 {
            if isSame(slots[slot], id, scope, in: document) {
                duplicates.append(NodeID(node))
                return
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        slots[slot] = node
    }

    private func isSame(_ found: Int32, _ id: Bytes, _ scope: Int32, in document: Document) -> Bool {
        self.scope(of: found) == scope && document.attribute(.id, of: NodeID(found)) == id
    }

    /// Seeded by the process, so that no page can choose ids that collide.
    private func hash(_ id: Bytes, _ scope: Int32) -> Int {
        var hasher = Hasher()
        id.withUnsafeBytes { hasher.combine(bytes: $0) }
        hasher.combine(scope)
        return hasher.finalize() & (slots.count - 1)
    }

    private static func scopes(of document: Document) -> [Int32] {
        guard document.kind.contains(where: { $0 == .shadowRoot || $0 == .templateContent }) else { return [] }
        var scopes = [Int32](repeating: 0, count: document.nodeCount)
        for node in 1..<document.nodeCount {
            let outer = scopes[Int(document.parent[node])]
            switch document.kind[node] {
            case .templateContent: scopes[node] = -1
            case .shadowRoot where outer >= 0: scopes[node] = Int32(node)
            default: scopes[node] = outer
            }
        }
        return scopes
    }
}
