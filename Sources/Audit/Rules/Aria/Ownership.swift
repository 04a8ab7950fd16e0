/// Who is whose child in the accessibility tree, as far as roles relate (ACT "owned by").
///
/// Elements that say nothing (no role, `generic`, `none`) are looked through; `aria-owns` moves what it names.
struct Ownership {
    private let page: Page
    private let owners: [NodeID: NodeID]

    init(_ page: Page) {
        self.page = page
        var owners: [NodeID: NodeID] = [:]
        for owner in page.elements(where: { page.hasAttribute(.ariaOwns, $0) }) where page.isExposed(owner) {
            for node in page.idReferences(.ariaOwns, of: owner).nodes where owners[node] == nil && node != owner {
                owners[node] = owner
            }
        }
        self.owners = owners
    }

    /// The nearest exposed element around this one that says something, or nil at the root.
    func parent(of node: NodeID) -> NodeID? {
        var current = owners[node] ?? page.flatParent(of: node)
        // Owners may name each other; no chain is longer than a document is deep.
        for _ in 0..<ParseLimits.maximumDepth {
            guard let parent = current, page.document.isElement(parent) else { return nil }
            if !isLookedThrough(parent) { return parent }
            current = owners[parent] ?? page.flatParent(of: parent)
        }
        return nil
    }

    /// The exposed elements and the text the node owns.
    func children(of node: NodeID) -> [NodeID] {
        var found: [NodeID] = []
        var pending = moved(to: node)
        pending += page.document.children(of: node).filter { owners[$0] == nil }.reversed()
        while let next = pending.popLast() {
            guard !page.isProgrammaticallyHidden(next) else { continue }
            if page.document.kind(of: next) == .text, !page.document.text(of: next).isWhitespace { found.append(next) }
            guard page.document.isElement(next) else { continue }
            if !isLookedThrough(next) {
                found.append(next)
                continue
            }
            pending += page.document.children(of: next).filter { owners[$0] == nil }.reversed()
        }
        return found
    }

    private func moved(to node: NodeID) -> [NodeID] {
        guard page.hasAttribute(.ariaOwns, node) else { return [] }
        return page.idReferences(.ariaOwns, of: node).nodes.filter { owners[$0] == node }.reversed()
    }

    private func isLookedThrough(_ element: NodeID) -> Bool {
        guard page.isExposed(element) else { return true }
        let role = page.role(of: element)
        guard role == nil || role == .generic else { return false }
        return !page.document.attributes(of: element).contains { index in
            guard let attribute = ARIAAttribute(page.document.attributeName[index]), attribute.isGlobal else {
                return false
            }
            return attribute != .hidden && !page.document.attributeValue[index].isEmpty
        }
    }
}
