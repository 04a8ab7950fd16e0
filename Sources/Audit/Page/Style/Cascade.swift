/// Computes the styles of a page: one pass over the document, parents before children.
struct Cascade {
    let tree: MatchTree
    private let bound: BoundSheets
    var matcher: SelectorMatcher
    private var filter = AncestorFilter()
    var computer: StyleComputer
    private var cache = StyleCache()
    private let hints: PresentationalHints
    /// Blocks of `style` attributes and of presentational attributes by their text; -1 where nothing is declared.
    private var inlineBlocks: [Int32] = []
    private var inlineTexts = ByteInterner()
    private var hintBlocks: [Int32] = []
    private var hintTexts = ByteInterner()

    /// What is known to be missing before the cascade begins.
    var problems: [StyleProblem] = []
    private(set) var styleOfNode: [Int32]
    private(set) var hidden: [Bool]
    /// Whether what the node holds has no box.
    private var hidesContent: [Bool]

    private var matches: [MatchedRule] = []
    private var beforeMatches: [MatchedRule] = []
    private var afterMatches: [MatchedRule] = []
    private var placeholderMatches: [MatchedRule] = []

    init(document: Document, sheets: [StyleSheetSource], media: MediaContext) {
        tree = MatchTree(document)
        bound = BoundSheets(sheets, tree: tree, media: media)
        matcher = SelectorMatcher(tree: tree, bound: bound)
        computer = StyleComputer(bound, document: document, media: media)
        hints = PresentationalHints(document)
        styleOfNode = [Int32](repeating: 0, count: document.nodeCount)
        hidden = [Bool](repeating: false, count: document.nodeCount)
        hidesContent = hidden
    }

    mutating func run() {
        for index in 1..<max(tree.document.nodeCount, 1) {
            let node = Int32(index)
            let parent = tree.flatParent(node)
            let container = parent < 0 ? tree.document.parent[index] : parent
            hidden[index] = parent < 0 || hidesContent[Int(container)] || isUnassigned(node)
            switch tree.document.kind[index] {
            case .element: visit(node, container)
            case .templateContent:
                hidden[index] = true
                hidesContent[index] = true
                styleOfNode[index] = styleOfNode[Int(container)]
            default:
                hidesContent[index] = hidesContent[Int(container)]
                styleOfNode[index] = styleOfNode[Int(container)]
            }
        }
    }

    /// Whether the node is fall-back content of a slot that has been given other content.
    private func isUnassigned(_ node: Int32) -> Bool {
        guard !tree.slotsWithContent.isEmpty, tree.slot[Int(node)] < 0 else { return false }
        return tree.slotsWithContent.contains(tree.document.parent[Int(node)])
    }

    private mutating func visit(_ node: Int32, _ parent: Int32) {
        filter.leave(before: node)
        collect(node)
        let number = style(of: node, parent: styleOfNode[Int(parent)])
        styleOfNode[Int(node)] = number
        let style = computer.styles[Int(number)]
        hidden[Int(node)] = hidden[Int(node)] || style.display == .none || isNeverRendered(node, parent)
        hidesContent[Int(node)] =
            hidden[Int(node)] || style.contentVisibility == .hidden || showsNoContent(tree.name(node))
        if tree.document.end[Int(node)] > node + 1 { filter.enter(node, tree) }
    }

    /// Elements that show something else than what they hold.
    private func showsNoContent(_ name: Name) -> Bool {
        switch name {
        case .audio, .meter, .progress, .video: true
        default: false
        }
    }

    /// Elements whose box depends on more than `display`: closed details, and what SVG only keeps for later use.
    private func isNeverRendered(_ node: Int32, _ parent: Int32) -> Bool {
        let name = tree.name(node)
        if tree.document.isHTML(NodeID(parent), .details), !tree.document.hasAttribute(.open, NodeID(parent)) {
            return !(name == .summary && isFirstSummary(node))
        }
        guard tree.document.namespace[Int(node)] == .svg else { return false }
        return name == .defs || name == .symbol || name == .title || name == .desc || name == .metadata
            || name == .clipPath || name == .linearGradient || name == .radialGradient || name == .pattern
    }

