/// The tree construction stage: tokens in, nodes of a ``NodeStore`` out.
///
/// Source: HTML §13.2.6 "Tree construction". The scripting flag is off unless asked for; no script ever runs.
struct TreeBuilder: TokenSink {
    var store: NodeStore
    var open = OpenElements()
    var formatting = FormattingList()
    var mode = InsertionMode.initial
    /// Where "text" and "in table text" return to.
    var originalMode = InsertionMode.initial
    var templateModes: [InsertionMode] = []
    var head: Int32 = -1
    var form: Int32 = -1
    var framesetOK = true
    var fosters = false
    /// Whether a line feed right after the last start tag is to be dropped.
    var ignoresLineFeed = false
    var quirks = QuirksMode.noQuirks
    var pendingTableText: [(range: TextRange, offset: Int32)] = []
    var hasPendingNonSpace = false
    /// The limit at which construction stopped.
    var exceededLimit: ParseLimits.Kind?
    /// The standard's "acknowledged" flag of a self-closing start tag.
    var hasAcknowledged = false
    /// What the tokenizer is to read after the current start tag.
    var contentModel = ContentModel.unchanged
    /// The node made for the context of a fragment, which is in no tree; -1 for a whole document.
    var context: Int32 = -1
    var adjustments = ForeignAdjustments()
    var hasSelectedContent = false

    let options: HTMLParser.Options
    let bodyStartRules: [BodyStartRule]
    let bodyEndRules: [BodyEndRule]
    let traits: [ElementTraits]

    init(options: HTMLParser.Options, expectedNodes: Int) {
        self.options = options
        store = NodeStore(expectedNodes: expectedNodes)
        bodyStartRules = BodyStartRule.byName
        bodyEndRules = BodyEndRule.byName
        traits = ElementTraits.ofHTML
    }
}

/// HTML §13.2.4.1 "The insertion mode".
enum InsertionMode: UInt8 {
    case initial, beforeHTML, beforeHead, inHead, inHeadNoscript, afterHead, inBody, text, inTable, inTableText
    case inCaption, inColumnGroup, inTableBody, inRow, inCell, inTemplate, afterBody, inFrameset, afterFrameset
    case afterAfterBody, afterAfterFrameset
}

/// Whether the token is done with, or has to be looked at again in the mode that was switched to.
enum Step {
    case done, reprocess
}

// MARK: - The current node

extension TreeBuilder {
    /// The current node; the stack must not be empty.
    var current: Int32 { open.top.node }

    /// HTML §13.2.4.2: the context element stands in for the root of a fragment.
    var adjustedCurrent: Int32 { open.count == 1 && context >= 0 ? context : current }

    @inline(__always)
    var isInForeignContent: Bool { !open.isEmpty && store[adjustedCurrent].namespace != .html }

    var allowsCDATA: Bool { isInForeignContent }

    var isFull: Bool { exceededLimit != nil }

    /// Whether the current node is an HTML element of this name.
    @inline(__always)
    func isCurrent(_ name: Name) -> Bool {
        let top = open.top
        return top.tag == name && top.traits.contains(.html)
    }

    func isCurrentAny(_ names: Name...) -> Bool { names.contains { isCurrent($0) } }

    var hasTemplate: Bool { open.contains(.template) }

    func traits(of name: Name) -> ElementTraits {
        let number = Int(name.rawValue)
        return number < traits.count ? traits[number] : .html
    }
}

// MARK: - Popping

extension TreeBuilder {
    @discardableResult
    mutating func pop() -> OpenElements.Entry {
        let entry = open.pop()
        store[entry.node].flags.remove(.isOpen)
        return entry
    }

    mutating func push(_ node: Int32, tag: Name, traits: ElementTraits) {
        open.push(node, tag: tag, traits: traits)
        store[node].flags.insert(.isOpen)
    }

    /// Pops up to and including the topmost HTML element of this name.
    mutating func popThrough(_ name: Name) { popThrough(index: Int(open.lastIndex(of: name))) }

    mutating func popThrough(index: Int) {
        while open.count > max(index, 0) { pop() }
    }

    /// HTML §13.2.6.3 "Closing elements that have implied end tags".
    mutating func generateImpliedEndTags(except name: Name = .none) {
        while open.top.traits.contains(.impliedEnd), open.top.tag != name { pop() }
    }

    mutating func generateImpliedEndTagsThoroughly() {
        while !open.top.traits.isDisjoint(with: [.impliedEnd, .thoroughImpliedEnd]) { pop() }
    }

    @inline(__always)
    mutating func closeParagraphInButtonScope(_ tag: TagToken, _ storage: inout TokenStorage) {
        if open.hasInButtonScope(.p) { closeParagraph(tag, &storage) }
    }

    /// HTML §13.2.6.4.7 "close a p element".
    mutating func closeParagraph(_ tag: TagToken, _ storage: inout TokenStorage) {
        generateImpliedEndTags(except: .p)
        if !isCurrent(.p) { storage.error("unclosed-element", at: Int(tag.offset)) }
        popThrough(.p)
    }

    /// Pops until a table, template or root is the current node.
    mutating func clearToTableContext() {
        while !isCurrentAny(.table, .template, .html) { pop() }
    }

    mutating func clearToTableBodyContext() {
        while !isCurrentAny(.tbody, .tfoot, .thead, .template, .html) { pop() }
    }

    mutating func clearToTableRowContext() {
        while !isCurrentAny(.tr, .template, .html) { pop() }
    }
}

