/// Finds the number of a name in a fixed list without allocating; ASCII case-insensitive.
struct StaticNameIndex: Sendable {
    private let names: [StaticString]
    private let slots: [Int16]

    /// - Parameter names: In lower case, without duplicates.
    init(_ names: [StaticString]) {
        self.names = names
        var size = 16
        while size < names.count * 2 { size *= 2 }
        var slots = [Int16](repeating: -1, count: size)
        for (number, name) in names.enumerated() {
            let bytes = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
            var slot = Self.hash(bytes) & (size - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = Int16(number)
        }
        self.slots = slots
    }

    /// The position of the name in the list, or nil.
    func find(_ bytes: some Collection<UInt8>) -> Int? {
        var slot = Self.hash(bytes) & (slots.count - 1)
        while slots[slot] >= 0 {
            let number = Int(slots[slot])
            if bytes.equalsIgnoringCase(names[number]) { return number }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    private static func hash(_ bytes: some Collection<UInt8>) -> Int {
        var hash: UInt32 = 0x811C_9DC5
        for byte in bytes { hash = (hash ^ UInt32(byte.asciiLowercased)) &* 0x0100_0193 }
        return Int(hash ^ (hash >> 15))
    }
}
