extension ARIAAttribute {
    /// The attribute that an interned name names, or nil; O(1).
    init?(_ name: Name) {
        let offset = Int(name.rawValue) - Self.first
        guard offset >= 0, offset < Self.byName.count, let attribute = Self.byName[offset] else { return nil }
        self = attribute
    }

    /// The attribute's interned name.
    public var interned: Name { Name(Int32(Self.first + Self.offsets[Int(rawValue)])) }

    private static let first = Int(Name.ariaActivedescendant.rawValue)

    private static let byName: [ARIAAttribute?] = (first...Int(Name.ariaValuetext.rawValue)).map { number in
        let name = Name.listed[number]
        return ARIAAttribute(named: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    }

    private static let offsets: [Int] = allCases.map { attribute in
        guard let offset = byName.firstIndex(of: attribute) else {
            preconditionFailure("\(attribute.name) is not among the listed names")
        }
        return offset
    }
}
