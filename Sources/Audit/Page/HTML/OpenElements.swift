/// The stack of open elements, in which every search of the standard takes constant time.
///
/// Each entry knows the nearest entry below it (or itself) that would end a search, and the previous open element of its
/// name; "has an element in scope" is then a comparison of two indices, however deep a hostile page nests.
struct OpenElements {
    struct Entry {
        let node: Int32
        /// The name of the start tag, in lower case.
        let tag: Name
        let traits: ElementTraits
        let previousOfSameTag: Int32
        // Index of the nearest entry, from this one downwards, that ends the search in question; -1 for none.
        let scopeEnd: Int32
        let listScopeEnd: Int32
        let buttonScopeEnd: Int32
        let tableScopeEnd: Int32
        let special: Int32
        let itemSearchEnd: Int32
        let decidesMode: Int32
        let html: Int32
    }

    private(set) var entries: [Entry] = []
    /// Index of the last open HTML element, by the number of its name; then the same for foreign elements.
    private var last: [Int32] = []
    private var lastForeign: [Int32] = []

    init() {
        entries.reserveCapacity(64)
        last = [Int32](repeating: -1, count: Int(Name.firstUnlisted) + 64)
        lastForeign = last
    }

    var count: Int { entries.count }
    var isEmpty: Bool { entries.isEmpty }
    /// The current node's entry; the stack must not be empty.
    var top: Entry { entries[entries.count - 1] }

    mutating func push(_ node: Int32, tag: Name, traits: ElementTraits) {
        let index = Int32(truncatingIfNeeded: entries.count)
        let below = entries.last
        let number = Int(tag.rawValue)
        let isHTML = traits.contains(.html)
        let previous = exchangeLast(number, isHTML: isHTML, index)
        let endsScope = traits.contains(.scopeEnd)
        let isSpecial = traits.contains(.special)
        entries.append(
            Entry(
                node: node,
                tag: tag,
                traits: traits,
                previousOfSameTag: previous,
                scopeEnd: endsScope ? index : below?.scopeEnd ?? -1,
                listScopeEnd: endsScope || traits.contains(.listScopeEnd) ? index : below?.listScopeEnd ?? -1,
                buttonScopeEnd: endsScope || traits.contains(.buttonScopeEnd) ? index : below?.buttonScopeEnd ?? -1,
                tableScopeEnd: traits.contains(.tableScopeEnd) ? index : below?.tableScopeEnd ?? -1,
                special: isSpecial ? index : below?.special ?? -1,
                itemSearchEnd: isSpecial && !traits.contains(.searchedPast) ? index : below?.itemSearchEnd ?? -1,
                decidesMode: traits.contains(.decidesMode) ? index : below?.decidesMode ?? -1,
                html: isHTML ? index : below?.html ?? -1
            )
        )
    }

    /// Sets the last open element of a name and returns the one before.
    private mutating func exchangeLast(_ number: Int, isHTML: Bool, _ index: Int32) -> Int32 {
        if number >= last.count {
            let missing = [Int32](repeating: -1, count: number * 2 - last.count)
            last += missing
            lastForeign += missing
        }
        if isHTML {
            defer { last[number] = index }
            return last[number]
        }
        defer { lastForeign[number] = index }
        return lastForeign[number]
    }

    @discardableResult
    mutating func pop() -> Entry {
        let entry = entries.removeLast()
        let number = Int(entry.tag.rawValue)
        if entry.traits.contains(.html) {
            last[number] = entry.previousOfSameTag
        } else {
            lastForeign[number] = entry.previousOfSameTag
        }
        return entry
    }

    /// Replaces all entries from `index` upwards.
    mutating func replace(from index: Int, with replacements: [(node: Int32, tag: Name, traits: ElementTraits)]) {
        while entries.count > index { pop() }
        for entry in replacements { push(entry.node, tag: entry.tag, traits: entry.traits) }
    }

    /// Removes the entry at `index`, which may lie below others.
    mutating func remove(at index: Int) {
        let above = entries[(index + 1)...].map { (node: $0.node, tag: $0.tag, traits: $0.traits) }
        replace(from: index, with: above)
    }
}

// MARK: - Searching

extension OpenElements {
    /// Index of the last open HTML element of this name, or -1.
    @inline(__always)
    func lastIndex(of tag: Name) -> Int32 {
        let number = Int(tag.rawValue)
        return number < last.count ? last[number] : -1
    }

    /// Index of the last open foreign element whose start tag had this name, or -1.
    func lastForeignIndex(of tag: Name) -> Int32 {
        let number = Int(tag.rawValue)
        return number < lastForeign.count ? lastForeign[number] : -1
    }

    func contains(_ tag: Name) -> Bool { lastIndex(of: tag) >= 0 }

    func hasInScope(_ tag: Name) -> Bool { has(tag, from: top.scopeEnd) }
    func hasInListScope(_ tag: Name) -> Bool { has(tag, from: top.listScopeEnd) }
    func hasInButtonScope(_ tag: Name) -> Bool { has(tag, from: top.buttonScopeEnd) }
    func hasInTableScope(_ tag: Name) -> Bool { has(tag, from: top.tableScopeEnd) }

    @inline(__always)
    private func has(_ tag: Name, from scopeEnd: Int32) -> Bool {
        let index = lastIndex(of: tag)
        return index >= 0 && index >= scopeEnd
    }

    /// The index of an open element, searched in the topmost `limit` entries.
    func index(of node: Int32, amongTop limit: Int) -> Int? {
        var index = entries.count - 1
        let stop = max(0, entries.count - limit)
        while index >= stop {
            if entries[index].node == node { return index }
            index -= 1
        }
        return nil
    }
}
