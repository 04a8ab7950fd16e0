/// The list of active formatting elements, with its markers.
///
/// Source: HTML §13.2.4.3. The entries after the last marker are at most ``ParseLimits/maximumActiveFormatting``: the
/// earliest goes first. The standard sets no bound but that of three equal ones ("Noah's Ark").
struct FormattingList {
    struct Entry {
        /// -1 for a marker.
        var node: Int32
        var tag: Name
        var attributeCount: Int32 = 0
        /// Hash of the attributes; 0 until it is needed.
        var signature: UInt64 = 0

        var isMarker: Bool { node < 0 }
    }

    private(set) var entries: [Entry] = []

    var isEmpty: Bool { entries.isEmpty }

    mutating func pushMarker() { entries.append(Entry(node: -1, tag: .none)) }

    /// Takes out all entries up to and including the last marker.
    mutating func clearToLastMarker(_ store: inout NodeStore) {
        while let entry = entries.popLast(), !entry.isMarker { store[entry.node].flags.remove(.isInFormattingList) }
    }

    /// The index of the first entry after the last marker.
    private var sectionStart: Int { (entries.lastIndex { $0.isMarker } ?? -1) + 1 }

    mutating func push(_ node: Int32, _ store: inout NodeStore, _ storage: TokenStorage) {
        var entry = Entry(node: node, tag: store[node].tag, attributeCount: store[node].attributeCount)
        let start = sectionStart
        if let earliest = earliestOfThree(equalTo: &entry, from: start, store, storage) {
            remove(at: earliest, &store)
        } else if entries.count - start >= ParseLimits.maximumActiveFormatting {
            remove(at: start, &store)
        }
        entries.append(entry)
        store[node].flags.insert(.isInFormattingList)
    }

    /// The earliest of three entries that equal the new one in name and attributes, or nil.
    private mutating func earliestOfThree(
        equalTo new: inout Entry,
        from start: Int,
        _ store: NodeStore,
        _ storage: TokenStorage
    ) -> Int? {
        var alike = 0
        for entry in entries[start...] where entry.tag == new.tag && entry.attributeCount == new.attributeCount {
            alike += 1
        }
        guard alike >= 3 else { return nil }
        new.signature = signature(of: new.node, store, storage)
        var earliest: Int?
        var equal = 0
        for index in start..<entries.count
        where entries[index].tag == new.tag && entries[index].attributeCount == new.attributeCount {
            if entries[index].signature == 0 {
                entries[index].signature = signature(of: entries[index].node, store, storage)
            }
            guard entries[index].signature == new.signature, areEqual(entries[index].node, new.node, store, storage)
            else { continue }
            if earliest == nil { earliest = index }
            equal += 1
        }
        return equal >= 3 ? earliest : nil
    }

    /// A hash that does not depend on the order of the attributes.
    private func signature(of node: Int32, _ store: NodeStore, _ storage: TokenStorage) -> UInt64 {
        var sum: UInt64 = 1
        let start = Int(store[node].attributeStart)
        for attribute in store.attributes[start..<start + Int(store[node].attributeCount)] {
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(UInt32(bitPattern: attribute.name.rawValue))
            storage.withBytes(of: attribute.value) { bytes in
                for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            }
            sum &+= hash ^ (hash >> 31)
        }
        return sum == 0 ? 1 : sum
    }

    private func areEqual(_ left: Int32, _ right: Int32, _ store: NodeStore, _ storage: TokenStorage) -> Bool {
        let start = Int(store[left].attributeStart)
        return store.attributes[start..<start + Int(store[left].attributeCount)].allSatisfy { attribute in
            guard let other = store.value(of: attribute.name, on: right) else { return false }
            return storage.areEqual(attribute.value, other)
        }
    }

    // MARK: - Places

    func index(of node: Int32) -> Int? { entries.lastIndex { $0.node == node } }

    /// The last element of this name after the last marker.
    func last(_ tag: Name) -> Int32? {
        for entry in entries.reversed() {
            if entry.isMarker { return nil }
            if entry.tag == tag { return entry.node }
        }
        return nil
    }

    mutating func remove(at index: Int, _ store: inout NodeStore) {
        store[entries[index].node].flags.remove(.isInFormattingList)
        entries.remove(at: index)
    }

    mutating func remove(_ node: Int32, _ store: inout NodeStore) {
        guard store[node].flags.contains(.isInFormattingList), let index = index(of: node) else { return }
        remove(at: index, &store)
    }

    /// Puts a clone in the place of the element it was made of.
    mutating func replace(at index: Int, with node: Int32, _ store: inout NodeStore) {
        store[entries[index].node].flags.remove(.isInFormattingList)
        entries[index].node = node
        store[node].flags.insert(.isInFormattingList)
    }

    mutating func insert(_ node: Int32, at index: Int, _ store: inout NodeStore) {
        entries.insert(
            Entry(node: node, tag: store[node].tag, attributeCount: store[node].attributeCount),
            at: index
        )
        store[node].flags.insert(.isInFormattingList)
    }
}
