/// Numbers and texts one after the other in few bytes, for columns that only this product reads.
struct PackedWriter {
    private(set) var bytes: [UInt8] = []

    /// LEB128: seven bits a byte, the lowest first.
    mutating func add(_ number: Int) {
        precondition(number >= 0, "only numbers from 0 are packed")
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func add(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

    /// Eight bytes, for what is a hash and has no small values.
    mutating func add(hash: UInt64) {
        withUnsafeBytes(of: hash.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// The length, then the bytes.
    mutating func add(_ text: String) {
        add(text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    mutating func add(raw: some Collection<UInt8>) { bytes.append(contentsOf: raw) }

    /// The count, then the elements.
    mutating func add<Element>(_ elements: some Collection<Element>, _ body: (inout PackedWriter, Element) -> Void) {
        add(elements.count)
        for element in elements { body(&self, element) }
    }
}

/// Reads what a ``PackedWriter`` wrote; anything else is told as damage and never trusted.
struct PackedReader {
    struct Damage: Error {}

    private let bytes: [UInt8]
    private var index: Int

    init(_ bytes: [UInt8], from index: Int = 0) {
        self.bytes = bytes
        self.index = index
    }

    var isAtEnd: Bool { index >= bytes.count }

    mutating func number() throws(Damage) -> Int {
        var number = 0
        for shift in stride(from: 0, to: 56, by: 7) {
            let byte = try byte()
            number |= Int(byte & 0x7F) << shift
            if byte < 0x80 { return number }
        }
        throw Damage()
    }

    mutating func flag() throws(Damage) -> Bool { try byte() != 0 }

    mutating func hash() throws(Damage) -> UInt64 {
        try raw(count: 8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    mutating func text() throws(Damage) -> String { String(decoding: try raw(count: try number()), as: UTF8.self) }

    mutating func raw(count: Int) throws(Damage) -> ArraySlice<UInt8> {
        guard count >= 0, count <= bytes.count - index else { throw Damage() }
        defer { index += count }
        return bytes[index..<index + count]
    }

    mutating func list<Element>(_ body: (inout PackedReader) throws(Damage) -> Element) throws(Damage) -> [Element] {
        var elements: [Element] = []
        // A count that is not true ends at the last byte.
        for _ in 0..<(try number()) { elements.append(try body(&self)) }
        return elements
    }

    private mutating func byte() throws(Damage) -> UInt8 {
        guard index < bytes.count else { throw Damage() }
        defer { index += 1 }
        return bytes[index]
    }
}
