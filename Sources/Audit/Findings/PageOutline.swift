/// What is needed to say where the nodes of one page are; linear in the page, made once for all its findings.
struct PageOutline {
    private let document: Document
    /// Byte offsets of the line feeds in the source.
    private let lineFeeds: [Int32]
    /// A hash of the names in the subtree of each node and how they nest; no text, no attributes.
    let structure: [UInt64]
    /// Elements in the subtree of each node.
    let elements: [Int32]
    /// How often each value of an `id` attribute occurs.
    private let ids: [Bytes: Int]
    /// 1-based among the siblings of the same name.
    ///
    /// Negative where there is only one, 0 until asked for.
    private var ordinals: [Int32]

    init(_ document: Document) {
        self.document = document
        var feeds: [Int32] = []
        for (offset, byte) in document.bytes[0..<document.sourceLength].enumerated() where byte == 0x0A {
            feeds.append(Int32(offset))
        }
        lineFeeds = feeds
        (structure, elements) = Self.structure(of: document)
        var ids: [Bytes: Int] = [:]
        for index in document.attributeName.indices where document.attributeName[index] == .id {
            ids[document.bytes[document.attributeValue[index]], default: 0] += 1
        }
        self.ids = ids
        ordinals = [Int32](repeating: 0, count: document.nodeCount)
    }

    /// Children come after their parents, so one pass from the end sums everything up.
    private static func structure(of document: Document) -> (hashes: [UInt64], elements: [Int32]) {
        var hashes = [UInt64](repeating: 0, count: document.nodeCount)
        var counts = [Int32](repeating: 0, count: document.nodeCount)
        for index in stride(from: document.nodeCount - 1, through: 0, by: -1) {
            let node = NodeID(index)
            guard document.kind[index] == .element else {
                if let parent = document.parent(of: node), document.kind[index] != .text {
                    hashes[Int(parent.index)] = mixed(hashes[Int(parent.index)], hashes[index])
                    counts[Int(parent.index)] += counts[index]
                }
                continue
            }
            var hash = FNV1a()
            hash.add(document.names.text(of: document.name[index]))
            hash.add(hashes[index])
            hashes[index] = hash.value
            counts[index] += 1
            if let parent = document.parent(of: node) {
                hashes[Int(parent.index)] = mixed(hashes[Int(parent.index)], hash.value)
                counts[Int(parent.index)] += counts[index]
            }
        }
        return (hashes, counts)
    }

    private static func mixed(_ hash: UInt64, _ next: UInt64) -> UInt64 {
        (hash &* 0x9E37_79B9_7F4A_7C15 &+ next) ^ (next >> 31)
    }

    // MARK: - Source

    /// 1-based line and column, the column in UTF-8 bytes.
    func position(of offset: Int) -> (line: Int, column: Int) {
        var low = 0
        var high = lineFeeds.count
        while low < high {
            let middle = (low + high) / 2
            if Int(lineFeeds[middle]) < offset { low = middle + 1 } else { high = middle }
        }
        let start = low == 0 ? 0 : Int(lineFeeds[low - 1]) + 1
        return (low + 1, offset - start + 1)
    }

    // MARK: - Paths

    /// Whether one element only has this id, so that the id names it.
    func isUnique(id: Bytes) -> Bool { ids[id] == 1 }

    /// The place among the siblings of the same name, and whether there are none.
    mutating func ordinal(of node: NodeID) -> (number: Int, isOnly: Bool) {
        if ordinals[Int(node.index)] == 0, let parent = document.parent(of: node) { count(childrenOf: parent) }
        let ordinal = Int(ordinals[Int(node.index)])
        return (max(1, abs(ordinal)), ordinal < 0)
    }

    private mutating func count(childrenOf parent: NodeID) {
        var totals: [Name: Int32] = [:]
        for child in document.children(of: parent) where document.isElement(child) {
            totals[document.name(of: child), default: 0] += 1
            ordinals[Int(child.index)] = totals[document.name(of: child)] ?? 1
        }
        for child in document.children(of: parent) where document.isElement(child) {
            if totals[document.name(of: child)] == 1 { ordinals[Int(child.index)] = -1 }
        }
    }

    /// The absolute path; `/` for the document itself.
    mutating func xpath(of node: NodeID) -> String {
        var steps: [String] = []
        var current: NodeID? = node
        while let step = current {
            switch document.kind(of: step) {
            case .element: steps.append("\(lowercasedName(of: step))[\(ordinal(of: step).number)]")
            case .shadowRoot: steps.append("shadow-root")
            case .text: steps.append("text()")
            case .comment: steps.append("comment()")
            case .document, .doctype, .templateContent: break
            }
            current = document.parent(of: step)
        }
        return "/" + steps.reversed().joined(separator: "/")
    }

    /// A CSS selector that finds the element, from the nearest ancestor with an id of its own.
    mutating func selector(of node: NodeID) -> String {
        var steps: [String] = []
        var current: NodeID? = node
        while let step = current, document.kind(of: step) != .document {
            current = document.parent(of: step)
            guard document.isElement(step) else { continue }
            if let id = document.attribute(.id, of: step), !id.isEmpty, isUnique(id: id) {
                steps.append("#" + Self.escaped(id))
                break
            }
            let (number, isOnly) = ordinal(of: step)
            let name = Self.escaped(lowercasedName(of: step).utf8)
            steps.append(isOnly ? name : "\(name):nth-of-type(\(number))")
        }
        return steps.reversed().joined(separator: " > ")
    }

    private func lowercasedName(of node: NodeID) -> String {
        document.names.text(of: document.name(of: node)).map(\.asciiLowercased).string
    }

    /// An identifier as CSS writes it (CSSOM "serialize an identifier"), with every odd character by its number.
    private static func escaped(_ identifier: some Collection<UInt8>) -> String {
        var output = ""
        for (position, scalar) in identifier.string.unicodeScalars.enumerated() {
            let isDigit = (0x30...0x39).contains(scalar.value)
            let isLetter = (0x41...0x5A).contains(scalar.value) || (0x61...0x7A).contains(scalar.value)
            let isPlain = isLetter || scalar.value >= 0x80 || scalar == "_" || scalar == "-" && identifier.count > 1
            if isPlain || isDigit && position > 0 {
                output.unicodeScalars.append(scalar)
            } else {
                output += "\\\(String(scalar.value, radix: 16)) "
            }
        }
        return output
    }
}