    private func isFirstSummary(_ node: Int32) -> Bool {
        var sibling = tree.previous[Int(node)]
        var steps = 0
        // Authors put the summary first; whatever else precedes it is looked at, but not without bound.
        while sibling >= 0, steps < 64 {
            if tree.name(sibling) == .summary { return false }
            sibling = tree.previous[Int(sibling)]
            steps += 1
        }
        return true
    }

}

/// A rule that matches an element, with its place in the cascade.
struct MatchedRule {
    /// Own tree or host's, layer and specificity, in bits from high to low.
    var key: UInt64
    /// Sheet and block, in bits from high to low.
    var order: UInt64
    var rank: UInt16
    var isUserAgent: Bool
    var isUncertain: Bool
    /// How many elements lie between it and the root of its `@scope`; the greatest number without one.
    var distance: UInt16 = .max

    var sheet: Int { Int(order >> 32) }
    var block: Int { Int(order & 0xFFFF_FFFF) }

    static func < (lhs: MatchedRule, rhs: MatchedRule) -> Bool {
        if lhs.key != rhs.key { return lhs.key < rhs.key }
        // The nearer root wins (CSS Cascade 6 §2.6).
        return lhs.distance != rhs.distance ? lhs.distance > rhs.distance : lhs.order < rhs.order
    }
}

// MARK: - Matching rules

extension Cascade {
    private mutating func collect(_ node: Int32) {
        matches.removeAll(keepingCapacity: true)
        beforeMatches.removeAll(keepingCapacity: true)
        afterMatches.removeAll(keepingCapacity: true)
        placeholderMatches.removeAll(keepingCapacity: true)
        let id = tree.id[Int(node)]
        if id >= 0 { test(bound.byID[Int(id)], node) }
        for atom in tree.classes(of: node) { test(bound.byClass[Int(atom)], node) }
        test(bound.byName[Int(tree.name(node).rawValue)], node)
        for attribute in tree.document.attributes(of: NodeID(node)) {
            let range = bound.byAttribute[Int(tree.document.attributeName[attribute].rawValue)]
            if !range.isEmpty { test(range, node) }
        }
        test(bound.others, node)
        Self.sort(&matches)
        Self.sort(&beforeMatches)
        Self.sort(&afterMatches)
        Self.sort(&placeholderMatches)
    }

    /// Sorts by key; the lists are short and often in order already.
    private static func sort(_ matches: inout [MatchedRule]) {
        if matches.count > 24 {
            matches.sort(by: <)
            return
        }
        for index in matches.indices.dropFirst() {
            var place = index
            while place > 0, matches[place] < matches[place - 1] {
                matches.swapAt(place - 1, place)
                place -= 1
            }
        }
    }

    private mutating func test(_ range: Range<Int32>, _ node: Int32) {
        for index in range { test(bound.candidates[Int(index)], node) }
    }

    private mutating func test(_ rule: CandidateRule, _ node: Int32) {
        if !filter.mayContain(rule.ancestorHashes) { return }
        let isOwnTree = rule.isUserAgent || tree.scope.isEmpty || rule.scope == tree.scope[Int(node)]
        guard isOwnTree || rule.reachesOut, matcher.matches(rule, node) else { return }
        var distance = UInt16.max
        if rule.within >= 0 {
            guard let found = matcher.distance(toScope: rule.within, ofSheet: Int(rule.sheet), from: node) else {
                return
            }
            distance = found
        }
        let match = MatchedRule(
            key: (isOwnTree ? 1 << 40 : 0) | rule.key,
            order: UInt64(rule.sheet) << 32 | UInt64(rule.block),
            rank: rule.rank,
            isUserAgent: rule.isUserAgent,
            isUncertain: rule.isUncertain,
            distance: distance
        )
        switch rule.pseudo {
        case .before: beforeMatches.append(match)
        case .after: afterMatches.append(match)
        case .placeholder: if showsPlaceholder(node) { placeholderMatches.append(match) }
        default: matches.append(match)
        }
    }
}

