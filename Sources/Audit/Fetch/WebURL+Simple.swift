extension WebURL {
    /// References longer than this take the way of the standard.
    private static let maximumSimpleBytes = 2_000

    /// What the parser makes of a reference in which nothing is to be changed, found without taking it apart; nil where
    /// that is not sure.
    ///
    /// Most links of a site are such: letters, digits and `-_.~=&+` below the same host, without dot segments.
    func resolvedSimply(_ reference: some Collection<UInt8>) -> WebURL? {
        guard reference.count <= Self.maximumSimpleBytes, isHTTP, parts.hasHost, !hasCredentials else { return nil }
        let resolved = reference.withContiguousStorageIfAvailable { simple($0) }
        return resolved ?? nil
    }

    private func simple(_ reference: UnsafeBufferPointer<UInt8>) -> WebURL? {
        let authority = Int(parts.path.lowerBound)
        var start = 0
        if reference.count > authority, (0..<authority).allSatisfy({ reference[$0] == bytes[$0] }) { start = authority }
        guard start < reference.count else { return nil }
        var result = Array(bytes[..<authority])
        result.reserveCapacity(Int(parts.path.upperBound) + reference.count)
        if reference[start] == 0x2F {
            guard start + 1 == reference.count || reference[start + 1] != 0x2F else { return nil }
        } else {
            // What follows the authority is a path, and a reference that begins with a query keeps the path.
            guard start == 0, reference[0] != 0x3F else { return nil }
            result += path[..<((path.lastIndex(of: 0x2F) ?? path.endIndex - 1) + 1)]
        }
        var parts = parts
        (parts.query, parts.hasQuery) = (0..<0, false)
        (parts.fragment, parts.hasFragment) = (0..<0, false)
        var segment = 0
        var dots = 0
        for index in start..<reference.count {
            let byte = reference[index]
            if byte == 0x2F || byte == 0x3F, !parts.hasQuery {
                if segment == dots, segment == 1 || segment == 2 { return nil }
                (segment, dots) = (0, 0)
                if byte == 0x3F {
                    parts.path = Int32(authority)..<Int32(result.count)
                    parts.hasQuery = true
                    parts.query = Int32(result.count + 1)..<Int32(result.count + 1)
                }
            } else {
                guard Self.isSimple(byte) || byte == 0x2F else { return nil }
                segment += 1
                if byte == 0x2E { dots += 1 }
            }
            result.append(byte)
        }
        if parts.hasQuery {
            parts.query = parts.query.lowerBound..<Int32(result.count)
        } else {
            if segment == dots, segment == 1 || segment == 2 { return nil }
            parts.path = Int32(authority)..<Int32(result.count)
        }
        return WebURL(bytes: result, parts: parts)
    }

    private static func isSimple(_ byte: UInt8) -> Bool {
        if byte.isASCIIAlpha || byte.isASCIIDigit { return true }
        return byte == 0x2D || byte == 0x5F || byte == 0x2E || byte == 0x7E || byte == 0x3D || byte == 0x26
            || byte == 0x2B
    }
}
