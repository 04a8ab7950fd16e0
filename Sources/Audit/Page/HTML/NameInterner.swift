/// The page's ``NameTable`` behind a small cache whose key is the whole name, so that a hit compares two integers.
struct NameInterner {
    private(set) var table = NameTable()
    private var cache = [Entry](repeating: Entry(), count: NameInterner.cacheSize)
    private var lowered: [UInt8] = []

    private static var cacheSize: Int { 1024 }

    private struct Entry {
        var low: UInt64 = 0
        var high: UInt64 = 0
        var name = Name.none
    }

    /// A name of up to 16 bytes, in lower case, as two integers.
    struct Key {
        var low: UInt64 = 0
        var high: UInt64 = 0

        @inline(__always)
        mutating func append(_ byte: UInt8) {
            high = high << 8 | low >> 56
            low = low << 8 | UInt64(byte)
        }
    }

    /// The number of the name that lies at `bytes`, in lower case; `key` holds it if it has at most 16 bytes.
    @inline(__always)
    mutating func intern(_ bytes: UnsafeBufferPointer<UInt8>, key: Key) -> Name {
        guard bytes.count <= 16 else { return internSlowly(bytes) }
        let hash = (key.low &* 0x9E37_79B9_7F4A_7C15) ^ (key.high &* 0xC2B2_AE3D_27D4_EB4F)
        let slot = Int(truncatingIfNeeded: hash >> 54)
        if cache[slot].low == key.low, cache[slot].high == key.high { return cache[slot].name }
        let name = internSlowly(bytes)
        cache[slot] = Entry(low: key.low, high: key.high, name: name)
        return name
    }

    private mutating func internSlowly(_ bytes: UnsafeBufferPointer<UInt8>) -> Name {
        lowered.removeAll(keepingCapacity: true)
        for byte in bytes { lowered.append(byte.asciiLowercased) }
        return table.intern(lowered)
    }

    /// The number of a name as it is, without lowering its case.
    mutating func internExactly(_ bytes: some Collection<UInt8>) -> Name { table.intern(bytes) }
}
