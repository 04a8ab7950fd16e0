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
        let isAbsolute = reference.count > authority && reference[..<authority].elementsEqual(bytes[..<authority])
        let rest = reference[(isAbsolute ? authority : 0)...]
        var result = Array(bytes[..<authority])
        result.reserveCapacity(Int(parts.path.upperBound) + rest.count)
        switch rest.first {
        case 0x2F: if rest.dropFirst().first == 0x2F { return nil }
        // A reference that begins with a query keeps the whole path.
        case nil, 0x3F: return nil
        // What follows the authority is a path.
        case _ where isAbsolute: return nil
        default: result += path[..<((path.lastIndex(of: 0x2F) ?? path.endIndex - 1) + 1)]
        }
        let question = rest.firstIndex(of: 0x3F) ?? rest.endIndex
        guard Self.isSimple(path: rest[..<question]), rest[question...].dropFirst().allSatisfy(Self.isSimple) else {
            return nil
        }
        result += rest
        var parts = parts
        (parts.query, parts.hasQuery) = (0..<0, question < rest.endIndex)
        (parts.fragment, parts.hasFragment) = (0..<0, false)
        let end = Int32(result.count)
        let queryBytes = Int32(rest.endIndex - question)
        parts.path = Int32(authority)..<(end - queryBytes)
        if parts.hasQuery { parts.query = (end - queryBytes + 1)..<end }
        return WebURL(bytes: result, parts: parts)
    }

    /// Whether no byte is written otherwise and no segment is `.` or `..`.
    private static func isSimple(path: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        var (segment, dots) = (0, 0)
        for byte in path {
            guard isSimple(byte) else { return false }
            if byte == 0x2F {
                if segment == dots, segment == 1 || segment == 2 { return false }
                (segment, dots) = (0, 0)
            } else {
                segment += 1
                if byte == 0x2E { dots += 1 }
            }
        }
        return !(segment == dots && (segment == 1 || segment == 2))
    }

    private static func isSimple(_ byte: UInt8) -> Bool {
        if byte.isASCIIAlpha || byte.isASCIIDigit { return true }
        return byte == 0x2F || byte == 0x2D || byte == 0x5F || byte == 0x2E || byte == 0x7E || byte == 0x3D
            || byte == 0x26 || byte == 0x2B
    }
}
