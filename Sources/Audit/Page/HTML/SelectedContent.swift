// MARK: - selectedcontent

extension TreeBuilder {
    /// Copies the content of the selected option into the `selectedcontent` of each `select`, as browsers show it.
    ///
    /// The standard does this whenever an option is popped; the tree is the same when it is done once, at the end, as
    /// long as no script looks. Source: HTML §4.10.10 "clone an option into a selectedcontent", 2025.
    mutating func fillSelectedContents() {
        guard hasSelectedContent else { return }
        var served: Set<Int32> = []
        for node in 0..<Int32(truncatingIfNeeded: store.count)
        where store[node].kind == .element && store[node].tag == .selectedcontent && store[node].namespace == .html {
            guard let select = selectShown(by: node), served.insert(select).inserted,
                store.value(of: .multiple, on: select) == nil,
                let option = selectedOption(of: select)
            else { continue }
            while store[node].firstChild >= 0 { store.detach(store[node].firstChild) }
            cloneChildren(of: option, into: node)
        }
    }

    /// The nearest `select`, unless an option or another `selectedcontent` lies between.
    private func selectShown(by node: Int32) -> Int32? {
        var ancestor = store[node].parent
        for _ in 0..<options.limits.depth where ancestor > 0 {
            if store[ancestor].namespace == .html {
                switch store[ancestor].tag {
                case .select: return ancestor
                case .option, .selectedcontent: return nil
                default: break
                }
            }
            ancestor = store[ancestor].parent
        }
        return nil
    }

    /// The last option with `selected`, else the first that is not disabled.
    private func selectedOption(of select: Int32) -> Int32? {
        var first: Int32?
        var selected: Int32?
        var node = store[select].firstChild
        while node >= 0 {
            let isHTML = store[node].kind == .element && store[node].namespace == .html
            let tag = isHTML ? store[node].tag : .none
            if tag == .option {
                if store.value(of: .selected, on: node) != nil { selected = node }
                if first == nil, store.value(of: .disabled, on: node) == nil { first = node }
            }
            let isLeaf = tag == .option || tag == .select || tag == .selectedcontent
            node = store.next(after: node, within: select, skippingChildren: isLeaf)
        }
        return selected ?? first
    }

    /// A deep copy of a node's children, which shares text and attributes.
    private mutating func cloneChildren(of source: Int32, into target: Int32) {
        var (node, parent) = (store[source].firstChild, target)
        while node >= 0, !isFull {
            var copy = store[node]
            (copy.parent, copy.firstChild, copy.lastChild, copy.next, copy.previous) = (-1, -1, -1, -1, -1)
            let clone = added(copy)
            store.insert(clone, at: NodeStore.Place(parent: parent))
            if store[parent].kind == .element, copy.kind == .templateContent { store[parent].contents = clone }
            if store[node].firstChild >= 0 {
                (node, parent) = (store[node].firstChild, clone)
                continue
            }
            while store[node].next < 0 {
                node = store[node].parent
                if node == source { return }
                parent = store[parent].parent
            }
            node = store[node].next
        }
    }
}

extension NodeStore {
    /// The next node in document order inside `root`, or -1.
    func next(after node: Int32, within root: Int32, skippingChildren: Bool) -> Int32 {
        if !skippingChildren, self[node].firstChild >= 0 { return self[node].firstChild }
        var node = node
        while node != root, self[node].next < 0 { node = self[node].parent }
        return node == root ? -1 : self[node].next
    }
}