extension Cascade {
    private func showsPlaceholder(_ node: Int32) -> Bool {
        let name = tree.name(node)
        return (name == .input || name == .textarea) && tree.document.hasAttribute(.placeholder, NodeID(node))
    }
}

// MARK: - Styles from rules

extension Cascade {
    /// The number of the element's style: found again where the same rules met the same parent, else computed.
    private mutating func style(of node: Int32, parent: Int32) -> Int32 {
        let inline = inlineBlock(node)
        let hint = hintBlock(node)
        let isRoot = tree.document.parent[Int(node)] == 0
        let isQuirkTable = tree.isQuirks && tree.document.isHTML(NodeID(node), .table)
        cache.begin(parent, inline, hint, (isRoot ? 1 : 0) | (isQuirkTable ? 2 : 0))
        cache.add(matches)
        cache.add(beforeMatches)
        cache.add(afterMatches)
        cache.add(placeholderMatches)
        if let known = cache.find() { return known }
        let declared = DeclaredStyle(
            node: node,
            parent: parent,
            rules: matches,
            inline: inline,
            hint: hint,
            isRoot: isRoot,
            inheritsBodyColor: isQuirkTable
        )
        let isShareable: Bool
        let number: Int32
        (number, isShareable) = computer.compute(
            declared,
            before: beforeMatches,
            after: afterMatches,
            placeholder: placeholderMatches
        )
        if tree.document.isHTML(NodeID(node), .body), computer.bodyStyle < 0 { computer.bodyStyle = number }
        if isShareable { cache.insert(number) }
        return number
    }

    private mutating func inlineBlock(_ node: Int32) -> Int32 {
        guard let text = tree.document.attribute(.style, of: NodeID(node)), !text.isEmpty else { return -1 }
        let number = Int(inlineTexts.intern(text))
        if number < inlineBlocks.count { return inlineBlocks[number] }
        let start = computer.own.declarations.count
        StyleAttribute.declare(text, into: &computer.own)
        inlineBlocks.append(computer.own.declarations.count > start ? computer.own.closeBlock(from: start) : -1)
        return inlineBlocks[number]
    }

    private mutating func hintBlock(_ node: Int32) -> Int32 {
        let id = NodeID(node)
        let name = tree.name(node)
        let isSVG = tree.document.namespace[Int(node)] == .svg
        let isColoredLink = hints.linkColor != nil && (name == .a || name == .area)
        var key: [UInt8] = []
        for index in tree.document.attributes(of: id) {
            let attribute = tree.document.attributeName[index]
            guard isSVG || PresentationalHints.mayStyle(attribute) || (isColoredLink && attribute == .href) else {
                continue
            }
            if attribute == .href || (isSVG && attribute == .d) {
                key.append(0xFE)
                continue
            }
            withUnsafeBytes(of: attribute.rawValue) { key.append(contentsOf: $0) }
            key.append(contentsOf: tree.document.bytes[tree.document.attributeValue[index]])
            key.append(0xFF)
        }
        if key.isEmpty { return -1 }
        withUnsafeBytes(of: name.rawValue) { key.append(contentsOf: $0) }
        key.append(tree.document.namespace[Int(node)].rawValue)
        let number = Int(hintTexts.intern(key[...]))
        if number < hintBlocks.count { return hintBlocks[number] }
        let start = computer.own.declarations.count
        hints.declare(id, into: &computer.own)
        hintBlocks.append(computer.own.declarations.count > start ? computer.own.closeBlock(from: start) : -1)
        return hintBlocks[number]
    }

    /// The columns; call after ``run()``.
    func finished() -> ComputedStyles {
        var problems = problems + computer.problems
        if matcher.ranOut { problems.append(StyleProblem(.matchingLimit)) }
        return ComputedStyles(
            styleOfNode: styleOfNode,
            styles: computer.styles,
            text: computer.text,
            gradientStops: computer.gradientStops,
            hidden: hidden,
            problems: problems
        )
    }
}