// MARK: - Inserting

extension TreeBuilder {
    /// HTML §13.2.6.1 "appropriate place for inserting a node".
    @inline(__always)
    func insertionPlace(in override: Int32? = nil) -> NodeStore.Place {
        let target = override ?? current
        if fosters, isFostering(target) { return fosterPlace() }
        return endPlace(of: target)
    }

    /// The end of a node; of a template, the end of its contents.
    @inline(__always)
    func endPlace(of node: Int32) -> NodeStore.Place {
        let contents = store[node].contents
        return NodeStore.Place(parent: contents < 0 ? node : contents)
    }

    private func isFostering(_ node: Int32) -> Bool {
        store[node].namespace == .html && traits(of: store[node].tag).contains(.fosters)
    }

    private func fosterPlace() -> NodeStore.Place {
        let (template, table) = (open.lastIndex(of: .template), open.lastIndex(of: .table))
        if template >= 0, template > table { return endPlace(of: open.entries[Int(template)].node) }
        guard table >= 0 else { return endPlace(of: open.entries[0].node) }
        let node = open.entries[Int(table)].node
        if store[node].parent >= 0 { return NodeStore.Place(parent: store[node].parent, before: node) }
        return endPlace(of: open.entries[Int(table) - 1].node)
    }

    /// Makes an element of a start tag, with the attributes read last.
    mutating func makeElement(_ tag: TagToken, _ storage: TokenStorage) -> Int32 {
        var node = NodeStore.Node(kind: .element)
        node.name = tag.name
        node.tag = tag.name
        node.offset = tag.offset
        node.startTagEnd = tag.end
        node.attributeStart = Int32(truncatingIfNeeded: store.attributes.count)
        node.attributeCount = Int32(truncatingIfNeeded: storage.attributes.count)
        store.attributes.append(contentsOf: storage.attributes)
        return added(node)
    }

    /// Makes an element the source has no tag for.
    mutating func makeImplied(_ name: Name) -> Int32 {
        var node = NodeStore.Node(kind: .element)
        node.name = name
        node.tag = name
        return added(node)
    }

    /// Makes a second element of the same start tag; it shares its attributes and its offset.
    mutating func makeClone(of original: Int32) -> Int32 {
        var node = NodeStore.Node(kind: .element)
        let source = store[original]
        node.name = source.name
        node.tag = source.tag
        node.offset = source.offset
        node.startTagEnd = source.startTagEnd
        node.attributeStart = source.attributeStart
        node.attributeCount = source.attributeCount
        return added(node)
    }

    @inline(__always)
    mutating func added(_ node: NodeStore.Node) -> Int32 {
        if store.count >= options.limits.nodes { exceededLimit = .nodes }
        if store.attributes.count >= options.limits.pageAttributes { exceededLimit = .attributes }
        return store.add(node)
    }

    /// Inserts an HTML element for a start tag and makes it the current node.
    @discardableResult
    @inline(__always)
    mutating func insertElement(_ tag: TagToken, _ storage: inout TokenStorage) -> Int32 {
        let place = insertionPlace()
        let node = makeElement(tag, storage)
        store.insert(node, at: place)
        push(node, tag: tag.name, traits: traits(of: tag.name))
        return node
    }

    /// Inserts an HTML element that cannot have content.
    @inline(__always)
    mutating func insertVoidElement(_ tag: TagToken, _ storage: inout TokenStorage) {
        let place = insertionPlace()
        let node = makeElement(tag, storage)
        store.insert(node, at: place)
        hasAcknowledged = true
    }

    @discardableResult
    mutating func insertImplied(_ name: Name) -> Int32 {
        let place = insertionPlace()
        let node = makeImplied(name)
        store.insert(node, at: place)
        push(node, tag: name, traits: traits(of: name))
        return node
    }

    mutating func insertComment(_ text: TextRange, offset: Int32, at place: NodeStore.Place) {
        var node = NodeStore.Node(kind: .comment)
        node.offset = offset
        node.textStart = text.lowerBound
        node.textEnd = text.upperBound
        store.insert(added(node), at: place)
    }

    @inline(__always)
    mutating func insertText(_ text: TextRange, offset: Int32) {
        let place = insertionPlace()
        // A document has no text.
        if place.parent == 0 { return }
        store.insertText(text, offset: offset, at: place)
        if store.count >= options.limits.nodes { exceededLimit = .nodes }
    }
}

// MARK: - Formatting elements

extension TreeBuilder {
    /// HTML §13.2.4.3 "reconstruct the active formatting elements".
    @inline(__always)
    mutating func reconstructFormatting() {
        guard let last = formatting.entries.last, !last.isMarker, !store[last.node].flags.contains(.isOpen) else {
            return
        }
        reconstructClosedFormatting()
    }

    private mutating func reconstructClosedFormatting() {
        var index = formatting.entries.count - 1
        while index > 0 {
            let entry = formatting.entries[index - 1]
            if entry.isMarker || store[entry.node].flags.contains(.isOpen) { break }
            index -= 1
        }
        while index < formatting.entries.count, !isFull {
            let place = insertionPlace()
            let clone = makeClone(of: formatting.entries[index].node)
            store.insert(clone, at: place)
            push(clone, tag: store[clone].tag, traits: traits(of: store[clone].tag))
            formatting.replace(at: index, with: clone, &store)
            index += 1
        }
    }
}
