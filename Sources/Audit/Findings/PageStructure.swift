/// A hash of a page's structure that differs in few bits where the structure differs in few places (Charikar 2002).
///
/// Made over the paths of three names each (grandparent, parent, element) of all elements, so that texts, attributes
/// and the length of lists hardly move it: each distinct path counts once.
public enum PageStructure {
    public static func hash(of document: Document) -> UInt64 {
        var names = [UInt64](repeating: 0, count: document.nodeCount)
        var seen: Set<UInt64> = []
        for index in 0..<document.nodeCount where document.kind[index] == .element {
            var hash = FNV1a()
            hash.add(document.names.text(of: document.name[index]))
            names[index] = hash.value
            let parent = Int(document.parent[index])
            let grandparent = parent > 0 ? Int(document.parent[parent]) : -1
            var path = FNV1a()
            path.add(hash.value)
            path.add(parent > 0 ? names[parent] : 0)
            path.add(grandparent > 0 ? names[grandparent] : 0)
            seen.insert(path.value)
        }
        return sum(seen)
    }

    /// Each bit as most of the hashes have it; 0 for none.
    private static func sum(_ hashes: Set<UInt64>) -> UInt64 {
        var balance = [Int](repeating: 0, count: 64)
        for hash in hashes {
            // FNV leaves its low bits related for short inputs; this spreads them.
            let spread = (hash ^ (hash >> 33)) &* 0xFF51_AFD7_ED55_8CCD
            for bit in 0..<64 { balance[bit] += (spread >> UInt64(bit)) & 1 == 1 ? 1 : -1 }
        }
        var result: UInt64 = 0
        for bit in 0..<64 where balance[bit] > 0 { result |= 1 << UInt64(bit) }
        return result
    }
}
