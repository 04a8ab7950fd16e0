// What several site rules do with sequences: they ask whether things that recur stand in the same order everywhere.

/// The order in which most pages show some things.
struct UsualOrder {
    private let positions: [String: Int]

    /// - Parameter sequences: What each page shows, in its order; each thing at most once a page.
    init(_ sequences: [[String]]) {
        var counts: [[String]: (count: Int, first: Int)] = [:]
        for (index, sequence) in sequences.enumerated() { counts[sequence, default: (0, index)].count += 1 }
        let usual = counts.max { one, other in
            (one.value.count, -one.value.first) < (other.value.count, -other.value.first)
        }
        positions = Dictionary(
            (usual?.key ?? []).enumerated().map { ($1, $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// How many of these things the usual order knows.
    func known(in sequence: [String]) -> Int { sequence.count { positions[$0] != nil } }

    /// Two things that stand the other way round than usual, in the page's order.
    func inversion(in sequence: [String]) -> (first: String, second: String)? {
        let known = sequence.filter { positions[$0] != nil }
        for (first, second) in zip(known, known.dropFirst()) where positions[first]! > positions[second]! {
            return (first, second)
        }
        return nil
    }

    /// Whether a thing stands the other way round than usual to any other.
    func isMoved(_ thing: String, in sequence: [String]) -> Bool {
        guard let own = positions[thing], let index = sequence.firstIndex(of: thing) else { return false }
        let before = sequence[..<index].compactMap { positions[$0] }
        let after = sequence[(index + 1)...].compactMap { positions[$0] }
        return before.contains { $0 > own } || after.contains { $0 < own }
    }
}

extension Sequence where Element: Hashable {
    /// The elements in their order, each once.
    var withoutRepetition: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
