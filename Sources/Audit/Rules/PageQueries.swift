// What several rules ask of a page, in terms of its columns.

// MARK: - Elements

extension Page {
    /// The document element, if it is an HTML `html` element.
    var rootElement: NodeID? {
        document.children(of: .document).first { document.isHTML($0, .html) }
    }

    /// The elements that match, in document order; what a `template` holds is left out.
    func elements(where matches: (NodeID) -> Bool) -> [NodeID] {
        var found: [NodeID] = []
        var index: Int32 = 1
        let end = Int32(document.nodeCount)
        while index < end {
            let node = NodeID(index)
            switch document.kind(of: node) {
            case .templateContent:
                index = document.subtree(of: node).upperBound
                continue
            case .element where matches(node): found.append(node)
            default: break
            }
            index += 1
        }
        return found
    }

    /// The HTML elements of these names in document order, those in a `template` left out.
    func htmlElements(_ names: Name...) -> [NodeID] {
        let found = names.flatMap { elements($0) }.filter {
            document.namespace(of: $0) == .html && !isInTemplate($0)
        }
        return names.count > 1 ? found.sorted() : found
    }

    /// The first descendant element that matches, in document order.
    func firstDescendant(of node: NodeID, where matches: (NodeID) -> Bool) -> NodeID? {
        for index in document.subtree(of: node).dropFirst() {
            let descendant = NodeID(index)
            if document.isElement(descendant), matches(descendant) { return descendant }
        }
        return nil
    }

    /// What the publishing system says the article is called (`ArticleTitle`), or nil.
    var articleTitle: Bytes? {
        let meta = htmlElements(.meta).first { meta in
            attribute(.name, of: meta)?.trimmed.equalsIgnoringCase("articletitle") ?? false
        }
        guard let title = meta.flatMap({ attribute(.content, of: $0) }), !title.isBlank else { return nil }
        return title
    }

    /// Whether text stands after something that other pages have too: navigation, a banner, a side column or a link.
    var hasContentAfterRepeatedBlock: Bool {
        guard let body = htmlElements(.body).first else { return false }
        var isAfter = false
        var index = body.index + 1
        let end = document.subtree(of: body).upperBound
        while index < end {
            let node = NodeID(index)
            switch document.kind(of: node) {
            case .templateContent: index = document.subtree(of: node).upperBound
            case .text where isAfter && !isProgrammaticallyHidden(node) && !document.text(of: node).isWhitespace:
                return true
            case .element where isExposed(node) && isRepeatedBlock(node):
                isAfter = true
                index = document.subtree(of: node).upperBound
            default: index += 1
            }
        }
        return false
    }

    private func isRepeatedBlock(_ element: NodeID) -> Bool {
        switch role(of: element) {
        case .navigation, .banner, .complementary, .contentinfo: true
        case .link: attribute(.href, of: element)?.trimmed.first != 0x23
        default: false
        }
    }

    var hasArticleTitle: Bool { articleTitle != nil }

    /// Whether the node is the body or in it.
    func isInBody(_ node: NodeID) -> Bool {
        elements(.body).contains { document.contains($0, node) }
    }

    /// The table a cell belongs to.
    func enclosingTable(of cell: NodeID) -> NodeID? {
        document.ancestors(of: cell).first { document.isHTML($0, .table) }
    }

    /// Whether the role is that of a table whose cells assistive technology relates.
    func isDataTable(_ table: NodeID) -> Bool {
        role(of: table).map { [.table, .grid, .treegrid].contains($0) } ?? false
    }

    /// The element's name as written in messages.
    func tag(of node: NodeID) -> String { document.names.text(of: document.name(of: node)).quoted }
}

// MARK: - Attributes

extension Page {
    /// The value of an attribute that has no ``Name`` of its own.
    func attribute(named name: StaticString, of node: NodeID) -> Bytes? {
        self.name(name).flatMap { attribute($0, of: node) }
    }

