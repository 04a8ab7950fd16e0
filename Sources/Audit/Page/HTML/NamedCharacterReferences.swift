/// Finds the longest named character reference at a place, by a trie over the names of the standard.
///
/// Source: HTML §13.2.5.73 "Named character reference state".
struct NamedCharacterReferences: Sendable {
    /// A reference that was found.
    struct Match {
        /// Bytes after the ampersand, the semicolon included where it was there.
        let length: Int
        let hasSemicolon: Bool
        /// The UTF-8 of the one or two characters, as a range of ``NamedCharacterReferences/text``.
        let text: Range<Int>
    }

    private struct Node {
        let byte: UInt8
        var child: Int32 = -1
        var sibling: Int32 = -1
        /// Index of the value, or -1 where no name ends here.
        var value: Int32 = -1
        /// Whether the name also works without its semicolon.
        var isLegacy = false
    }

    /// The first 128 nodes are the roots, by the name's first byte.
    private var nodes: [Node]
    private var values: [Range<Int>] = []
    private(set) var text: [UInt8] = []

    static let standard = NamedCharacterReferences()

    private init() {
        nodes = (0..<128).map { Node(byte: UInt8($0)) }
        let entries = NamedCharacterReferenceTable.entries
        let bytes = UnsafeBufferPointer(start: entries.utf8Start, count: entries.utf8CodeUnitCount)
        for entry in bytes.split(whereSeparator: \.isHTMLSpace) {
            guard let equals = entry.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let isLegacy = entry[equals - 1] == UInt8(ascii: "!")
            let name = entry[entry.startIndex..<(isLegacy ? equals - 1 : equals)]
            add(name, isLegacy: isLegacy, codePoints: entry[(equals + 1)...])
        }
    }

    private mutating func add(_ name: some Collection<UInt8>, isLegacy: Bool, codePoints: some Collection<UInt8>) {
        var node = -1
        for byte in name { node = node < 0 ? Int(byte) : child(of: node, adding: byte) }
        let start = text.count
        for codePoint in codePoints.split(separator: UInt8(ascii: "+")) {
            text.append(utf8: UInt32(codePoint.string, radix: 16) ?? 0xFFFD)
        }
        nodes[node].value = Int32(values.count)
        nodes[node].isLegacy = isLegacy
        values.append(start..<text.count)
    }

    private mutating func child(of node: Int, adding byte: UInt8) -> Int {
        if let found = child(of: node, byte) { return found }
        var added = Node(byte: byte)
        added.sibling = nodes[node].child
        nodes[node].child = Int32(nodes.count)
        nodes.append(added)
        return nodes.count - 1
    }

    private func child(of node: Int, _ byte: UInt8) -> Int? {
        var next = Int(nodes[node].child)
        while next >= 0 {
            if nodes[next].byte == byte { return next }
            next = Int(nodes[next].sibling)
        }
        return nil
    }

    /// The longest name that stands at `start`, right after an ampersand.
    func longestMatch(in input: UnsafeBufferPointer<UInt8>, at start: Int) -> Match? {
        guard start < input.count, input[start].isASCIIAlpha else { return nil }
        var found: Match?
        var node = Int(input[start])
        var index = start + 1
        while true {
            if nodes[node].value >= 0 {
                let text = values[Int(nodes[node].value)]
                if index < input.count, input[index] == UInt8(ascii: ";") {
                    return Match(length: index + 1 - start, hasSemicolon: true, text: text)
                }
                if nodes[node].isLegacy { found = Match(length: index - start, hasSemicolon: false, text: text) }
            }
            guard index < input.count, let next = child(of: node, input[index]) else { return found }
            node = next
            index += 1
        }
    }
}

extension Array where Element == UInt8 {
    /// Appends the UTF-8 of a scalar value; U+FFFD where it is none.
    mutating func append(utf8 value: UInt32) {
        append(contentsOf: UTF8.encode(Unicode.Scalar(value) ?? "\u{FFFD}")!)
    }
}
