/// Where nodes are in a page's tree and source: paths, selectors, lines.
///
/// Positions among siblings are counted once for each parent, when first asked for, so that the paths of many nodes cost
/// O(nodes + depth of each) in total.
public struct NodePaths: Sendable {
    private let document: Document
    /// Byte offsets of the line feeds in the source.
    private let lineFeeds: [Int32]
    /// How often each value of an `id` attribute occurs.
    private let ids: [Bytes: Int]
    /// 1-based among the siblings of the same name; negative where there is only one, 0 until asked for.
    private var ordinals: [Int32]
    /// The nodes of the path that is being written, innermost first.
    private var chain: [NodeID] = []

    public init(of document: Document) {
        self.document = document
        var feeds: [Int32] = []
        for (offset, byte) in document.bytes[0..<document.sourceLength].enumerated() where byte == 0x0A {
            feeds.append(Int32(offset))
        }
        lineFeeds = feeds
        var ids: [Bytes: Int] = [:]
        for index in document.attributeName.indices where document.attributeName[index] == .id {
            ids[document.bytes[document.attributeValue[index]], default: 0] += 1
        }
        self.ids = ids
        ordinals = [Int32](repeating: 0, count: document.nodeCount)
    }

    // MARK: - Source

    /// 1-based line and column of a byte of the source, the column in UTF-8 bytes.
    public func position(of offset: Int) -> (line: Int, column: Int) {
        var low = 0
        var high = lineFeeds.count
        while low < high {
            let middle = (low + high) / 2
            if Int(lineFeeds[middle]) < offset { low = middle + 1 } else { high = middle }
        }
        let start = low == 0 ? 0 : Int(lineFeeds[low - 1]) + 1
        return (low + 1, offset - start + 1)
    }

    /// Where the node is written; what the parser implied stands at the nearest start tag around it.
    public func position(of node: NodeID) -> (line: Int, column: Int) {
        let own = Int(document.sourceOffset[Int(node.index)])
        if own >= 0 { return position(of: own) }
        for ancestor in document.ancestors(of: node) {
            let offset = Int(document.sourceOffset[Int(ancestor.index)])
            if offset >= 0 { return position(of: offset) }
        }
        return position(of: 0)
    }

    // MARK: - Paths

    /// The absolute path, element names in lower case, 1-based among the siblings of the same name; `/` for the document.
    public mutating func xpath(of node: NodeID) -> String {
        chain.removeAll(keepingCapacity: true)
        chain.append(node)
        chain.append(contentsOf: document.ancestors(of: node))
        var path: [UInt8] = []
        path.reserveCapacity(chain.count * 8)
        for step in chain.reversed() {
            let kind = document.kind(of: step)
            if kind == .document || kind == .doctype || kind == .templateContent { continue }
            path.append(UInt8(ascii: "/"))
            switch kind {
            case .element:
                path.append(contentsOf: document.names.text(of: document.name(of: step)).lazy.map(\.asciiLowercased))
            case .shadowRoot:
                path.append(contentsOf: "shadow-root".utf8)
                continue
            case .text: path.append(contentsOf: "text()".utf8)
            default: path.append(contentsOf: "comment()".utf8)
            }
            path.append(UInt8(ascii: "["))
            path.append(decimal: ordinal(of: step).number)
            path.append(UInt8(ascii: "]"))
        }
        return path.isEmpty ? "/" : path.string
    }

    /// A CSS selector that finds the element in its own tree, from the nearest ancestor with an id of its own.
    ///
    /// Where shadow trees lie in between, the selector of each host stands before ` >>> `.
    public mutating func selector(of node: NodeID) -> String {
        chain.removeAll(keepingCapacity: true)
        var current: NodeID? = node
        while let step = current, document.kind(of: step) != .document {
            chain.append(step)
            let isNamed = document.isElement(step) && stableID(of: step) != nil
            // Within a shadow tree its host has still to be named.
            current = isNamed ? shadowRoot(around: step) : document.parent(of: step)
        }
        var selector: [UInt8] = []
        var isFirst = true
        for step in chain.reversed() {
            switch document.kind(of: step) {
            case .element:
                if !isFirst { selector.append(contentsOf: " > ".utf8) }
                isFirst = false
                if let id = stableID(of: step) {
                    selector.append(UInt8(ascii: "#"))
                    Self.append(id, escapedTo: &selector)
                } else {
                    appendCompound(step, to: &selector)
                }
            case .shadowRoot, .templateContent:
                selector.append(contentsOf: " >>> ".utf8)
                isFirst = true
            default: break
            }
        }
        return selector.string
    }

