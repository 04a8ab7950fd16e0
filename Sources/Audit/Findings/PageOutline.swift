/// How the elements of one page nest; linear in the page, made once for all its findings.
struct PageOutline {
    /// A hash of the names in the subtree of each node and how they nest; no text, no attributes.
    let structure: [UInt64]
    /// Elements in the subtree of each node.
    let elements: [Int32]

    init(_ document: Document) {
        (structure, elements) = Self.structure(of: document)
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
}
