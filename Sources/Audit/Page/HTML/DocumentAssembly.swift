/// Numbers the nodes in document order and fills the columns of a ``Document``; one pass, without recursion.
struct DocumentAssembly {
    private let store: NodeStore
    private let storage: TokenStorage
    private let limits: HTMLParser.Limits
    private let root: Int32
    private var document = Document()
    private var arena: [UInt8]
    /// The numbers of the open ancestors, the document node first.
    private var path: [Int32] = []
    /// How deep the walk is; greater than `path.count` in what is flattened.
    private var depth = 0

    init(_ builder: TreeBuilder, _ storage: TokenStorage) {
        store = builder.store
        self.storage = storage
        limits = builder.options.limits
        // Of a fragment, the children of the root html element are the result.
        root = builder.context >= 0 ? builder.open.entries[0].node : 0
        arena = storage.arena
        document.quirks = builder.quirks
        document.exceededLimit = storage.exceededLimit ?? builder.exceededLimit
    }

    /// The document; its `bytes` are what follows the source.
    consuming func assembled() -> Document {
        reserve()
        add(0)
        walk()
        close(downTo: 0)
        document.firstAttribute.append(Int32(truncatingIfNeeded: document.attributeName.count))
        document.names = storage.names.table
        document.parseErrors = storage.errors
        document.bytes = arena
        document.indexNames()
        return document
    }

    private mutating func reserve() {
        let count = store.count + 1
        document.kind.reserveCapacity(count)
        document.name.reserveCapacity(count)
        document.namespace.reserveCapacity(count)
        document.parent.reserveCapacity(count)
        document.end = [Int32](repeating: 0, count: count)
        document.sourceOffset.reserveCapacity(count)
        document.startTagEnd.reserveCapacity(count)
        document.text.reserveCapacity(count)
        document.firstAttribute.reserveCapacity(count + 1)
        document.attributeName.reserveCapacity(store.attributes.count)
        document.attributeValue.reserveCapacity(store.attributes.count)
        document.attributeOffset.reserveCapacity(store.attributes.count)
    }

    /// Preorder, along the links.
    private mutating func walk() {
        var node = store[root].firstChild
        depth = 1
        while node >= 0 {
            // At the greatest depth, what would lie deeper becomes a sibling, as in Blink.
            close(downTo: min(depth, limits.depth))
            add(node)
            let child = store[node].firstChild
            if child >= 0 {
                depth += 1
                node = child
                continue
            }
            while node != root, store[node].next < 0 {
                node = store[node].parent
                depth -= 1
            }
            if node == root { return }
            node = store[node].next
        }
    }

    /// Ends the ancestors from `length` on.
    @inline(__always)
    private mutating func close(downTo length: Int) {
        let next = Int32(truncatingIfNeeded: document.kind.count)
        while path.count > length { document.end[Int(path.removeLast())] = next }
    }

    @inline(__always)
    private mutating func add(_ index: Int32) {
        let node = store[index]
        let number = document.kind.count
        document.kind.append(node.kind)
        document.name.append(node.name)
        document.namespace.append(node.namespace)
        document.parent.append(path.last ?? -1)
        document.sourceOffset.append(node.offset)
        document.startTagEnd.append(node.startTagEnd)
        document.firstAttribute.append(Int32(truncatingIfNeeded: document.attributeName.count))
        document.text.append(text(of: node))
        if node.attributeCount > 0 { addAttributes(of: node) }
        path.append(Int32(truncatingIfNeeded: number))
    }

    private mutating func addAttributes(of node: NodeStore.Node) {
        let (start, count) = (Int(node.attributeStart), Int(node.attributeCount))
        guard document.attributeName.count + count <= limits.pageAttributes else {
            document.exceededLimit = .attributes
            return
        }
        for attribute in store.attributes[start..<start + count] {
            document.attributeName.append(attribute.name)
            document.attributeValue.append(attribute.value)
            document.attributeOffset.append(attribute.offset)
        }
    }

    @inline(__always)
    private mutating func text(of node: NodeStore.Node) -> TextRange {
        guard node.kind == .text else { return max(node.textStart, 0)..<max(node.textEnd, 0) }
        if node.textStart == node.textEnd { return store.segments[Int(node.textStart)].range }
        return joinedText(from: node.textStart)
    }

    /// Copies a text of several pieces to the end of the arena.
    private mutating func joinedText(from first: Int32) -> TextRange {
        let source = storage.sourceLength
        let start = source + Int32(truncatingIfNeeded: arena.count)
        var segment = first
        while segment >= 0 {
            storage.withBytes(of: store.segments[Int(segment)].range) { arena.append(contentsOf: $0) }
            segment = store.segments[Int(segment)].next
        }
        return start..<source + Int32(truncatingIfNeeded: arena.count)
    }
}

extension Document {
    /// Sorts the elements by name, by counting.
    fileprivate mutating func indexNames() {
        end.removeLast(end.count - kind.count)
        var counts = [Int32](repeating: 0, count: Int((name.map(\.rawValue).max() ?? -1) + 2))
        for number in name.indices where kind[number] == .element { counts[Int(name[number].rawValue) + 1] += 1 }
        for index in counts.indices.dropFirst() { counts[index] += counts[index - 1] }
        firstByName = counts
        byName = [NodeID](repeating: .document, count: Int(counts.last ?? 0))
        for number in name.indices where kind[number] == .element {
            let slot = Int(name[number].rawValue)
            byName[Int(counts[slot])] = NodeID(number)
            counts[slot] += 1
        }
    }
}
