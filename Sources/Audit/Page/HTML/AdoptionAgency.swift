// MARK: - The adoption agency

extension TreeBuilder {
    /// HTML §13.2.6.4.7 "adoption agency algorithm": formatting elements whose tags overlap those of others.
    ///
    /// Departs from the standard where the element lies more than ``ParseLimits/maximumAdoptionDistance`` entries below
    /// the top of the stack: it then stays open. Without that bound a page could make each end tag move the whole stack.
    mutating func runAdoptionAgency(_ tag: TagToken, _ storage: inout TokenStorage) {
        if isCurrent(tag.name), !store[current].flags.contains(.isInFormattingList) {
            pop()
            return
        }
        for _ in 0..<8 where !isFull {
            guard let element = formatting.last(tag.name) else { return closeAnyOther(tag, &storage) }
            guard store[element].flags.contains(.isOpen),
                let index = open.index(of: element, amongTop: ParseLimits.maximumAdoptionDistance)
            else {
                storage.error("misnested-tag", at: Int(tag.offset))
                return formatting.remove(element, &store)
            }
            guard index >= Int(open.top.scopeEnd) else {
                return storage.error("misnested-tag", at: Int(tag.offset))
            }
            if index != open.count - 1 { storage.error("misnested-tag", at: Int(tag.offset)) }
            guard let furthest = furthestBlock(above: index) else {
                popThrough(index: index)
                return formatting.remove(element, &store)
            }
            adopt(element, at: index, furthest: furthest)
        }
    }

    /// The lowest special element above an entry of the stack.
    private func furthestBlock(above index: Int) -> Int? {
        guard Int(open.top.special) > index else { return nil }
        var candidate = Int(open.top.special)
        while candidate > 0 {
            let below = Int(open.entries[candidate - 1].special)
            guard below > index else { return candidate }
            candidate = below
        }
        return candidate
    }

    /// Steps 4.9 to 4.20: the formatting element ends before the furthest block and begins anew inside it.
    private mutating func adopt(_ element: Int32, at index: Int, furthest: Int) {
        let ancestor = open.entries[index - 1].node
        let block = open.entries[furthest].node
        var bookmark = formatting.index(of: element) ?? 0
        var kept: [OpenElements.Entry] = []
        var last = block
        var counter = 0
        for position in stride(from: furthest - 1, to: index, by: -1) {
            counter += 1
            let entry = open.entries[position]
            if counter > 3, let listed = listedIndex(of: entry.node) {
                formatting.remove(at: listed, &store)
                if listed < bookmark { bookmark -= 1 }
            }
            guard let listed = listedIndex(of: entry.node) else {
                store[entry.node].flags.remove(.isOpen)
                continue
            }
            let clone = makeClone(of: entry.node)
            store[entry.node].flags.remove(.isOpen)
            formatting.replace(at: listed, with: clone, &store)
            kept.append(entry.with(node: clone))
            if last == block { bookmark = listed + 1 }
            move(last, to: NodeStore.Place(parent: clone))
            last = clone
        }
        move(last, to: insertionPlace(in: ancestor))
        let clone = makeClone(of: element)
        store.moveChildren(of: block, to: clone)
        store.insert(clone, at: NodeStore.Place(parent: block))
        relist(element, as: clone, at: bookmark)
        restack(element, at: index, kept: kept.reversed(), furthest: furthest, clone: clone)
    }

    private func listedIndex(of node: Int32) -> Int? {
        store[node].flags.contains(.isInFormattingList) ? formatting.index(of: node) : nil
    }

    private mutating func move(_ node: Int32, to place: NodeStore.Place) {
        guard place.parent != node else { return }
        var place = place
        if place.before == node { place.before = store[node].next }
        store.detach(node)
        store.insert(node, at: place)
    }

    /// Takes the element off the list of active formatting elements and puts its clone at the bookmark.
    private mutating func relist(_ element: Int32, as clone: Int32, at bookmark: Int) {
        var bookmark = bookmark
        if let listed = formatting.index(of: element) {
            formatting.remove(at: listed, &store)
            if listed < bookmark { bookmark -= 1 }
        }
        formatting.insert(clone, at: bookmark, &store)
    }

    /// Rebuilds the stack from the formatting element's entry upwards, without it and with its clone above the block.
    private mutating func restack(
        _ element: Int32,
        at index: Int,
        kept: [OpenElements.Entry],
        furthest: Int,
        clone: Int32
    ) {
        let own = open.entries[index]
        let above = Array(open.entries[(furthest + 1)...])
        let entries = kept + [open.entries[furthest], own.with(node: clone)] + above
        store[element].flags.remove(.isOpen)
        open.replace(from: index, with: entries.map { (node: $0.node, tag: $0.tag, traits: $0.traits) })
        for entry in kept { store[entry.node].flags.insert(.isOpen) }
        store[clone].flags.insert(.isOpen)
    }
}

extension OpenElements.Entry {
    /// The same entry for another node; only name and traits hold, the rest is found anew when it is pushed.
    fileprivate func with(node: Int32) -> Self {
        Self(
            node: node,
            tag: tag,
            traits: traits,
            previousOfSameTag: previousOfSameTag,
            scopeEnd: scopeEnd,
            listScopeEnd: listScopeEnd,
            buttonScopeEnd: buttonScopeEnd,
            tableScopeEnd: tableScopeEnd,
            special: special,
            itemSearchEnd: itemSearchEnd,
            decidesMode: decidesMode,
            html: html
        )
    }
}