    private mutating func appendCompound(_ element: NodeID, to selector: inout [UInt8]) {
        Self.append(document.names.text(of: document.name(of: element))[...], escapedTo: &selector)
        let (number, isOnly) = ordinal(of: element)
        if isOnly { return }
        selector.append(contentsOf: ":nth-of-type(".utf8)
        selector.append(decimal: number)
        selector.append(UInt8(ascii: ")"))
    }

    private func shadowRoot(around node: NodeID) -> NodeID? {
        document.ancestors(of: node).first {
            document.kind(of: $0) == .shadowRoot || document.kind(of: $0) == .templateContent
        }
    }

    /// The element's id, where no other element has it and no machine seems to have made it.
    private func stableID(of element: NodeID) -> Bytes? {
        guard let id = document.attribute(.id, of: element), !id.isEmpty, ids[id] == 1, !Self.looksGenerated(id) else {
            return nil
        }
        return id
    }

    /// Ids that frameworks make change from build to build: long numbers, hashes, `:r1:`.
    static func looksGenerated(_ id: Bytes) -> Bool {
        var digits = 0
        var run = 0
        var longestRun = 0
        for byte in id {
            run = byte.isASCIIDigit ? run + 1 : 0
            if byte.isASCIIDigit { digits += 1 }
            longestRun = max(longestRun, run)
        }
        let isHash = id.count >= 8 && digits >= 2 && id.allSatisfy { $0.isASCIIHexDigit || $0 == 0x2D }
        return longestRun >= 5 || isHash || id.contains(0x3A) || id.count > 64
    }

    // MARK: - Ordinals

    /// The place among the siblings of the same name (or kind, for text), and whether there are none.
    private mutating func ordinal(of node: NodeID) -> (number: Int, isOnly: Bool) {
        if ordinals[Int(node.index)] == 0, let parent = document.parent(of: node) { count(childrenOf: parent) }
        let ordinal = Int(ordinals[Int(node.index)])
        return (max(1, abs(ordinal)), ordinal < 0)
    }

    private mutating func count(childrenOf parent: NodeID) {
        var totals: [Int32: Int32] = [:]
        for child in document.children(of: parent) {
            totals[key(of: child), default: 0] += 1
            ordinals[Int(child.index)] = totals[key(of: child)] ?? 1
        }
        for child in document.children(of: parent) where totals[key(of: child)] == 1 {
            ordinals[Int(child.index)] = -1
        }
    }

    private func key(of node: NodeID) -> Int32 {
        let isElement = document.isElement(node)
        return isElement ? document.name(of: node).rawValue : -2 - Int32(document.kind(of: node).rawValue)
    }

    /// An identifier as CSS writes it (CSSOM "serialize an identifier"), with every odd character by its number.
    static func append(_ identifier: Bytes, escapedTo output: inout [UInt8]) {
        let isSimple = identifier.first?.isASCIIAlpha == true && identifier.allSatisfy(isPlain)
        if isSimple {
            output.append(contentsOf: identifier)
            return
        }
        for (position, scalar) in identifier.string.unicodeScalars.enumerated() {
            let isDigit = (0x30...0x39).contains(scalar.value)
            let isLetter = (0x41...0x5A).contains(scalar.value) || (0x61...0x7A).contains(scalar.value)
            let isPlain = isLetter || scalar.value >= 0x80 || scalar == "_" || scalar == "-" && identifier.count > 1
            let isSafeDigit = isDigit && position > 0 && !(position == 1 && identifier.first == 0x2D)
            if isPlain || isSafeDigit {
                output.append(contentsOf: UTF8.encode(scalar)!)
            } else {
                output.append(contentsOf: "\\\(String(scalar.value, radix: 16)) ".utf8)
            }
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte.isASCIIAlpha || byte.isASCIIDigit || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }
}
