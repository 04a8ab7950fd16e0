extension String {
    /// The candidate a person most likely meant: at most two edits away (a third of the length for long names), or nil.
    ///
    /// Candidates and texts above 64 bytes are never compared, so that hostile input stays cheap.
    public func nearest(among candidates: some Sequence<String>) -> String? {
        let wanted = Array(utf8.map(\.asciiLowercased))
        guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
        let allowed = Swift.max(2, wanted.count / 3)
        var best: (name: String, distance: Int)?
        for candidate in candidates where candidate.utf8.count <= 64 {
            let distance = editDistance(wanted, Array(candidate.utf8.map(\.asciiLowercased)))
            if distance <= allowed, distance < (best?.distance ?? .max) { best = (candidate, distance) }
        }
        return best?.name
    }
}

/// Levenshtein's distance with one row of memory.
private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (line, wanted) in left.enumerated() {
        var diagonal = row[0]
        row[0] = line + 1
        for (column, found) in right.enumerated() {
            let replaced = diagonal + (wanted == found ? 0 : 1)
            diagonal = row[column + 1]
            row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
        }
    }
    return row[right.count]
}
