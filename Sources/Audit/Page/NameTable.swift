/// Maps names to numbers while a page is parsed, and back afterwards.
///
/// Open addressing over FNV-1a; a lookup neither allocates nor makes a `String`.
public struct NameTable: Sendable {
    /// Names that no list holds, in the order in which the page showed them.
    private var unlisted: [[UInt8]] = []
    private var slots: [Int32] = NameTable.listedSlots
    private var used = Name.listed.count

    /// The number of distinct names a page may bring along; any further one shares one number.
    static let maximumUnlisted = 20_000

    /// How many names there are from ``Name/firstUnlisted`` on.
    var unlistedCount: Int { unlisted.count }

    /// How many numbers of names there are, listed ones included.
    var count: Int { Int(Name.firstUnlisted) + unlisted.count }

    public init() {}

    /// The number of this name, given a new one where needed.
    mutating func intern(_ bytes: some Collection<UInt8>) -> Name {
        if let found = find(bytes) { return found }
        if unlisted.count >= Self.maximumUnlisted { return Name(Name.firstUnlisted) }
        let name = Name(Name.firstUnlisted + Int32(unlisted.count))
        unlisted.append(Array(bytes))
        used += 1
        if used * 2 > slots.count { grow() } else { insert(name, hash: Self.hash(bytes)) }
        return name
    }

    /// The number of this name, or nil where the page never showed it.
    func find(_ bytes: some Collection<UInt8>) -> Name? {
        var slot = Int(truncatingIfNeeded: Self.hash(bytes)) & (slots.count - 1)
        while slots[slot] >= 0 {
            let name = Name(slots[slot])
            if text(of: name, equals: bytes) { return name }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// The name's UTF-8 bytes; empty for `Name.none`.
    public func text(of name: Name) -> [UInt8] {
        if name.rawValue < 0 { return [] }
        if name.rawValue >= Name.firstUnlisted { return unlisted[Int(name.rawValue - Name.firstUnlisted)] }
        return Self.listedTexts[Int(name.rawValue)]
    }

    private func text(of name: Name, equals bytes: some Collection<UInt8>) -> Bool {
        if name.rawValue < Name.firstUnlisted { return bytes.equals(Name.listed[Int(name.rawValue)]) }
        return unlisted[Int(name.rawValue - Name.firstUnlisted)].elementsEqual(bytes)
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        for number in 0..<Name.firstUnlisted + Int32(unlisted.count) {
            insert(Name(number), hash: Self.hash(text(of: Name(number))))
        }
    }

    private mutating func insert(_ name: Name, hash: UInt64) {
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = name.rawValue
    }

    private static func hash(_ bytes: some Collection<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash ^ (hash >> 29)
    }

    private static let listedTexts: [[UInt8]] = Name.listed.map { name in
        Array(UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    }

    private static let listedSlots: [Int32] = {
        var slots = [Int32](repeating: -1, count: 2048)
        for (number, name) in Name.listed.enumerated() {
            let bytes = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
            var slot = Int(truncatingIfNeeded: hash(bytes)) & 2047
            while slots[slot] >= 0 { slot = (slot + 1) & 2047 }
            slots[slot] = Int32(number)
        }
        return slots
    }()
}
