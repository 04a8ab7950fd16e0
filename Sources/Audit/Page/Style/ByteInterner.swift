/// Numbers distinct byte strings from 0 on.
///
/// Open addressing over a 32-bit FNV-1a; all text lies in one buffer, so that copying one copies three arrays.
struct ByteInterner: Sendable {
    private var bytes: [UInt8] = []
    private var ranges: [Range<Int32>] = []
    private var hashes: [UInt32] = []
    private var slots: [Int32] = []

    init() {}

    var count: Int { ranges.count }

    mutating func intern(_ text: Bytes) -> Int32 { intern(text, hash: Self.hash(text)) }

    mutating func intern(_ text: Bytes, hash: UInt32) -> Int32 {
        if (ranges.count + 1) * 2 > slots.count { grow() }
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot] >= 0 {
            if isEqual(slots[slot], text, hash) { return slots[slot] }
            slot = (slot + 1) & (slots.count - 1)
        }
        let number = Int32(ranges.count)
        slots[slot] = number
        ranges.append(Int32(bytes.count)..<Int32(bytes.count + text.count))
        bytes.append(contentsOf: text)
        hashes.append(hash)
        return number
    }

    func find(_ text: Bytes) -> Int32? { find(text, hash: Self.hash(text)) }

    func find(_ text: Bytes, hash: UInt32) -> Int32? {
        if slots.isEmpty { return nil }
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot] >= 0 {
            if isEqual(slots[slot], text, hash) { return slots[slot] }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    func text(of number: Int32) -> Bytes { bytes[ranges[Int(number)]] }

    func hash(of number: Int32) -> UInt32 { hashes[Int(number)] }

    private func isEqual(_ number: Int32, _ text: Bytes, _ hash: UInt32) -> Bool {
        hashes[Int(number)] == hash && bytes[ranges[Int(number)]].elementsEqual(text)
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: max(16, slots.count * 2))
        for (number, hash) in hashes.enumerated() {
            var slot = Int(hash) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(number)
        }
    }

    static func hash(_ text: Bytes) -> UInt32 {
        var hash: UInt32 = 0x811C_9DC5
        for byte in text { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        return hash ^ (hash >> 15)
    }

    /// The hash of the text in lower case.
    static func lowercaseHash(_ text: Bytes) -> UInt32 {
        var hash: UInt32 = 0x811C_9DC5
        for byte in text { hash = (hash ^ UInt32(byte.asciiLowercased)) &* 0x0100_0193 }
        return hash ^ (hash >> 15)
    }
}

extension StaticString {
    /// The text's UTF-8 bytes.
    var bytes: Bytes { Array(UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount))[...] }
}
