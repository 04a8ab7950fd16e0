/// A document as selectors see it: element relations, and classes and identifiers as numbers.
struct MatchTree: Sendable {
    let document: Document
    /// The parent where it is an element, else -1.
    private(set) var parentElement: [Int32]
    /// The element before this one under the same parent, or -1.
    private(set) var previous: [Int32]
    /// The place among the elements of the same parent, from 1 on.
    private(set) var position: [Int32]
    /// How many elements a node has as children.
    private(set) var childElements: [Int32]
    /// The shadow root a node stands in, or 0 for the document; empty where the document has no shadow root.
    private(set) var scope: [Int32] = []
    /// The slot that a child of a shadow host is assigned to, -1 for none, -2 for all other nodes.
    private(set) var slot: [Int32] = []
    private(set) var slotsWithContent: Set<Int32> = []

    /// Numbers of classes and identifiers in this page; in lower case in quirks mode.
    private(set) var atoms = ByteInterner()
    private(set) var id: [Int32]
    /// The classes of node `i` are `classes[firstClass[i]..<firstClass[i + 1]]`.
    private(set) var firstClass: [Int32]
    private(set) var classes: [Int32] = []
    /// For each atom and each name the hash that the ancestor filter keeps.
    private(set) var atomHash: [UInt32] = []
    private(set) var nameHash: [UInt32] = []

    var isQuirks: Bool { document.quirks == .quirks }

    init(_ document: Document) {
        self.document = document
        let count = document.nodeCount
        parentElement = [Int32](repeating: -1, count: count)
        previous = parentElement
        position = [Int32](repeating: 0, count: count)
        childElements = position
        id = parentElement
        firstClass = [Int32](repeating: 0, count: count + 1)
        relate()
        numberAtoms()
        hashNames()
        if document.kind.contains(.shadowRoot) { assignSlots() }
    }

    func name(_ node: Int32) -> Name { document.name[Int(node)] }

    func classes(of node: Int32) -> ArraySlice<Int32> {
        classes[Int(firstClass[Int(node)])..<Int(firstClass[Int(node) + 1])]
    }

    /// How many elements have the same parent.
    func siblingCount(_ node: Int32) -> Int32 { childElements[Int(document.parent[Int(node)])] }

    private mutating func relate() {
        var last = [Int32](repeating: -1, count: document.nodeCount)
        for index in document.kind.indices where document.kind[index] == .element {
            let parent = Int(document.parent[index])
            if document.kind[parent] == .element { parentElement[index] = Int32(parent) }
            childElements[parent] += 1
            position[index] = childElements[parent]
            previous[index] = last[parent]
            last[parent] = Int32(index)
        }
    }

    private mutating func numberAtoms() {
        let lowers = isQuirks
        for index in document.kind.indices {
            firstClass[index] = Int32(classes.count)
            guard document.kind[index] == .element else { continue }
            for attribute in document.attributes(of: NodeID(index)) {
                let name = document.attributeName[attribute]
                guard name == .id || name == .class else { continue }
                let value = document.bytes[document.attributeValue[attribute]]
                if name == .id {
                    if !value.isEmpty { id[index] = number(value, lowers) }
                } else {
                    appendClasses(value, lowers)
                }
            }
        }
        firstClass[document.nodeCount] = Int32(classes.count)
    }

    private mutating func appendClasses(_ value: Bytes, _ lowers: Bool) {
        var start = value.startIndex
        var index = start
        while index <= value.endIndex {
            if index == value.endIndex || value[index].isHTMLSpace {
                if index > start { classes.append(number(value[start..<index], lowers)) }
                start = index + 1
            }
            index += 1
        }
    }

    private mutating func number(_ text: Bytes, _ lowers: Bool) -> Int32 {
        let number = atoms.intern(lowers ? text.map(\.asciiLowercased)[...] : text)
        if Int(number) == atomHash.count { atomHash.append(ByteInterner.lowercaseHash(text)) }
        return number
    }

    private mutating func hashNames() {
        let count = document.names.count
        nameHash = [UInt32](repeating: 0, count: count)
        for number in 0..<count where !document.elements(Name(Int32(number))).isEmpty {
            let text = document.names.text(of: Name(Int32(number)))
            nameHash[number] = AncestorHash.name(ByteInterner.lowercaseHash(text[...]))
        }
    }
}

// MARK: - Shadow trees

extension MatchTree {
    /// Finds the slot of each child of a shadow host (DOM §4.2.2.3): by name, the first slot of that name wins.
    private mutating func assignSlots() {
        let count = document.nodeCount
        scope = [Int32](repeating: 0, count: count)
        slot = [Int32](repeating: -2, count: count)
        var slotsByName: [SlotName: Int32] = [:]
        for index in 1..<count {
            let parent = document.parent[index]
            scope[index] = document.kind[Int(parent)] == .shadowRoot ? parent : scope[Int(parent)]
            if document.kind[index] == .shadowRoot { scope[index] = Int32(index) }
            guard scope[index] != 0, document.isHTML(NodeID(index), .slot) else { continue }
            let name = Array(document.attribute(.name, of: NodeID(index)) ?? [])
            let key = SlotName(scope: scope[index], name: name)
            if slotsByName[key] == nil { slotsByName[key] = Int32(index) }
        }
        let slotAttribute = Name.slot
        for root in document.kind.indices where document.kind[root] == .shadowRoot {
            let host = NodeID(document.parent[root])
            for child in document.children(of: host) where child.index != Int32(root) {
                var name: [UInt8] = []
                if document.isElement(child) { name = Array(document.attribute(slotAttribute, of: child) ?? []) }
                let assigned = slotsByName[SlotName(scope: Int32(root), name: name)] ?? -1
                slot[Int(child.index)] = assigned
                if assigned >= 0 { slotsWithContent.insert(assigned) }
            }
        }
    }

    private struct SlotName: Hashable {
        let scope: Int32
        let name: [UInt8]
    }

    /// The parent in the flat tree, from which styles are inherited; -1 where the node is in no box.
    func flatParent(_ node: Int32) -> Int32 {
        if !slot.isEmpty, slot[Int(node)] != -2 { return slot[Int(node)] }
        return document.parent[Int(node)]
    }

    func scope(of node: Int32) -> Int32 { scope.isEmpty ? 0 : scope[Int(node)] }
}