    /// The number of a name that is not one of the listed ones; nil where the page does not show it.
    func name(_ name: StaticString) -> Name? {
        document.names.find(UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    }

    func integer(_ text: Bytes) -> Int? { Focus.parseInteger(text) }

    /// The first element with this id in the tree that a node is in.
    func element(withID id: Bytes, from node: NodeID) -> NodeID? {
        semantics.ids.element(id, from: node, in: document)
    }

    /// Whether an attribute's name begins with `aria-`.
    func isAria(_ name: Name) -> Bool {
        if ARIAAttribute(name) != nil { return true }
        return name.rawValue >= Name.firstUnlisted && document.names.text(of: name).starts(with: "aria-".utf8)
    }
}

// MARK: - Names and text

extension Page {
    /// What a rule that asks for a name says so far: passed, or not known; nil where there is surely none.
    func nameVerdict(of node: NodeID) -> Verdict? {
        if hasAccessibleName(node) { return .passed }
        if isNameKnown(node) { return nil }
        return .cantTell(
            zh: "页面太大，无法算出这个元素的名称。它有名称吗？",
            en: "The page is too large to compute this element's name. Does it have one?"
        )
    }

    /// Whether an author gave the element a name by attribute (ACT "named from author").
    func isNamedByAuthor(_ node: NodeID) -> Bool {
        guard document.isElement(node) else { return false }
        switch nameSource(of: node) {
        case .ariaReference, .ariaText, .title: return true
        default: return false
        }
    }

    /// Whether there is text that assistive technology can get at.
    func hasText(in node: NodeID) -> Bool {
        for index in document.subtree(of: node) {
            let text = NodeID(index)
            guard document.kind(of: text) == .text, !isProgrammaticallyHidden(text) else { continue }
            if !document.text(of: text).isWhitespace { return true }
        }
        return false
    }

    /// Whether an image or text is seen in the element.
    func hasVisibleContent(in node: NodeID) -> Bool {
        for index in document.subtree(of: node) {
            let child = NodeID(index)
            guard isVisible(child) else { continue }
            if document.kind(of: child) == .text, !document.text(of: child).isWhitespace { return true }
            if document.isHTML(child, .img) { return true }
        }
        return false
    }
}

extension Sequence where Element == UInt8 {
    /// Whether there is nothing but white space as Unicode defines it.
    var isWhitespace: Bool {
        var multibyte: [UInt8] = []
        for byte in self where !byte.isHTMLSpace {
            if byte < 0x80, byte != 0x0B { return false }
            multibyte.append(byte)
        }
        return UTF8Scalars(multibyte[...]).allSatisfy(\.isWhitespace)
    }
}

extension Collection where Element == UInt8 {
    /// Whether the text begins with this, ASCII case-insensitively; `prefix` must be in lower case.
    func hasASCIIPrefix(_ prefix: StaticString) -> Bool {
        guard count >= prefix.utf8CodeUnitCount else { return false }
        return self.prefix(prefix.utf8CodeUnitCount).equalsIgnoringCase(prefix)
    }
}

// MARK: - Focus

/// The elements Tab reaches, for asking which lie in a subtree.
struct TabStops {
    private let sorted: [NodeID]
    /// Where slots put content elsewhere: the first stop below each node of the flat tree that has one.
    private var below: [NodeID: NodeID]?

    init(_ page: Page) {
        sorted = page.tabOrder.sorted()
        guard page.semantics.tree.hasShadowRoots else { return }
        var below: [NodeID: NodeID] = [:]
        for stop in sorted {
            var node = page.flatParent(of: stop)
            while let ancestor = node, below[ancestor] == nil {
                below[ancestor] = stop
                node = page.flatParent(of: ancestor)
            }
        }
        self.below = below
    }

    /// The first stop among the descendants of a node, or the node itself where asked; O(log n).
    func first(in node: NodeID, orItself: Bool, _ document: Document) -> NodeID? {
        if let below {
            let own = orItself && contains(node) ? node : nil
            return own ?? below[node]
        }
        let range = document.subtree(of: node)
        let start = orItself ? range.lowerBound : range.lowerBound + 1
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle].index < start { low = middle + 1 } else { high = middle }
        }
        return low < sorted.count && sorted[low].index < range.upperBound ? sorted[low] : nil
    }

    private func contains(_ node: NodeID) -> Bool {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < node { low = middle + 1 } else { high = middle }
        }
        return low < sorted.count && sorted[low] == node
    }
}

// MARK: - Fragments

extension Page {
    /// The element a fragment leads to: by its id, then percent-decoded, then an anchor's name (HTML §7.4.2.3.3).
    func fragmentTarget(_ fragment: Bytes) -> NodeID? {
        if fragment.isEmpty { return nil }
        let decoded = PercentEncoding.decode(fragment)
        for candidate in [Array(fragment), decoded] {
            if let found = element(withID: candidate) { return found }
            let anchor = elements(.a).first { attribute(.name, of: $0)?.elementsEqual(candidate) ?? false }
            if let anchor { return anchor }
        }
        return nil
    }
}