// MARK: - Ancestor filter

/// Which names, classes and identifiers the ancestors of the element at hand have: a counting Bloom filter that may
/// say yes wrongly, but never no.
struct AncestorFilter {
    private var counts = [UInt8](repeating: 0, count: 4096)
    private var stack: [(end: Int32, hashes: Range<Int32>)] = []
    private var hashes: [UInt32] = []

    /// Takes out the elements that end before a node.
    mutating func leave(before node: Int32) {
        while let top = stack.last, top.end <= node {
            for index in top.hashes { change(hashes[Int(index)], by: -1) }
            hashes.removeLast(top.hashes.count)
            stack.removeLast()
        }
    }

    mutating func enter(_ node: Int32, _ tree: MatchTree) {
        let start = Int32(hashes.count)
        hashes.append(tree.nameHash[Int(tree.name(node).rawValue)])
        let id = tree.id[Int(node)]
        if id >= 0 { hashes.append(AncestorHash.id(tree.atomHash[Int(id)])) }
        for atom in tree.classes(of: node) { hashes.append(AncestorHash.class(tree.atomHash[Int(atom)])) }
        for index in Int(start)..<hashes.count { change(hashes[index], by: 1) }
        stack.append((tree.document.end[Int(node)], start..<Int32(hashes.count)))
    }

    /// Counters that are full stay so, since nobody knows any more how often they were counted up.
    private mutating func change(_ hash: UInt32, by amount: Int) {
        for slot in [Int(hash & 4095), Int(hash >> 16 & 4095)] where counts[slot] != 255 {
            counts[slot] = UInt8(Int(counts[slot]) + amount)
        }
    }

    func mayContain(_ wanted: SIMD4<UInt32>) -> Bool {
        for index in 0..<4 {
            let hash = wanted[index]
            if hash == 0 { return true }
            if counts[Int(hash & 4095)] == 0 || counts[Int(hash >> 16 & 4095)] == 0 { return false }
        }
        return true
    }
}

// MARK: - Sharing styles

/// Styles by what they were computed from.
struct StyleCache {
    private var slots: [Int32] = Array(repeating: -1, count: 256)
    private var entries: [(hash: UInt64, words: Range<Int32>, style: Int32)] = []
    private var words: [UInt64] = []
    private var current: [UInt64] = []
    private var hash: UInt64 = 0

    mutating func begin(_ parent: Int32, _ inline: Int32, _ hint: Int32, _ flags: UInt64) {
        current.removeAll(keepingCapacity: true)
        current.append(UInt64(UInt32(bitPattern: parent)) << 32 | flags)
        current.append(UInt64(UInt32(bitPattern: inline)) << 32 | UInt64(UInt32(bitPattern: hint)))
    }

    mutating func add(_ matches: [MatchedRule]) {
        current.append(UInt64(matches.count))
        for match in matches {
            let order = match.order ^ UInt64(~match.distance) << 48
            current.append(match.isUncertain ? ~order : order)
        }
    }

    mutating func find() -> Int32? {
        hash = 0xCBF2_9CE4_8422_2325
        for word in current {
            hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 29
        }
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] >= 0 {
            let entry = entries[Int(slots[slot])]
            if entry.hash == hash, entry.words.count == current.count, isEqual(entry.words) { return entry.style }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    private func isEqual(_ range: Range<Int32>) -> Bool {
        words[Int(range.lowerBound)..<Int(range.upperBound)].elementsEqual(current)
    }

    /// Remembers the style of what was last looked for.
    mutating func insert(_ style: Int32) {
        if (entries.count + 1) * 2 > slots.count { grow() }
        let start = Int32(words.count)
        words.append(contentsOf: current)
        entries.append((hash, start..<Int32(words.count), style))
        place(entries.count - 1)
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        for index in entries.indices { place(index) }
    }

    private mutating func place(_ index: Int) {
        var slot = Int(truncatingIfNeeded: entries[index].hash) & (slots.count - 1)
        while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = Int32(index)
    }
}
